"""The language of words no lexicon has, from their letters."""

from datetime import UTC, datetime

import pytest

from receptionist.language.letters import grams, letters
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
FIRST_TURNS = [
    ("es", "cancelar"), ("es", "estupendo"), ("es", "tiempo restante"), ("es", "ningún problema"), ("es", "agendar otra"),
    ("en", "cancel"), ("en", "wonderful"), ("en", "rescheduling"), ("en", "nothing else matters"), ("en", "who are you people"),
    ("pa", "gall karni hai tuhade naal"), ("pa", "mainu samajh nahi aundi"), ("pa", "tusi kado tak khulle ho ji"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), FIRST_TURNS)
def test_the_first_words_of_a_call_tell_their_language(language: str, text: str) -> None:
    meaning = LocalUnderstander().understand(Utterance((text,)), Circumstances(NOW, "America/Los_Angeles"))
    assert meaning.language == language


@pytest.mark.parametrize("text", ["Carmen Ruiz", "estupendo", "ok", "no"])
def test_in_a_call_single_words_do_not_switch(text: str) -> None:
    here = Circumstances(NOW, "America/Los_Angeles", language="en")
    assert LocalUnderstander().understand(Utterance((text,)), here).language == "en"


def test_no_letters_are_no_evidence() -> None:
    assert grams("415 555 0123 ?!") == {}
    assert letters().guess("...")[1] <= 1.0
