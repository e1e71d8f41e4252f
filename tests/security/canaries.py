"""Made-up people, numbers and words that stand nowhere else, and a look for them in what is written about a process."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from functions.entry import DiscreetFormatter
from receptionist.errors import StoreUnavailable
from stream_handler.logs import JsonLines

FIRST, LAST = "Zebedee", "Quillfeather"
NAME = f"{FIRST} {LAST}"
PHONE = "+14155557391"
EMAIL = "zq@otterholt.example"
WORDS = "periwinkle otters in the orangery"
CARD = "4929 0000 0000 0000"
"""Passes the checksum."""
TOKEN = "fs_session_canary-canary-canary-canary-canary-canary"
EVERYTHING = f"{NAME}, {PHONE}, {EMAIL}: {WORDS}, {CARD}"

_WORDS = ("zebedee", "quillfeather", "otterholt", "periwinkle", "orangery", "canary-canary")
_DIGITS = ("4155557391", "4929000000000000")


def found_in(text: str) -> list[str]:
    """The canaries in a text, however their numbers are grouped."""
    folded = text.lower()
    digits = re.sub(r"(?<=\d)[ .,()-]+(?=\d)", "", folded)
    return [word for word in _WORDS if word in folded] + [number for number in _DIGITS if number in digits]


@dataclass(slots=True)
class Written:
    """Every line of a process as each of our formatters writes it."""

    lines: list[str] = field(default_factory=list)

    @property
    def leaks(self) -> list[str]:
        return [line for line in self.lines if found_in(line)]


class _Keeping(logging.Handler):
    def __init__(self, written: Written) -> None:
        super().__init__(logging.INFO)
        self._written = written
        self._formatters = (JsonLines(), DiscreetFormatter(serialize_stacktrace=False))

    def emit(self, record: logging.LogRecord) -> None:
        if record.name not in ("httpx", "httpx2"):  # the client of the test itself
            self._written.lines += [formatter.format(record) for formatter in self._formatters]


@contextmanager
def logs() -> Iterator[Written]:
    """What is logged meanwhile, by anybody, from INFO on, as in production."""
    written, root = Written(), logging.getLogger()
    handler, level = _Keeping(written), root.level
    # Other tests of the process may have left loggers silent: what they would log must be seen all the same.
    others = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    before = [(one, one.disabled, one.propagate) for one in others]
    for one in others:
        one.disabled, one.propagate = False, True
    disabled = logging.root.manager.disable
    logging.disable(logging.NOTSET)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        logging.disable(disabled)
        for one, was_disabled, propagated in before:
            one.disabled, one.propagate = was_disabled, propagated


FAULTS: dict[str, Callable[[str], Exception]] = {
    "unavailable": StoreUnavailable, "bug": RuntimeError,
}  # fmt: skip


@dataclass(slots=True)
class Trouble:
    """Fails the `at`-th thing asked of any store, in words that repeat what was asked, as drivers do."""

    at: int
    make: Callable[[str], Exception]
    asked: int = 0
    happened: bool = False

    def before(self, what: str, args: Any) -> None:
        self.asked += 1
        if self.asked == self.at:
            self.happened = True
            raise self.make(f"{what} {args!r} {EVERYTHING}")


class Troubled:
    """A store that can be exchanged, with a trouble that can be set: what is built upon it need not be built again."""

    def __init__(self, wrapped: Any) -> None:
        self.wrapped = wrapped
        self.trouble: Trouble | None = None

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.wrapped, name)

        def asked(*args: Any, **more: Any) -> Any:
            if self.trouble is not None:
                self.trouble.before(name, (args, more))
            return found(*args, **more)

        return asked
