"""Names people bear: given names and the twenty thousand commonest surnames of the United States census of 1990,
a work of the government in the public domain.

https://www.census.gov/topics/population/genealogy/data/1990_census.html
"""

from functools import cache
from importlib.resources import files


@cache
def _table(name: str) -> dict[str, int]:
    text = files("receptionist.language.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return {word: rank for rank, word in enumerate(text.split())}


def is_first_name(word: str) -> bool:
    """`word`: folded."""
    return word in _table("given_names")


def is_surname(word: str) -> bool:
    return word in _table("surnames")


def first_name_rank(word: str) -> int | None:
    """0 is the commonest."""
    return _table("given_names").get(word)


def surname_rank(word: str) -> int | None:
    return _table("surnames").get(word)
