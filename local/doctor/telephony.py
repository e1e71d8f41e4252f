"""The Twilio account, its numbers, and whether they lead to us."""

from collections.abc import Iterator, Mapping
from typing import Any

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException

from local.doctor.findings import Finding, State
from receptionist.calls.numbers import Webhooks

LEAST_USD = 10.0
EXPECTED = {"voice_url": "VoiceIncoming", "voice_fallback_url": "VoiceFallback", "status_callback": "VoiceStatus", "sms_url": "SmsIncoming"}  # fmt: skip
"""What a number keeps, by the output of the functions stack it should be."""
MOST_NUMBERS = 200
UPGRADE = "console.twilio.com: upgrade the account, and have a business profile approved (Trust Hub)"


def examine(sid: str, client: Any, wanted: Mapping[str, str]) -> Iterator[Finding]:
    """`client`: a `twilio.rest.Client`. `wanted`: the outputs of the functions stack, by their names."""
    try:
        account = client.api.v2010.accounts(sid).fetch()
    except TwilioRestException as error:
        if error.status in (401, 403, 404):
            yield Finding("Twilio account", "ill", f"Twilio refuses {sid[:6]}... with this token",
                          "give -c twilio_account_sid and put its primary token into the secret; a number in IE1 or AU1 has the token of that region")  # fmt: skip
        else:
            yield Finding("Twilio account", "unknown", f"Twilio answers {error.status}", "try again; status.twilio.com")
        return
    except (TwilioException, RequestException) as error:
        yield Finding("Twilio account", "unknown", type(error).__name__, "is api.twilio.com reached from here?")
        return
    if account.status != "active":
        yield Finding("Twilio account", "ill", f"is {account.status}", "console.twilio.com says why: often the balance")
        return
    if str(account.type).lower() == "trial":
        yield Finding(
            "Twilio account", "doubtful", "is a trial: 5 calls at once, and an announcement before each", UPGRADE
        )
    else:
        yield Finding("Twilio account", "well", "active")
    yield from _balance(client)
    yield from _numbers(client, wanted)


def _balance(client: Any) -> Iterator[Finding]:
    about = "Twilio balance"
    try:
        known = client.balance.fetch()
        amount, currency = float(known.balance), known.currency
    except (TwilioException, RequestException, ValueError):
        yield Finding(about, "unknown", "is not told", "console.twilio.com, Billing")
        return
    if amount < LEAST_USD:
        yield Finding(about, "ill" if amount <= 0 else "doubtful", f"{amount:.2f} {currency}", "console.twilio.com, Billing: add to it, set it to recharge itself")  # fmt: skip
    else:
        yield Finding(about, "well", f"{amount:.2f} {currency}")


def _numbers(client: Any, wanted: Mapping[str, str]) -> Iterator[Finding]:
    try:
        numbers = client.incoming_phone_numbers.list(limit=MOST_NUMBERS)
    except (TwilioException, RequestException) as error:
        yield Finding("Twilio numbers", "unknown", type(error).__name__, "try again; status.twilio.com")
        return
    if not numbers:
        yield Finding(
            "Twilio numbers",
            "ill",
            "there are none",
            "console.twilio.com: buy one with voice (and messaging, for texts)",
        )
        return
    if missing := [name for name in EXPECTED.values() if name not in wanted]:
        yield Finding(
            "Twilio numbers", "unknown", f"the functions stack does not say {', '.join(missing)}", "deploy it first"
        )
        return
    ours = [number for number in numbers if any(address in _kept(number).values() for address in wanted.values())]
    if not ours:
        yield Finding(
            "Twilio numbers", "ill", f"none of {len(numbers)} leads here", _point(numbers[0].phone_number, wanted)
        )
    for number in ours:
        yield _one(number, wanted)


def _one(number: Any, wanted: Mapping[str, str]) -> Finding:
    kept = _kept(number)
    wrong = {kind: kept[kind] for kind, name in EXPECTED.items() if kept[kind] != wanted[name]}
    about = f"number {number.phone_number}"
    if not wrong:
        return Finding(about, "well", "leads here")
    state: State = "ill" if "voice_url" in wrong else "doubtful"
    found = "; ".join(f"{kind} is {address or 'not set'}" for kind, address in wrong.items())
    return Finding(about, state, found, _point(number.phone_number, wanted))


def _kept(number: Any) -> dict[str, str]:
    return {name: getattr(number, name, "") or "" for name in Webhooks.__slots__}


def _point(number: str, wanted: Mapping[str, str]) -> str:
    settings = ", ".join(f"{kind} {wanted[name]}" for kind, name in EXPECTED.items())
    return f"give {number} in Twilio's console, each by POST: {settings}"
