"""An answer is heard clause by clause, as far as its facts bear it out, however it comes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peer_answer import ANSWER, knowing_the_answer
from receptionist.business.definition import Language
from receptionist.conversation.minds.gate import COURTESIES, Gate
from receptionist.conversation.minds.grounds import Ground
from receptionist.knowledge.grounding import Fact
from tests.fakes.liar import a_lie
from tests.receptionist.conversation.paper_book import demo

RESTAURANT = knowing_the_answer(demo("restaurant"))
FACTS = (
    Fact("faq:0", f"Anything else worth telling guests? {ANSWER}"),
    Fact("faq:1", "Where can I park? There is a public garage on 16th Street, four dollars an hour, and a lot behind the house."),
    Fact("faq:2", "¿Hay estacionamiento? Hay un garaje público en la calle 16, cuatro dólares la hora."),
)  # fmt: skip


def gate(*cited: str, language: Language = "en") -> Gate:
    return Gate(Ground(cited or ("faq:0", "faq:1"), FACTS, RESTAURANT, language), language)


def heard(text: str, sizes: list[int], language: Language = "en", *cited: str) -> tuple[str, bool]:
    one, at = gate(*cited, language=language), 0
    for size in [*sizes, len(text)]:
        one.feed(text[at : at + size])
        at += size
    one.end()
    return one.text[: one.cleared], one.shut


def test_an_answer_that_is_true_is_heard_whole() -> None:
    assert heard(ANSWER, []) == (ANSWER, False)


@pytest.mark.parametrize(
    ("so_far", "cleared"),
    [
        ("Thank you for asking", ""),
        ("Thank you for asking,", "Thank you for asking,"),
        ("Thank you for asking, we would love that.", "Thank you for asking,"),
        ("Thank you for asking, we would love that. T", "Thank you for asking, we would love that."),
        ("The front door has a ramp, t", "The front door has a ramp,"),
        ("Yes, t", ""),
        ("Yes, the front door has a ramp, t", "Yes, the front door has a ramp,"),
        ("Yes, the front door has a pool, t", ""),
        ("The front door has a ramp, a pool and a sauna, t", "The front door has a ramp,"),
        ("The garage is four dollars. Parking costs six dollars, a", "The garage is four dollars."),
        ("The front door has a ramp. You are booked. B", "The front door has a ramp."),
        ("The front door has a ramp, and I have booked it, b", "The front door has a ramp,"),
        ("Thank you for booking with us, t", ""),
        ("Thanks, your table is confirmed. B", "Thanks,"),
    ],
)
def test_as_much_is_heard_as_is_sure(so_far: str, cleared: str) -> None:
    one = gate()
    one.feed(so_far)
    assert one.text[: one.cleared] == cleared


def test_facts_that_were_not_given_bear_nothing_out() -> None:
    assert heard(ANSWER, [], "en", "faq:9") == ("", True)
    assert heard(ANSWER, [], "en", "faq:0", "faq:9") == ("", True)


def test_a_courtesy_alone_answers_nothing() -> None:
    assert heard("Thank you for asking.", []) == ("Thank you for asking.", True)
    assert heard("Yes.", []) == ("", True)


def test_every_courtesy_is_heard_at_its_comma() -> None:
    for language, known in COURTESIES.items():
        for one in known:
            begun = gate(language=language)
            begun.feed(f"{one}, ")
            assert begun.cleared == len(one) + 1, one


def test_spanish_is_heard_clause_by_clause_too() -> None:
    text = "Buena pregunta, hay un garaje público en la calle 16, cuatro dólares la hora."
    assert heard(text, [], "es", "faq:2") == (text, False)
    assert heard("Hay un garaje público en la calle 16, seis dólares la hora.", [], "es", "faq:2") == (
        "Hay un garaje público en la calle 16,",
        True,
    )


def test_spaces_are_single_and_the_first_letter_is_a_capital() -> None:
    assert heard("  the front  door\nhas a ramp. ", []) == ("The front door has a ramp.", False)


def test_what_cannot_be_seen_shuts_the_gate() -> None:
    assert heard("The front door has a r\u200bamp.", []) == ("", True)


def test_whole_words_are_told_as_they_come() -> None:
    one = gate()
    told = []
    for letter in "The bar, quiet":
        one.feed(letter)
        told.append(one.text[: one.words])
    assert sorted(set(told), key=len) == ["", "The", "The bar,"]


TEXTS = st.one_of(
    st.just(ANSWER),
    st.integers(0, 10_000).map(lambda seed: f"The front door has a ramp, {a_lie(random.Random(seed)).text} Anything else?"),
    st.lists(st.sampled_from(["The front door has a ramp", "Yes", "thank you", "a pool", "quiet", "1,000", "16th Street", "I booked it"]),
             max_size=8).map(", ".join),
    st.text(max_size=40),
)  # fmt: skip


@given(TEXTS, st.lists(st.integers(1, 9), max_size=60))
def test_what_is_heard_does_not_depend_on_how_it_was_cut(text: str, sizes: list[int]) -> None:
    assert heard(text, sizes) == heard(text, [])


@given(TEXTS)
def test_what_was_cleared_stays_and_grows(text: str) -> None:
    one, before = gate(), ""
    for letter in text:
        one.feed(letter)
        now = one.text[: one.cleared]
        assert now.startswith(before)
        assert one.cleared <= len(one.text)
        before = now
    one.end()
    assert one.text[: one.cleared].startswith(before)


def test_no_lie_is_heard_whatever_stands_before_it() -> None:
    chance = random.Random(5)
    told = []
    for _ in range(1500):
        lie = a_lie(chance)
        spoken, _ = heard(
            f"The front door has a ramp, {lie.text}", [chance.randint(1, 12) for _ in range(20)], lie.language
        )
        if "".join(lie.body.split()).lower() in "".join(spoken.split()).lower():
            told.append(lie.text)
    assert told == []
