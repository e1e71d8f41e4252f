"""Live calls without a telephone network: what is placed, what it may cost, what is read off the recordings."""

import io
import math
import struct
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from functions.capacity.watch import Task
from local.cli import main
from local.live.phone import EcsFleet
from local.live.plan import CALLS, LONGEST_S, affordable, measured, most_usd, report
from local.live.verify import played
from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.errors import Misconfigured, Unavailable
from receptionist.ports import Handler

RATE = 8000
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def recording(seconds: float, *sides: list[tuple[float, float]]) -> bytes:
    """A WAV in which each side hums from one second to another."""
    frames = bytearray()
    for place in range(int(seconds * RATE)):
        at = place / RATE
        for spans in sides:
            loud = any(start <= at < end for start, end in spans)
            frames += struct.pack("<h", int(8000 * math.sin(place / 3)) if loud else 0)
    out = io.BytesIO()
    with wave.open(out, "wb") as wav:
        wav.setnchannels(len(sides))
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(bytes(frames))
    return out.getvalue()


OURS, CALLER = [(0.5, 3.0), (6.0, 8.0), (15.0, 17.0)], [(4.0, 5.0), (12.0, 13.0)]


class Line:
    """A network on which every call is picked up and lasts twenty seconds."""

    def __init__(self, sound: bytes | None, ends: str = "completed") -> None:
        self.sound, self.ends = sound, ends
        self.placed: list[str] = []
        self.seconds = 0
        self.hung_up = 0

    def place(self, to: str, from_: str, twiml: str) -> str:
        self.placed.append(twiml)
        self.seconds = 0
        return f"CA{len(self.placed)}"

    def state(self, call: str) -> tuple[str, float]:
        self.seconds += 1
        return (self.ends if self.seconds > 20 else "in-progress"), float(self.seconds)

    def hang_up(self, call: str) -> None:
        self.hung_up += 1

    def recording(self, call: str) -> bytes | None:
        return self.sound


class Handlers:
    """Says what it was asked, or why it did nothing."""

    def __init__(self, note: str = "") -> None:
        self.note, self.lost = note, 0

    def lose_the_busy_one(self) -> str:
        self.lost += 1
        return self.note


def rest(_: float) -> None:
    pass


def test_no_more_is_placed_than_the_budget_pays_for() -> None:
    assert affordable(2) == CALLS
    assert affordable(most_usd(CALLS) - 0.01) == CALLS[:2]
    with pytest.raises(Misconfigured, match="--budget"):
        affordable(0.01)
    assert main(["verify-live", "--to", "+14155550101", "--from", "+14155550100", "--budget", "0"]) == 2


def test_each_call_begins_with_quiet_and_ends_within_its_time() -> None:
    for call in CALLS:
        assert call.parts[0].quiet_s > 0
        assert sum(part.quiet_s for part in call.parts) + 4 * len(call.parts) < LONGEST_S
        assert call.twiml.count("<Say") == sum(bool(part.says) for part in call.parts)


@pytest.mark.parametrize("sides", [(OURS, CALLER), (CALLER, OURS)])
def test_waits_are_read_off_whichever_channel_is_ours(sides: tuple[list[tuple[float, float]], ...]) -> None:
    found = measured(recording(20, *sides), lost_at_s=8.5)
    assert found is not None
    waits, after_loss_s = found
    assert waits.greeting_s == pytest.approx(0.5, abs=0.05)
    assert waits.answers_s == pytest.approx((1.0, 2.0), abs=0.05)
    assert after_loss_s == pytest.approx(6.5, abs=0.05)


def test_a_recording_without_our_voice_measures_nothing() -> None:
    assert measured(recording(5, [], CALLER), None) is None
    assert measured(recording(5, OURS), None) is None


def test_calls_are_placed_measured_and_told() -> None:
    line, handlers = Line(recording(20, OURS, CALLER)), Handlers()
    outcomes = played(CALLS, "+14155550100", "+14155550101", line, handlers, rest)
    assert len(line.placed) == 3
    assert handlers.lost == 1
    assert [one.after_loss_s is not None for one in outcomes] == [False, False, True]
    told = report(outcomes, "+14155550100", NOW, most_usd(CALLS))
    assert "2026-11-29" in told
    assert "0100" in told
    assert "+1415" not in told
    assert told.count("| completed |") == 3


def test_a_handler_that_was_not_lost_measures_no_loss() -> None:
    (outcome,) = played(
        CALLS[2:], "+1", "+2", Line(recording(20, OURS, CALLER)), Handlers("2 calls are on the line"), rest
    )
    assert (outcome.after_loss_s, outcome.note) == (None, "2 calls are on the line")


@pytest.mark.parametrize(("line", "status"), [(Line(None, "busy"), "busy"), (Line(None), "completed")])
def test_a_call_that_was_not_answered_or_not_recorded_is_told(line: Line, status: str) -> None:
    (outcome,) = played(CALLS[:1], "+1", "+2", line, Handlers(), rest)
    assert (outcome.status, outcome.waits) == (status, None)


def test_what_does_not_end_is_hung_up() -> None:
    endless = Line(None, ends="in-progress")
    (outcome,) = played(CALLS[:1], "+1", "+2", endless, Handlers(), rest)
    assert (outcome.status, endless.hung_up) == ("hung up by us", 1)

    class Broken(Line):
        def state(self, call: str) -> tuple[str, float]:
            raise Unavailable("Twilio does not answer")

    broken = Broken(None)
    with pytest.raises(Unavailable):
        played(CALLS[:1], "+1", "+2", broken, Handlers(), rest)
    assert broken.hung_up == 1


@pytest.mark.parametrize(
    ("to", "from_", "report", "fault"),
    [
        ("415", "+14155550100", "live.md", "--to 415"),
        ("+14155550101", "home", "live.md", "--from home"),
        ("+14155550101", "+14155550101", "live.md", "--from +14155550101"),
        ("+14155550101", "+14155550100", "nowhere/live.md", "--report nowhere/live.md"),
    ],
)
def test_what_cannot_be_is_told_before_money_is_spent(
    to: str,
    from_: str,
    report: str,
    fault: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["verify-live", "--to", to, "--from", from_, "--budget", "2", "--report", report]) != 0
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize(("taken", "stopped"), [((1, 0), ["a"]), ((1, 1), []), ((2, 0), []), ((0, 0), [])])
def test_a_handler_is_stopped_only_where_ours_is_the_only_call(taken: tuple[int, int], stopped: list[str]) -> None:
    board = MemorySwitchboard()
    found: list[str] = []

    class Service:
        def tasks(self) -> list[Task]:
            return [Task("a", "10.20.0.1", True), Task("b", "10.20.0.2", True)]

        def protect(self, tasks: object, minutes: int) -> None:
            raise AssertionError

    for number, calls in enumerate(taken, 1):
        address = f"ws://10.20.0.{number}:8080/media"
        board.announce(Handler(f"h{number}", address, 8, calls, NOW + timedelta(minutes=1)))
    note = EcsFleet(board, Service(), found.append, lambda: NOW).lose_the_busy_one()
    assert found == stopped
    assert bool(note) == (not stopped)
