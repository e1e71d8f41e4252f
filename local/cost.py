"""`firstring cost`: what a deployment costs with so many calls a day: AWS, Twilio and the providers, per month and per call."""

import argparse
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from infra_cdk import calls_cost
from infra_cdk.calls_cost import Use
from infra_cdk.prices import Line, idle, prices
from infra_cdk.stages import STAGES, Stage, stage_named
from local.quotas import to_raise
from receptionist.business.facts import Language
from receptionist.business.quality import LAST, MODES, Part, known, providers_for
from receptionist.business.quality import read_on as providers_read
from receptionist.errors import Misconfigured

TURNS = 4.0
"""Answers in a minute, of which providers.yaml has a model think two."""
OF_THE_TABLE = 0.5
ALARMS = 20
"""About as many as the stack of alarms has in a region."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Who serves, and what is spared."""

    serving: dict[Part, str]
    fast: float
    """Share of the answers the local understander gives alone, where a model is there to be asked."""
    stored: float
    """Share of what is said whose sound is stored: greetings, questions, digits."""

    @property
    def usd_per_minute(self) -> float:
        """Of a call."""
        mind = _usd("mind", self.serving["mind"]) / OF_THE_TABLE * (1 - self.fast)
        return _usd("ears", self.serving["ears"]) + mind + _usd("mouth", self.serving["mouth"]) * (1 - self.stored)


