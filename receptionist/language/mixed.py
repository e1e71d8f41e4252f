"""Words of two languages in one breath: "este Saturday a las diez", "kal nu, seven thirty te".

The turn keeps its language. Days, times and parties that it left unread are looked for in the other languages, but only
where a word that is theirs alone tells of one.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from receptionist.business.definition import Language
from receptionist.language.lexicon import Lexicon
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.tokens import tokenise
from receptionist.language.understanding import Entity, EntityType

Read = Callable[[Language], Sequence[Entity]]
"""The same words by the grammar of another language."""

_LONG_ENOUGH = 4
"""Letters; shorter words are too often something else."""
_FAMILIES: Mapping[EntityType, str] = {
    "date": "day", "date_range": "day", "time": "hour", "time_range": "hour", "datetime": "both", "datetime_range": "both",
    "party_size": "party",
}  # fmt: skip
_HOURS: Mapping[Language, frozenset[str]] = {
    "en": frozenset({"noon", "midnight", "o'clock", "half", "quarter", "morning", "evening", "afternoon"}),
    "es": frozenset({"media", "cuarto", "mediodia"}),
    "pa": frozenset({"vaje", "vajje", "wajje", "baje"}),
}


def with_others(text: str, language: Language, entities: list[Entity], read: Read) -> list[Entity]:
    """`entities` and what another language has to add to them, in order of place. Values of one kind already read stay."""
    said = {token.text for token in tokenise(text) if token.kind == "word"}
    for other in LEXICONS:
        theirs = frozenset(said & _telling(other, language)) if other != language else frozenset()
        if theirs:
            entities = _joined(entities, [e for e in read(other) if _tells(e, theirs)])
    return entities


def _joined(entities: list[Entity], more: Sequence[Entity]) -> list[Entity]:
    known = {_FAMILIES[e.type] for e in entities if e.type in _FAMILIES and not e.negated}
    known |= {"day", "hour"} if "both" in known else set()
    added = [e for e in more if _FAMILIES.get(e.type) in {"day", "hour", "party"} - known]
    kept = [e for e in entities if e.type != "number" or not any(a.start < e.end and e.start < a.end for a in added)]
    return sorted([*kept, *added], key=lambda e: (e.start, -e.end))


def _tells(entity: Entity, theirs: frozenset[str]) -> bool:
    return bool({token.text for token in tokenise(entity.text)} & theirs)


@cache
def _telling(other: Language, language: Language) -> frozenset[str]:
    """Words for days, hours and numbers that only `other` has."""
    theirs, ours = LEXICONS[other], LEXICONS[language]
    tables = (theirs.weekdays, theirs.relative, theirs.numbers.units, theirs.numbers.tens)
    words = {
        word for table in tables for word in table if len(word) >= _LONG_ENOUGH and " " not in word and word.isascii()
    }
    if language == "en":
        words = {word for word in theirs.weekdays if len(word) > _LONG_ENOUGH and word.isascii()}
    elif other == "en":
        words |= {word for word in theirs.numbers.units if word.isascii() and len(word) > _LONG_ENOUGH - 2}
    return frozenset(words | _HOURS[other]) - _own(ours)


def _own(lexicon: Lexicon) -> frozenset[str]:
    tables = (lexicon.weekdays, lexicon.relative, lexicon.parts, lexicon.fractions)
    return lexicon.function_words | lexicon.fillers | frozenset(word for table in tables for word in table)
