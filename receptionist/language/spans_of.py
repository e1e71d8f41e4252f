"""Where the party, the day, the time and the name of a booking stand, by grammar and tagger together.

The grammar says what words are worth, the tagger which words count. Where both see a thing, the value is the
grammar's and the place the tagger's; what only the tagger sees is read again by the grammar on its own; a party or
name that only the grammar sees is dropped unless it was asked for. Days and times only the grammar sees stay.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from receptionist.language.edges import Slot, denied, the_party, trimmed
from receptionist.language.expectation import Wanted
from receptionist.language.lexicon import Lexicon
from receptionist.language.signs import signs
from receptionist.language.tagger import Marked, Tagger, asked, marked
from receptionist.language.tokens import Token, fold, tokenise
from receptionist.language.understanding import Entity, EntityType
from receptionist.language.wellknown import is_first_name, is_surname

Read = Callable[[str, Wanted], Sequence[Entity]]
"""The grammar's reading of a stretch on its own, as the answer to a question of that kind."""

_SLOTS: tuple[Slot, ...] = ("time", "date", "people")
_KINDS: dict[Slot, tuple[EntityType, ...]] = {
    "people": ("party_size",),
    "date": ("date", "date_range"),
    "time": ("time", "time_range"),
}
_WANTS: dict[Slot, Wanted] = {"people": "party", "date": "date", "time": "time"}
_GIVES_WAY: dict[Slot, frozenset[str]] = {
    "people": frozenset({"number", "duration"}),
    "date": frozenset({"number"}),
    "time": frozenset({"number"}),
}
_PARTY_BEFORE = re.compile(
    r"\b(?:for|party of|table of|group of|we(?:'re| are| will be|'ll be)(?: now| only| just)?|(?:it's|it is|it will be) (?:just )?(?:for )?)\s*$",
    re.IGNORECASE,
)
_PARTY_AFTER = re.compile(
    r"\s*(?:of us|people|persons?|guests?|adults?|diners?|pax|covers|seats|kids|children)\b", re.IGNORECASE
)
_INTRODUCES = re.compile(
    r"\b(?:(?:sur)?name(?:'s| is| would be)|under(?: the name(?: of)?)?|call me|(?:booking|reservation|appointment) of)\s*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead|rather|make it|move it|change it)\b", re.IGNORECASE)
"""A bare number in such words may be any: the conversation knows what it replaces."""
_A_FEW = 4
"""Words of an answer: the number of people in it is the party."""
_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey)\W+)?(?:good (?:morning|afternoon|evening)|(?:morning|afternoon|evening)"
    r"(?= buddy| mate| sir| madam| all| there| everyone|\W+(?:i|i'm|can|could|may|is|do|please|we|this)\b))",
    re.I,
)
_MEANWHILE = re.compile(r"now,? (?:i |we )?(?:need|want|have|would|prefer)\b", re.I)
"""The "now" of a change of mind is no time of a visit."""
_MADE_ON = re.compile(r"\b(?:made|booked|reserved|called)\b[^.?!]*$", re.I)
_PAST = re.compile(r"^(?:yesterday|last\b.*|.*\bago)\W*$", re.I)
"""The day a booking was made is not the day of the visit."""


def agreed(
    said: str,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    entities: Sequence[Entity],
    wants: frozenset[Wanted],
    tagger: Tagger,
    read: Read,
) -> list[Entity]:
    """The grammar's entities, corrected. In order of place, the whole before its parts."""
    marks = marked(tokens, tagger.tags(signs(said, tokens, lexicon, entities, asked(wants))))
    found = [e for e in entities if not _greets(e, said) and not _MEANWHILE.match(said, e.start)]
    for slot in _SLOTS:
        found = _slot(slot, [m for m in marks if m.slot == slot], said, found, wants, read)
        found = [_edged(slot, e, said) if e.type in _KINDS[slot] else e for e in found]
    found = _one_party(sorted(found, key=lambda e: e.start), said)
    found = _names([m for m in marks if m.slot.endswith("_name")], said, found, wants, lexicon)
    return sorted(found, key=lambda e: (e.start, -e.end))


