"""What postcodes look like, character by character, as the steps a reader may take from one character to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from string import ascii_lowercase, digits

from receptionist.language.lexicon import words

_AREAS = words(
    """ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g
    gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol
    ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf
    wn wr ws wv yo ze"""
)
"""Royal Mail's postcode areas: https://www.royalmail.com/find-a-postcode"""
_THIRD, _FOURTH, _INWARD = "abcdefghjkpstuw", "abehmnprvwxy", "abdefghjlnpqrstuwxyz"
"""Letters that end a British outward code at its third and fourth place (W1A, EC1A), and those of the inward half:
https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom#Validation"""
_SHAPES: Mapping[str, str] = {"CA": "A9A 9A9", "US": "99999", "ES": "99999", "MX": "99999", "IN": "999999"}


@dataclass(slots=True)
class Step:
    """A place within a code that is being read."""

    after: "dict[str, Step]" = field(default_factory=dict)
    """Each character that may come here, and what comes then; empty where the code is complete."""


@cache
def first_step(region: str) -> Step:
    """Of the country's codes; where its postcodes are not known, of five digits."""
    return _british() if region == "GB" else _of_shape(_SHAPES.get(region, _SHAPES["US"]))


def written(code: str, region: str) -> str:
    """A complete code as it is put on an envelope."""
    before = 3 if region == "CA" else len(code) - 3 if region == "GB" else len(code)
    return f"{code[:before]} {code[before:]}".strip().upper()


def _of_shape(shape: str) -> Step:
    step = Step()
    for kind in reversed(shape.replace(" ", "")):
        step = Step(dict.fromkeys(digits if kind == "9" else ascii_lowercase, step))
    return step


def _british() -> Step:
    """A9, A99, AA9, AA99, A9A or AA9A, then 9AA."""
    last = Step(dict.fromkeys(_INWARD, Step()))
    inward = Step(dict.fromkeys(digits, Step(dict.fromkeys(_INWARD, last))))
    # A second digit may still turn out to be the first of the inward half: W1 9AA, W19 9AA.
    second_digit = Step(dict(inward.after) | dict.fromkeys(_INWARD, last))
    ends = {
        size: Step(dict.fromkeys(digits, second_digit) | dict.fromkeys(letters, inward))
        for size, letters in ((1, _THIRD), (2, _FOURTH))
    }
    start = Step()
    for area in sorted(_AREAS):
        step = start.after.setdefault(area[0], Step())
        if len(area) == 1:
            step.after.update(dict.fromkeys(digits, ends[1]))
        else:
            step.after[area[1]] = Step(dict.fromkeys(digits, ends[2]))
    return start
