"""Where the words of a slot begin and end, and which of several parties is the one that comes.

Tagger and grammar draw the edges of a stretch by example; here they are drawn by rule, so that the same words have the
same edges wherever they stand.
"""

import re
from collections.abc import Sequence
from typing import Literal

from receptionist.language.understanding import Entity

Slot = Literal["people", "date", "time"]

_PERSONS = r"(?:people|person|guys|ladies|gentlemen|girls|boys|adults?|guests?|diners?|kids|children|friends|mates|others?|teens?|teenagers)\b"
_BEFORE: dict[Slot, re.Pattern[str]] = {
    "people": re.compile(r"(?:(?:of|just|only|all|about|maybe)\b[\s,]*)+(?=\w)", re.I),
    "date": re.compile(r"the\s+(?=\w)", re.I),
    "time": re.compile(r"a\s+(?=quarter\b)", re.I),
}
_AFTER: dict[Slot, re.Pattern[str]] = {
    "people": re.compile(
        r"[.?!]\s.*$|[\s,]+(?:in total|total(?: people)?|(?:total )?seats?|heads|persons|otherwise\b.*|(?:and|or) (?:one|some) of\b.*)$",
        re.I | re.S,
    ),
    "date": re.compile(r"[\s,]+(?:at|for)$", re.I),
    "time": re.compile(r"(?<=[\dmM.])\s+(?:breakfast|brunch|lunch|dinner|supper)$", re.I),
}
"""What a slot's words do not begin or end with: hedges, the seat where a person counts, the sentence behind."""
_WIDER = re.compile(r"\b(?:the|a|my) $", re.I), re.compile(rf" (?:of (?:my|our|the) )?{_PERSONS}", re.I)
"""What belongs to a number of people right before and right behind it: "the" four, three "guys"."""
_MARKS = " \t\n,;:"
_SHORT_CLOCK = re.compile(r"(?P<kept>1[0-2][:.]\d\d) [ap]\.?m\b\.?$|(?P<hour>.*\S) (?:ish|o'?clock)\W?$", re.IGNORECASE)
"""The training data mark "11:30" of "11:30 AM", but all of "9:30 PM"; "6" of "6 o'clock", but all of "6ish"."""
_NO_MORE = re.compile(r"\b(?:not|instead of|rather than|no longer|down from|up from|from)\s+(?:the |a |for )*$", re.I)
_IN_ALL = re.compile(r"\W+(?:in total|in all|total|altogether|all together)\b", re.I)
_DENIED = re.compile(r"\bnot (?:for |on |at |in )?(?:the )?$", re.I)
_CHANGES = re.compile(
    r"\b(?:instead|now|changed?|switch|rather|actually|(?:can't|cannot|not|won't be) (?:make|coming|come)|down to|up to|no wait|sorry|i mean)\b",
    re.I,
)


def trimmed(slot: Slot, said: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without what is no part of the slot, and with what is; never empty where it was not."""
    if slot == "time" and (short := _SHORT_CLOCK.match(said[start:end])):
        end = start + short.end("kept" if short["kept"] else "hour")
    if before := _BEFORE[slot].match(said, start, end):
        start = min(before.end(), end - 1)
    if (after := _AFTER[slot].search(said[start:end])) and after.start():
        end = start + after.start()
    end = start + len(said[start:end].rstrip(_MARKS))
    if slot == "people":
        start, end = _widened(said, start, end)
    return start, end


def _widened(said: str, start: int, end: int) -> tuple[int, int]:
    article, noun = _WIDER
    if before := article.search(said[:start]):
        start = before.start()
    if after := noun.match(said, end):
        end = after.end()
    return start, end


def denied(before: str) -> bool:
    """Whether the words in front of a day, a time or a party say that it is not that: "it's not for the" 1st."""
    return _DENIED.search(before) is not None


def the_party(parties: Sequence[Entity], said: str) -> Entity:
    """Of several numbers of people in one breath, the one that comes: the last where something changes, else the
    first, passing over what is said to be no more and the hour of "seven for two people"."""
    if whole := next((p for p in parties if _IN_ALL.match(said, p.end)), None):
        return whole
    live = [p for p in parties if not _NO_MORE.search(said[: p.start])] or list(parties)
    if len(live) > 1 and said[live[0].end : live[1].start].strip().casefold() == "for":
        live = live[1:]
    return live[-1] if _CHANGES.search(said) else live[0]
