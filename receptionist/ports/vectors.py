"""What of a document is near a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from receptionist.ids import BusinessId

VectorKind = Literal["fact", "memory"]


@dataclass(frozen=True, slots=True)
class Vector:
    """The meaning of a text of a business, to be found by likeness."""

    id: str
    """Unique within business, kind and `about`: letters of any language, at most 200."""
    values: tuple[float, ...]
    """Of length 1, so that a dot product is the likeness; all of one index have as many."""
    kind: VectorKind
    about: str = ""
    """Whom a memory is about, as a digest; empty for facts."""
    text: str = ""
    expires: datetime | None = None
    """From then on it is not found, whether or not anybody removed it."""


@dataclass(frozen=True, slots=True)
class Near:
    id: str
    score: float
    """Cosine, -1 to 1."""
    text: str


class VectorStore(Protocol):
    """Meanings by business. May raise StoreUnavailable or VendorUnavailable within a second or so; whoever asks in a call
    goes on without. What was written may be found a few seconds later only."""

    def put(self, business: BusinessId, vectors: Sequence[Vector]) -> None:
        """Replaces those with the same kind, `about` and id. Safe to repeat."""
        ...

    def nearest(
        self,
        business: BusinessId,
        values: Sequence[float],
        *,
        kind: VectorKind,
        about: str = "",
        now: datetime,
        limit: int = 10,
    ) -> list[Near]:
        """The nearest first, of that kind and about exactly that, none that has expired."""
        ...

    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        """Of that kind and about exactly that, sorted, expired ones perhaps among them."""
        ...

    def remove(self, business: BusinessId, kind: VectorKind, ids: Sequence[str], *, about: str = "") -> None:
        """Those that are there. Safe to repeat."""
        ...

    def purge(self, business: BusinessId, now: datetime) -> int:
        """Removes what has expired, and counts it. Safe to repeat."""
        ...


class Embedder(Protocol):
    """Meanings of texts. Blocking. May raise VendorUnavailable within a second or so."""

    def embed(self, texts: Sequence[str], *, asking: bool = False) -> Sequence[Sequence[float]]:
        """One vector of length 1 for each text, in order, all of as many numbers. `asking`: they are questions in a call, to
        be compared with texts that were not."""
        ...
