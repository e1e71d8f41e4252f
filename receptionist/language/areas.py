"""Where a guest would like to sit: "on the patio", "junto a la ventana", "ਬਾਹਰ". Which of a business's areas that is.

A business names its areas as it likes; the usual ones are known in every language by what they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from receptionist.business.definition import Business
from receptionist.language.tokens import fold

AreaKind = Literal["outside", "inside", "window", "bar", "upstairs", "downstairs", "booth"]

_SEATING = r"(?:tables?|seats?|seating|stools?|spots?)"
_BY = r"(?:by|near|at|next to|beside|close to)"
_AM = r"(?<!\bi'm )(?<!\bi am )(?<!\bwe're )(?<!\bwe are )"
"""Who tells where they are wishes for nothing."""
_SAID: dict[AreaKind, str] = {
    "outside": (
        rf"{_AM}outside(?! (?:of|the|food|cakes?|drinks?|catering|line|number|calls?)\b)|outdoors?|(?:on|in|for) (?:the|your) (?:patio|terrace|deck|garden|balcony|veranda|rooftop)"
        rf"|(?:patio|terrace|garden|rooftop|sidewalk) {_SEATING}|patio|terrace|al ?fresco"
        r"|(?<!estoy )(?<!estamos )afuera(?! de\b)|al aire libre|terraza|(?:en|del) (?:el )?jardin"
        r"|(?:bahar|baahar)(?! (?:ja|jan|gaye|gaya|han|haan|hai)\b)|vehre|ਬਾਹਰ(?! (?:ਜਾ|ਗਏ|ਗਿਆ|ਹਾਂ))|ਵਿਹੜੇ|ਪੈਟੀਓ|ਪੇਟੀਓ"
    ),
    "inside": r"inside|indoors?|adentro|dentro(?! de\b)|en el interior|(?<!de )andar|(?<!ਦੇ )ਅੰਦਰ",
    "window": (
        rf"{_BY} (?:the|a) windows?|windows? {_SEATING}|{_SEATING} (?:with|at|by) (?:the|a) window|window please"
        r"|(?:junto|cerca|al lado|pegad[ao]) (?:a|de) (?:la|una) ventana|(?:en|con) (?:la |una )?ventana|mesa de ventana"
        r"|(?:khidki|khirki|bari) (?:kol|de kol|wal\w*)|(?:ਖਿੜਕੀ|ਬਾਰੀ) (?:ਦੇ )?(?:ਕੋਲ|ਵਾਲ\S*|ਨੇੜੇ)"
    ),
    "bar": rf"(?:in|{_BY}) the bar|bar {_SEATING}|en la barra|ਬਾਰ (?:ਉੱਤੇ|ਕੋਲ|ਤੇ)",
    "upstairs": r"upstairs|arriba|planta alta|ਉੱਪਰ(?:ਲੀ ਮੰਜ਼ਿਲ)?|upar wali manzil",
    "downstairs": r"downstairs|planta baja|ਹੇਠਲੀ ਮੰਜ਼ਿਲ",
    "booth": r"booths?|reservado",
}
"""What callers say, folded as `receptionist.language.tokens.fold` folds."""
_NAMED: dict[AreaKind, str] = {
    "outside": r"outside|outdoors?|patio|terrace|terraza|garden|jardin|deck|balcony|veranda|rooftop|sidewalk|afuera|courtyard",
    "inside": r"inside|indoors?|main|dining|hall|room|salon|comedor|interior|adentro",
    "window": r"windows?|ventana",
    "bar": r"bar|barra|counter",
    "upstairs": r"upstairs|upper|arriba|mezzanine|first floor|planta alta",
    "downstairs": r"downstairs|lower|abajo|cellar|basement|ground floor|planta baja",
    "booth": r"booths?|reservados?",
}
"""What businesses call it."""
_NOT = re.compile(
    r"(?:\bnot|n't|\bno|\binstead of|\brather than|\bwithout|\ben (?:vez|lugar) de|\bnahi|\bnahin|ਨਹੀਂ)(?: (?!but\b|sino\b)\S+){0,3}\s*$"
)
"""In front of a place that is not wanted."""
_NOT_BEHIND = re.compile(r"^ (?:nahi|nahin|ਨਹੀਂ)\b")
_ANYWHERE = re.compile(
    r"\b(?:anywhere|wherever|doesn't matter where|don't care where|donde sea|cualquier (?:lugar|mesa|parte)|kitthe vi)\b|ਕਿਤੇ ਵੀ"
)
_WORDS_OF_MORE = ("window", "bar")
"""A window may be one of time, a bar what somebody has heard of: only as places to sit."""
_OTHER: dict[AreaKind, AreaKind] = {
    "outside": "inside",
    "inside": "outside",
    "upstairs": "downstairs",
    "downstairs": "upstairs",
}


@dataclass(frozen=True, slots=True)
class AreaWish:
    names: tuple[str, ...]
    """Areas of the business that would do, as it calls them. Empty: it has none like that."""
    kind: AreaKind | Literal["", "anywhere"]
    """What it is about; empty for an area that only this business has."""

    def as_slot(self) -> dict[str, Any]:
        """As it stands in the slot `area`."""
        return {"kind": self.kind, "names": list(self.names)}


def kind_of(area: str) -> AreaKind | Literal[""]:
    """What an area is, by its name. Empty: something else."""
    said = fold(area)
    return next((kind for kind, names in _NAMED.items() if re.search(rf"\b(?:{names})\b", said)), "")


def areas(business: Business) -> tuple[str, ...]:
    """Of its tables, rooms and chairs, in the order of the definition."""
    return tuple(dict.fromkeys(one.area for one in business.resources if one.area))


def area_wished(text: str, business: Business) -> AreaWish | None:
    """What somebody who books says of where they would like to be. None: nothing."""
    said = fold(text)
    if _ANYWHERE.search(said):
        return AreaWish((), "anywhere")
    there = areas(business)
    own = tuple(area for area in there if kind_of(area) not in _WORDS_OF_MORE and _wanted(said, re.escape(fold(area))))
    if own:
        return AreaWish(own, kind_of(own[0]))
    kinds = list(_kinds(said))
    if not kinds:
        return None
    named = tuple(area for area in there if _is(area, kinds, there))
    return AreaWish(tuple(sorted(named, key=lambda area: kinds.index(_kind_among(area, kinds)))), kinds[0])


def _kinds(said: str) -> Iterator[AreaKind]:
    """What is wanted, in the order of the list; of what is not wanted the contrary, if there is one."""
    for kind, words in _SAID.items():
        for found in _whole(words).finditer(said):
            if not (_NOT.search(said[: found.start()]) or _NOT_BEHIND.search(said[found.end() :])):
                yield kind
            elif kind in _OTHER and not _whole(_SAID[_OTHER[kind]]).search(said):
                yield _OTHER[kind]
            break


def _wanted(said: str, words: str) -> bool:
    found = _whole(words).search(said)
    return found is not None and not _NOT.search(said[: found.start()])


@cache
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{unicodedata.normalize('NFC', words)})(?!\w)")


def _is(area: str, kinds: list[AreaKind], there: tuple[str, ...]) -> bool:
    return kind_of(area) in kinds or ("inside" in kinds and _under_a_roof(area, there))


def _under_a_roof(area: str, there: tuple[str, ...]) -> bool:
    """Whether "inside" is here, too: where some of the house is outside, all the rest of it is."""
    return kind_of(area) != "outside" and any(kind_of(other) == "outside" for other in there)


def _kind_among(area: str, kinds: list[AreaKind]) -> AreaKind:
    kind = kind_of(area)
    return kind if kind and kind in kinds else "inside"
