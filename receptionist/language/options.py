"""Which way of having a service is named: "just the roots" of a colour, "un retoque de raíz"."""

from collections.abc import Iterator

from receptionist.business.definition import Service, Variant
from receptionist.language.tokens import tokenise

_ARTICLES = frozenset(("a", "an", "the", "un", "una", "el", "la", "los", "las", "unos", "unas"))


def words_of(phrase: str) -> list[str]:
    """Folded, without numbers and marks."""
    return [token.text for token in tokenise(phrase) if token.kind == "word"]


def unarticled(words: list[str]) -> list[str]:
    """Without the articles it begins with."""
    while words and words[0] in _ARTICLES:
        words = words[1:]
    return words


def phrases_of(option: Variant) -> Iterator[str]:
    """As it may be said, folded, without an article before it."""
    for phrase in (*option.name.values(), *(one for group in option.synonyms.values() for one in group)):
        if said := unarticled(words_of(phrase)):
            yield " ".join(said)


def option_named(text: str, service: Service) -> Variant | None:
    """The longest phrase counts, where one is part of another. None: the service as such, or nothing of it."""
    said = f" {' '.join(words_of(text))} "
    named = [
        (len(phrase), n)
        for n, one in enumerate(service.variants)
        for phrase in phrases_of(one)
        if f" {phrase} " in said
    ]
    return service.variants[max(named, key=lambda one: (one[0], -one[1]))[1]] if named else None
