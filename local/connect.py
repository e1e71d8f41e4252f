"""`firstring connect`: a real Twilio number answered by this machine, for as long as the command runs.

    remember the number's webhooks -> start the service -> see that Twilio can reach it -> point the number here
    -> serve until Ctrl-C -> put the webhooks back

What was remembered is on disk before anything is changed, so that a connect killed on the way is undone by the next.
"""

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import asdict
from pathlib import Path

from local.settings import Settings
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.numbers import TwilioNumbers
from receptionist.calls.numbers import Webhooks, pointing_at
from receptionist.errors import Misconfigured, ReceptionistError
from receptionist.ids import Phone

READY_S = 60.0
END_S = 15.0
"""For live calls to end as they should."""


def connect(number: str, business: str, settings: Settings) -> int:
    """Blocks until interrupted. Raises Misconfigured before anything was changed, if it cannot work."""
    public_url = _checked(settings)
    numbers = TwilioNumbers(
        LazyClient(settings.twilio_account_sid, settings.twilio_auth_token[0], base_url=settings.twilio_api_base_url)
    )
    memory = settings.data / f"webhooks-{number.lstrip('+')}.json"
    before = _remembered(memory) or _webhooks(numbers, Phone(number))
    memory.write_text(json.dumps(asdict(before)), encoding="utf-8")
    command = ("up", "--port", str(settings.port), "--data", str(settings.data), "--answer", f"{number}={business}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    service = subprocess.Popen([sys.executable, "-m", "local.cli", *command])
    try:
        _wait_until_reachable(f"http://127.0.0.1:{settings.port}/readyz", service)
        _wait_until_reachable(f"{public_url}/healthz", service)
        numbers.point(Phone(number), pointing_at(public_url))
        # Flushed: whoever waits for this line through a pipe would not get it before the end.
        print(f"{number} now rings {business} on this machine. Ctrl-C puts it back.", flush=True)
        return service.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        try:
            numbers.point(Phone(number), before)
            memory.unlink()
            print(f"{number} is back as it was: {before.voice_url or 'no webhook'}.", flush=True)
        finally:
            _end(service)


def _end(service: "subprocess.Popen[bytes]") -> None:
    service.terminate()
    try:
        service.wait(timeout=END_S)
    except subprocess.TimeoutExpired:
        service.kill()  # its server ends with it
        service.wait()


def _checked(settings: Settings) -> str:
    if settings.simulated:
        raise Misconfigured(
            "connect needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of the account that owns the number"
        )
    url = settings.public_url[0]
    if not url.startswith("https://") and not settings.twilio_api_base_url:
        raise Misconfigured(
            "connect needs PUBLIC_URL: the https address at which Twilio reaches this machine (a tunnel, or a server of yours)"
        )
    return url


def _webhooks(numbers: TwilioNumbers, number: Phone) -> Webhooks:
    """As they are now."""
    found = numbers.find(number)
    if found is None:
        raise Misconfigured(f"this Twilio account does not own {number}")
    return found.webhooks


def _remembered(memory: Path) -> Webhooks | None:
    """What an earlier connect could not put back."""
    if not memory.is_file():
        return None
    return Webhooks(**json.loads(memory.read_text(encoding="utf-8")))


def _wait_until_reachable(url: str, service: "subprocess.Popen[bytes]") -> None:
    """Raises Misconfigured when `url` does not answer 200 within READY_S or the service ends."""
    deadline = time.monotonic() + READY_S
    fault: ReceptionistError | OSError | None = None
    while time.monotonic() < deadline:
        if service.poll() is not None:
            raise Misconfigured("the service did not start; its own message is above")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError) as error:
            fault = error
        time.sleep(0.3)
    raise Misconfigured(f"{url} does not answer from outside: {fault}")
