"""Providers from other packages are found by their entry points, and held to the promises of our own."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from receptionist.adapters import providers
from receptionist.calls.mulaw import encode
from receptionist.contracts import LanguageModelContract, TranscriberContract, VoiceContract
from receptionist.contracts.ears import Spoken
from receptionist.conversation.minds.model import Completion, Enough, Interest, OnText, Prompt
from receptionist.errors import Misconfigured, VendorUnavailable
from receptionist.ports import Transcript, Voice

ROOT = Path(__file__).parents[3]
SPOKEN = encode(np.sin(np.arange(16000) / 5).astype(np.float32) * 0.5)

PACKAGE = '''\
"""A voice that hums."""

from receptionist.adapters.providers import Provider
from receptionist.calls.mulaw import encode
from receptionist.errors import VendorUnavailable

import numpy as np


class Hum:
    def __init__(self, loudness):
        self.loudness = loudness

    def languages(self):
        return frozenset({"en"})

    async def speak(self, text, *, language, voice=None, pace=1.0):
        if language not in self.languages():
            raise VendorUnavailable(language)
        for word in text.split():
            yield encode((np.sin(np.arange(2400) / 4) * self.loudness).astype(np.float32))


PROVIDER = Provider(languages=frozenset({"en"}), mouth=lambda settings: Hum(float(settings.get("HUM", "0.5"))))
'''

SUITE = """\
import pytest
from acme_voice import PROVIDER
from receptionist.contracts import VoiceContract


class TestHum(VoiceContract):
    @pytest.fixture
    def voice(self):
        return PROVIDER.mouth({"HUM": "LOUDNESS"})
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path with a package in it, as an installer would leave it."""
    (tmp_path / "acme_voice").mkdir()
    (tmp_path / "acme_voice" / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    described(tmp_path, "acme", "acme_voice:PROVIDER")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "acme_voice", raising=False)
    return tmp_path


def described(shelf: Path, name: str, value: str, package: str = "acme-voice") -> None:
    info = shelf / f"{package.replace('-', '_')}-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{providers.GROUP}]\n{name} = {value}\n", encoding="utf-8")


def test_an_installed_package_adds_a_voice(shelf: Path) -> None:
    found = providers.installed()
    assert found["acme"].parts() == ("mouth",)
    assert providers.mouth("acme", {}).languages() == frozenset({"en"})


def test_what_it_does_not_give_and_what_nobody_gives_is_named(shelf: Path) -> None:
    with pytest.raises(Misconfigured, match="EARS: acme does not hear"):
        providers.ears("acme", {})
    with pytest.raises(Misconfigured, match="MIND: acme does not think"):
        providers.mind("acme", {})
    with pytest.raises(Misconfigured, match="there is no provider 'other'; known: acme, deepgram"):
        providers.mouth("other", {})


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("openai", "acme_voice:PROVIDER", "is a name of Firstring's own"),
        ("acme", "acme_voice:NOTHING", "cannot be loaded"),
        ("acme", "no_such_module:PROVIDER", "cannot be loaded"),
        ("acme", "acme_voice:Hum", "is no receptionist.adapters.providers.Provider"),
    ],
)
def test_a_package_that_cannot_be_used_is_named(shelf: Path, name: str, value: str, why: str) -> None:
    described(shelf, name, value)
    with pytest.raises(Misconfigured, match=f"of acme-voice {why}"):
        providers.installed()


def test_a_name_that_two_packages_give_is_refused(shelf: Path) -> None:
    described(shelf, "acme", "acme_voice:PROVIDER", "other-voice")
    with pytest.raises(Misconfigured, match="given by two packages"):
        providers.installed()


@pytest.mark.parametrize(("loudness", "passed"), [("0.5", True), ("0.0", False)])
def test_the_package_runs_our_suite_on_its_own_voice(shelf: Path, loudness: str, passed: bool) -> None:
    (shelf / "test_hum.py").write_text(SUITE.replace("LOUDNESS", loudness), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "test_hum.py"],
        cwd=shelf,
        env={"PYTHONPATH": f"{shelf}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ("8 passed" in ran.stdout) is passed, ran.stdout
    assert (ran.returncode == 0) is passed
    assert passed or "success without sound" in ran.stdout


class Hum:
    """The smallest voice that keeps its promises."""

    def languages(self) -> frozenset[str]:
        return frozenset({"en"})

    async def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0):  # type: ignore[no-untyped-def]
        if language != "en":
            raise VendorUnavailable(language)
        for _ in text.split():
            yield encode((np.sin(np.arange(2400) / 4) * 0.5).astype(np.float32))


class Echo:
    """A recogniser that knows one sound."""

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        return Transcript("A table for two", "en", 0.9) if audio == SPOKEN else Transcript("", "en", 0.0)


class Four:
    """A model that always says four."""

    name = "four"

    def warm(self) -> None:
        """Nothing to be connected to."""

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        if on_text is not None:
            with suppress(Enough):
                on_text('{"people": 4}')
        return Completion('{"people": 4}', tokens=20)


class TestHum(VoiceContract):
    @pytest.fixture
    def voice(self) -> Voice:
        return Hum()


class TestEcho(TranscriberContract):
    @pytest.fixture
    def transcriber(self) -> Echo:
        return Echo()

    @pytest.fixture
    def spoken(self) -> Spoken:
        return Spoken(SPOKEN, frozenset({"table", "two"}))


class TestFour(LanguageModelContract):
    @pytest.fixture
    def model(self) -> Four:
        return Four()
