"""Economy, balanced or fastest: who hears, thinks and speaks for a business, what a minute of it costs, how long an answer takes.

The table is data with its sources (providers.yaml). Which providers a deployment has keys for is not known here: whoever
builds one takes of each order what it has.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from receptionist.business.facts import Language
from receptionist.business.yaml_text import read_yaml

Quality = Literal["economy", "balanced", "fastest"]
Part = Literal["ears", "mind", "mouth"]

MODES: tuple[Quality, ...] = ("economy", "balanced", "fastest")
PARTS: tuple[Part, ...] = ("ears", "mind", "mouth")
LAST = "local"
"""Serves where nobody else can."""
TABLE = Path(__file__).with_name("providers.yaml")


@dataclass(frozen=True, slots=True)
class Known:
    """A provider in the table."""

    name: str
    part: Part
    languages: frozenset[str]
    usd_per_minute: float
    """Of a call, with the assumptions of the table."""
    ms: int | None
    """Median of its share of one answer; None: nobody has published it."""
    behind: frozenset[str]
    """Languages it speaks by a slower model, which nobody has timed: others come first there."""
    source: str

    def ms_in(self, language: Language) -> int | None:
        return None if language in self.behind else self.ms


@dataclass(frozen=True, slots=True)
class Estimate:
    """One way to serve one language."""

    quality: Quality
    language: Language
    serving: Mapping[Part, tuple[str, ...]]
    """In order: the first serves, the rest take over."""
    usd_per_minute: float
    """Of those that serve, without the telephone line and the machines."""
    ms: int | None
    """From the caller's last word, once it is known for one, to the first sound; None: one of them is not published. The
    model's time is counted in half: every other turn does without it."""


def providers_for(
    quality: Quality, part: Part, language: Language, available: Collection[str] | None = None
) -> tuple[str, ...]:
    """Names in order, never empty: those that speak the language, then `local`. `available`: those that are set up; None: all."""
    order = _table()["modes"][quality][part]
    able = {one.name: language in one.behind for one in known() if one.part == part and language in one.languages}
    chosen = [name for name in order if name in able and (available is None or name in available or name == LAST)]
    vendors = iter(sorted((name for name in chosen if name != LAST), key=lambda name: able[name]))
    return tuple(dict.fromkeys([*(name if name == LAST else next(vendors) for name in chosen), LAST]))


def asks_a_model(quality: Quality, language: Language) -> bool:
    """Whether a language model helps the local understander out."""
    return any(name != LAST for name in providers_for(quality, "mind", language))


def estimate(quality: Quality, language: Language, available: Collection[str] | None = None) -> Estimate:
    serving = {part: providers_for(quality, part, language, available) for part in PARTS}
    thinking = [_of("mind", name) for name in serving["mind"]]
    speaking, hearing = _of("mouth", serving["mouth"][0]), _of("ears", serving["ears"][0])
    chosen = [hearing, *thinking, speaking]
    times = [one.ms_in(language) for one in (hearing, speaking, *thinking)]
    total = None
    if all(time is not None for time in times):
        own, *model = [one.ms or 0 for one in thinking]
        total = round((hearing.ms or 0) + (speaking.ms or 0) + own + sum(model) / 2)
    return Estimate(quality, language, serving, round(sum(one.usd_per_minute for one in chosen), 5), total)


def about(quality: Quality) -> str:
    return str(_table()["modes"][quality]["about"])


def read_on() -> str:
    """The day the prices were read."""
    return str(_table()["read"])


@lru_cache(maxsize=1)
def known() -> tuple[Known, ...]:
    assumed = {name: float(value) for name, value in _table()["assumes"].items()}
    return tuple(
        Known(
            one["name"],
            one["part"],
            frozenset(one["languages"]),
            _per_minute({name: float(value) for name, value in one["price"].items()}, assumed),
            one.get("ms"),
            frozenset(one.get("behind", ())),
            one["source"],
        )
        for one in _table()["providers"]
    )


def _of(part: Part, name: str) -> Known:
    return next(one for one in known() if one.part == part and one.name == name)


def _per_minute(price: Mapping[str, float], assumed: Mapping[str, float]) -> float:
    """What a minute of a call costs by one provider's price list."""
    turns = assumed["model_turns"]
    units = {
        "per_minute": 1.0,
        "per_thousand_characters": assumed["characters"] / 1e3,
        "in_per_million": turns * assumed["fresh_tokens"] / 1e6,
        "cached_per_million": turns * assumed["cached_tokens"] / 1e6,
        "text_out_per_million": turns * assumed["answer_tokens"] / 1e6,
    }
    return sum(price[name] * units[name] for name in price)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    content, _ = read_yaml(TABLE.read_text(encoding="utf-8"))
    return content
