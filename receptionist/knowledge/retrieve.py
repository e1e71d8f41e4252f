"""The FAQ entry a question means, if any.

Two scores are joined: character n-gram TF-IDF over the entry's question and variants (topic words, inflections,
recogniser's misspellings) and rapidfuzz's token sort ratio to the nearest variant (same words in another order). An
embedding function may be injected and then has a say as well.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from receptionist.business.definition import Faq

Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts to unit vectors."""

SURE = 0.45
"""Best score at or above which an entry is the answer; chosen on tests/receptionist/knowledge."""

_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "could",
        "do",
        "does",
        "did",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "so",
        "some",
        "that",
        "the",
        "their",
        "there",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "please",
        "tell",
        "any",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "de",
        "del",
        "y",
        "o",
        "en",
        "es",
        "son",
        "que",
        "qué",
        "cómo",
        "como",
        "para",
        "por",
        "con",
        "su",
        "sus",
        "mi",
        "hay",
        "puedo",
        "puede",
        "se",
        "me",
    ]
)


@dataclass(frozen=True, slots=True)
class Match:
    faq: Faq
    score: float


def best_faq(question: str, faqs: tuple[Faq, ...], embed: Embed | None = None) -> Match | None:
    """The entry that answers `question`, or None if none surely does."""
    if not faqs:
        return None
    index = _index(tuple((faq.question, *faq.variants) for faq in faqs))
    scores = [
        0.55 * near + 0.45 * words
        for near, words in zip(index.similar(question), index.worded_alike(question), strict=True)
    ]
    if embed is not None:
        scores = [
            0.5 * score + 0.5 * meaning for score, meaning in zip(scores, _meanings(question, faqs, embed), strict=True)
        ]
    best = max(range(len(faqs)), key=scores.__getitem__)
    return Match(faqs[best], scores[best]) if scores[best] >= SURE else None


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(word for word in re.findall(r"\w+", bare) if word not in _STOP) or bare


def _grams(text: str) -> Counter[str]:
    grams: Counter[str] = Counter()
    for word in _plain(text).split():
        padded = f" {word} "
        for size in (3, 4):
            grams.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return grams


class _Index:
    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        self.groups = groups
        documents = [[_grams(text) for text in group] for group in groups]
        seen = Counter(gram for group in documents for gram in {gram for text in group for gram in text})
        self.rarity = {gram: math.log((1 + len(groups)) / (1 + count)) + 1 for gram, count in seen.items()}
        self.vectors = [[self._vector(text) for text in group] for group in documents]

    def _vector(self, grams: Counter[str]) -> dict[str, float]:
        unseen = math.log(1 + len(self.groups)) + 1
        weighted = {gram: (1 + math.log(count)) * self.rarity.get(gram, unseen) for gram, count in grams.items()}
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        return {gram: weight / length for gram, weight in weighted.items()}

    def similar(self, question: str) -> list[float]:
        wanted = self._vector(_grams(question))
        return [
            max((sum(weight * text.get(gram, 0.0) for gram, weight in wanted.items()) for text in group), default=0.0)
            for group in self.vectors
        ]

    def worded_alike(self, question: str) -> list[float]:
        plain = _plain(question)
        return [max(fuzz.token_sort_ratio(plain, _plain(text)) for text in group) / 100 for group in self.groups]


@lru_cache(maxsize=256)
def _index(groups: tuple[tuple[str, ...], ...]) -> _Index:
    """Pure in its argument, so sharing it between calls is safe."""
    return _Index(groups)


def _meanings(question: str, faqs: tuple[Faq, ...], embed: Embed) -> list[float]:
    asked = embed([question])[0]
    return [
        max(sum(a * b for a, b in zip(asked, vector, strict=True)) for vector in embed([faq.question, *faq.variants]))
        for faq in faqs
    ]
