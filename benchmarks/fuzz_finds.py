"""What breaks a target: seen again, made small, kept in tests/fuzz/corpus."""

import hashlib
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.fuzz.target import Target, TooSlow, kind_of

HANGS_S = 20.0
"""Of the clock; it ends what would not end by itself."""
SHRINKING_S = 60.0


def broken(target: Target, content: bytes) -> Exception | None:
    try:
        with no_longer_than(HANGS_S):
            target.timed(content)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        return error
    return None


def made_small(target: Target, content: bytes, kind: str, *, seconds: float = SHRINKING_S) -> bytes:
    """What is left when pieces are cut out, large ones first, for as long as it breaks in the same way."""
    until = time.monotonic() + seconds

    def still(shorter: bytes) -> bool:
        error = broken(target, shorter)
        return error is not None and kind_of(error) == kind

    return cut_down(content, still, lambda: time.monotonic() < until)


def cut_down(content: bytes, still: Callable[[bytes], bool], going: Callable[[], bool]) -> bytes:
    length = len(content)
    while length and going():
        at = 0
        while at < len(content) and going():
            shorter = content[:at] + content[at + length :]
            if still(shorter):
                content = shorter
            else:
                at += length
        length //= 2
    return content


def keep(folder: Path, content: bytes, error: Exception) -> None:
    """`folder`: the target's own, of the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / hashlib.sha256(content).hexdigest()[:16]
    kept.write_bytes(content)
    print(f"{folder.name}: {kind_of(error)}: {error}\n  {content[:2000]!r}\n  kept as {kept}", flush=True)


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Main thread only, as signals are."""

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TooSlow(f"no end within {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
