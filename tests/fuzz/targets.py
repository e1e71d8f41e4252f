"""What arrives from outside, and what may come of any bytes whatever: an answer, or the one refusal its reader promises.

Seeds are what the outside really sends; `corpus/<target>/` keeps what once broke something.
"""

from collections.abc import Iterator

from tests.fuzz import files, vendors, wire, words
from tests.fuzz.target import Target

TARGETS: dict[str, Target] = {**wire.TARGETS, **words.TARGETS, **files.TARGETS, **vendors.TARGETS}


def known() -> Iterator[tuple[str, bytes]]:
    for name, target in TARGETS.items():
        for content in target.given(name):
            yield name, content
