"""Names people bear: given names and the twenty thousand commonest surnames of the United States census of 1990,
a work of the government in the public domain, and some that are common in Britain and Ireland but not there.

https://www.census.gov/topics/population/genealogy/data/1990_census.html
"""

from functools import cache
from importlib.resources import files

_BRITISH_RANK = 400
"""Where those stand among the others."""


@cache
def _table(name: str) -> tuple[str, ...]:
    return tuple(files("receptionist.language.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def given_names() -> tuple[str, ...]:
    """The commonest first."""
    return _ranked("given_names")


@cache
def surnames() -> tuple[str, ...]:
    """The commonest first."""
    return _ranked("surnames")


def _ranked(name: str) -> tuple[str, ...]:
    common, british = _table(name), _table(f"{name}_gb")
    more = tuple(one for one in british if one not in common[:_BRITISH_RANK])
    return (*common[:_BRITISH_RANK], *more, *(one for one in common[_BRITISH_RANK:] if one not in more))


@cache
def _set(given: bool) -> frozenset[str]:
    return frozenset(given_names() if given else surnames())


def is_first_name(word: str) -> bool:
    """`word`: folded."""
    return word in _set(True)


def is_surname(word: str) -> bool:
    return word in _set(False)
