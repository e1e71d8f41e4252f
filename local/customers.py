"""`firstring customer`: forget somebody, and see what was forgotten, on the data of this machine."""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from local.settings import index_of
from local.stored import DATABASE, desk_on
from receptionist.adapters.local_models.embeddings import LocalEmbedder
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.adapters.sqlite.vectors import SqliteVectorStore
from receptionist.business.definition import Business
from receptionist.clock import Clock, system_clock
from receptionist.desk.desk import Desk
from receptionist.desk.erase_customer import erase_customer, go_on_erasing
from receptionist.desk.erasures import Erasure, erasures
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId, Phone
from receptionist.knowledge.library import Library, Meaning
from receptionist.ports import ObjectStore

_E164 = re.compile(r"\+[1-9]\d{6,14}")


@dataclass(frozen=True, slots=True)
class Files:
    """One business's, opened for a command."""

    desk: Desk
    business: Business
    recordings: ObjectStore

    def erase(self, number: str) -> Iterator[str]:
        """Raises Misconfigured for what is no number."""
        if not _E164.fullmatch(number):
            raise Misconfigured(f"{number}: write an E.164 number such as +14155550142")
        erasure = erase_customer(self.desk, self.business, Phone(number), by="machine", recordings=self.recordings)
        yield from _told(erasure)

    def erasures(self) -> Iterator[str]:
        for one in erasures(self.desk, self.business.id):
            yield f"{one.id}  asked {_day(one.requested)} by {one.asked_by}, {_standing(one)}"

    def go_on(self) -> Iterator[str]:
        """What waits, where no service runs that would do it by itself."""
        for one in erasures(self.desk, self.business.id):
            if one.done is None:
                yield f"{one.id}  {_standing(go_on_erasing(self.desk, self.business, one.id, self.recordings))}"


def _told(erasure: Erasure) -> Iterator[str]:
    gone = erasure.gone
    counted = {
        "card": gone.cards, "visits (kept as visits of nobody)": gone.bookings, "waitlist entries": gone.waitlist,
        "calls": gone.calls, "recordings": gone.recordings, "texts": gone.texts, "messages": gone.messages,
        "deliveries": gone.deliveries, "memories of calls": gone.memories, "questions": gone.questions,
    }  # fmt: skip
    yield from (f"  {count} {what}" for what, count in counted.items() if count)
    yield f"{erasure.id}  {_standing(erasure)}"


def _standing(erasure: Erasure) -> str:
    if erasure.done is not None:
        return f"done {_day(erasure.done)}"
    ahead = f"{erasure.visits_ahead} visits ahead stay until they are over; " if erasure.visits_ahead else ""
    due = f"gone on with {_day(erasure.due)}" if erasure.due else "gone on with as soon as everything answers"
    return f"waits: {ahead}{due}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def run(given: argparse.Namespace) -> Iterator[str]:
    """The lines to print. Raises Misconfigured and the refusals of the desk."""
    with files(given.data, given.business) as opened:
        match given.act:
            case "erase":
                yield from opened.erase(given.number)
            case "erasures":
                yield from opened.erasures()
            case "go-on":
                yield from opened.go_on()


@contextmanager
def files(data: Path, business: str, clock: Clock = system_clock) -> Iterator[Files]:
    """Raises Misconfigured for a folder or a business that is none."""
    store = data / DATABASE
    if not store.is_file():
        raise Misconfigured(f"{store} is not there: name the folder of `firstring up` with --data, or start it once")
    database = Database(store)
    try:
        account = index_of()
        own = Meaning(SqliteVectorStore(database), LocalEmbedder(), local=True)
        library = Library(SqliteRowStore(database, clock=clock), account.meaning() if account else own)
        desk = desk_on(database, clock, library)
        known = desk.businesses.get(BusinessId(business))
        if known is None:
            listed = ", ".join(sorted(one.id for one in desk.businesses.all())) or "none"
            raise Misconfigured(f"no business {business!r} here; there is {listed}")
        yield Files(desk, known, FolderObjectStore(data / "recordings"))
    finally:
        database.close()
