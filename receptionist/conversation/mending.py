"""What the entities of an utterance are in their place: values put right in the same breath, whole names, a caller who
has the name of somebody who works here. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from receptionist.conversation.trades import is_a_house
from receptionist.language.understanding import Entity

_PUT_RIGHT = re.compile(
    r"[\s,.;:!?-]*(?:(?:and|or|oh|no|nope|not|wait|sorry|actually|rather|instead|well|um+|uh+|er+|hmm|hold on|scratch that|excuse me"
    r"|i mean|i meant|i'm sorry|make (?:that|it)|let's (?:say|make it)|let me see|at|on|for|the|around|about|to|in"
    r"|perd[oó]n|digo|quise decir|mejor|mejor dicho|o|bueno|espere|a|las?|el|para"
    r"|ਨਹੀਂ|ਮਾਫ਼? ?ਕਰਨਾ|ਸੌਰੀ|ਸਗੋਂ|nahi|nahin|matlab|maaf karna)\b[\s,.;:!?-]*)+",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(no|nope|sorry|rather|mean|meant|make|wait|actually|scratch|instead|perd[oó]n|digo|quise|mejor|nahi|nahin|matlab|maaf)\b"
    r"|ਨਹੀਂ|ਮਾਫ|ਸੌਰੀ|ਸਗੋਂ",
    re.IGNORECASE,
)
""" "Seven or eight", "Friday at the earliest" put nothing right."""
_DAYS = frozenset({"date", "datetime"})
_HOURS = frozenset({"time", "datetime"})
_PARTICLE = re.compile(
    r"\s+(?:de(?!\s+na[ao]m)|del|della|di|da|dos|van|von|bin|ibn)(?:\s+(?:la|las|los|el|der|den))?\s+[^\W\d_][\w'’-]*",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(r"(?:^|\s)(?:de|del|della|di|da|dos|van|von|bin|ibn|la|los|las|der|den)$", re.IGNORECASE)
_REST = re.compile(r"(?:\s+(?:la|las|los|el|der|den))?\s+[^\W\d_][\w'’-]*", re.IGNORECASE)
_REPLACED_BY = re.compile(
    r"[\s,.]*(?:(?:or|um+|uh+|er+|oh|wait|sorry)[\s,.]*)*no(?:pe)?[\s,.]*(?:(?:um+|uh+|er+)[\s,.]*)?(?:(?:at|on|for|the|el|las?|a)\s+)*",
    re.IGNORECASE,
)
""" "At two no three": what stands behind such a no is not denied, it is meant instead."""
_INTRODUCES = re.compile(
    r"(?:\b(?:my name(?:'s| is)?|(?:the )?name(?:'s| is)|under(?: the name)?(?: of)?|i'm|i am|this is|it's|it is|call me|that's"
    r"|me llamo|soy|mi nombre es|a nombre de|habla)|ਮੇਰਾ ਨਾਂ|ਮੇਰਾ ਨਾਮ|ਮੈਂ|mera naam|main)\s*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:the |an? |el |la |un |una )?(?:doctor|dr|doctora|nurse|therapist|dentist|stylist|barber|waiter)s?\.?",
    re.IGNORECASE,
)
"""A calling is nobody's name."""
_WORD_BEGUN = re.compile(r"[\w'’-]*$")
_FIRST_NAME = re.compile(r"\b[A-Z][\w'’-]+\s+$")
_NO_FIRST_NAME = frozenset(
    [
        "sure",
        "it's",
        "its",
        "yes",
        "no",
        "under",
        "my",
        "name",
        "this",
        "is",
        "i'm",
        "the",
        "that's",
        "hi",
        "hello",
        "put",
        "book",
        "call",
        "dr",
        "doctor",
        "with",
        "see",
        "okay",
        "ok",
        "well",
        "oh",
        "please",
        "and",
        "or",
        "i",
        "es",
        "soy",
        "me",
        "sí",
        "hola",
    ]
)
_NO_NAME = re.compile(
    r"\b(?:sounds?|works?|looks?|good|great|fine|nice|perfect|prefect|okay|sure|thanks?|please|love|contact)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:dr|doctor|doctora|nurse|with|con|see|visit)\.?\s*$|^\s*(?:dr|doctor|doctora|nurse)\b", re.IGNORECASE
)


MOST_OF_A_NAME = 0.7
"""A house's words are a name where less than so much of it is left unsaid: "Barber Shop" of 1512 Barber Shop."""


def mended(
    text: str, entities: Sequence[Entity], expecting: str, colleagues: Mapping[str, str] = MappingProxyType({})
) -> tuple[Entity, ...]:
    """In the order of the words. Negated entities pass through. `colleagues`: names by id."""
    sound = [
        _as_name(text, entity, expecting)
        for entity in entities
        if not _is_ordinal(text, entity) and not _is_nobody(entity, colleagues)
    ]
    whole = [_whole_name(text, entity, sound) for entity in sound]
    ordered = sorted(whole, key=lambda entity: (entity.start, -entity.end))
    return tuple(_without_slips(text, _joined_names(text, ordered)))


