"""How things are said: every act in every language, dates and times as people say them."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from receptionist.business.definition import Allergen, Language
from receptionist.conversation import doing, ending, filling, finding, obeying, placing, runner, ways_out
from receptionist.conversation.guard import false_claims
from receptionist.conversation.visits import Visit
from receptionist.conversation.wording import TONGUES, word_act
from receptionist.conversation.wording.example import EXAMPLE
from receptionist.conversation.wording.told import told
from receptionist.conversation.wording.tongue import FRAGMENTS, Saying
from receptionist.conversation.working import Act
from receptionist.knowledge import answers
from receptionist.knowledge.menu import DIETS
from tests.receptionist.conversation.paper_book import demo

TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 27, 19, 30, tzinfo=ZoneInfo("America/Los_Angeles"))


LANGUAGES: tuple[Language, ...] = ("en", "es", "pa")


def saying(language: Language) -> Saying:
    return Saying(TONGUES[language], "Saffron and Sage", "USD", TODAY)


def _acts_in_the_source() -> Iterator[str]:
    for module in (runner, obeying, ending, doing, placing, filling, finding, ways_out, answers):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        yield from re.findall(r"\.say\(\s*\"([a-z_]+)\"", source)
        yield from re.findall(r"Answer\(\"([a-z_]+)\"", source)
        yield from re.findall(r"close\(turn, \"([a-z_]+)\"", source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_words_in_every_language(language: Language) -> None:
    tongue = TONGUES[language]
    missing = {act for act in _acts_in_the_source() if not tongue.says(act)}
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_say_the_same_things_as_often_anew(language: Language) -> None:
    english, other = TONGUES["en"], TONGUES[language]
    assert {name: len(said) for name, said in english.templates.items()} == {
        name: len(said) for name, said in other.templates.items()
    }
    assert set(english.composed) == set(other.composed)
    assert set(other.fragments) == FRAGMENTS
    assert set(other.terms) >= set(TONGUES["es"].terms) or language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_gap_that_nothing_fills(language: Language) -> None:
    filled = told(saying(language), EXAMPLE)
    for name, wordings in TONGUES[language].templates.items():
        for wording in wordings:
            gaps = {gap for _, gap, _, _ in Formatter().parse(wording) if gap}
            assert gaps <= set(filled), name
            assert "  " not in wording.format_map(filled).strip(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_claimed_outside_the_sentences_of_effects(language: Language) -> None:
    effects = (
        "booked",
        "changed",
        "cancelled",
        "message_kept",
        "call_back_kept",
        "waitlist_joined",
        "transferring",
        "forgotten",
        "texting_it",
    )
    for name, wordings in TONGUES[language].templates.items():
        if not name.startswith(effects):
            for wording in wordings:
                assert false_claims(wording.replace("{", "").replace("}", ""), language, ()) == (), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["diet", "allergens"])
def test_what_the_menu_says_of_diets_and_allergens_claims_nothing(topic: str, language: Language) -> None:
    house = demo("restaurant")
    for asked in (*((words, ()) for words in DIETS), *(("", (allergen,)) for allergen in get_args(Allergen))):
        for answer in answers.answer_question(house, topic, *asked, TODAY):
            said = word_act(Act(answer.name, dict(answer.args)), language, house, TODAY)
            assert false_claims(said.text, language, ()) == (), asked


def test_punjabi_is_written_in_gurmukhi() -> None:
    allowed = re.compile(r"\{[a-z_]+\}|911|\b[1-4]\b")
    for name, wordings in TONGUES["pa"].templates.items():
        for wording in wordings:
            assert not re.search("[A-Za-z0-9]", allowed.sub("", wording)), name


def test_spanish_questions_and_exclamations_are_opened_as_well_as_closed() -> None:
    for name, wordings in TONGUES["es"].templates.items():
        for wording in wordings:
            assert wording.count("¿") == wording.count("?"), name
            assert wording.count("¡") == wording.count("!"), name


_TOO_FAMILIAR = {"es": r"\b(tú|te|tu|tus|ti|contigo|quieres|puedes|dime|tienes)\b", "pa": r"(?<!\w)(ਤੂੰ|ਤੈਨੂੰ|ਤੇਰ[ਾੀੇ])(?!\w)"}


@pytest.mark.parametrize("language", ["es", "pa"])
def test_strangers_are_addressed_formally(language: Language) -> None:
    for name, wordings in TONGUES[language].templates.items():
        for wording in wordings:
            assert not re.search(_TOO_FAMILIAR[language], wording, re.IGNORECASE), name


_FEELINGS = re.compile(
    r"\b(angry|upset|frustrat\w*|annoyed|calm down|nervous|worried|stress\w*|hesita\w*|enojad\w|molest\w|frustrad\w|nervios\w|alterad\w"
    r"|c[aá]lm\w+|tranquil\w+)\b|ਗੁੱਸ|ਪਰੇਸ਼ਾਨ|ਨਾਰਾਜ਼|ਘਬਰਾ",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_what_they_feel(language: Language) -> None:
    for name, wordings in TONGUES[language].templates.items():
        assert not any(_FEELINGS.search(wording) for wording in wordings), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_greeting_says_in_each_language_that_an_ai_is_speaking_and_that_the_call_is_recorded(
    language: Language,
) -> None:
    act = Act("greeting", {"assistant": "Robin", "recording": "notice"})
    said = word_act(act, language, demo("restaurant"), TODAY).text
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
        ("es", time(7, 45), "las siete y cuarenta y cinco de la mañana"),
        ("es", time(3, 20), "las tres y veinte de la madrugada"),
        ("es", date(2026, 12, 1), "el martes primero de diciembre"),
        ("es", 21, "veintiún"),
        ("es", 2036, "dos mil treinta y seis"),
        ("es", Decimal("1"), "1 dólar"),
        ("es", Decimal("8.50"), "8 dólares con 50"),
        ("es", ["carne", "hielo"], "carne y hielo"),
        ("pa", time(19), "ਸ਼ਾਮੀਂ ਸੱਤ ਵਜੇ"),
        ("pa", time(19, 30), "ਸ਼ਾਮੀਂ ਸਾਢੇ ਸੱਤ ਵਜੇ"),
        ("pa", time(13, 30), "ਦੁਪਹਿਰੇ ਡੇਢ ਵਜੇ"),
        ("pa", time(14, 30), "ਦੁਪਹਿਰੇ ਢਾਈ ਵਜੇ"),
        ("pa", time(9, 15), "ਸਵੇਰੇ ਸਵਾ ਨੌਂ ਵਜੇ"),
        ("pa", time(20, 45), "ਰਾਤੀਂ ਪੌਣੇ ਨੌਂ ਵਜੇ"),
        ("pa", time(18, 20), "ਸ਼ਾਮੀਂ ਛੇ ਵੱਜ ਕੇ ਵੀਹ ਮਿੰਟ"),
        ("pa", START, "ਸ਼ੁੱਕਰਵਾਰ, ਸਤਾਈ ਨਵੰਬਰ ਸ਼ਾਮੀਂ ਸਾਢੇ ਸੱਤ ਵਜੇ"),
        ("pa", 99, "ਨੜਿੰਨਵੇਂ"),
        ("pa", 125, "ਇੱਕ ਸੌ ਪੱਚੀ"),
        ("pa", 2036, "ਦੋ ਹਜ਼ਾਰ ਛੱਤੀ"),
        ("pa", Decimal("75"), "ਪੰਝੱਤਰ ਡਾਲਰ"),
        ("pa", Decimal("8.50"), "ਅੱਠ ਡਾਲਰ ਪੰਜਾਹ ਸੈਂਟ"),
        ("en", True, ""),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("es", ["español", "inglés"], "español e inglés"),
    ],
)
def test_values_are_said_as_people_say_them(language: Language, value: object, said: str) -> None:
    assert saying(language).tell(value) == said


@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [
        ("en", "AUD", "8 dollars 50"),
        ("en", "MXN", "8 pesos 50"),
        ("es", "AUD", "8 dólares con 50"),
        ("es", "MXN", "8 pesos con 50"),
        ("pa", "AUD", "ਅੱਠ ਡਾਲਰ ਪੰਜਾਹ ਸੈਂਟ"),
        ("pa", "MXN", "ਅੱਠ ਪੇਸੋ ਪੰਜਾਹ ਸੈਂਟਾਵੋ"),
        ("pa", "INR", "ਅੱਠ ਰੁਪਏ ਪੰਜਾਹ ਪੈਸੇ"),
    ],
)
def test_the_money_a_house_may_choose_is_said_in_words(language: Language, currency: str, said: str) -> None:
    assert TONGUES[language].money(Decimal("8.50"), currency) == said


def test_a_code_is_said_once_with_a_text_and_twice_without() -> None:
    business = demo("restaurant")
    visit = Visit(business.services[0].name, START, 4, name="Sarah")
    with_text = word_act(Act("booked", {"visit": visit, "code": "ACD47", "texted": True}), "en", business, TODAY).text
    without = word_act(Act("booked", {"visit": visit, "code": "ACD47", "texted": False}), "en", business, TODAY).text
    assert with_text.count("A, C, D, 4, 7") == 1
    assert without.count("A, C, D, 4, 7") == 2
    assert "text" not in without


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "one person"),
        ("es", 1, "una persona"),
        ("es", 21, "veintiuna personas"),
        ("es", 200, "doscientas personas"),
        ("pa", 1, "ਇੱਕ ਜਣਾ"),
        ("pa", 4, "ਚਾਰ ਜਣੇ"),
    ],
)
def test_numbers_agree_with_the_people_they_count(language: Language, count: int, said: str) -> None:
    assert TONGUES[language].people(count) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1, 4 1 5, 5 5 0, 1 2 3 4"), ("es", "1, 4 1 5, 5 5 0, 1 2 3 4"), ("pa", "ਇੱਕ, ਚਾਰ ਇੱਕ ਪੰਜ, ਡਬਲ ਪੰਜ ਸਿਫ਼ਰ, ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ")],
)  # fmt: skip
def test_telephone_numbers_are_said_in_groups_of_three_three_and_four(language: Language, said: str) -> None:
    assert TONGUES[language].digits("+14155501234") == said


def test_punjabi_has_a_word_for_every_number_to_a_hundred() -> None:
    words = [TONGUES["pa"].number(n) for n in range(100)]
    assert len(set(words)) == 100
    assert all(len(word.split()) == 1 for word in words)


def test_a_fact_that_is_not_written_in_the_callers_language_is_read_in_its_own() -> None:
    said = word_act(Act("fact", {"text": {"en": "Dogs are welcome."}}), "pa", demo("restaurant"), TODAY)
    assert (said.text, said.language) == ("Dogs are welcome.", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("price", ["19.50", "0.50", "1", "20.07"])
def test_a_price_claims_nothing(language: Language, price: str) -> None:
    """Punjabi cents, ਸੈਂਟ, are one dot from "set"."""
    said = word_act(
        Act("price_dish", {"items": (({"en": "butter chicken"}, Decimal(price)),)}), language, demo("restaurant"), TODAY
    )
    assert false_claims(said.text, language, ()) == ()


@pytest.mark.parametrize(
    ("language", "reason", "said"),
    [
        ("en", "Christmas Day", "Christmas Day"), ("es", "Christmas Day", "Navidad"), ("pa", "New Year's Day", "ਨਵਾਂ ਸਾਲ"),
        ("es", "Thanksgiving", "Acción de Gracias"), ("es", "Rosa's wedding", "Rosa's wedding"),
    ],
)  # fmt: skip
def test_a_feast_has_its_name_in_the_callers_language(language: Language, reason: str, said: str) -> None:
    act = Act("hours_day", {"day": date(2026, 12, 25), "sittings": (), "holiday": reason})
    assert said in word_act(act, language, demo("restaurant"), TODAY).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hurried_caller_is_offered_the_earliest(language: Language) -> None:
    act = Act("offer_times", {"options": (START, START.replace(hour=20)), "as_wished": True}, manner="urgent")
    assert re.search("earliest|primero|ਪਹਿਲਾਂ", word_act(act, language, demo("restaurant"), TODAY).text)
