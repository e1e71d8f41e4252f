"""`firstring wording play`: a sentence in the local voice of its language, as a phone would play it."""

import argparse
import asyncio
from pathlib import Path

from local.settings import from_environment
from local.wording import as_it_stands, one_asked_for
from receptionist.adapters.local_models.load import load
from receptionist.calls.wav import wav
from receptionist.errors import Misconfigured
from receptionist.ports import Voice


def play(given: argparse.Namespace) -> int:
    """Writes the file. Raises Misconfigured where no voice speaks the language."""
    row = one_asked_for(as_it_stands(given), given)
    models = load(from_environment(8000, Path(".data")).parts_dir)
    try:
        if row.language not in models.voice.languages():
            raise Misconfigured(f"no voice on this machine speaks {row.language}")
        given.out.write_bytes(wav(asyncio.run(_spoken(models.voice, row.example, row.language))))
    finally:
        models.close()
    experimental = " (a Hindi voice; no native listener has judged it)" if row.language == "pa" else ""
    print(f"{given.out}: {row.example}{experimental}")
    return 0


async def _spoken(voice: Voice, text: str, language: str) -> bytes:
    return b"".join([chunk async for chunk in voice.speak(text, language=language)])