def _joined_names(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """ "Alexis Smith", where Alexis also works here: one name, in two pieces."""
    joined: list[Entity] = []
    for entity in entities:
        before = joined[-1] if joined else None
        if before and before.type == entity.type == "person_name" and entity.start < before.end:
            joined[-1] = max(before, entity, key=lambda name: name.end - name.start)
        elif before and before.type == entity.type == "person_name" and not text[before.end : entity.start].strip():
            value = {"first": text[before.start : before.end], "last": text[entity.start : entity.end]}
            joined[-1] = replace(before, text=text[before.start : entity.end], end=entity.end, value=value)
        else:
            joined.append(entity)
    return joined


def _is_nobody(entity: Entity, colleagues: Mapping[str, str]) -> bool:
    """ "A doctor", "a salon": where somebody is called Doctor Li or Oz Salon, it is not they who are meant; and no one is
    called "sounds good"."""
    if entity.type == "person_name" and entity.text[:1].islower() and _NO_NAME.search(entity.text):
        return True
    if entity.type != "staff" or _NOBODY.fullmatch(entity.text.strip()) is not None:
        return entity.type == "staff"
    rest_of_name = len(colleagues.get(str(entity.value), "")) - len(entity.text)
    return is_a_house(entity.text) and rest_of_name > MOST_OF_A_NAME * len(entity.text)


def _is_ordinal(text: str, entity: Entity) -> bool:
    """The "6" of "the 6th" counts nobody."""
    if entity.type not in ("party_size", "number"):
        return False
    return (
        re.match(r"(st|nd|rd|th)\b", text[entity.end :]) is not None
        or re.search(r"\d(st|nd|rd|th)$", entity.text) is not None
    )


def _as_name(text: str, entity: Entity, expecting: str) -> Entity:
    """ "Alexis", asked for a name, or "my name is Alexis": it is no wish to be seen by Dr. Alexis."""
    if entity.type != "staff" or _TITLE.search(entity.text):
        return entity
    before = text[: entity.start]
    start = len(before) - len(_name_begun(before))
    asked = expecting in ("name", "find_name") and not _TITLE.search(before)
    if not (asked or _INTRODUCES.search(before[:start])):
        return entity
    said = text[start : entity.end]
    return replace(
        entity, type="person_name", text=said, start=start, value={"first": said, "last": None}, alternatives=()
    )


def _name_begun(before: str) -> str:
    """The end of `before` that belongs to the name: the word itself, and a first name in front of it."""
    match = _WORD_BEGUN.search(before)
    begun = match.group() if match else ""
    first = _FIRST_NAME.search(before[: len(before) - len(begun)])
    if first is None or first.group().strip().casefold() in _NO_FIRST_NAME:
        return begun
    return first.group() + begun


def _whole_name(text: str, entity: Entity, others: Sequence[Entity]) -> Entity:
    """ "Maria de la Cruz" is all name."""
    if entity.type != "person_name" or not isinstance(entity.value, dict):
        return entity
    rest = (_REST if _ENDS_OPEN.search(entity.text) else _PARTICLE).match(text, entity.end)
    if rest is None or any(other.start < rest.end() and rest.start() < other.end for other in others):
        return entity
    first, _, last = text[entity.start : rest.end()].partition(" ")
    value = {"first": first[:1].upper() + first[1:], "last": " ".join(last.split())}
    return replace(entity, text=text[entity.start : rest.end()], end=rest.end(), value=value)


def _without_slips(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """ "At two, or rather at one": the first was a slip. Of a day and an hour only the part that is said anew."""
    kept: list[Entity] = []
    for entity in entities:
        if entity.negated and any(_stands_in(text, old, entity) for old in kept):
            entity = replace(entity, negated=False)
        kept = [left for old in kept for left in (_left_of(old, entity) if _overruled(text, old, entity) else (old,))]
        kept.append(entity)
    return [entity for entity in kept if not (entity.negated and any(_holds(whole, entity) for whole in kept))]


def _holds(whole: Entity, part: Entity) -> bool:
    return not whole.negated and whole.start <= part.start and part.end <= whole.end


def _stands_in(text: str, old: Entity, new: Entity) -> bool:
    alike = old.type == new.type or any({old.type, new.type} <= family for family in (_DAYS, _HOURS))
    return (
        alike
        and not old.negated
        and new.start >= old.end
        and _REPLACED_BY.fullmatch(text[old.end : new.start]) is not None
    )


def _overruled(text: str, old: Entity, new: Entity) -> bool:
    if new.negated or old.negated or new.start < old.end:
        return False
    gap = text[old.end : new.start]
    return _PUT_RIGHT.fullmatch(gap) is not None and _SAYS_SO.search(gap) is not None


def _left_of(old: Entity, new: Entity) -> tuple[Entity, ...]:
    """What remains of a value when `new` was said in its place."""
    if old.type == "datetime" and new.type in ("date", "time"):
        day, _, clock = str(old.value).partition("T")
        if new.type == "time":
            return (replace(old, type="date", value=day, alternatives=()),)
        others = tuple(str(other).partition("T")[2] for other in old.alternatives)
        return (replace(old, type="time", value=clock, alternatives=others),)
    same = old.type == new.type or any({old.type, new.type} <= family for family in (_DAYS, _HOURS))
    return () if same else (old,)
