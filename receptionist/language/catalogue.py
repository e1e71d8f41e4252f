"""The business's own words in what was said: services, staff, dishes, allergens; also misheard ones.

A phrase that is there word for word counts; otherwise windows of one to four words are compared, spaces ignored, with
everything the business offers (rapidfuzz), so that "pan ear corma" still finds the paneer korma.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from receptionist.business.allergens import LONGEST as INGREDIENT_WORDS
from receptionist.business.allergens import carried_by
from receptionist.business.definition import Business, Language, Text
from receptionist.language.audience import Audience, audience_of, comer, says_for_whom
from receptionist.language.found import Found, longest_first
from receptionist.language.gurmukhi import consonants_heard, consonants_written, is_gurmukhi
from receptionist.language.lexicon import Lexicon
from receptionist.language.options import phrases_of, unarticled, words_of
from receptionist.language.tokens import Line, Token, fold
from receptionist.language.understanding import EntityType

_LONGEST = 5
_FUZZY_LETTERS = 5
"""Shorter phrases must be heard exactly: "fade" is one letter from "made"."""
_ALIKE = 83.0
_CONSONANTS = 4
"""Fewer are not enough to know an English word by, written in Gurmukhi."""
_TITLES = frozenset({"dr", "doctor", "doctora", "nurse", "mr", "mrs", "ms"})


@dataclass(frozen=True, slots=True)
class Entry:
    type: EntityType
    value: str


class Catalogue:
    """The phrases of one version of one business."""

    def __init__(self, business: Business) -> None:
        self._phrases: dict[str, list[Entry]] = {}
        self._english: list[str] = []
        """What may be heard in Gurmukhi. Names of staff only with a title: "ਹਰਪ੍ਰੀਤ" is as likely the caller."""
        for service in business.services:
            self._add_text(Entry("service", service.id), service.name, service.synonyms)
        for phrase, services in _options(business).items():
            if len(services) == 1 and phrase not in self._phrases:
                self._add(Entry("service", services[0]), phrase.split())
        for item in business.menu:
            self._add_text(Entry("menu_item", item.id), item.name, item.synonyms)
        for resource in business.resources:
            if resource.kind == "staff":
                self._add_person(Entry("staff", resource.id), resource.name)
        self._served = {
            service.id: audience_of([" ".join(words_of(name)) for name in service.name.values()])
            for service in business.services
        }
        self._squeezed = {
            phrase.replace(" ", ""): phrase
            for phrase in self._phrases
            if len(phrase.replace(" ", "")) >= _FUZZY_LETTERS
        }
        self._choices = list(self._squeezed)
        self._by_consonants = {
            heard: phrase for phrase in self._english if len(heard := consonants_heard(phrase)) >= _CONSONANTS
        }

        said = (*self._phrases, *(text for faq in business.faqs for text in (faq.question, *faq.variants)))
        self.vocabulary = frozenset(word for text in said for word in words_of(text) if len(word) > 3)
        """Words of what is offered and of what is often asked."""

    def _add_text(self, entry: Entry, name: Text, synonyms: dict[Language, tuple[str, ...]]) -> None:
        for phrase in (*name.values(), *(s for group in synonyms.values() for s in group)):
            words = words_of(phrase)
            self._add(entry, words)
            if "the" in words[1:]:  # "See the doctor" is as often "see a doctor".
                self._add(entry, ["a" if word == "the" else word for word in words])
        english = (*((name["en"],) if "en" in name else ()), *synonyms.get("en", ()))
        self._english += [" ".join(unarticled(words_of(phrase))) for phrase in english]

    def _add_person(self, entry: Entry, name: str) -> None:
        words = [w for w in words_of(name) if w not in _TITLES]
        self._add(entry, words)
        for word in words:
            self._add(entry, [word])
        for title in ("dr", "doctor", "doctora", "nurse"):
            self._add(entry, [title, words[-1]])
            self._english.append(f"{title} {words[-1]}")

    def _add(self, entry: Entry, words: list[str]) -> None:
        words = unarticled(words)
        if words and entry not in self._phrases.setdefault(" ".join(words), []):
            self._phrases[" ".join(words)].append(entry)

    def find(self, tokens: Sequence[Token], line: Line, lexicon: Lexicon) -> list[Found]:
        """`tokens`: before number words became digits ("first visit")."""
        words = [t for t in tokens if t.kind == "word"]
        exact = longest_first(self._exact(words, line))
        found = longest_first([*exact, *self._fuzzy(words, line, lexicon, exact), *self._in_gurmukhi(words, line)])
        for_whom = comer(word.text for word in words)
        return [self._fitting(one, line, for_whom) for one in found] if for_whom else found

    def _fitting(self, one: Found, line: Line, for_whom: Audience) -> Found:
        """The service for who is named to come, where the words fit several and one alone is for them."""
        phrase = line.text[one.start : one.end]
        if one.type != "service" or says_for_whom(phrase) or self._served.get(one.value) in (None, for_whom):
            return one
        kin = self._kin(for_whom, set(phrase.split())) or self._kin(for_whom, self._words_of(one.value))
        if len(kin) != 1:
            return one
        return replace(one, value=kin[0], alternatives=(one.value, *one.alternatives))

    def _kin(self, for_whom: Audience, words: set[str]) -> list[str]:
        """The services for them that have one of the words in a name."""
        return [
            service
            for service, served in self._served.items()
            if served == for_whom and words & self._words_of(service)
        ]

    def _words_of(self, service: str) -> set[str]:
        """Of all its names: a trim is a kind of haircut, though only one of them is called so."""
        named = Entry("service", service)
        return {word for phrase, entries in self._phrases.items() if named in entries for word in phrase.split()}

    def _exact(self, words: Sequence[Token], line: Line) -> Iterator[Found]:
        for i in range(len(words)):
            for j in range(min(len(words), i + _LONGEST), i, -1):
                phrase = " ".join(w.text for w in words[i:j])
                entries = self._phrases.get(phrase) or self._phrases.get(_singular(phrase))
                if entries and not (j - i == 1 and len(phrase) < 3):
                    yield _found(entries, words[i:j], line)
                    break

    def _fuzzy(self, words: Sequence[Token], line: Line, lexicon: Lexicon, exact: Sequence[Found]) -> Iterator[Found]:
        if not self._choices:
            return
        for i in range(len(words)):
            for j in range(i + 1, min(len(words), i + 4) + 1):
                window = words[i:j]
                if window[0].text in lexicon.ordinary or window[-1].text in lexicon.ordinary:
                    continue
                squeezed = "".join(w.text for w in window)
                if len(squeezed) < _FUZZY_LETTERS:
                    continue
                place = line.place(window[0].start, window[-1].end)
                if any(place[0] < e.end and e.start < place[1] for e in exact):
                    continue
                best = process.extractOne(squeezed, self._choices, scorer=fuzz.ratio, score_cutoff=_ALIKE)
                if best and best[0][0] == squeezed[0]:
                    yield _found(self._phrases[self._squeezed[best[0]]], window, line)

    def _in_gurmukhi(self, words: Sequence[Token], line: Line) -> Iterator[Found]:
        """What has an English name, in the letters of a Punjabi caller."""
        for i in range(len(words)):
            for j in range(i + 1, min(len(words), i + _LONGEST) + 1):
                if not is_gurmukhi(words[j - 1].text):
                    break
                phrase = self._by_consonants.get(consonants_written(" ".join(word.text for word in words[i:j])))
                if phrase is not None:
                    yield _found(self._phrases[phrase], words[i:j], line)


def _found(entries: Sequence[Entry], window: Sequence[Token], line: Line) -> Found:
    first = entries[0]
    others = tuple(e.value for e in entries[1:] if e.type == first.type)
    return Found(first.type, *line.place(window[0].start, window[-1].end), first.value, others)


def _options(business: Business) -> dict[str, list[str]]:
    """Ways of having a service by their names, each with whose they are; one of several services' names none."""
    named: dict[str, list[str]] = {}
    for service in business.services:
        for phrase in {phrase for option in service.variants for phrase in phrases_of(option)}:
            named.setdefault(phrase, []).append(service.id)
    return named


