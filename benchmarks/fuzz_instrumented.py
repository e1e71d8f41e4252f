"""The process in which libFuzzer draws the inputs. Readers are imported with their branches counted: that takes a while, so it is done once.

python -m benchmarks.fuzz_instrumented MODULE TARGET FOLDER ARGUMENT...   with -- between one target's and the next's; MODULE has TARGETS

libFuzzer ends the process it ran in; each target has a fork of its own. What a reader raises is written into FOLDER/finds,
the first of each kind, and the run goes on. An input that ends the process itself (a crash in C, no end within libFuzzer's own
limit, memory) is left there by libFuzzer.
"""

import logging
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from tests.fuzz.target import Target

READERS = (
    "receptionist", "functions", "stream_handler", "_markupbase", "_strptime", "base64", "bs4", "csv", "dateutil", "email", "html", "http",
    "icalendar", "json", "jwt", "phonenumbers", "pypdf", "tests", "twilio", "urllib", "yaml", "zoneinfo",
)  # fmt: skip
"""Ours with what the targets ask of it, and the pure Python that reads strangers' bytes for us."""


def main() -> int:
    logging.disable()
    aside = os.dup(2)
    with open(os.devnull, "wb") as nowhere:  # it names each module
        os.dup2(nowhere.fileno(), 2)
    with atheris.instrument_imports(include=READERS):
        targets: dict[str, Target] = import_module(sys.argv[1]).TARGETS
        os.dup2(aside, 2)
        for name, folder, *arguments in _asked(sys.argv[2:]):
            if (child := os.fork()) == 0:
                _fuzz(targets[name], Path(folder), arguments)
            os.waitpid(child, 0)
            sys.stderr.write(f"{name}: done\n")
    return 0


def _asked(arguments: list[str]) -> Iterator[list[str]]:
    while arguments:
        end = [*arguments, "--"].index("--")
        yield arguments[:end]
        arguments = arguments[end + 1 :]


def _fuzz(target: "Target", folder: Path, arguments: list[str]) -> None:
    """Does not return."""
    from tests.fuzz.target import kind_of  # noqa: PLC0415 - what is loaded before `main` says so is not counted

    with open(folder / "log", "wb") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    target.act(target.seeds[0])  # what is loaded with the first is counted, too, and not as slow
    met: set[str] = set()

    def tried(content: bytes) -> None:
        try:
            target.timed(content)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            if (kind := kind_of(error)) not in met:
                met.add(kind)
                (folder / "finds" / f"{len(met)}").write_bytes(content)

    atheris.Setup([sys.argv[0], *arguments], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
