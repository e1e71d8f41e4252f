"""From the name of a slot to the kind of answer it wants."""

from typing import Literal

Wanted = Literal[
    "yes_no", "date", "time", "party", "name", "first", "last", "phone", "email", "postcode", "choice", "open", "birth"
]

_WORDS: tuple[tuple[str, tuple[Wanted, ...]], ...] = (
    ("birth", ("birth",)), ("dob", ("birth",)), ("born", ("birth",)), ("nacimiento", ("birth",)),
    ("yes_no", ("yes_no",)), ("confirm", ("yes_no",)), ("first_name", ("first",)), ("last_name", ("last",)),
    ("surname", ("last",)), ("name", ("name",)), ("phone", ("phone",)), ("mobile", ("phone",)), ("callback", ("phone",)),
    ("email", ("email",)), ("postcode", ("postcode",)), ("zip", ("postcode",)), ("party", ("party",)),
    ("people", ("party",)), ("guests", ("party",)), ("datetime", ("date", "time")), ("when", ("date", "time")),
    ("date", ("date",)), ("day", ("date",)), ("time", ("time",)), ("start", ("time",)), ("choice", ("choice",)),
    ("slot", ("choice",)), ("offer", ("choice",)),
)  # fmt: skip


def wanted(expecting: str | None) -> frozenset[Wanted]:
    """Empty where nothing was asked."""
    if not expecting:
        return frozenset()
    slot = expecting.casefold()
    for word, kinds in _WORDS:
        if word in slot:
            return frozenset(kinds)
    return frozenset({"open"})
