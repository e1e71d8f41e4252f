"""Every test played with the draft, and beside it with the version callers hear: whether the draft may be published.

    begin ─▶ row `trial` ─▶ errand ─▶ some conversations ─▶ errand ─▶ ... ─▶ done
                                         '─ the draft was saved anew meanwhile: nothing more is played
    try now ─▶ all conversations ─▶ row `trial`, done

A step ends after a few seconds, so that it fits a Lambda function's time and leaves one machine to its callers; where it is lost,
the errand is done again and plays what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.business.versions import digest_of
from receptionist.desk.desk import Desk
from receptionist.desk.publish import NoDraft, draft_of
from receptionist.errors import Refused
from receptionist.ids import BusinessId
from receptionist.ports import Errand, Row
from receptionist.stored import read
from receptionist.suites.own import own_tests
from receptionist.suites.script import Script

if TYPE_CHECKING:
    from receptionist.suites.play import Outcome
    from receptionist.suites.text_call import Empty

KIND, ONLY = "trial", "latest"
STEP_S = 2.5
KEPT = timedelta(days=120)
"""Longer than a publication may be put off: what was tried then still counts as tried."""
MOST_LINES = 40
LONGEST_LINE = 300

Source = Literal["pack", "any", "own"]
Playing = Callable[[Script, Business], "Outcome"]
"""Plays one conversation with one definition."""


class DraftFails(Refused):
    """The draft is not published while one of its tests fails."""

    reason = "draft_fails"


class TrialGoesOn(Refused):
    reason = "trial_goes_on"


class DraftUntried(Refused):
    """Its tests were not played as it is now, and nobody said that it is published all the same."""

    reason = "draft_untried"


@dataclass(frozen=True, slots=True)
class Result:
    """Of one test."""

    name: str
    source: Source
    faults: tuple[str, ...]
    """With the draft; none: it went well."""
    live_faults: tuple[str, ...]
    """With the version that stands."""
    transcript: tuple[str, ...] = ()
    """With the draft, where it went wrong."""

    @property
    def blocks(self) -> bool:
        """What comes with a trade and goes wrong in the same way already is no reason to keep a better draft back."""
        return bool(self.faults) and (self.source != "pack" or not self.live_faults)


@dataclass(frozen=True, slots=True)
class Trial:
    id: str
    digest: str
    """Of the draft that is tried."""
    version: int
    """It is compared with."""
    began: datetime
    by: str
    total: int
    results: tuple[Result, ...] = ()
    done: datetime | None = None
    stale: bool = False
    """The draft was saved anew before all was played."""

    @property
    def failing(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.results if one.blocks)


_TRIAL = TypeAdapter(Trial)


def tests_of(desk: Desk, business: Business) -> list[tuple[Source, Script]]:
    """What comes with its trade, what holds for anybody, and its own."""
    from receptionist.suites.shipped import NOON, shipped  # noqa: PLC0415  who only asks how it went spares it

    of_product: list[tuple[Source, Script]] = [
        ("any" if suite == "Any business" else "pack", script) for suite, script in shipped(business)
    ]
    return [*of_product, *(("own", one.test.script(NOON)) for one in own_tests(desk, business.id))]


def trial_of(desk: Desk, business: BusinessId) -> Trial | None:
    """The latest."""
    row = desk.rows.get(business, KIND, ONLY)
    return read(_TRIAL, row.doc) if row else None


def begin_trial(desk: Desk, business: Business, *, by: str) -> Trial:
    """In place of the one before. Raises NoDraft, Conflict."""
    trial, _ = _begun(desk, business, by)
    _keep(desk, business.id, trial, desk.rows.get(business.id, KIND, ONLY))
    desk.errands.add(_step(desk, business, trial))
    return trial


def try_now(desk: Desk, business: Business, play: Playing, *, by: str) -> Trial:
    """The same, all of it played before this returns: for whoever sits and waits. Raises NoDraft, Conflict."""
    trial, wanted = _begun(desk, business, by)
    results = tuple(
        _result(source, play(script, wanted), play(script, business)) for source, script in tests_of(desk, wanted)
    )
    trial = replace(trial, total=len(results), results=results, done=desk.clock())
    _keep(desk, business.id, trial, desk.rows.get(business.id, KIND, ONLY))
    return trial


def forget_trial(desk: Desk, business: BusinessId) -> None:
    """Its draft is published or thrown away. Safe to repeat."""
    row = desk.rows.get(business, KIND, ONLY)
    if row is not None:
        desk.rows.remove(business, row)


def trying(play: Playing, ticks: Callable[[], float]) -> Callable[[Desk, Business, Errand], None]:
    """The doing of a step. `ticks`: seconds that only go forward. Safe to repeat. Raises Unavailable, Conflict."""

    def step(desk: Desk, business: Business, errand: Errand) -> None:
        row, draft = desk.rows.get(business.id, KIND, ONLY), draft_of(desk, business.id)
        trial = read(_TRIAL, row.doc) if row else None
        if row is None or trial is None or not errand.id.startswith(f"{KIND}:{trial.id}:") or trial.done or trial.stale:
            return
        edition = desk.businesses.edition(business.id, trial.version)
        live = edition.business if edition else business
        if draft is None or digest_of(draft.kept.business) != trial.digest:
            _keep(desk, business.id, replace(trial, stale=True), row)
            return
        wanted, until = draft.kept.business, ticks() + STEP_S
        tests = tests_of(desk, wanted)
        results = list(trial.results)
        while len(results) < len(tests) and ticks() < until:
            source, script = tests[len(results)]
            results.append(_result(source, play(script, wanted), play(script, live)))
        done = desk.clock() if len(results) >= len(tests) else None
        trial = replace(trial, results=tuple(results), total=len(tests), done=done)
        _keep(desk, business.id, trial, row)
        if done is None:
            desk.errands.add(_step(desk, business, trial))

    return step


def is_tried(desk: Desk, wanted: Business) -> bool:
    """Whether every test was played with it as it is now, however they went."""
    trial = trial_of(desk, wanted.id)
    return trial is not None and trial.done is not None and trial.digest == digest_of(wanted)


def sure_it_may_be_published(desk: Desk, wanted: Business, *, untried: bool = False) -> None:
    """Once its tests were played and went well. `untried`: somebody answers for it that they were not; after a test has failed it
    must be seen to go well all the same. Raises DraftFails, DraftUntried, TrialGoesOn."""
    trial = trial_of(desk, wanted.id)
    if trial is not None and trial.digest == digest_of(wanted) and not (trial.done or trial.stale):
        raise TrialGoesOn("its tests are still being played")
    if trial is not None and trial.failing:
        raise DraftFails("tests fail: " + "; ".join(trial.failing))
    if not untried and not is_tried(desk, wanted):
        raise DraftUntried(
            "its tests were not played with it as it is now: play them, or say that it is published untried"
        )


def in_houses(house: "Callable[[], Empty]") -> Playing:
    """Plays each conversation in a house of its own."""
    from receptionist.suites.play import played  # noqa: PLC0415  who only asks how it went spares it

    def play(script: Script, business: Business) -> "Outcome":
        made = house()
        return played(script, made, lambda clock: made.business(business, clock))

    return play


def _begun(desk: Desk, business: Business, by: str) -> tuple[Trial, Business]:
    """With the draft that is tried. Raises NoDraft."""
    draft = draft_of(desk, business.id)
    if draft is None:
        raise NoDraft("there is no draft")
    wanted = draft.kept.business
    total = len(tests_of(desk, wanted))
    return Trial(desk.new_id(), digest_of(wanted), business.version, desk.clock(), by, total), wanted


def _result(source: Source, drafted: "Outcome", live: "Outcome") -> Result:
    lines = tuple(line[:LONGEST_LINE] for line in drafted.transcript[:MOST_LINES]) if drafted.faults else ()
    return Result(drafted.name, source, _short(drafted.faults), _short(live.faults), lines)


def _short(faults: list[str]) -> tuple[str, ...]:
    return tuple(fault[:LONGEST_LINE] for fault in faults[:5])


def _step(desk: Desk, business: Business, trial: Trial) -> Errand:
    id = f"{KIND}:{trial.id}:{len(trial.results)}"
    return Errand(id, business.id, KIND, desk.clock(), home=desk.home(business))


def _keep(desk: Desk, business: BusinessId, trial: Trial, row: Row | None) -> None:
    revision = row.revision if row else 0
    doc = _TRIAL.dump_json(trial).decode()
    desk.rows.put(business, Row(KIND, ONLY, doc, revision, expires=desk.clock() + KEPT))
