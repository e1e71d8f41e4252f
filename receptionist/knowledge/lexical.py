"""How alike a question and some texts are, by their letters and by what they speak of. Pure, no model.

Letters: cosine of character n-grams weighted by rarity, which forgives inflections and a recogniser's misspellings.
Concepts: the share of what is asked (concepts.py) that the texts speak of, which joins words that share no letter, and
languages.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from receptionist.knowledge.concepts import concepts_in, told_of, words_of

_SAYS_NOTHING = frozenset(
    re.findall(
        r"\S+",
        """
    a an and are as at be been by can could do does did for from had has have how i if in into is it its me my of on or our so
    some that the their there they this to us was we what whats when where which who will with would you your youre yours guys
    please tell any whether know check let see also actually anything something just like want need get got going one ones
    uh uhh um umm ummm hm hmm hh ha ah ahh oh ok okay yeah yes no great awesome perfect cool thanks thank good sounds alright
    wondering wonder curious question ask place location restaurant hotel salon clinic there's here im id dont youve
    el la los las un una unos unas de del y o u en es son esta estan que como para por con su sus mi mis hay puedo puede
    pueden podria se me le les lo al si tienen tiene tengo favor quisiera quiero saber sabe gustaria ustedes usted bueno hola
    ਹੈ ਹਨ ਕੀ ਦਾ ਦੇ ਦੀ ਨੂੰ ਵਿੱਚ ਵਿਚ ਤੇ ਉੱਤੇ ਮੈਂ ਅਸੀਂ ਤੁਸੀਂ ਤੁਹਾਡੇ ਤੁਹਾਡਾ ਤੁਹਾਡੀ ਕੋਲ ਇਹ ਉਹ ਨਾਲ ਸਕਦੇ ਸਕਦਾ ਸਕਦੀ ਹਾਂ ਕਰਦੇ ਕਿੱਥੇ ਜੀ ਲਈ ਕੋਈ
    hai han ki ka ke da de di nu nun vich te main asin tusi tuhade tuhada tuhadi kol ih oh nal sakde sakda sakdi karde kithe ji layi koi
        """,
    )
)  # fmt: skip
"""Words every question has, and what a speaker fills pauses with."""

COVERED = 0.75
"""What it is worth that a long text has every word of a short question: the letters of the rest would drown it."""
BESIDE = 0.01
"""Off for everything else a text speaks of: dogs on the patio are not the patio."""
CONCEPTS = 0.5
"""Weight of the concepts beside the letters, where something known is asked for."""


@dataclass(frozen=True, slots=True)
class Likeness:
    score: float
    """0 to 1."""
    text: int
    """Which of the group's texts is nearest."""


def plain(text: str) -> str:
    """The words that say something; all of them, where none does."""
    words = words_of(text)
    return " ".join(word for word in words if word not in _SAYS_NOTHING) or " ".join(words)


def says_something(text: str) -> bool:
    """Whether any word of it is more than every question has."""
    return any(word not in _SAYS_NOTHING for word in words_of(text))


def _grams(text: str) -> Counter[str]:
    grams: Counter[str] = Counter()
    for word in plain(text).split():
        padded = f" {word} "
        for size in (3, 4):
            grams.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return grams


def _stems(text: str) -> frozenset[str]:
    """Beginnings of the words that say something: "laptops" and "laptop" are one."""
    return frozenset(word[:5] if word.isascii() else word for word in plain(text).split() if len(word) > 1)


def _covered(stems: frozenset[str], words: frozenset[str]) -> float:
    return sum(any(word.startswith(stem) for word in words) for stem in stems) / len(stems)


class Lexical:
    """An index over groups of texts: a group is an entry, its texts the ways to ask for it and what it says."""

    def __init__(self, groups: tuple[tuple[str, ...], ...], long: frozenset[int] = frozenset()) -> None:
        """`long`: the groups whose texts are prose, not questions."""
        counted = [[_grams(text) for text in group] for group in groups]
        seen = Counter(gram for group in counted for gram in {gram for text in group for gram in text})
        self._groups = len(groups)
        self._rarity = {gram: math.log((1 + len(groups)) / (1 + count)) + 1 for gram, count in seen.items()}
        self._texts = [len(group) for group in groups]
        self._having: dict[str, list[tuple[int, float]]] = {}
        """By letters: the texts that have them, numbered through all groups, and how much they weigh there."""
        for n, text in enumerate(text for group in counted for text in group):
            for gram, weight in self._vector(text).items():
                self._having.setdefault(gram, []).append((n, weight))
        self._words = {n: [_stems(text) for text in groups[n]] for n in long}
        self._told = [concepts_in(" . ".join(group)) for group in groups]
        self._told_by_text = [[concepts_in(text) for text in group] for group in groups]
        self.likeness = lru_cache(maxsize=32)(self._likeness)
        """Of each group, in order. A turn asks about the same words more than once."""

    def _likeness(self, question: str) -> tuple[Likeness, ...]:
        asked, stems = concepts_in(question), _stems(question)
        alike_each = self._alike(question)
        found = []
        for n, (told, by_text) in enumerate(zip(self._told, self._told_by_text, strict=True)):
            near = list(islice(alike_each, self._texts[n]))
            if stems and n in self._words:
                covered = [_covered(stems, words) for words in self._words[n]]
                near = [max(alike, COVERED * share) for alike, share in zip(near, covered, strict=True)]
            if not near:
                found.append(Likeness(0.0, 0))
                continue
            weighed = [alike + CONCEPTS * told_of(asked, tells) for alike, tells in zip(near, by_text, strict=True)]
            best = weighed.index(max(weighed))
            beside = BESIDE * min((len(tells - asked) for tells in by_text if tells & asked), default=0)
            score = (1 - CONCEPTS) * max(near) + CONCEPTS * told_of(asked, told) - beside if asked else max(near)
            found.append(Likeness(score, best))
        return tuple(found)

    def _alike(self, question: str) -> Iterator[float]:
        """By letters, each text of each group in order."""
        alike = [0.0] * sum(self._texts)
        for gram, weight in self._vector(_grams(question)).items():
            for n, there in self._having.get(gram, ()):
                alike[n] += weight * there
        return iter(alike)

    def _vector(self, grams: Counter[str]) -> dict[str, float]:
        unseen = math.log(1 + self._groups) + 1
        weighted = {gram: (1 + math.log(count)) * self._rarity.get(gram, unseen) for gram, count in grams.items()}
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        return {gram: weight / length for gram, weight in weighted.items()}


@lru_cache(maxsize=256)
def lexical(groups: tuple[tuple[str, ...], ...], long: frozenset[int] = frozenset()) -> Lexical:
    """Pure in its arguments, so sharing it between calls is safe."""
    return Lexical(groups, long)