@dataclass(frozen=True, slots=True)
class Estimate:
    stage: Stage
    use: Use
    speech: Speech
    waiting: tuple[Line, ...]
    """AWS, while nobody rings."""
    aws: tuple[Line, ...]
    twilio: tuple[Line, ...]

    @property
    def providers_usd(self) -> float:
        return self.speech.usd_per_minute * self.use.minutes * self.use.calls

    @property
    def usd(self) -> float:
        """A month."""
        return sum(line.usd for line in (*self.waiting, *self.aws, *self.twilio)) + self.providers_usd

    def spared(self, fast: float | None = None, stored: float | None = None) -> float:
        """A month, against a deployment with `fast` or `stored` in place of ours."""
        dearer = replace(
            self.speech,
            fast=self.speech.fast if fast is None else fast,
            stored=self.speech.stored if stored is None else stored,
        )
        return (dearer.usd_per_minute - self.speech.usd_per_minute) * self.use.minutes * self.use.calls


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--calls-per-day", type=float, required=True, metavar="N")
    parser.add_argument("--minutes", type=float, default=2.0, help="of a call, on average (default %(default)s)")
    parser.add_argument("--booked", type=float, default=0.5, help="share of calls that book (default %(default)s)")
    parser.add_argument("--texts", type=float, default=1.0, help="per call (default %(default)s)")
    parser.add_argument("--numbers", type=int, default=1, help="telephone numbers (default %(default)s)")
    parser.add_argument("--stage", choices=tuple(STAGES), default="prod", help="default %(default)s")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="of the stage, as for cdk -c")
    parser.add_argument("--quality", choices=MODES, default="economy", help="who serves (default %(default)s)")
    parser.add_argument("--language", choices=("en", "es", "pa"), default="en", help="default %(default)s")
    for part in ("ears", "mind", "mouth"):
        parser.add_argument(f"--{part}", metavar="NAME", help="instead of whom the quality chooses")
    parser.add_argument(
        "--fast-path", type=float, default=OF_THE_TABLE, help="share of answers without the model (default %(default)s)"
    )
    parser.add_argument(
        "--voice-cache", type=float, default=0.3, help="share of speech that is stored sound (default %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    """Raises Misconfigured naming what cannot be."""
    found = estimate(given)
    print(json.dumps(_as_data(found)) if given.json else _as_text(found))
    return 0


def estimate(given: argparse.Namespace) -> Estimate:
    """By the arguments of the command. Raises Misconfigured."""
    _check(given)
    told = dict(one.partition("=")[::2] for one in given.set)
    stage = stage_named(given.stage, **told)
    serving = _serving(given)
    own = LAST in (serving["ears"], serving["mouth"])
    use = Use(given.calls_per_day, given.minutes, given.booked, given.texts, given.numbers, own_speech=own)
    speech = Speech(serving, given.fast_path, given.voice_cache)
    return Estimate(stage, use, speech, idle(stage, ALARMS), calls_cost.aws(stage, use), calls_cost.twilio(use))


def _check(given: argparse.Namespace) -> None:
    faults = [
        f"--{name.replace('_', '-')} {getattr(given, name)} is not {meant}"
        for name, low, high, meant in (
            ("calls_per_day", 0.0, 10e6, "from 0 to ten million"),
            ("minutes", 0.05, 120.0, "from 0.05 to 120"),
            ("texts", 0.0, 20.0, "from 0 to 20"),
            ("numbers", 0, 1e5, "from 0 to 100000"),
            ("booked", 0.0, 1.0, "a share from 0 to 1"),
            ("fast_path", 0.0, 1.0, "a share from 0 to 1"),
            ("voice_cache", 0.0, 1.0, "a share from 0 to 1"),
        )
        if not low <= getattr(given, name) <= high
    ]
    faults += [f"--set {one} is not NAME=VALUE" for one in given.set if "=" not in one]
    if faults:
        raise Misconfigured("; ".join(faults))


def _serving(given: argparse.Namespace) -> dict[Part, str]:
    language: Language = given.language
    parts: tuple[Part, ...] = ("ears", "mind", "mouth")
    chosen: dict[Part, str] = {}
    for part in parts:
        named = getattr(given, part)
        if named is None:
            order = providers_for(given.quality, part, language)
            named = next((name for name in order if name != LAST), LAST) if part == "mind" else order[0]
        able = [one.name for one in known() if one.part == part and language in one.languages]
        if named not in able:
            raise Misconfigured(f"--{part} {named} is not in the table for {language}: {', '.join(able)}")
        chosen[part] = named
    return chosen


def _usd(part: Part, name: str) -> float:
    return next(one.usd_per_minute for one in known() if one.part == part and one.name == name)


def _as_data(found: Estimate) -> dict[str, Any]:
    calls = found.use.calls
    return {
        "usd_per_month": round(found.usd, 2),
        "usd_per_call": round(found.usd / calls, 4) if calls else None,
        "month": {
            group: {line.what: round(line.usd, 2) for line in lines}
            for group, lines in (("waiting", found.waiting), ("aws", found.aws), ("twilio", found.twilio))
        }
        | {"providers": round(found.providers_usd, 2)},
        "serving": found.speech.serving,
        "spared_per_month": {
            "fast_path": round(found.spared(fast=0.0), 2),
            "voice_cache": round(found.spared(stored=0.0), 2),
        },
        "calls_at_once": calls_cost.busiest(found.use),
        "quotas": [asdict(one) for one in to_raise(found.stage, found.use)],
        "read": {"aws_and_twilio": _oldest(), "providers": providers_read()},
    }


def _as_text(found: Estimate) -> str:
    stage, use, speech = found.stage, found.use, found.speech
    who = ", ".join(f"{part} {name}" for part, name in speech.serving.items())
    calls = use.calls
    lines = [
        f"{use.calls_per_day:g} calls a day of {use.minutes:g} min, {calls:,.0f} a month; stage {stage.name}, {stage.regions}; {who}",
        "",
        f"{'a month, US$':>14}  {'a call, US$':>12}",
    ]

    def row(what: str, usd: float) -> str:
        call = f"{usd / calls:12.4f}" if calls else f"{'-':>12}"
        return f"{usd:14,.2f}  {call}  {what}"

    for title, group in (("AWS, waiting", found.waiting), ("AWS, calls", found.aws), ("Twilio", found.twilio)):
        lines.append(row(title.upper(), sum(line.usd for line in group)))
        lines += [row(f"  {line.what}", line.usd) for line in group if line.usd >= 0.005]
    lines += [row("WHO HEARS, THINKS AND SPEAKS", found.providers_usd), row("ALTOGETHER", found.usd), ""]
    lines += [
        f"Spared a month: {found.spared(fast=0.0):,.2f} by the fast path ({speech.fast:.0%} of answers without the model), "
        f"{found.spared(stored=0.0):,.2f} by stored sound ({speech.stored:.0%} of what is said).",
        f"At once, in the worst minute of the fullest hour: {calls_cost.busiest(use)} calls.",
    ]
    if quotas := to_raise(stage, use):
        lines.append("Have raised first:")
        lines += [f"  {one.what}: {one.needed:,} needed, {one.given}. {one.how}" for one in quotas]
    lines.append(
        f"List prices of us-east-1 without tax, the oldest read {_oldest()}, providers' {providers_read()}; Container Insights and "
        "handed-over calls are not in it. How it is worked out: docs/cost.md."
    )
    return "\n".join(lines)


def _oldest() -> str:
    return min(price.read for price in prices().values())
