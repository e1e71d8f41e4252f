"""What is written down of a fault: what kind it was and where, never its words.

The message of an exception holds whatever failed: a driver repeats the row, a parser the sentence, a validator the number.
So a log gets kinds and places, which is what a fault is found by.
"""

from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from receptionist.errors import Misconfigured

PLACES = 12
"""Of one exception, the innermost ones."""
FAULTS = 8
"""Of one line: causes, and members of groups."""
_HERE = Path(__file__).parents[2]


def outline(error: BaseException) -> str:
    """`KeyError at desk/door.py:12 in who < functions/access.py:98 in read; after ValueError at ...`. One line.

    The message of Misconfigured stands in it: it names settings, for whoever has to change them.
    """
    told = []
    for fault, link in _faults(error):
        words = f" ({fault})" if isinstance(fault, Misconfigured) else ""
        told.append(f"{link}{type(fault).__qualname__}{words}{_places(fault.__traceback__)}")
        if len(told) == FAULTS:
            break
    return "; ".join(told)


def _faults(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """The error, what it came of, and whatever is inside; each once."""
    seen: set[int] = set()
    waiting = [(error, "")]
    while waiting:
        fault, link = waiting.pop(0)
        if id(fault) in seen:
            continue
        seen.add(id(fault))
        yield fault, link
        if isinstance(fault, BaseExceptionGroup):
            waiting += [(one, "in it ") for one in fault.exceptions]
        before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        if before is not None:
            waiting.append((before, "after "))


def _places(traceback: TracebackType | None) -> str:
    frames = [f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in extract_tb(traceback)]
    return f" at {' < '.join(reversed(frames[-PLACES:]))}" if frames else ""


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_HERE) and "site-packages" not in path.parts:
        return str(path.relative_to(_HERE))
    return "/".join(path.parts[-2:])
