"""Which entry a question means, if any: the business's questions with written answers, and approved passages.

Scores are joined: words and concepts (lexical.py) always, meaning where an embedding has a say. What a search in a vector
store gives is a hint about entries that are known here anyway, so that neither another tenant's text nor one that nobody
approved can be quoted, whatever the store answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from receptionist.business.definition import Business, Faq, Text
from receptionist.knowledge.documents import Passage, sentences
from receptionist.knowledge.lexical import lexical

Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts to unit vectors."""

SURE = 0.5
"""Score at or above which an entry is the answer, words and concepts alone. Chosen by cross-validation,
benchmarks/quality_knowledge.py."""
SURE_JOINED = 0.45
"""The same, where meaning has a say."""
MEANING = 0.4
"""Weight of meaning in the joined score."""
WORDS_ALONE = 0.85
"""What words and concepts are worth where meaning does not bear them out: a model that knows one language says nothing of a
question in another."""
QUOTED = 240
"""Letters of a passage that are spoken at most: some fifteen seconds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that may be quoted."""

    id: str
    """`faq:<place in the list>` or `doc:<document>:<passage>`."""
    ask: tuple[str, ...]
    """The ways to ask for it, in any language."""
    said: tuple[str, ...]
    """The sentences it consists of."""
    answer: Text
    source: str = ""
    """Name and place of the document; empty for what the business wrote as an answer."""

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.ask, *self.said)


@dataclass(frozen=True, slots=True)
class Found:
    entry: Entry
    score: float
    quote: Text
    """What of it is spoken, verbatim."""


@dataclass(frozen=True, slots=True)
class Match:
    faq: Faq
    score: float


def faq_entries(faqs: Sequence[Faq]) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"faq:{n}", (faq.question, *faq.variants), tuple(faq.answer.values()), faq.answer)
        for n, faq in enumerate(faqs)
    )


def passage_entries(passages: Sequence[Passage]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"doc:{one.id}",
            (one.heading,) if one.heading else (),
            sentences(one.text),
            {one.language: one.text},
            one.source,
        )
        for one in passages
    )


def entries_of(business: Business, passages: Sequence[Passage] = ()) -> tuple[Entry, ...]:
    """What the business wrote as an answer comes first: it wins a tie."""
    return (*faq_entries(business.faqs), *passage_entries(passages))


def ranked(
    question: str, entries: Sequence[Entry], meanings: Mapping[str, float] | None = None, *, limit: int = 5
) -> list[Found]:
    """The nearest first, however near. `meanings`: likeness of meaning by id of an entry, from -1 to 1; an entry without
    one counts as having none. None: nobody knows."""
    if not entries:
        return []
    prose = frozenset(n for n, entry in enumerate(entries) if entry.source)
    alike = lexical(tuple(entry.texts for entry in entries), prose).likeness(question)
    found = []
    for entry, words in zip(entries, alike, strict=True):
        score = words.score
        if meanings is not None:
            borne_out = (1 - MEANING) * score + MEANING * max(meanings.get(entry.id, 0.0), 0.0)
            score = max(WORDS_ALONE * score, borne_out)
        found.append(Found(entry, score, _quote(entry, words.text)))
    return sorted(found, key=lambda one: -one.score)[:limit]


def sure(found: Sequence[Found], *, joined: bool) -> Found | None:
    """The first, if it is near enough to be the answer."""
    least = SURE_JOINED if joined else SURE
    return found[0] if found and found[0].score >= least else None


def meanings_of(question: str, entries: Sequence[Entry], embed: Embed) -> dict[str, float]:
    """Likeness of meaning of each entry: that of its nearest text."""
    texts = [text for entry in entries for text in entry.texts]
    asked, *vectors = embed([question, *texts])
    found: dict[str, float] = {}
    owners = (entry.id for entry in entries for _ in entry.texts)
    for owner, vector in zip(owners, vectors, strict=True):
        near = float(sum(a * b for a, b in zip(asked, vector, strict=True)))
        found[owner] = max(near, found.get(owner, -1.0))
    return found


def best_faq(question: str, faqs: tuple[Faq, ...], embed: Embed | None = None) -> Match | None:
    """The entry that answers `question`, or None if none surely does."""
    entries = faq_entries(faqs)
    meanings = meanings_of(question, entries, embed) if embed and entries else None
    best = sure(ranked(question, entries, meanings, limit=1), joined=meanings is not None)
    return Match(faqs[int(best.entry.id.partition(":")[2])], best.score) if best else None


def _quote(entry: Entry, nearest: int) -> Text:
    """A written answer whole; of a passage the nearest sentence, with the next one where that is still short."""
    if not entry.source:
        return entry.answer
    (language,) = entry.answer
    at = max(nearest - len(entry.ask), 0)
    spoken = entry.said[at] if at < len(entry.said) else ""
    if at + 1 < len(entry.said) and len(spoken) + len(entry.said[at + 1]) < QUOTED // 2:
        spoken = f"{spoken} {entry.said[at + 1]}"
    return {language: spoken}
