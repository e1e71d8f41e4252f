"""E-mail addresses and postcodes, written or spoken."""

import re
from collections.abc import Iterator, Sequence

from receptionist.language.codes import codes
from receptionist.language.found import Found
from receptionist.language.lexicon import Lexicon, words
from receptionist.language.tokens import Line, Token

_TOP_LEVELS = words(
    """com net org edu gov io co uk us ca es mx ar cl pe in info biz me tv app dev ai eu fr de it au nz ie health"""
)
_GB = re.compile(r"(?<!\S)([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})(?![^\s.,?!])")
"""As written; shape only, from the Royal Mail's guide to PAF (one or two letters, a digit, one more of either)."""
_AS_GOOD_AS = 4.5
"""How much dearer, in natural logarithms, another reading of a spoken code may be to be kept at hand."""
_CA = re.compile(r"(?<!\S)([a-z]) ?(\d) ?([a-z]) ?(\d) ?([a-z]) ?(\d)(?!\S)")


def find_emails(tokens: Sequence[Token], line: Line, lexicon: Lexicon) -> list[Found]:
    written = [Found("email", *line.place(t.start, t.end), t.text) for t in tokens if t.kind == "email"]
    return [*written, *_spoken_emails(tokens, line, lexicon)]


def _spoken_emails(tokens: Sequence[Token], line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """ "jane dot doe at example dot com"."""
    words = [_sign(t.text, lexicon) for t in tokens]
    for at, word in enumerate(words):
        if word != "@":
            continue
        end = _domain_end(words, at + 1)
        start = at
        while start > 0 and (_of_local_part(words[start - 1], lexicon) or _first_letter(words, start - 1)):
            start -= 1
        while start < at and words[start] in (".", "-", "_", ","):
            start += 1
        if end and start < at:
            address = "".join(w for w in words[start:end] if w not in (",", " "))
            yield Found("email", *line.place(tokens[start].start, tokens[end - 1].end), address)


def _sign(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.email_words:
        return lexicon.email_words[word]
    number = lexicon.numbers.units.get(word)
    return str(number) if number is not None and number < 10 else word


def _of_local_part(word: str, lexicon: Lexicon) -> bool:
    return bool(re.fullmatch(r"[\w.+_-]+", word)) and word not in lexicon.email_stops


def _first_letter(words: Sequence[str], at: int) -> bool:
    """A letter though it is a word too: "a punto b c arroba"."""
    before = words[at - 1] if at else ""
    after = words[at + 1]
    return len(words[at]) == 1 and words[at].isalpha() and (after == "." or len(after) == 1) and len(before) != 1


def _domain_end(words: Sequence[str], at: int) -> int | None:
    """Index after the top-level domain of the name that begins at `at`."""
    end = None
    for i in range(at, min(at + 9, len(words) - 1)):
        if end and i < end:
            continue
        spelled = next((n for n in (3, 2) if "".join(words[i + 1 : i + 1 + n]) in _TOP_LEVELS and i > at), 0)
        if words[i] == "." and words[i + 1] in _TOP_LEVELS and i > at:
            end = i + 2
        elif words[i] == "." and spelled and all(len(w) == 1 for w in words[i + 1 : i + 1 + spelled]):
            end = i + 1 + spelled
        elif not re.fullmatch(r"[\w.-]+", words[i]) or (end and words[i] != "."):
            break
    return end


def find_postcodes(
    said: str, tokens: Sequence[Token], line: Line, lexicon: Lexicon, region: str, cue: bool
) -> list[Found]:
    """`cue`: a postcode was asked for or named; without it only one written as such counts, and digits alone do not."""
    found: list[Found] = []
    if region == "GB":
        found = [Found("postcode", *line.place(*m.span()), f"{m[1]} {m[2]}") for m in _GB.finditer(said)]
    elif region == "CA":
        found += [
            Found("postcode", *m.span(), f"{m[1]}{m[2]}{m[3]} {m[4]}{m[5]}{m[6]}".upper())
            for m in _CA.finditer(line.text)
        ]
    if cue and not found:
        found = _spoken_postcode(tokens, line, lexicon, region)
    return found


def _spoken_postcode(tokens: Sequence[Token], line: Line, lexicon: Lexicon, region: str) -> list[Found]:
    """Behind the word for it, where it is named; else the whole line."""
    named = list(lexicon.edges["postcode"].finditer(line.text))
    begin = line.span(named[-1].end(), len(line.text))[0] if named else 0
    after = [token for token in tokens if token.start >= begin] or list(tokens)
    ways = codes(after, lexicon, region)
    if not ways:
        return []
    place = line.place(after[ways[0].first].start, after[ways[0].last].end)
    kept = [way for way in ways if way.cost <= ways[0].cost + _AS_GOOD_AS]
    others = tuple(way.value for way in kept[1:])
    return [Found("postcode", *place, kept[0].value, others, doubts=tuple(way.cost for way in kept))]
