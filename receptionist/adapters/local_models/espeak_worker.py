"""Phonemes by libespeak-ng, in a process of its own: `python -I espeak_worker.py LIBRARY DATA`.

The library is GPL-3 and the service is not: it is loaded here and nowhere else, and this file imports nothing of ours.
One JSON line in ({"voice", "text"}), one out ({"phonemes"} or {"error"}); ends when its input does.
"""

import ctypes
import json
import sys

_SYNCHRONOUS = 2
_NO_EXIT = 0x8000
_UTF8 = 1
_IPA = 2


def main(library_path: str, data_path: str) -> None:
    """Serves until standard input closes."""
    library = ctypes.CDLL(library_path)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    if library.espeak_Initialize(_SYNCHRONOUS, 0, data_path.encode(), _NO_EXIT) < 0:
        sys.exit(f"no espeak-ng data in {data_path}")
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if library.espeak_SetVoiceByName(asked["voice"].encode()) != 0:
            answer = {"error": f"no voice {asked['voice']}"}
        else:
            answer = {"phonemes": _phonemes(library, asked["text"])}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _phonemes(library: ctypes.CDLL, text: str) -> str:
    rest = ctypes.pointer(ctypes.c_char_p(text.encode()))
    clauses: list[str] = []
    while rest.contents.value is not None:
        clauses.append(library.espeak_TextToPhonemes(rest, _UTF8, _IPA).decode())
    return " ".join(clause for clause in clauses if clause)


if __name__ == "__main__":
    main(*sys.argv[1:3])
