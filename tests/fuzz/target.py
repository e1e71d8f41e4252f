"""One reader of what arrives from outside: what it is given, and how that is changed."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hypothesis import strategies as st

CORPUS = Path(__file__).with_name("corpus")
SLOW_S = 2.0
"""Of processor time: what takes longer is a find, since whoever sends it may send more of it. A warm process needs milliseconds."""
WORDS_OF_JSON = (b"null", b"-1", b"1e999", b"[]", b"{}", b'"', b"NaN", b"\\ud800", b"true")


class TooSlow(Exception):
    """An input that keeps its reader busy."""


def kind_of(error: Exception) -> str:
    """Finds of one kind are one find: what was raised, and where."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(at.filename).name}:{at.lineno}"


@dataclass(frozen=True, slots=True)
class Target:
    act: Callable[[bytes], object]
    """Returns, or raises what is no refusal: that is a find."""
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()
    """Put in between: what means something to its reader."""
    examples: int = 120
    """Inputs with every run of the tests."""
    by: Literal["drawn", "guided"] = "guided"
    """What reaches more of the reader in the same time (benchmarks.fuzz --compare)."""

    def timed(self, content: bytes) -> float:
        """Seconds of processor time that `act` takes. Raises TooSlow, and what it raises."""
        began = time.process_time()
        self.act(content)
        took = time.process_time() - began
        if took > SLOW_S:
            raise TooSlow(f"{took:.1f} s of processor time")
        return took

    def given(self, name: str) -> list[bytes]:
        """Seeds, and what is kept of earlier finds."""
        kept = CORPUS / name
        return [*self.seeds, *(path.read_bytes() for path in sorted(kept.glob("*")) if kept.is_dir())]

    def changed(self, name: str) -> st.SearchStrategy[bytes]:
        """Seeds with pieces cut out, repeated, exchanged and put in; sometimes any bytes."""
        piece = st.binary(max_size=6) | st.sampled_from((b"", b"\x00", b"\xff\xfe", b"9" * 40, *self.words))
        edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), piece), max_size=8)
        return st.builds(edited, st.sampled_from(self.given(name)), edits) | st.binary(max_size=200)


def edited(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in edits:
        at = int(where * len(seed))
        seed = seed[:at] + piece + seed[at + length :]
    return seed
