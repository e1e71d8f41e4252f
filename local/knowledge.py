"""`firstring knowledge`: what the receptionist may tell beside the definition, on the data of this machine."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from local.settings import index_of
from local.stored import stored_desk
from receptionist.adapters.documents.reading import kind_of, read
from receptionist.adapters.local_models.embeddings import LocalEmbedder
from receptionist.adapters.memory.house import MemoryHouse
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.business.definition import Business, Language
from receptionist.clock import Clock, system_clock
from receptionist.desk.desk import Desk
from receptionist.desk.documents import add_document, approve_document, documents, passages_in, remove_document
from receptionist.desk.gaps import answer_gap, gaps, publish_answer, sure_nothing_else_is_drafted
from receptionist.desk.publish import NotPublished, review
from receptionist.errors import Misconfigured, Refused
from receptionist.ids import BusinessId
from receptionist.knowledge.library import Library, Meaning
from receptionist.knowledge.lint import Understand
from receptionist.knowledge.shelf import number_of
from receptionist.language.understander import LocalUnderstander
from receptionist.ports import Conflict
from receptionist.suites.trial import forget_trial, in_houses, sure_it_may_be_published, try_now


@dataclass(frozen=True, slots=True)
class Shelf:
    """One business's, opened for a command."""

    desk: Desk
    business: Business

    def add(self, file: Path, name: str = "", language: Language = "en") -> Iterator[str]:
        """A draft. Raises Misconfigured for a file that cannot be read."""
        kind = kind_of(file.name)
        if kind is None:
            raise Misconfigured(f"{file}: the name must end in .txt, .md, .pdf, .html or .htm")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise Misconfigured(f"{file}: {error.strerror}") from error
        try:
            added = add_document(
                self.desk,
                self.business,
                name=name or file.stem,
                kind=kind,
                sections=read(content, kind),
                language=language,
            )
        except Refused as error:
            raise Misconfigured(f"{file}: {error}") from error
        yield f"{added.id}  {added.name}: {added.passages} passages, {added.status}"
        if added.status == "draft":
            yield f"Nobody is told it yet: firstring knowledge approve {added.id} --business {self.business.id}"

    def list(self) -> Iterator[str]:
        for one in documents(self.desk, self.business):
            yield f"{one.id}  {one.status:8}  {one.passages:3} passages  {one.language}  {one.name}"

    def show(self, document: str) -> Iterator[str]:
        """Raises UnknownDocument."""
        known = {one.id: one for one in documents(self.desk, self.business)}
        for passage in passages_in(self.desk, self.business, document):
            n = number_of(passage)
            mark = "approved" if n in known[document].approved else "draft"
            yield f"{n:3}  {mark:8}  [{passage.place}] {' '.join(passage.text.split())}"

    def approve(self, document: str, numbers: tuple[int, ...], *, approved: bool = True) -> Iterator[str]:
        """Raises UnknownDocument."""
        after = approve_document(self.desk, self.business, document, numbers=numbers or None, approved=approved)
        yield f"{after.id}  {after.name}: {len(after.approved)} of {after.passages} passages approved"

    def remove(self, document: str) -> Iterator[str]:
        yield "removed" if remove_document(self.desk, self.business, document) else "it was not there"

    def ask(self, question: str) -> Iterator[str]:
        shelf, now = self.desk.shelf(), self.desk.clock()
        told = shelf.answer(self.business, question, now)
        yield f"told: {told.quote}" if told else "told: nothing; it would be noted as a question without an answer"
        for one in shelf.find(self.business, question, now):
            yield f"  {one.score:.2f}  {one.entry.id}  {one.entry.source or one.entry.ask[0]}"

    def gaps(self) -> Iterator[str]:
        for one in gaps(self.desk, self.business):
            yield f"{one.id}  {one.count:3}x  {one.language}  {one.last:%Y-%m-%d}  {one.question}"

    def answer(
        self, gap: str, text: str, language: Language, question: str = "", *, publish: bool = False
    ) -> Iterator[str]:
        """Into the draft; with `publish`, callers are told it from the next call on, if the draft contradicts nothing and its
        tests go well. Raises UnknownGap, NotServable, DraftHasMore, NotPublished, DraftFails."""
        understand, answer = LocalUnderstander().understand, {language: text}
        if publish:
            sure_nothing_else_is_drafted(self.desk, self.business, gap, answer, question=question)
        draft = answer_gap(self.desk, self.business, gap, answer, question=question, by=getpass.getuser())
        if draft is None:
            yield f"{self.business.id} says so already, since version {self.business.version}"
            return
        seen = review(self.desk, draft.kept.business, understand, now=self.business)
        yield from (f"  {one.said}" for one in seen.changes)
        yield from (f"{one.severity}: {one}" for one in seen.findings if one.severity != "note")
        if not publish:
            yield f"answered in the draft: nobody is told it until firstring business publish {self.business.id}"
            return
        if seen.errors:
            raise NotPublished(seen.findings)
        yield from self._tried(understand)
        sure_it_may_be_published(self.desk, draft.kept.business)
        done = publish_answer(
            self.desk, self.business, gap, answer, understand, question=question, by=getpass.getuser()
        )
        with suppress(Conflict):
            forget_trial(self.desk, self.business.id)
        yield f"answered; {done.business.id} is at version {done.business.version}"

    def _tried(self, understand: Understand) -> Iterator[str]:
        """A line for each of the draft's tests, and what was said where one goes wrong."""
        play = in_houses(lambda: MemoryHouse(self.desk, understand, self.desk.shelf()))
        trial = try_now(self.desk, self.business, play, by=getpass.getuser())
        for one in trial.results:
            yield f"{'FAIL' if one.blocks else 'ok  '}  {one.name}"
            if one.faults and not one.blocks:
                yield "        as with the version callers hear:"
            yield from (f"        {line}" for line in (*one.transcript, *(f"* {fault}" for fault in one.faults)))
        yield f"{len(trial.results)} tests, {len(trial.failing)} failed"


@contextmanager
def shelf(data: Path, business: str, clock: Clock = system_clock) -> Iterator[Shelf]:
    """Raises Misconfigured for a folder or a business that is none."""
    with stored_desk(data, clock) as desk:
        known = desk.businesses.get(BusinessId(business))
        if known is None:
            listed = ", ".join(sorted(one.id for one in desk.businesses.all())) or "none"
            raise Misconfigured(f"no business {business!r} here; there is {listed}")
        account = index_of()
        meaning = account.meaning() if account else Meaning(MemoryVectorStore(), LocalEmbedder(), local=True)
        yield Shelf(replace(desk, library=Library(desk.rows, meaning)), known)
