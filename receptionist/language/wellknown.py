"""Names people bear: given names and the twenty thousand commonest surnames of the United States census of 1990,
a work of the government in the public domain.

https://www.census.gov/topics/population/genealogy/data/1990_census.html
"""

from functools import cache
from importlib.resources import files


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(
        files("receptionist.language.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8").split()
    )


def is_first_name(word: str) -> bool:
    """`word`: folded."""
    return word in _table("given_names")


def is_surname(word: str) -> bool:
    return word in _table("surnames")
