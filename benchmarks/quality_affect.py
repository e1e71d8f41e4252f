"""How well a caller's state is told: the labelled dialogues of tests/conversations/affect, played through the whole mind.

    .venv/bin/python -m benchmarks.quality_affect [--wrong check] [--star DIALOGUES.jsonl] [--calm UTTERANCES.jsonl ...]

A turn counts as found frustrated, urgent or hesitant at a probability of one half, as `firstring converse` gives it.
Two checks on others' data: `--star`, whole dialogues of the STAR corpus whose users said that they had been annoyed, and
`--calm`, single utterances of people who were only asked to say what they want, of which hardly one should be found.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from math import sqrt
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from local.text_office import TextOffice, text_office
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance
from receptionist.suites.text_call import TextCall

LABELS = ("frustrated", "urgent", "hesitant")
FOUND = 0.5
HALVES = ("develop", "check", "late")
DIALOGUES = Path(__file__).parents[1] / "tests" / "conversations" / "affect"
_NOW = "2026-11-27T15:00-08:00"
_CALLER = "+14155550123"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LabelledTurn(_Strict):
    """What the caller does, and what a listener would say it shows."""

    say: str = ""
    silent: bool = False
    shows: tuple[str, ...] = ()


class Dialogue(_Strict):
    business: str
    turns: tuple[LabelledTurn, ...]


class Dialogues(_Strict):
    """One file: one language, one half to tune on, one to report, and some that were written when the tuning was over."""

    language: str
    develop: tuple[Dialogue, ...]
    check: tuple[Dialogue, ...]
    late: tuple[Dialogue, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One turn, one label."""

    half: str
    language: str
    label: str
    said: str
    shown: bool
    probability: float

    @property
    def found(self) -> bool:
        return self.probability >= FOUND


@dataclass(frozen=True, slots=True)
class Figure:
    """Of one label: `right` of `found` turns show it, `right` of `shown` ones were found."""

    right: int
    found: int
    shown: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.shown if self.shown else 1.0


def dialogues() -> list[Dialogues]:
    """Every file of the folder."""
    return [
        Dialogues.model_validate(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(DIALOGUES.glob("*.yaml"))
    ]


def judged(files: Sequence[Dialogues]) -> list[Judged]:
    """Plays each dialogue to its end, or until the call is over, whichever comes first."""
    with text_office() as office:
        return [
            one
            for file in files
            for half in HALVES
            for dialogue in getattr(file, half)
            for one in _played(office, half, file.language, dialogue)
        ]


def _played(office: TextOffice, half: str, language: str, dialogue: Dialogue) -> Iterator[Judged]:
    call = TextCall.begun(office, partial(office.business, dialogue.business), _CALLER, _NOW, (), language)
    for turn in dialogue.turns:
        if turn.silent:
            call.silent()
        else:
            call.say((turn.say,))
        for label in LABELS:
            said = "(says nothing)" if turn.silent else turn.say
            yield Judged(half, language, label, said, label in turn.shows, getattr(call.reply.affect, label))
    call.hang_up()


def figure(rows: Sequence[Judged]) -> Figure:
    return Figure(
        sum(row.found and row.shown for row in rows), sum(row.found for row in rows), sum(row.shown for row in rows)
    )


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's, 95 %. https://doi.org/10.1080/01621459.1927.10502953"""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def table(rows: Sequence[Judged]) -> str:
    lines = ["half     language  label       precision (95 %)        recall (95 %)           turns"]
    languages = sorted({row.language for row in rows})
    for half in HALVES:
        for language in (*languages, "all"):
            for label in LABELS:
                of = [r for r in rows if (r.half, r.label) == (half, label) and language in ("all", r.language)]
                got = figure(of)
                lines.append(
                    f"{half:<8} {language:<9} {label:<11} {_share(got.right, got.found, got.precision)}"
                    f"   {_share(got.right, got.shown, got.recall)}   {len(of)}"
                )
    return "\n".join(lines)


def _share(right: int, of: int, share: float) -> str:
    low, high = interval(right, of)
    return f"{share:.2f} ({low:.2f}-{high:.2f}) of {of:<3}"


def star(path: Path) -> str:
    """How much likelier the highest probability of an annoyed user's dialogue is to exceed that of another's (AUC), and
    how many of each are found frustrated at any turn. The users type, and only say afterwards that they were annoyed."""
    peaks: dict[bool, list[float]] = {True: [], False: []}
    with text_office() as office:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            call = TextCall.begun(office, partial(office.business, "restaurant"), _CALLER, _NOW, (), "en")
            peak = 0.0
            for event in row["events"]:
                if event["s"] == "U" and event["t"].strip():
                    call.say((event["t"],))
                    peak = max(peak, call.reply.affect.frustrated)
            call.hang_up()
            peaks[bool(row["q"].get("user_annoyed"))].append(peak)
    wins = [(a > b) + 0.5 * (a == b) for a in peaks[True] for b in peaks[False]]
    found = {annoyed: sum(peak >= FOUND for peak in all_of) for annoyed, all_of in peaks.items()}
    return (
        f"STAR, user_annoyed: AUC {sum(wins) / len(wins):.2f}; found {found[True]} of {len(peaks[True])} annoyed,"
        f" {found[False]} of {len(peaks[False])} others"
    )


def calm(path: Path) -> str:
    """Of utterances that nobody was moved to say: how many are found so all the same."""
    understander = LocalUnderstander()
    here = Circumstances(datetime.fromisoformat(_NOW), "America/Los_Angeles")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [str(row.get("text") or row.get("in") or "") for row in rows]
    moods = [understander.understand(Utterance((text,)), here).affect for text in texts if text]
    shares = (f"{label} {sum(getattr(mood, label) >= FOUND for mood in moods) / len(moods):.3f}" for label in LABELS)
    return f"{path.parts[-3]}: {', '.join(shares)} of {len(moods)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", choices=HALVES, help="list the turns that were judged wrongly")
    parser.add_argument("--star", type=Path, metavar="DIALOGUES.jsonl")
    parser.add_argument("--calm", type=Path, nargs="*", default=[], metavar="UTTERANCES.jsonl")
    given = parser.parse_args()
    rows = judged(dialogues())
    print(table(rows))
    for row in rows:
        if row.half == given.wrong and row.found != row.shown:
            print(f"{row.label:<11} {row.probability:.2f} {'missed' if row.shown else 'wrongly found'}: {row.said}")
    if given.star:
        print(star(given.star))
    for path in given.calm:
        print(calm(path))


if __name__ == "__main__":
    main()
