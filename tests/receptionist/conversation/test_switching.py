"""Which language a call goes on in."""

from datetime import UTC, datetime

import pytest

from receptionist.business.definition import Business, Language
from receptionist.conversation.commands import SpeakLanguage
from receptionist.conversation.commands_from import commands_from
from receptionist.conversation.state import DialogueState
from receptionist.conversation.switching import asked_for
from receptionist.ids import CallId, Phone
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance
from tests.receptionist.conversation.paper_book import Talk, demo

UNDERSTANDER = LocalUnderstander()
RESTAURANT = demo("restaurant")


def wanted(
    text: str, language: Language = "en", *, turn: int = 5, expecting: str = "", business: Business = RESTAURANT
) -> object:
    state = DialogueState(business.id, CallId("c"), Phone(""), language=language, turn=turn, expecting=expecting)
    now = datetime(2026, 11, 23, 20, tzinfo=UTC)
    here = Circumstances(now, business.timezone, business, expecting or None, language)
    understood = UNDERSTANDER.understand(Utterance((text,)), here)
    commands = commands_from(understood, Utterance((text,)), state, business)
    return next(((c.language, c.sure) for c in commands if isinstance(c, SpeakLanguage)), None)


@pytest.mark.parametrize(
    ("said", "spoken", "asked"),
    [
        ("en español por favor", "es", "es"), ("Spanish please", "en", "es"), ("¿podemos hablar en español?", "es", "es"),
        ("can we speak Punjabi", "en", "pa"), ("punjabi vich gall karo", "pa", "pa"), ("ਪੰਜਾਬੀ ਵਿੱਚ", "pa", "pa"),
        ("ਪੰਜਾਬੀ ਵਿੱਚ ਗੱਲ ਕਰੋ ਜੀ", "pa", "pa"), ("angrezi vich ji", "pa", "en"), ("English please", "en", "en"),
        ("inglés, por favor", "es", "en"), ("no hablo inglés", "es", "es"), ("sorry I don't speak Spanish", "en", "en"),
        ("can you speak French", "en", "other"), ("hindi vich gall karo", "pa", "other"),
        ("I'd like a doctor who speaks Punjabi", "en", None), ("do you have an English menu", "en", None),
        ("do any of your doctors speak Spanish", "en", None), ("a table for two", "en", None), ("my name is English", "en", None),
    ],
)  # fmt: skip
def test_a_language_is_asked_for_by_name(said: str, spoken: Language, asked: str | None) -> None:
    assert asked_for(said, spoken) == asked


def test_the_first_words_decide() -> None:
    assert wanted("Hola, buenas tardes", turn=0) == ("es", True)
    assert wanted("ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ ਜੀ", turn=0) == ("pa", True)


def test_a_whole_sentence_switches_at_any_turn() -> None:
    assert wanted("quisiera una mesa para cuatro personas mañana") == ("es", True)
    assert wanted("ਮੈਨੂੰ ਭਲਕੇ ਚਾਰ ਜਣਿਆਂ ਲਈ ਮੇਜ਼ ਚਾਹੀਦਾ ਹੈ") == ("pa", True)


def test_names_and_one_word_answers_do_not_switch() -> None:
    assert wanted("José María García López", expecting="name") is None
    assert wanted("gracias") is None
    assert wanted("sí") is None


def test_a_few_words_make_it_a_leaning_and_two_turns_a_wish() -> None:
    assert wanted("sí, por favor") in (("es", False), None)
    talk = Talk.at()
    spoken = []
    for _ in range(2):
        talk.say(SpeakLanguage("es", sure=False))
        spoken.append(talk.state.language)
    assert spoken == ["en", "es"]


def test_a_turn_in_the_calls_language_ends_a_leaning() -> None:
    talk = Talk.at()
    talk.say(SpeakLanguage("es", sure=False))
    talk.say()
    talk.say(SpeakLanguage("es", sure=False))
    assert talk.state.language == "en"


def test_a_language_that_is_not_offered_is_told_of_in_it_and_a_person_offered() -> None:
    talk = Talk.at("salon")
    said = talk.say(SpeakLanguage("pa"))
    assert "ਅੰਗਰੇਜ਼ੀ" in said
    assert talk.state.language == "en"
    assert talk.state.extra["offer"] in ("person", "message")
    assert talk.state.expecting == "yes_no"


def test_a_language_we_have_no_words_in_is_told_of_in_the_calls() -> None:
    assert "only speak English and Spanish" in Talk.at("salon").say(SpeakLanguage("other"))
