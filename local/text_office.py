"""The receptionist without a telephone: the real conversation, desk and stores, on a database of its own that ends with it.

`firstring converse` and `firstring suite` sit here.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from local.stored import desk_on
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.clock import Clock
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId
from receptionist.knowledge.library import Library
from receptionist.language.understander import LocalUnderstander

BUSINESSES = Path(__file__).parent / "businesses"


@dataclass(frozen=True, slots=True)
class TextOffice:
    database: Database
    understander: LocalUnderstander
    library: Library
    second: SecondMind | None = None
    """Asked where the understander is not sure."""

    def desk(self, clock: Clock) -> Desk:
        """The same book for all; the clock is each conversation's own."""
        return desk_on(self.database, clock, self.library)

    def receptionist(self, clock: Clock, *, strict: bool = False) -> Receptionist:
        """`strict`: a false claim raises."""
        second = replace(self.second, passages=self.library.passages) if self.second else None
        return Receptionist(self.desk(clock), self.understander.understand, second=second, strict=strict)

    def id_of(self, number: str) -> str:
        """Which demo business answers there. Raises Misconfigured if none does."""
        for path in sorted(BUSINESSES.glob("*.yaml")):
            if number in load_business(path).numbers:
                return path.stem
        raise Misconfigured(f"no demo business answers {number}")

    def business(self, wanted: str, clock: Clock) -> Business:
        """A demo business by id, or one from a file. Raises Misconfigured."""
        path = Path(wanted) if wanted.endswith((".yaml", ".yml")) else BUSINESSES / f"{wanted}.yaml"
        if not path.exists():
            known = ", ".join(sorted(path.stem for path in BUSINESSES.glob("*.yaml")))
            raise Misconfigured(f"there is no business {wanted!r}; known: {known}, or give a file")
        definition = load_business(path)
        store = self.desk(clock).businesses
        return store.get(BusinessId(definition.id)) or store.put(definition)


@contextmanager
def text_office(second: SecondMind | None = None) -> Iterator[TextOffice]:
    """One office; its database is gone afterwards. Questions are compared by words and concepts: a model for meanings, as
    the service has one, takes seconds to make ready and finds what these find (docs/knowledge.md)."""
    with tempfile.TemporaryDirectory(prefix="firstring-") as folder:
        database = Database(Path(folder) / "book.sqlite")
        yield TextOffice(database, LocalUnderstander(), Library(SqliteRowStore(database)), second)
