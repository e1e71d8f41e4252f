"""The telephone network and the fleet, as far as live calls need them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import requests
from twilio.base.exceptions import TwilioException

from functions.capacity.watch import Service
from local.live.plan import LONGEST_S
from receptionist.errors import Unavailable
from receptionist.ports import Switchboard

OVER = {"completed", "busy", "failed", "no-answer", "canceled"}
PATIENCE_S = 60.0
"""For a recording to be there."""
Sleep = Callable[[float], None]


class Network(Protocol):
    """Blocks; every method may raise Unavailable."""

    def place(self, to: str, from_: str, twiml: str) -> str:
        """The call's sid."""
        ...

    def state(self, call: str) -> tuple[str, float]:
        """Twilio's status, and seconds."""
        ...

    def hang_up(self, call: str) -> None: ...

    def recording(self, call: str) -> bytes | None:
        """A WAV with two channels; None: not yet."""
        ...


@dataclass(frozen=True, slots=True)
class TwilioNetwork:
    """Over the official client."""

    client: Any
    account_sid: str
    token: str
    base_url: str = "https://api.twilio.com"

    def place(self, to: str, from_: str, twiml: str) -> str:
        told = {"record": True, "recording_channels": "dual", "time_limit": LONGEST_S, "timeout": 20}
        try:
            return str(self.client.calls.create(to=to, from_=from_, twiml=twiml, **told).sid)
        except (TwilioException, requests.RequestException) as error:
            raise Unavailable(f"Twilio places no call: {error}") from error

    def state(self, call: str) -> tuple[str, float]:
        try:
            found = self.client.calls(call).fetch()
        except (TwilioException, requests.RequestException) as error:
            raise Unavailable(f"Twilio tells nothing of the call: {error}") from error
        return str(found.status), float(found.duration or 0)

    def hang_up(self, call: str) -> None:
        try:
            self.client.calls(call).update(status="completed")
        except (TwilioException, requests.RequestException) as error:
            raise Unavailable(f"Twilio does not hang up: {error}") from error

    def recording(self, call: str) -> bytes | None:
        try:
            listed = self.client.recordings.list(call_sid=call, limit=1)
            if not listed or getattr(listed[0], "status", "completed") != "completed":
                return None
            address = f"{self.base_url}/2010-04-01/Accounts/{self.account_sid}/Recordings/{listed[0].sid}.wav"
            answer = requests.get(
                address, params={"RequestedChannels": 2}, auth=(self.account_sid, self.token), timeout=30
            )
        except (TwilioException, requests.RequestException) as error:
            raise Unavailable(f"Twilio does not give the recording: {error}") from error
        return answer.content if answer.status_code == 200 else None


class Fleet(Protocol):
    """The region's handlers."""

    def lose_the_busy_one(self) -> str:
        """Stops the one handler that has a call; says what was done, or why not."""
        ...


@dataclass(frozen=True, slots=True)
class EcsFleet:
    """Stops a task only where ours is the only call, so that no real caller is disturbed."""

    switchboard: Switchboard
    service: Service
    stop: Callable[[str], None]
    """A task, by its ARN."""
    clock: Callable[[], datetime]

    def lose_the_busy_one(self) -> str:
        busy = [one for one in self.switchboard.handlers(self.clock()) if one.taken]
        if sum(one.taken for one in busy) != 1:
            return f"no handler was stopped: {sum(one.taken for one in busy)} calls are on the line"
        of_it = (one for one in self.service.tasks() if one.address and f"//{one.address}:" in busy[0].address)
        task = next(of_it, None)
        if task is None:
            return "no handler was stopped: its task is not known"
        self.stop(task.arn)
        return ""


def until_over(
    network: Network, call: str, lost_at_s: float | None, lose: Callable[[], str], sleep: Sleep = time.sleep
) -> tuple[str, float, str]:
    """Status, seconds and a note, when it is over; hung up by us if it does not end. At `lost_at_s` after it was picked up a
    handler is lost. Interrupting it hangs up."""
    waited, talking, note, todo = 0.0, 0.0, "", lost_at_s
    try:
        while waited < LONGEST_S + PATIENCE_S:
            status, seconds = network.state(call)
            if status in OVER:
                return status, seconds, note
            if status == "in-progress":
                talking += 1.0
                if todo is not None and talking >= todo:
                    note, todo = lose(), None
            sleep(1.0)
            waited += 1.0
    except BaseException:
        network.hang_up(call)
        raise
    network.hang_up(call)
    return "hung up by us", waited, note
