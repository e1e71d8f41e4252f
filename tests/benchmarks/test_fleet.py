"""The parts of a fleet that decide something, without its processes."""

import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.fleet.crowd import Part, Rang, holes, waited
from benchmarks.fleet.picker import Backends
from benchmarks.fleet.plot import plotted
from benchmarks.fleet.running import Sample, restaurants
from benchmarks.fleet.spoken import PAUSE, Hearing, Recordings, read, say
from benchmarks.load import most_at_once, summed
from benchmarks.loss import main as loss
from benchmarks.loss import noticed
from benchmarks.rush import main as rush
from local.caller.caller import Heard
from local.caller.measure import Waits
from local.caller.scenario import Line, Scenario
from receptionist.calls import mulaw
from receptionist.ids import CallId, Phone

QUIET = b"\xff"


def test_words_can_be_read_off_their_sound_whatever_the_language() -> None:
    words = "¿Cuál prefiere? ਕਿਹੜਾ ਠੀਕ the the 7:30"
    assert read(b"".join(say(word) for word in words.split())) == words


def test_a_word_that_was_cut_off_counts_if_it_was_heard_once() -> None:
    whole, cut = say("table"), say("available")
    assert read(whole + cut[:400]) == "table available"
    assert read(whole + cut[:10]) == "table"


def test_a_word_with_a_hole_in_it_is_one_word_and_one_that_is_said_twice_is_two() -> None:
    whole, late = say("book"), b"\xff" * 400
    assert read(whole[:700] + late + whole[700:] + say("it")) == "book it"
    assert read(whole[:500] + late + whole[500:900] + late + whole[900:]) == "book"
    assert read(whole + whole[:700] + late + whole[700:] + whole) == "book book book"


def a_recording(seed: int, seconds: float) -> bytes:
    return random.Random(seed).randbytes(int(8000 * seconds))


def test_a_recording_is_heard_word_by_word_in_whatever_pieces_it_comes() -> None:
    sounds = {"a table for four": a_recording(1, 1.2), "yes please": a_recording(2, 0.6)}
    hearing = Hearing(Recordings(sounds))
    sound = QUIET * 333 + sounds["a table for four"]
    said = []
    for at in range(0, len(sound), 160):
        if hearing.hear(sound[at : at + 160]):
            said.append(hearing.text)
    assert said[0] == "a"
    assert said[-1] == "a table for four"
    hearing.fresh()
    hearing.hear(sounds["yes please"])
    assert hearing.text == "yes please"


def test_a_hole_in_our_speech_is_told_from_its_pauses() -> None:
    spoken = say("one") + say("two")
    assert holes(spoken) == []
    assert holes(say("one") + QUIET * 800 + say("two")) == [pytest.approx(0.1 + len(PAUSE) / 8000, abs=0.002)]
    assert holes(say("one") + QUIET * 8000 + say("two")) == []


def test_backends_take_turns_until_they_are_taken_out() -> None:
    backends = Backends([1, 2, 3])
    assert [backends.next() for _ in range(4)] == [2, 3, 1, 2]
    backends.take_out(3)
    assert [backends.next() for _ in range(3)] == [1, 2, 1]
    backends.take_out(1)
    backends.take_out(2)
    assert backends.next() is None


def a_call(began_at: float, ended_at: float, *, faults: tuple[str, ...] = ()) -> Rang:
    waits = Waits(0.1, (0.7, 2.5), (), 2.5)
    part = Part(Scenario(name="asks", lines=(Line(hang_up=True),)), {})
    (house,) = restaurants(1)
    return Rang(
        Phone("+14155550123"), house, part, CallId("CA1"), began_at, ended_at, 0.4, waits, (0.08,), (), (), (), list(faults)
    )  # fmt: skip


def test_what_callers_lived_through_is_summed_up() -> None:
    samples = [
        Sample(0, "handler 1", 1.0, 100.0),
        Sample(1, "handler 1", 1.5, 130.0),
        Sample(3, "handler 1", 2.0, 120.0),
    ]
    told = summed([a_call(0, 10), a_call(5, 12, faults=("no goodbye",))], samples)
    assert (told["rang"], told["served"], told["most_at_once"]) == (2, 1, 2)
    assert told["failures"] == ["+14155550123 asks: no goodbye"]
    assert told["answer_ms"]["share_over_2s"] == 0.5
    assert told["processes"]["handler 1"]["cores_mean"] == 0.333
    assert told["processes"]["handler 1"]["memory_mb_most"] == 130


def test_calls_that_follow_one_another_are_not_at_once() -> None:
    assert most_at_once([a_call(0, 5), a_call(5, 9), a_call(9, 12)]) == 1


def test_every_restaurant_has_a_number_of_its_own() -> None:
    houses = restaurants(25)
    assert len({house.id for house in houses}) == len({house.numbers[0] for house in houses}) == 25


def test_the_plot_is_an_svg(tmp_path: Path) -> None:
    file = tmp_path / "load.svg"
    samples = [Sample(0, "handler 1", 1.0, 100.0), Sample(1, "handler 1", 1.5, 130.0)]
    plotted(file, {"calls": 1, "handlers": 1, "date": "2026-11-29"}, samples, [a_call(0, 10)])
    assert ElementTree.parse(file).getroot().tag.endswith("svg")


def test_a_loss_tells_the_calls_that_were_resumed_from_the_others() -> None:
    hit, other = a_call(0, 50, faults=("no booking",)), a_call(0, 60)
    hit.resumed_s = (0.3, 1.1)
    hit.diary = (
        Heard("assistant", "Sorry, we were cut off for a moment.", 20.0),
        Heard("caller", "We were cut off?", 22.0),
    )
    told = noticed([hit, other], struck_at=55.0)
    assert (told["resumed"], told["resumes_most"], told["apologies"], told["over_before"]) == (1, 2, 1, 1)
    assert told["lost"] == ["+14155550123: no booking"]
    assert told["resume_ms"]["worst"] == 1100.0
    assert told["longest_silence_of_others_ms"]["n"] == 1


def test_a_caller_who_speaks_meanwhile_does_not_wait() -> None:
    quiet, voice = bytes([0xFF]), mulaw.encode(np.sin(np.arange(8000) * 0.3).astype(np.float32) * 0.5)
    caller = quiet * 16000 + voice * 3 + quiet * 24000
    heard = voice + quiet * 44000 + voice[:4000] + quiet * 8000
    assert waited([1.0], caller, heard) == pytest.approx((2.5,), abs=0.05)
    assert waited([1.0], quiet * len(caller), heard) == pytest.approx((5.5,), abs=0.05)
    assert waited([7.5], caller, heard) == ()


@pytest.mark.parametrize(
    ("main", "given"),
    [(loss, ["explode"]), (loss, ["kill", "--calls=0"]), (rush, ["--within=-1"]), (rush, ["--handlers=9"])],
)
def test_a_run_that_makes_no_sense_is_refused(
    main: Callable[[list[str]], int], given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(given)
    assert refused.value.code == 2
    assert f"{given[-1].rpartition(chr(61))[2]!r}" in capsys.readouterr().err
