"""Published versions of a definition: each kept for good as it was.

    draft ──publish──▶ version n ──publish──▶ version n + 1 ──roll back to n──▶ version n + 2, with the content of n

A version is never changed and never taken back; going back publishes an old one anew.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from receptionist.business.definition import Business


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is written on a version beside its content."""

    published: datetime | None = None
    """None: nobody said, as for what a machine begins with."""
    by: str = ""
    """Who published it, as they are called at the door."""
    note: str = ""
    """Their words; whatever else is known of it has a field, so that a page can tell it in any language."""
    untried: bool = False
    """Its tests were not played with it."""
    although: str = ""
    """Tests failed with it; why it was published all the same."""
    back_to: int | None = None
    """It says what that version said."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version as it was published."""

    business: Business
    digest: str
    imprint: Imprint = Imprint()

    @property
    def version(self) -> int:
        return self.business.version


def digest_of(business: Business) -> str:
    """SHA-256, in hex, of what a definition says: the same for two versions that say the same."""
    said = json.dumps(business.model_dump(mode="json", exclude={"version"}), sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()


def says_the_same(one: Business, other: Business) -> bool:
    """Whatever their versions are."""
    return one.model_copy(update={"version": 0}) == other.model_copy(update={"version": 0})
