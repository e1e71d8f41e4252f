"""How words sound, asked of espeak-ng in a process apart (docs/decisions/0009).

One worker serves all calls, 1 ms a clause. It is started when first needed, and again when it died or did not answer.
"""

import importlib.util
import json
import re
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from receptionist.errors import Misconfigured, VendorUnavailable

_WORKER = Path(__file__).with_name("espeak_worker.py")
_PIECE = re.compile(r"(?P<words>(?:[^,.;:!?।¿¡…—]|[.,:](?=\d))+)(?P<stop>[,.;:!?।…—]*)")
_LANGUAGE_SWITCH = re.compile(r"\([a-z-]+\)")
"""espeak-ng marks words it takes for another language: "(en)" ... "(es)"."""


def espeak_command() -> list[str]:
    """The worker on the espeakng-loader package, which is looked up and never imported: importing is loading."""
    found = importlib.util.find_spec("espeakng_loader")
    if found is None or found.origin is None:
        raise Misconfigured("the package espeakng-loader is missing: run make setup")
    folder = Path(found.origin).parent
    library, data = folder / "libespeak-ng.so", folder / "espeak-ng-data"
    return [sys.executable, "-I", str(_WORKER), str(library), str(data)]


class Phonemes:
    """Text to phonemes (IPA), for several threads. `close` it."""

    def __init__(self, command: list[str] | None = None, *, deadline_s: float = 2.0) -> None:
        """`command`: another worker that speaks the same lines; None: ours. `deadline_s` per clause."""
        self._command = command or espeak_command()
        self._deadline_s = deadline_s
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def of(self, text: str, voice: str) -> str:
        """The phonemes of a clause in the language of an espeak-ng voice ("en-us", "es-419", "pa").

        Safe to repeat. Raises VendorUnavailable when a fresh worker fails too.
        """
        with self._one_at_a_time:
            answer = self._ask(text, voice) or self._ask(text, voice)
        if answer is None:
            raise VendorUnavailable("espeak-ng does not answer")
        if "error" in answer:
            raise VendorUnavailable(f"espeak-ng: {answer['error']}")
        return " ".join(_LANGUAGE_SWITCH.sub("", answer["phonemes"]).replace("\u200d", "").split())

    def with_stops(self, clause: str, voice: str) -> str:
        """The same with the punctuation kept, which the voices take as pauses and melody."""
        pieces: list[str] = []
        for match in _PIECE.finditer(clause):
            words, stop = match["words"].strip(), match["stop"]
            if any(letter.isalnum() for letter in words):
                pieces.append(self.of(words, voice) + stop[:1].replace("।", "."))
        return " ".join(pieces)

    @property
    def worker_pid(self) -> int | None:
        """Of the running worker, for operators."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """Ends the worker."""
        with self._one_at_a_time:
            self._drop()

    def _ask(self, text: str, voice: str) -> dict[str, str] | None:
        """None when the worker died or was too slow; it is gone then."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps({"voice": voice, "text": text}).encode() + b"\n")
            process.stdin.flush()
            answer: dict[str, str] = json.loads(self._line(process.stdout))
        except (OSError, ValueError):
            self._drop()
            return None
        return answer

    def _line(self, pipe: IO[bytes]) -> bytes:
        """One line, or what came of it until the deadline."""
        readable, _, _ = select.select([pipe], [], [], self._deadline_s)
        return pipe.readline() if readable else b""

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            # A session of its own: Ctrl-C at a terminal is for the service, which then closes the worker's input.
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        except OSError as error:
            raise Misconfigured(f"cannot start {self._command[0]}: {error.strerror}") from error
        return self._process

    def _drop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process = None
