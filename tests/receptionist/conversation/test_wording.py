"""How things are said: every act in English and Spanish, dates and times as people say them."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from receptionist.conversation import doing, ending, filling, finding, obeying, placing, runner, ways_out
from receptionist.conversation.visits import Visit
from receptionist.conversation.wording import TONGUES, word_act
from receptionist.conversation.wording.tongue import Saying
from receptionist.conversation.working import Act
from receptionist.knowledge import answers
from tests.receptionist.conversation.paper_book import demo

TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 27, 19, 30, tzinfo=ZoneInfo("America/Los_Angeles"))


def saying(language: str) -> Saying:
    return Saying(TONGUES[language], "Saffron and Sage", "USD", TODAY)  # type: ignore[index]  # one of the three


def _acts_in_the_source() -> Iterator[str]:
    for module in (runner, obeying, ending, doing, placing, filling, finding, ways_out, answers):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        yield from re.findall(r"\.say\(\s*\"([a-z_]+)\"", source)
        yield from re.findall(r"Answer\(\"([a-z_]+)\"", source)
        yield from re.findall(r"close\(turn, \"([a-z_]+)\"", source)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_act_has_words_in_english_and_spanish(language: str) -> None:
    tongue = TONGUES[language]  # type: ignore[index]  # one of the three
    missing = {act for act in _acts_in_the_source() if act not in tongue.templates and act not in tongue.composed}
    assert missing - {"language_limits"} == set()


def test_english_and_spanish_can_say_the_same_things() -> None:
    english, spanish = ({*tongue.templates, *tongue.composed} for tongue in (TONGUES["en"], TONGUES["es"]))
    assert english == spanish


@pytest.mark.parametrize(
    "act",
    ["greeting", "robot", "not_recorded", "sorry", "use_keys_or_person", "offer_message", "offer_person", "emergency"],
)
def test_punjabi_has_what_a_caller_needs_to_be_served_all_the_same(act: str) -> None:
    said = word_act(Act(act, {"assistant": "Robin", "recording": "notice"}), "pa", demo("restaurant"), TODAY)
    assert said.language == "pa"


@pytest.mark.parametrize("language", ["en", "es", "pa"])
def test_the_greeting_says_in_each_language_that_an_ai_is_speaking_and_that_the_call_is_recorded(language: str) -> None:
    act = Act("greeting", {"assistant": "Robin", "recording": "notice"})
    said = word_act(act, language, demo("restaurant"), TODAY).text  # type: ignore[arg-type]  # one of the three
    assert re.search("AI|inteligencia artificial|ਏ ਆਈ", said)
    assert re.search("recorded|se graba|ਰਿਕਾਰਡ", said)


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("en", START, "Friday, November 27th at 7:30 PM"),
        ("en", START.replace(day=23), "tonight at 7:30 PM"),
        ("en", START.replace(day=24, hour=12, minute=0), "tomorrow, Tuesday, November 24th at noon"),
        ("en", time(17), "5 PM"),
        ("en", time(0, 15), "12:15 AM"),
        ("en", Decimal("8.50"), "$8.50"),
        ("en", Decimal("75"), "75 dollars"),
        ("es", START, "el viernes 27 de noviembre a las siete y media de la tarde"),
        ("es", time(13), "la una de la tarde"),
        ("es", time(21, 15), "las nueve y cuarto de la noche"),
        ("es", Decimal("75"), "75 dólares"),
        ("pa", time(19), "ਸ਼ਾਮ 7 ਵਜੇ"),
        ("en", True, ""),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("es", ["español", "inglés"], "español e inglés"),
    ],
)
def test_values_are_said_as_people_say_them(language: str, value: object, said: str) -> None:
    assert saying(language).tell(value) == said


def test_a_code_is_said_once_with_a_text_and_twice_without() -> None:
    business = demo("restaurant")
    visit = Visit(business.services[0].name, START, 4, name="Sarah")
    with_text = word_act(Act("booked", {"visit": visit, "code": "ACD47", "texted": True}), "en", business, TODAY).text
    without = word_act(Act("booked", {"visit": visit, "code": "ACD47", "texted": False}), "en", business, TODAY).text
    assert with_text.count("A, C, D, 4, 7") == 1
    assert without.count("A, C, D, 4, 7") == 2
    assert "text" not in without
