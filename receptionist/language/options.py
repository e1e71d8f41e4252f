"""Which way of having a service is named: "just the roots" of a colour, "un retoque de raíz"."""

from collections.abc import Iterator

from receptionist.business.definition import Service, Variant
from receptionist.language.tokens import fold, tokenise

_ARTICLES = frozenset({"a", "an", "the", "un", "una", "el", "la", "los", "las"})


def phrases_of(option: Variant) -> Iterator[str]:
    """As it may be said, folded, without an article before it."""
    for phrase in (*option.name.values(), *(one for group in option.synonyms.values() for one in group)):
        said = _words(phrase)
        while said and said[0] in _ARTICLES:
            said = said[1:]
        if said:
            yield " ".join(said)


def option_named(text: str, service: Service) -> Variant | None:
    """The longest phrase counts, where one is part of another. None: the service as such, or nothing of it."""
    said = f" {' '.join(_words(text))} "
    named = [
        (len(phrase), n)
        for n, one in enumerate(service.variants)
        for phrase in phrases_of(one)
        if f" {phrase} " in said
    ]
    return service.variants[max(named, key=lambda one: (one[0], -one[1]))[1]] if named else None


def _words(text: str) -> list[str]:
    return [token.text for token in tokenise(fold(text)) if token.kind == "word"]
