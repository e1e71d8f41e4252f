"""The words requests are made of: what a name, a moment or a party may look like before anybody looks at what it means.

Bounds are wide enough for every honest request and narrow enough for every store: no control characters, no year in which
a zone cannot be computed, no number that a database would not keep.
"""

from datetime import date
from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

FIRST_YEAR, LAST_YEAR = 2000, 2199
PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
"""One line."""
PLAIN_ID = r"^[A-Za-z0-9_-]{1,64}$"
E164 = r"^\+[1-9][0-9]{6,14}$"


def _of_this_age(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"no year between {FIRST_YEAR} and {LAST_YEAR}")
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_of_this_age)]
"""ISO 8601 with its offset."""
Day = Annotated[date, AfterValidator(_of_this_age)]

Line = Annotated[str, Field(max_length=200, pattern=PRINTABLE)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTABLE)]
Notes = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
Party = Annotated[int, Field(ge=1, le=1000)]
Revision = Annotated[int, Field(ge=0, le=10**9)]
Allergies = Annotated[tuple[Name, ...], Field(max_length=20)]

IdInPath = Annotated[str, Path(min_length=1, max_length=200, pattern=PRINTABLE)]
PlainIdInPath = Annotated[str, Path(pattern=PLAIN_ID)]
PhoneInPath = Annotated[str, Path(pattern=E164, description="E.164; write `+` as `%2B`", examples=["+14155550142"])]
PhoneInQuery = Annotated[
    str | None, Query(pattern=r"^[+ ][1-9][0-9]{6,14}$", description="E.164. A `+` that came as a blank is understood.")
]
Limit = Annotated[int, Query(ge=1, le=1000, description="Most that are listed; more are behind the `next` link.")]
Cursor = Annotated[
    str | None, Query(max_length=1000, pattern=PRINTABLE, description="From a `next` link. Not to be made or read.")
]


def phone_of(written: str) -> str:
    """A `+` in a query means a blank to whoever decodes it."""
    return "+" + written[1:]


class Asked(BaseModel):
    """A body. An unknown field is an error: a typing mistake must not become silence."""

    model_config = ConfigDict(extra="forbid")
