"""Which models a task loads: its image may have no ears and no voice of its own."""

from pathlib import Path

import pytest

from receptionist.adapters.local_models.load import LocalModels
from receptionist.adapters.local_models.parts import FOR_TURNS, installed_folder
from receptionist.errors import Misconfigured
from stream_handler.settings import Settings
from stream_handler.wiring import models_for

pytestmark = [pytest.mark.models, pytest.mark.together]


@pytest.fixture
def without_speech(tmp_path: Path) -> str:
    """A folder as the image for providers has it."""
    for name in FOR_TURNS:
        (tmp_path / name).symlink_to(installed_folder() / name)
    return str(tmp_path)


def told(ears: str, mouth: str, parts_dir: str = "") -> Settings:
    return Settings("table", "bucket", "us-east-1", "redis://cache", "arn", ears=ears, mouth=mouth, parts_dir=parts_dir)


def test_where_providers_hear_and_speak_nothing_of_ours_is_needed_but_for_turns(without_speech: str) -> None:
    models = models_for(told("deepgram", "elevenlabs", without_speech))
    try:
        assert not isinstance(models, LocalModels)
        assert models.embeddings.embed(["a table for two"]).shape == (1, 384)
    finally:
        models.close()


@pytest.mark.parametrize(("ears", "mouth"), [("deepgram,local", "elevenlabs"), ("deepgram", "local")])
def test_whoever_names_ours_is_told_at_start_that_they_are_not_there(
    ears: str, mouth: str, without_speech: str
) -> None:
    with pytest.raises(Misconfigured, match=r"whisper-base/model\.bin is missing"):
        models_for(told(ears, mouth, without_speech))


def test_where_ours_are_there_they_stand_by_unnamed() -> None:
    models = models_for(told("deepgram", "elevenlabs"))
    models.close()
    assert isinstance(models, LocalModels)
