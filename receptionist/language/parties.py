"""How many people will come.

A rule's named groups: n, more (added to n: "two adults and three kids"), plus_me ("me and three friends"), pair,
alone, tables (as many times n); `core` is what is marked as the party. Rules whose name is weak ("for four") give way to dates and times.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from receptionist.language.found import Found, longest_first
from receptionist.language.lexicon import Lexicon
from receptionist.language.numbers import with_digits
from receptionist.language.tokens import Line, tokenise

_MANY_COUPLES = 20
_OF_TWO = frozenset({"couples", "parejas", "matrimonios"})
MOST = 400
"""Larger numbers are no party."""
_TEENS = {13: 30, 14: 40, 15: 50, 16: 60, 17: 70, 18: 80, 19: 90}
_MISHEARD = _TEENS | {tens: teen for teen, tens in _TEENS.items()}
_OR = re.compile(r"(?<!\S)(?P<n>\d{1,2}) (?:or|o|u|ja|jan|ਜਾਂ) (?:maybe |quiza |tal vez )?$")
_TO_COME = re.compile(r" (?:or|o|u|ja|jan|ਜਾਂ) \d{1,2}(?!\S)")
_HEDGED_BY = 4
"""How far apart two sizes of one party may be."""
_HOUR_FIRST = re.compile(
    r"(?P<lead>las? |)\d{1,2} (?:, |(?=\d|an? |one |my |our |mi |mis |nuestr[oa]s? |mer[aei] |sad[aei] ))"
)
""" "At six, two adults", "at seven my husband will come": the number behind "at" is no person."""
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d{1,3})(?!\S)")


def find_parties(line: Line, lexicon: Lexicon, *, weak: bool, expecting: bool) -> list[Found]:
    """With `weak`, also what may as well be something else: look there only where nothing else was found."""
    found = [party for party in _by_rule(line, lexicon, weak) if 0 < party.value <= MOST]
    if not weak:
        found += _by_list(line, lexicon)
    elif expecting and not found:
        numbers = list(_NUMBER.finditer(line.text))
        found += [_party(m.start(), m.end(), int(m["n"])) for m in numbers if not _TO_COME.match(line.text[m.end() :])]
    return longest_first([_hedged(party, line) for party in found])


def party_in(text: str, lexicon: Lexicon) -> int | None:
    """The first one told in a stretch that speaks of one booking."""
    line = Line(with_digits(tokenise(text), lexicon.numbers))
    found = (find_parties(line, lexicon, weak=weak, expecting=False) for weak in (False, True))
    return next((int(one[0].value) for one in found if one), None)


def _hedged(party: Found, line: Line) -> Found:
    """ "Four or five people": the smaller, the larger at hand."""
    other = _OR.search(line.text[: party.start])
    if other is None or not int(other["n"]) < party.value <= int(other["n"]) + _HEDGED_BY:
        return party
    return replace(party, start=other.start("n"), value=int(other["n"]), alternatives=(party.value,))


def _by_rule(line: Line, lexicon: Lexicon, weak: bool) -> Iterator[Found]:
    for rule in lexicon.rules["party"]:
        if ("weak" in rule.groupindex) != weak:
            continue
        for match in rule.finditer(line.text):
            said = match.groupdict()
            start, end = match.span("core") if said.get("core") else match.span()
            if said.get("alone"):
                yield _party(start, end, 1)
            elif said.get("pair"):
                yield _party(start, end, 2)
            else:
                count = _count(said.get("n"), lexicon) + _count(said.get("more"), lexicon)
                of_two = (
                    match.group().split()[-1] in _OF_TWO or lexicon.people.get(match.group().split()[-1]) == "couple"
                )
                count *= 2 if of_two and count < _MANY_COUPLES else 1
                count *= int(said.get("tables") or 1)
                yield _party(start, end, count + (1 if said.get("plus_me") else 0))


def _count(text: str | None, lexicon: Lexicon) -> int:
    if not text:
        return 0
    return lexicon.few[text] if text in lexicon.few else lexicon.homophones.get(text) or int(text)


def _party(start: int, end: int, size: int) -> Found:
    """Thirteen and thirty sound alike on a telephone: the other one is kept at hand."""
    others = (_MISHEARD[size],) if size in _MISHEARD else ()
    return Found("party_size", start, end, size, others)


def _by_list(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """ "My wife, two children and I": every person counts, the caller too where only companions are named."""
    for match in lexicon.group_run.finditer(line.text):
        size, pending, kinds = 0, None, set()
        hour = _HOUR_FIRST.match(match.group())
        before = f"{line.before(match.start())} {hour['lead'] if hour else ''}".strip()
        is_hour = hour is not None and lexicon.edges["bare_hour_after"].search(before)
        begin = match.start() + (hour.end() if hour and is_hour else 0)
        words = line.text[begin : match.end()].split()
        for word in words:
            if word.isdigit():
                pending = int(word)
            elif word in lexicon.few:
                pending = lexicon.few[word]
            elif kind := lexicon.people.get(word):
                kinds.add(kind)
                size += (2 if kind == "couple" else 1) * (pending or 1)
                pending = None
        if pending and "self" in kinds:
            size += pending
        if "self" not in kinds and lexicon.with_whom.search(line.text[: match.start()]):
            size, kinds = size + 1, kinds | {"self"}
        if size > 1 and (len(kinds) > 1 or ("kin" in kinds and size > 1 and len(words) > 2)):
            yield _party(begin, match.end(), size)
