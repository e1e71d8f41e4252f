"""What a language must be able to say. One value per language; `__init__.py` chooses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from receptionist.business.definition import Language, Text, worded
from receptionist.conversation.visits import Visit

Compose = Callable[["Saying", Mapping[str, Any], int], str]
Sittings = Sequence[tuple[time, time]]

FRAGMENTS = frozenset(
    {"under", "with_notes", "from_to", "day_alone", "days_from_to", "closed", "is", "starts_at", "and_more", "unstated"}
)
"""Parts of sentences every language has, with these names in braces:

    under {name}, with_notes {notes}                    of a read-back
    from_to {opens} {closes}, closed                    of opening hours
    day_alone {day}, days_from_to {first} {last}        of a week
    is, starts_at {name} {price}                        of prices
    and_more {names} {n}                                the end of a long list
    unstated                                            of dishes nothing is known about
"""


@dataclass(frozen=True, slots=True)
class Tongue:
    language: Language
    templates: Mapping[str, tuple[str, ...]]
    """Wordings by sentence: the first time, again, rephrased, with keys. `{arg}` is filled as `told.py` says. A sentence is an
    act, or a case of one (`booked.texted`), or one of them in a manner (`sorry.brief`)."""
    fragments: Mapping[str, str]
    day: Callable[[date, date], str]
    """A date as said on the day given second: "tomorrow, Tuesday, November 24th"."""
    on_day: Callable[[date, date], str]
    """The same as when something is the case: "on Tuesday, November 24th"."""
    every: Callable[[int], str]
    """When something is the case on each of a day of the week, 0 for Monday: "on Tuesdays"."""
    clock: Callable[[time], str]
    moment: Callable[[datetime, date], str]
    visit: Callable[["Saying", Visit], str]
    seated: Callable[[str], str]
    """Somewhere in the house, as the business calls it: "on the patio"."""
    money: Callable[[Decimal, str], str]
    joined: Callable[[Sequence[str], bool], str]
    """A list with "and" (False) or "or" (True)."""
    number: Callable[[int], str]
    people: Callable[[int], str]
    """So many of them, with the noun: numbers agree with it."""
    length: Callable[[int], str]
    """Minutes as people say them: "two and a half hours"."""
    digits: Callable[[str], str]
    """Digits one by one, in the groups in which a telephone number is said."""
    weekdays: tuple[str, ...]
    terms: Mapping[str, str]
    """Allergens, diets, menu sections, languages, and the feasts a house closes for."""
    composed: Mapping[str, Compose] = field(default_factory=dict)
    """Acts that no sentence with gaps can say. They cannot be reworded by a business."""

    def says(self, sentence: str) -> bool:
        return sentence in self.templates or sentence in self.composed


@dataclass(frozen=True, slots=True)
class Saying:
    """A tongue, at a business, on a day."""

    tongue: Tongue
    business_name: str
    currency: str
    today: date

    def tell(self, value: Any) -> str:
        """A value as a person would say it. Never a boolean, never ISO 8601."""
        match value:
            case bool() | None:
                return ""
            case str():
                return value
            case int():
                return self.tongue.number(value)
            case datetime():
                return self.tongue.moment(value, self.today)
            case date():
                return self.tongue.day(value, self.today)
            case time():
                return self.tongue.clock(value)
            case Decimal():
                return self.tongue.money(value, self.currency)
            case Visit():
                return self.tongue.visit(self, value)
            case dict():
                return self.text(value)
            case _:
                return self.all_of([self.tell(one) for one in value])

    def text(self, text: Text) -> str:
        return worded(text, self.tongue.language)

    def fragment(self, fragment: str, /, **told: str) -> str:
        return self.tongue.fragments[fragment].format(**told)

    def term(self, name: str) -> str:
        return self.tongue.terms.get(name, name.replace("_", " "))

    def all_of(self, parts: Sequence[str]) -> str:
        return self.tongue.joined(parts, False)

    def one_of(self, parts: Sequence[str]) -> str:
        return self.tongue.joined(parts, True)

    def terms(self, names: Sequence[str], *, either: bool = False) -> str:
        return self.tongue.joined([self.term(name) for name in names], either)

    def times(self, starts: Sequence[datetime]) -> str:
        """Starts to choose from; the day is said once if it is one."""
        if len(starts) == 1:
            return self.tell(starts[0])
        if len({start.date() for start in starts}) == 1:
            clocks = self.one_of([self.tongue.clock(start.time()) for start in starts])
            return f"{self.tongue.day(starts[0].date(), self.today)}: {clocks}"
        return self.one_of([self.tongue.moment(start, self.today) for start in starts])

    def opening(self, sittings: Sittings) -> str:
        clock = self.tongue.clock
        return self.all_of(
            [self.fragment("from_to", opens=clock(opens), closes=clock(closes)) for opens, closes in sittings]
        )

    def week(self, first: date, week: Sequence[Sittings]) -> str:
        """Opening hours from Monday on, days alike together, then the days that are closed. `week`: from the day `first` on."""
        closed = [f"{days} {self.fragment('closed')}" for days, sittings in self._alike(first, week) if not sittings]
        return "; ".join(filter(None, (self.shifts(first, week), *closed)))

    def shifts(self, first: date, week: Sequence[Sittings]) -> str:
        """Somebody's hours of a week in the same way, without the days on which they are away."""
        return "; ".join(f"{days} {self.opening(sittings)}" for days, sittings in self._alike(first, week) if sittings)

    def _alike(self, first: date, week: Sequence[Sittings]) -> list[tuple[str, Sittings]]:
        """The days of a week that have the same hours, as they are said together: "Tuesday to Thursday and Sunday"."""
        by_day = {(first.weekday() + n) % 7: tuple(sittings) for n, sittings in enumerate(week)}
        runs: dict[Sittings, list[list[int]]] = {}
        for day in range(7):
            known = runs.setdefault(by_day[day], [])
            if known and known[-1][-1] == day - 1:
                known[-1].append(day)
            else:
                known.append([day])
        return [
            (self.all_of([said for run in same for said in self._run(run)]), sittings)
            for sittings, same in runs.items()
        ]

    def _run(self, days: Sequence[int]) -> list[str]:
        names = self.tongue.weekdays
        if len(days) > 2:
            return [self.fragment("days_from_to", first=names[days[0]], last=names[days[-1]])]
        return [self.fragment("day_alone", day=names[day]) for day in days]


def spelled(code: str) -> str:
    """One by one, with room between."""
    return ", ".join(code)


def in_groups(digits: str) -> list[str]:
    """A telephone number as it is said: three, three, four; what stands before (a country's code) first. Short ones whole."""
    plain = "".join(character for character in digits if character.isdigit())
    if len(plain) < 7:
        return [plain]
    if len(plain) == 7:
        return [plain[:3], plain[3:]]
    return [part for part in (plain[:-10], plain[-10:-7], plain[-7:-4], plain[-4:]) if part]


def runs(group: str) -> list[tuple[str, int]]:
    """Equal digits side by side in a group: "5508" is 5 twice, 0, 8."""
    found: list[tuple[str, int]] = []
    for digit in group:
        if found and found[-1][0] == digit:
            found[-1] = (digit, found[-1][1] + 1)
        else:
            found.append((digit, 1))
    return found