def _singular(phrase: str) -> str:
    for ending in ("es", "s"):
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            return phrase[: -len(ending)] if ending == "s" else phrase[:-1]
    return phrase


def find_allergens(tokens: Sequence[Token], line: Line, lexicon: Lexicon) -> list[Found]:
    """Allergens by any of their names; the value is the definition's own word for it."""
    words = [t for t in tokens if t.kind == "word"]
    folded = [fold(word.text) for word in words]
    found: list[Found] = []
    for i in range(len(words)):
        for j in range(min(len(words), i + 3), i, -1):
            phrase = " ".join(folded[i:j])
            readings = lexicon.allergens.get(phrase) or lexicon.allergens.get(_singular(phrase))
            if readings:
                found.append(
                    Found("allergen", *line.place(words[i].start, words[j - 1].end), readings[0], readings[1:])
                )
                break
    return longest_first(found)


_LITTLE_WORDS: Mapping[Language, frozenset[str]] = {"es": frozenset({"soy"})}
"""Words that name an ingredient in another language only."""


def find_ingredients(tokens: Sequence[Token], line: Line, lexicon: Lexicon) -> list[Found]:
    """Ingredients that carry an allergen ("tahini", "mantequilla"), in any language; the value is the plainest of them.
    For a line that is about what somebody must not eat: elsewhere bread is bread. A little word of the line's own
    language is none: "soy alérgica"."""
    words = [t for t in tokens if t.kind == "word"]
    folded = [fold(word.text) for word in words]
    found: list[Found] = []
    for i in range(len(words)):
        for j in range(min(len(words), i + INGREDIENT_WORDS), i, -1):
            phrase = " ".join(folded[i:j])
            carried = carried_by(phrase)
            if carried is not None and phrase not in _LITTLE_WORDS.get(lexicon.language, ()):
                if carried:
                    place = line.place(words[i].start, words[j - 1].end)
                    found.append(Found("allergen", *place, carried[0], carried[1:]))
                break
    return longest_first(found)
