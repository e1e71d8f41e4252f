"""Callers who say anything after anything, in the words callers use: no turn fails, every turn is answered."""

import random
from datetime import datetime

import pytest

from local.text_office import text_office
from receptionist.ids import CallId, Phone
from receptionist.language.understanding import Utterance

NOW = datetime.fromisoformat("2026-11-27T15:00-08:00")
CALLER = Phone("+14155550142")
TALKS, TURNS = 60, 7

WANTS = (
    "I'd like a table", "a haircut please", "I need to see the doctor", "can I move my booking", "cancel my booking", "what have I booked",
    "put me on the waiting list", "quiero reservar una mesa", "quiero cancelar", "ਮੈਨੂੰ ਮੇਜ਼ ਚਾਹੀਦਾ ਹੈ", "mainu table chahida hai", "actually, book me again",
    "forget it", "a person please", "leave a message", "call me back", "", "uh", "what do you have that is vegan", "is there peanut in the kulfi",
    "how much is the lamb", "when do you close", "where are you", "are you a robot", "don't record this", "speak Spanish please", "say that again",
)  # fmt: skip
FACTS = (
    "", "for four", "for four or five", "just me", "para dos", "ਚਾਰ ਲੋਕ", "for 40 people", "tonight", "to night at half, past seven", "tomorrow", "next week",
    "this weekend", "on Friday", "on the 31st of February", "mañana", "ਕੱਲ੍ਹ", "any day after Tuesday", "by Friday", "between Monday and Wednesday",
    "at seven", "at 7:30 pm", "after seven", "before nine", "until nine", "from six", "from six to eight", "between seven and eight", "not before six",
    "tomorrow after seven", "next week before noon", "in an hour", "as soon as possible", "whenever", "a las ocho", "después de las siete", "ਸੱਤ ਵਜੇ", "at 25:99",
    "the first one", "the last one", "neither", "not seven, eight", "no, Tuesday", "I mean five", "my name is Sam Carter", "Sam", "S as in Sugar", "me llamo Ana",
    "415 555 0100", "my number is plus one", "sam at example dot com", "code A B C", "yes", "no", "yes but at eight", "no thanks", "sí", "ਹਾਂ ਜੀ", "ਨਹੀਂ",
    "thanks, goodbye", "this is ridiculous", "it is an emergency", "4111 1111 1111 1111", "for a birthday", "with a nut allergy", "next to the window",
)  # fmt: skip


@pytest.mark.parametrize("business", ["restaurant", "clinic", "salon"])
def test_whatever_is_said_is_answered(business: str) -> None:
    dice = random.Random(business)
    with text_office() as office:
        receptionist = office.receptionist(lambda: NOW, strict=True)
        definition = office.business(business, lambda: NOW)
        for talk in range(TALKS):
            state = receptionist.open(
                definition, call=CallId(f"talk {talk}"), caller=CALLER, language=definition.languages[0]
            ).state
            for _ in range(TURNS):
                said = " ".join((dice.choice(WANTS), dice.choice(FACTS), dice.choice(FACTS))).strip()
                reply = receptionist.hear(definition, state, Utterance((said,)))
                assert reply.say, f"no answer to {said!r}"
                assert all(sentence.text.strip() for sentence in reply.say)
                state = reply.state
                if state.ended:
                    break
