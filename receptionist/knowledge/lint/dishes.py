"""Dishes the texts speak of, and what the menu says is in them."""

import re
from collections.abc import Iterator, Sequence

from receptionist.business.allergens import undeclared_on
from receptionist.business.definition import Business
from receptionist.knowledge.lint.findings import Finding, finding
from receptionist.knowledge.lint.statements import Statement
from receptionist.language.tokens import fold

_PRAISED = re.compile(
    r"\b(?:try|recommend|famous for|known for|speciality is|specialty is|signature (?:dish|main|starter) is|recomendamos|pruebe"
    r"|especialidad es|conocidos por)\s+(?:our|the|a|an|nuestr[oa]s?|el|la|los|las|un|una)?\s*"
    r"(?P<dish>[a-z][a-z' -]{2,40}?)(?=[.,;!?]|$| and | or | with | y | o | con )"
)
_NO_DISH = re.compile(
    r"\b(?:food|kitchen|menu|service|wine|wines|list|staff|view|patio|brunch|lunch|dinner|desserts?|starters?|mains?|website|booking"
    r"|comida|cocina|vino|vinos|carta|postres?|booking|to|it|us|again|later)\b"
)


def findings(business: Business, said: Sequence[Statement]) -> Iterator[Finding]:
    if not business.menu:
        return
    known = _words_of(business)
    for one in said:
        for match in _PRAISED.finditer(one.folded):
            dish = match["dish"].strip()
            if not _NO_DISH.search(dish) and not known & set(dish.split()):
                yield finding(
                    business, "warning", "unknown_dish", one.place,
                    f'speaks of "{dish}", which is not on the menu; callers who ask for it hear that we don\'t know it. Add it'
                    " under `menu`, or take it out",
                )  # fmt: skip
    places = {item.id: index for index, item in enumerate(business.menu)}
    for found in undeclared_on(business):
        yield finding(
            business, "warning", "allergen", ("menu", places[found.item]),
            f'speaks of "{found.word}" but says nothing of {found.allergen.replace("_", " ")}; add it to `contains`, `may_contain`'
            " or `unknown`",
        )  # fmt: skip


def _words_of(business: Business) -> set[str]:
    """Words that name something on the menu."""
    names = [
        name
        for item in business.menu
        for name in (*item.name.values(), *(word for words in item.synonyms.values() for word in words))
    ]
    return {word for name in names for word in fold(name).split() if len(word) > 3}
