"""What may be said of food. Three answers and never a fourth: it contains it, it may contain it, it is not known.

An allergen the recipe does not list is "not in the recipe", with the kitchen's caution; nobody is told "safe".
"""

from dataclasses import dataclass
from typing import Literal

from receptionist.business.definition import Business, MenuItem

Verdict = Literal["contains", "may_contain", "unknown", "not_listed"]

ALLERGENS: dict[str, tuple[str, ...]] = {
    "milk": ("milk",), "dairy": ("milk",), "lactose": ("milk",), "egg": ("egg",), "eggs": ("egg",), "fish": ("fish",),
    "shellfish": ("shellfish", "molluscs"), "crustaceans": ("shellfish",), "molluscs": ("molluscs",),
    "tree_nuts": ("tree_nuts",), "tree_nut": ("tree_nuts",), "nuts": ("tree_nuts", "peanut"), "nut": ("tree_nuts", "peanut"),
    "peanut": ("peanut",), "peanuts": ("peanut",), "wheat": ("wheat", "gluten"), "gluten": ("gluten", "wheat"),
    "soy": ("soy",), "soya": ("soy",), "sesame": ("sesame",), "mustard": ("mustard",), "celery": ("celery",),
    "sulphites": ("sulphites",), "lupin": ("lupin",),
}  # fmt: skip
"""The names questions use, and what in the definition each must be looked up as: a nut allergy is about both kinds."""

DIETS: dict[str, str] = {
    "vegan": "vegan", "vegano": "vegan", "vegana": "vegan", "plant based": "vegan", "vegetarian": "vegetarian",
    "vegetariano": "vegetarian", "vegetariana": "vegetarian", "veggie": "vegetarian", "halal": "halal",
    "gluten free": "gluten_free_recipe", "gluten-free": "gluten_free_recipe", "sin gluten": "gluten_free_recipe",
    "celiac": "gluten_free_recipe", "coeliac": "gluten_free_recipe", "dairy free": "dairy_free_recipe",
    "dairy-free": "dairy_free_recipe", "sin lactosa": "dairy_free_recipe", "lactose free": "dairy_free_recipe",
}  # fmt: skip

_NUT_WORDS = ("nut", "nuts", "nuez", "nueces", "frutos secos")


@dataclass(frozen=True, slots=True)
class Allergy:
    """What the menu says about one allergen."""

    containing: tuple[MenuItem, ...]
    doubtful: tuple[MenuItem, ...]
    """May contain it, or nobody knows."""


def looked_up(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The allergens a question is about. "A nut allergy" is about peanuts too: a missed one is a danger, one too many
    is a sentence."""
    wanted: dict[str, None] = {}
    low = f" {text.lower()} "
    for name in names:
        for allergen in ALLERGENS.get(name.lower(), ()):
            wanted[allergen] = None
    if any(f" {word}" in low for word in _NUT_WORDS) and "peanut" not in low and "coconut" not in low:
        wanted |= {"tree_nuts": None, "peanut": None}
    return tuple(wanted)


def verdict(item: MenuItem, allergens: tuple[str, ...]) -> Verdict:
    """The worst that is known of `item`."""
    if any(allergen in item.contains for allergen in allergens):
        return "contains"
    if any(allergen in item.may_contain for allergen in allergens):
        return "may_contain"
    return "unknown" if any(allergen in item.unknown for allergen in allergens) else "not_listed"


def allergy(business: Business, allergens: tuple[str, ...]) -> Allergy:
    judged = [(item, verdict(item, allergens)) for item in business.menu]
    return Allergy(
        tuple(item for item, says in judged if says == "contains"),
        tuple(item for item, says in judged if says in ("may_contain", "unknown")),
    )


def diet_in(text: str, about: tuple[str, ...] = ()) -> str | None:
    low = " ".join((text.lower(), *about))
    return next((diet for words, diet in DIETS.items() if words in low), None)


def suited(business: Business, diet: str) -> tuple[MenuItem, ...]:
    return tuple(item for item in business.menu if diet in item.diets)


def named(business: Business, about: tuple[str, ...], text: str) -> tuple[MenuItem, ...]:
    """The dishes a question names, by id or by words."""
    low = text.lower()
    by_id = tuple(item for item in business.menu if item.id in about)
    if by_id:
        return by_id
    found = []
    for item in business.menu:
        words = (*item.name.values(), *(word for many in item.synonyms.values() for word in many))
        longest = max((len(word) for word in words if word.lower() in low), default=0)
        if longest:
            found.append((longest, item))
    best = max((length for length, _ in found), default=0)
    return tuple(item for length, item in found if length == best)
