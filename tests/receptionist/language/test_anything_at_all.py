"""Whatever is said, the understander answers, quickly, and its marks fit the words."""

import time
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

_WORDS = st.sampled_from(
    [
        "for",
        "four",
        "at",
        "seven",
        "no",
        "i",
        "mean",
        "eight",
        "tomorrow",
        "friday",
        "the",
        "27th",
        "of",
        "november",
        "half",
        "past",
        "quarter",
        "to",
        "7:30",
        "pm",
        "double",
        "oh",
        "five",
        "one",
        "two",
        "three",
        "hundred",
        "thousand",
        "and",
        ",",
        ".",
        "?",
        "-",
        "+",
        "@",
        "dot",
        "com",
        "at",
        "gmail",
        "my",
        "name",
        "is",
        "singh",
        "s",
        "i",
        "n",
        "g",
        "h",
        "as",
        "in",
        "sam",
        "under",
        "table",
        "para",
        "las",
        "siete",
        "y",
        "media",
        "mañana",
        "menos",
        "cuarto",
        "el",
        "viernes",
        "que",
        "viene",
        "perdón",
        "arroba",
        "punto",
        "ਸੱਤ",
        "ਵਜੇ",
        "ਕੱਲ੍ਹ",
        "ਸਾਢੇ",
        "not",
        "between",
        "after",
        "before",
        "13/13",
        "99:99",
        "31",
        "february",
        "2026",
        "24",
        "in",
        "999",
        "weeks",
        "0",
        "twenty",
        "first",
        "last",
        "second",
        "next",
        "this",
        "weekend",
        "christmas",
        "a",
        "an",
        "İ",
        "ß",
        "ﬁ",
        "½",
        "²",
        "٣",
        "੭",
        "$",
        "5.5.5",
        "99999999999999999999",
        "dr",
        ".",
        "mr",
        "me",
        "my",
        "wife",
        "kids",
        "couple",
        "of",
        "us",
        "party",
        "butter",
        "chicken",
        "allergic",
        "nuts",
    ]
)
_SENTENCES = st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=120)
_EXPECTING = st.sampled_from(
    [None, "time", "date", "party_size", "name", "phone", "email", "postcode", "yes_no", "when", "x"]
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(_SENTENCES, max_size=3),
    expecting=_EXPECTING,
    business=st.sampled_from([None, "restaurant", "clinic"]),
)
def test_nothing_said_can_break_the_understander(
    understand: Understand, said: list[str], expecting: str | None, business: str | None
) -> None:
    meaning = understand(*said, expecting=expecting, business=business)
    assert meaning.intents
    assert all(0 <= intent.score <= 1 for intent in meaning.intents)
    text = said[0][:600] if said else ""
    for entity in meaning.entities:
        assert 0 <= entity.start < entity.end <= len(text)
        assert entity.text == text[entity.start : entity.end]


def test_a_long_turn_is_understood_within_fifty_milliseconds(understand: Understand) -> None:
    said = (
        "Hi, I'd like to book a table for me, my wife and two kids next Friday at quarter to eight, no, half past seven, "
        * 5
    )

    def took_s() -> float:
        began = time.process_time()
        understand(said)
        return time.process_time() - began

    assert min(took_s() for _ in range(20)) < 0.05, "at best: what else the processor does is not ours"
