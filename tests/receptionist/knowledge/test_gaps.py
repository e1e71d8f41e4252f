"""Questions without an answer: grouped, counted once each, and kept without what tells who asked."""

from datetime import UTC, datetime, timedelta

import pytest

from receptionist.business.definition import Language
from receptionist.ids import CallId
from receptionist.knowledge.gaps import Asking, Gap, redacted, with_asking, without_calls

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def asking(text: str, call: str = "c1", turn: int = 1, language: Language = "en") -> Asking:
    return Asking(CallId(call), turn, NOON + timedelta(minutes=turn), text, language)


def grouped(*askings: Asking) -> list[Gap]:
    gaps: dict[str, Gap] = {}
    for one in askings:
        gap = with_asking(list(gaps.values()), one)
        gaps[gap.id] = gap
    return list(gaps.values())


def test_the_same_question_in_other_words_and_languages_is_one() -> None:
    (gap,) = grouped(
        asking("Do you have live music?"),
        asking("is there any live music tonight", "c2"),
        asking("¿hay música en vivo?", "c3", language="es"),
        asking("ਕੀ ਸੰਗੀਤ ਹੁੰਦਾ ਹੈ", "c4", language="pa"),
    )
    assert (gap.question, gap.count, len(gap.askings)) == ("Do you have live music?", 4, 4)


def test_different_questions_stay_apart() -> None:
    asked = ("Do you have live music?", "Do you have wifi?", "Can I rent the whole place?", "Is the chef Italian?")
    assert len(grouped(*(asking(text, f"c{n}") for n, text in enumerate(asked)))) == len(asked)


def test_a_turn_counts_once_however_often_it_is_recorded() -> None:
    one = asking("Do you have wifi?")
    (gap,) = grouped(one, one, one)
    assert gap.count == 1
    (gap,) = grouped(one, asking("Do you have wifi?", turn=2))
    assert gap.count == 2


def test_an_answered_question_that_is_asked_again_is_open_again() -> None:
    (gap,) = grouped(asking("Do you have wifi?"))
    answered = Gap(**{**{name: getattr(gap, name) for name in gap.__slots__}, "status": "answered"})
    assert with_asking([answered], asking("do you have wifi", "c2")).status == "open"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Can you call Ana García at 415 555 0123?", "Can you call [name] at [number]?"),
        ("write to ana@example.com please", "write to [e-mail] please"),
        ("ana at example dot com", "[e-mail]"),
        ("my name is Priya, do you have wifi", "my name is [name], do you have wifi"),
        ("my number is four one five five five five", "my number is [number]"),
        ("is it open on the 24th at 7:30", "is it open on the 24th at 7:30"),
        ("this is about the parking", "this is about the parking"),
    ],
)
def test_what_tells_who_asked_is_left_out(text: str, kept: str) -> None:
    assert redacted(text, names=("Ana García",)) == kept


def test_the_words_of_a_call_can_be_forgotten_and_the_count_stays() -> None:
    (gap,) = grouped(asking("Do you have wifi?"), asking("is there wifi", "c2"))
    after = without_calls(gap, frozenset({CallId("c1")}))
    assert (after.question, after.count, [one.call for one in after.askings]) == ("is there wifi", 2, ["c2"])
    nobody = without_calls(after, frozenset({CallId("c2")}))
    assert (nobody.question, nobody.askings, nobody.count) == ("[erased]", (), 2)