def _slot(
    slot: Slot, marks: Sequence[Marked], said: str, found: list[Entity], wants: frozenset[Wanted], read: Read
) -> list[Entity]:
    kinds = _KINDS[slot]
    for mark in marks:
        same = [e for e in found if e.type in kinds and _meets(e, mark)]
        if same:
            whole = _read_alone(slot, mark, said, read) if slot == "people" and _longer(mark, same) else None
            kept = whole or _at(same[0], mark.start, _end(slot, mark, same[0], said, read), said)
            found = [kept if e is same[0] else e for e in found if e is same[0] or e not in same or _edge(e, same[0])]
        elif slot == "people" and _INSTEAD.search(said) and said[mark.start : mark.end].isalnum():
            continue
        elif entity := _read_alone(slot, mark, said, read):
            found = [e for e in found if not (e.type in _GIVES_WAY[slot] and _meets(e, mark))]
            found.append(entity)
    if _WANTS[slot] in wants:
        return found
    return [
        e for e in found if e.type not in kinds or any(_meets(e, m) for m in marks) or not _idle(slot, e, said, found)
    ]


def _end(slot: Slot, mark: Marked, entity: Entity, said: str, read: Read) -> int:
    """Where the tagger stops, unless that cuts the minutes off: "seven" of "seven thirty"."""
    if slot != "time" or entity.type != "time" or entity.end <= mark.end:
        return mark.end
    cut = _read_alone(slot, mark, said, read)
    whole = {entity.value, *entity.alternatives}
    return mark.end if cut is not None and whole & {cut.value, *cut.alternatives} else entity.end


def _edge(entity: Entity, whole: Entity) -> bool:
    """The day at which a stretch is open: the Tuesday of "after Tuesday"."""
    return entity.type == "date" and whole.type == "date_range" and None in whole.value.values()


def _idle(slot: Slot, entity: Entity, said: str, found: Sequence[Entity]) -> bool:
    """Whether what the tagger passed over says nothing of the visit: a number of people that is not the party, the
    evening within "tomorrow evening"."""
    if entity.negated:
        return False
    if slot == "people":
        return len(said.split()) > _A_FEW and not _plainly(entity, said)
    if slot == "date":
        return bool(_MADE_ON.search(said[: entity.start])) and bool(_PAST.search(entity.text))
    wholes = [e for e in found if e.type == "datetime_range" and e.start <= entity.start and entity.end <= e.end]
    return entity.type == "time_range" and bool(wholes) and not any(c.isdigit() for c in entity.text)


def _plainly(entity: Entity, said: str) -> bool:
    """Whether the words around it make it a party, whatever the tagger has learnt: "for two", "four of us", "we are now
    four". A caller asked again for how many they have just said is worse than a party too many."""
    counted = _PARTY_AFTER.match(said[entity.end :]) or re.fullmatch(
        rf"\w+{_PARTY_AFTER.pattern}", entity.text, re.IGNORECASE
    )
    return bool(_PARTY_BEFORE.search(said[: entity.start]) or counted)


def _meets(entity: Entity, mark: Marked) -> bool:
    return entity.start < mark.end and mark.start < entity.end


def _longer(mark: Marked, same: Sequence[Entity]) -> bool:
    return len(same) > 1 or mark.end - mark.start > same[0].end - same[0].start


def _greets(entity: Entity, said: str) -> bool:
    """ "Good morning" is no wish for a morning."""
    greeting = _GREETING.match(said) if entity.type == "time_range" else None
    return greeting is not None and entity.end <= greeting.end()


def _at(entity: Entity, start: int, end: int, said: str) -> Entity:
    return replace(entity, start=start, end=end, text=said[start:end])


