"""Services heard by their consonants."""

import pytest

from receptionist.conversation.sounds import consonants, service_that_sounds_like
from tests.receptionist.conversation.paper_book import demo


def test_both_scripts_of_punjabi_sound_alike() -> None:
    assert consonants("Doctor naal mulakat") == consonants("ਡਾਕਟਰ ਨਾਲ ਮੁਲਾਕਾਤ")
    assert consonants("dandan di jaanch") == consonants("ਦੰਦਾਂ ਦੀ ਜਾਂਚ")


@pytest.mark.parametrize(
    ("text", "service"),
    [("flew shot", "flu_shot"), ("a blud drow please", "blood_draw"), ("the usual", None), ("I don't know", None)],
)
def test_a_misheard_service_is_found_and_nothing_is_made_up(text: str, service: str | None) -> None:
    assert service_that_sounds_like(text, demo("clinic")) == service
