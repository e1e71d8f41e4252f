"""What may be said of food. Three answers and never a fourth: it contains it, it may contain it, it is not known.

What the menu does not state about an allergen is not known; silence is no statement. Where the business marks a recipe as
made without milk, or without gluten, that mark is told as a mark on a recipe, with the kitchen's caution. Nobody is told
"safe".
"""

import re
from dataclasses import dataclass
from typing import Literal

from receptionist.business.definition import Business, MenuItem

Verdict = Literal["contains", "may_contain", "unknown"]

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
    "ਵੀਗਨ": "vegan", "ਸ਼ਾਕਾਹਾਰੀ": "vegetarian", "ਵੈਜ": "vegetarian", "ਵੈੱਜ": "vegetarian", "ਵੈਸ਼ਨੂੰ": "vegetarian", "vaishnu": "vegetarian",
    "ਗਲੂਟਨ ਤੋਂ ਬਿਨਾਂ": "gluten_free_recipe", "gluten ton bina": "gluten_free_recipe", "ਦੁੱਧ ਤੋਂ ਬਿਨਾਂ": "dairy_free_recipe", "dudh ton bina": "dairy_free_recipe",
    "shakahari": "vegetarian", "ਹਲਾਲ": "halal", "celiac": "gluten_free_recipe", "coeliac": "gluten_free_recipe", "dairy free": "dairy_free_recipe",
    "dairy-free": "dairy_free_recipe", "sin lactosa": "dairy_free_recipe", "sin lácteos": "dairy_free_recipe", "sin lacteos": "dairy_free_recipe", "sin leche": "dairy_free_recipe",
    "ਗਲੂਟਨ ਫ੍ਰੀ": "gluten_free_recipe", "ਬਿਨਾਂ ਗਲੂਟਨ": "gluten_free_recipe", "bina gluten": "gluten_free_recipe",
    "ਬਿਨਾਂ ਦੁੱਧ": "dairy_free_recipe", "bina dudh": "dairy_free_recipe", "lactose free": "dairy_free_recipe",
}  # fmt: skip

_NUT_WORDS = ("nut", "nuts", "nuez", "nueces", "frutos secos", "frutas secas", "ਗਿਰੀ", "ਮੇਵੇ", "ਮੇਵਿਆਂ", "giri", "mewe")
_SEAFOOD = ("seafood", "sea food", "mariscos", "marisco", "frutos del mar", "ਸਮੁੰਦਰੀ")
_MARKED_WITHOUT: dict[str, frozenset[str]] = {
    "dairy_free_recipe": frozenset({"milk"}),
    "gluten_free_recipe": frozenset({"gluten", "wheat"}),
}
"""Marks that state an allergen's absence from the recipe. "Vegan" is none: it says what was left out, not what got in.
https://www.food.gov.uk/safety-hygiene/vegan-food-and-allergens"""

_SEVERE = re.compile(
    r"anaphyla\w*|epi ?-?pens?|adrenalin\w*|(?:sever|deadly|deathly|extreme|serious|life.threaten|badly|very|highly)\w* (?:\w+ )?(?:allerg|intoleran)\w*"
    r"|allerg\w* (?:is|are|it's|that is|that's) (?:\w+ )?(?:severe|serious|life.threatening|deadly|bad)|(?:could|can|will|would|might) (?:die|kill|be fatal)|hospital"
    r"|anafil\w*|(?:muy|grave(?:mente)?|extremadamente|severamente) al[eé]rgic\w*|al[eé]rgi\w* (?:muy )?(?:\w+ )?(?:grave|severa|fuerte|mortal)|(?:puede|podr[ií]a) morir"
    r"|ਗੰਭੀਰ ਐਲਰਜੀ|(?:ਬਹੁਤ|ਸਖ਼ਤ|ਸਖਤ|ਤੇਜ਼|ਜਾਨਲੇਵਾ) (?:\S+ )?(?:ਐਲਰਜੀ|ਅਲਰਜੀ)|(?:ਐਲਰਜੀ|ਅਲਰਜੀ) (?:\S+ )?(?:ਬਹੁਤ|ਗੰਭੀਰ|ਸਖ਼ਤ)|ਐਨਾਫ|ਐਪੀਪੈਨ|gambhir (?:allergy|elarji)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Allergy:
    """What the menu states about some allergens. Every dish is in one of them."""

    containing: tuple[MenuItem, ...]
    doubtful: tuple[MenuItem, ...]
    """May contain it, or the business says that nobody knows."""
    unstated: tuple[MenuItem, ...]
    """Nothing is written down: not known either."""
    marked: tuple[MenuItem, ...]
    """Of the unstated, those whose recipe is marked as made without."""


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
    if any(word in low for word in _SEAFOOD):
        wanted |= {"shellfish": None, "molluscs": None, "fish": None}
    return tuple(wanted)


def verdict(item: MenuItem, allergens: tuple[str, ...]) -> Verdict:
    """The worst that is stated of `item`; "unknown" where nothing is."""
    if any(allergen in item.contains for allergen in allergens):
        return "contains"
    return "may_contain" if any(allergen in item.may_contain for allergen in allergens) else "unknown"


def marked_without(item: MenuItem, allergens: tuple[str, ...]) -> bool:
    """Whether the business marks the recipe as made without each of them, and states no doubt."""
    absent = frozenset().union(*(_MARKED_WITHOUT.get(mark, frozenset()) for mark in item.diets))
    return bool(allergens) and set(allergens) <= absent - set(item.unknown) and verdict(item, allergens) == "unknown"


def allergy(business: Business, allergens: tuple[str, ...]) -> Allergy:
    def which(*says: str, stated: bool | None = None) -> tuple[MenuItem, ...]:
        return tuple(
            item
            for item in business.menu
            if verdict(item, allergens) in says and stated in (None, any(one in item.unknown for one in allergens))
        )

    unstated = which("unknown", stated=False)
    doubtful = tuple(item for item in business.menu if item in (*which("may_contain"), *which("unknown", stated=True)))
    return Allergy(
        which("contains"), doubtful, unstated, tuple(one for one in unstated if marked_without(one, allergens))
    )


def severe(text: str) -> bool:
    """Whether somebody speaks of an allergy that is a danger to life: a person decides then, not a list."""
    return _SEVERE.search(text) is not None


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
