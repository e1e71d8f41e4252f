"""Sentences whose sound is ready before they are needed: greetings, "one moment". The first sound of a call costs nothing."""

import hashlib
from pathlib import Path

from receptionist.errors import VendorUnavailable
from receptionist.ports import Voice

MOST = 400
"""Sounds kept for whoever said them once: 16 MB of five-second sentences. Those made ready beforehand stay."""


class Prompts:
    """Mu-law by words and language; in memory, and in `folder` over restarts. `voice` names who spoke, so that another
    voice does not speak with an old one's sound."""

    def __init__(self, speaker: Voice, voice: str, folder: Path | None = None) -> None:
        self._speaker = speaker
        self._voice = voice
        self._folder = folder
        self._ready: dict[tuple[str, str], bytes] = {}
        self._picked_up: dict[tuple[str, str], bytes] = {}

    def sound(self, text: str, language: str) -> bytes | None:
        """The sound if it is ready."""
        return self._ready.get((text, language)) or self._picked_up.get((text, language))

    def keep(self, text: str, language: str, sound: bytes) -> None:
        """A sentence that never varies was just spoken: next time it is ready. The oldest give way."""
        if sound and (text, language) not in self._ready:
            self._picked_up[text, language] = sound
            if len(self._picked_up) > MOST:
                del self._picked_up[next(iter(self._picked_up))]

    async def warm(self, text: str, language: str) -> None:
        """Makes it ready. Safe to repeat and to cancel; a voice that is down leaves it unready."""
        if (text, language) in self._ready:
            return
        path = self._path(text, language)
        if path is not None and path.is_file():
            self._ready[text, language] = path.read_bytes()
            return
        try:
            sound = b"".join([chunk async for chunk in self._speaker.speak(text, language=language)])
        except VendorUnavailable:
            return
        self._ready[text, language] = sound
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".part")
            draft.write_bytes(sound)
            draft.replace(path)

    def _path(self, text: str, language: str) -> Path | None:
        if self._folder is None:
            return None
        key = hashlib.sha256(f"{self._voice}|{language}|{text}".encode()).hexdigest()[:32]
        return self._folder / f"{key}.ulaw"