def _edged(slot: Slot, entity: Entity, said: str) -> Entity:
    """With the edges its words have, and whether they say "not" of it."""
    start, end = trimmed(slot, said, entity.start, entity.end)
    return replace(_at(entity, start, end, said), negated=entity.negated or denied(said[:start]))


def _one_party(found: list[Entity], said: str) -> list[Entity]:
    parties = [e for e in found if e.type == "party_size" and not e.negated]
    if len(parties) < 2:
        return found
    comes = the_party(parties, said)
    return [e for e in found if e is comes or e not in parties]


def _read_alone(slot: Slot, mark: Marked, said: str, read: Read) -> Entity | None:
    for entity in read(said[mark.start : mark.end], _WANTS[slot]):
        if entity.type in _KINDS[slot]:
            return _at(entity, mark.start, mark.end, said)
    return None


def _names(
    marks: Sequence[Marked], said: str, found: list[Entity], wants: frozenset[Wanted], lexicon: Lexicon
) -> list[Entity]:
    asked_for = bool(wants & {"name", "first", "last"})
    people = list(_people(marks, said))
    kept = [e for e in found if e.type != "person_name"]
    for name in (e for e in found if e.type == "person_name"):
        same = next((p for p in people if p.start < name.end and name.start < p.end), None)
        if same is None or _spelled(name, same, said):
            if same is not None or asked_for or name.negated or _borne(name, lexicon) or _introduced(name, said):
                kept.append(name)
            people = [p for p in people if p is not same]
    taken = [e for e in kept if e.type in ("email", "staff", "menu_item", "service")]
    return kept + [p for p in people if not any(e.start < p.end and p.start < e.end for e in taken)]


def _introduced(name: Entity, said: str) -> bool:
    """ "Name's Okafor"."""
    return _INTRODUCES.search(said[: name.start]) is not None


def _spelled(name: Entity, marked: Entity, said: str) -> bool:
    """Whether the grammar's name holds more than the words as they stand: a spelling, a title, a particle; or both
    names, where the tagger saw one."""
    if name.value["first"] and name.value["last"] and not (marked.value["first"] and marked.value["last"]):
        return True
    words = {t.text for t in tokenise(said)}
    parts = [p for p in (name.value["first"], name.value["last"]) if p]
    as_said = all(word.text in words for part in parts for word in tokenise(part))
    return not as_said or len(tokenise(" ".join(parts))) > 2


def _borne(name: Entity, lexicon: Lexicon) -> bool:
    """Whether anybody is called so: of what the grammar alone takes for names, cuisines and places are not."""
    words = {w for part in (name.value["first"], name.value["last"]) if part for w in fold(part).split()}
    return bool(words & (lexicon.first_names | lexicon.surnames)) or any(
        is_first_name(w) or is_surname(w) for w in words
    )


def _people(marks: Sequence[Marked], said: str) -> Iterator[Entity]:
    """First and family name next to each other are one person."""
    left = list(marks)
    while left:
        one = left.pop(0)
        parts = {one.slot: one}
        if left and left[0].slot != one.slot and said[one.end : left[0].start].strip(" ,.") in ("", "and", "last name"):
            other = left.pop(0)
            parts[other.slot] = other
        yield _person(parts, said)


def _person(parts: dict[str, Marked], said: str) -> Entity:
    start, end = min(m.start for m in parts.values()), max(m.end for m in parts.values())
    first, last = (_written(said, parts.get(slot)) for slot in ("first_name", "last_name"))
    if (
        len(parts) == 2
        and parts["last_name"].end < parts["first_name"].start
        and not said[parts["last_name"].end : parts["first_name"].start].strip()
    ):
        first, last = last, first  # Said in one go, it is in the order in which names are said.
    return Entity("person_name", said[start:end], start, end, {"first": first, "last": last})


def _written(said: str, mark: Marked | None) -> str | None:
    if mark is None:
        return None
    raw = said[mark.start : mark.end]
    return raw if raw not in (raw.lower(), raw.upper()) else " ".join(w.capitalize() for w in raw.split())
