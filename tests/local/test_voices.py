"""`firstring voices` tells the ids that ELEVENLABS_VOICE takes."""

import pytest

from local.cli import main
from tests.fakes.elevenlabs_stand_in import KEY, elevenlabs_stand_in


def test_the_voices_of_the_account_are_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with elevenlabs_stand_in() as server:
        monkeypatch.setenv("ELEVENLABS_API_KEY", KEY)
        monkeypatch.setenv("ELEVENLABS_BASE_URL", server.url)
        assert main(["voices"]) == 0
    assert capsys.readouterr().out == "EXAVITQu4vr4xnSDxMaL  en   Sarah\n"


def test_what_is_missing_or_wrong_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("ELEVENLABS_API_KEY", raising=False)
    assert main(["voices"]) == 2
    assert "ELEVENLABS_API_KEY" in capsys.readouterr().err
    with elevenlabs_stand_in() as server:
        monkeypatch.setenv("ELEVENLABS_API_KEY", "wrong")
        monkeypatch.setenv("ELEVENLABS_BASE_URL", server.url)
        assert main(["voices"]) == 2
    assert "refuses" in capsys.readouterr().err
