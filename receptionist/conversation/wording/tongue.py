"""What a language must be able to say. One value per language; `__init__.py` chooses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from receptionist.business.definition import Language, Text, worded
from receptionist.conversation.visits import Visit

Compose = Callable[["Saying", Mapping[str, Any], int], str]


@dataclass(frozen=True, slots=True)
class Tongue:
    language: Language
    templates: Mapping[str, tuple[str, ...]]
    """Wordings by act: the first time, again, rephrased, with keys. `{arg}` is filled with what `Saying.tell` makes of it."""
    composed: Mapping[str, Compose]
    """Acts whose words depend on more than their arguments' names."""
    day: Callable[[date, date], str]
    """A date as said on the day given second: "tomorrow, Tuesday, November 24th"."""
    clock: Callable[[time], str]
    moment: Callable[[datetime, date], str]
    visit: Callable[["Saying", Visit], str]
    money: Callable[[Decimal, str], str]
    joined: Callable[[Sequence[str], bool], str]
    """A list with "and" (False) or "or" (True)."""
    number: Callable[[int], str]
    terms: Mapping[str, str]
    """Allergens, diets, menu sections, languages."""


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
                return self.tongue.joined([self.tell(one) for one in value], False)

    def text(self, text: Text) -> str:
        return worded(text, self.tongue.language)

    def term(self, name: str) -> str:
        return self.tongue.terms.get(name, name.replace("_", " "))

    def terms(self, names: Sequence[str], *, either: bool = False) -> str:
        return self.tongue.joined([self.term(name) for name in names], either)

    def times(self, starts: Sequence[datetime]) -> str:
        """Starts to choose from; the day is said once if it is one."""
        if len({start.date() for start in starts}) == 1:
            clocks = self.tongue.joined([self.tongue.clock(start.time()) for start in starts], True)
            return (
                f"{self.tongue.day(starts[0].date(), self.today)}: {clocks}"
                if starts[0].date() != self.today
                else clocks
            )
        return self.tongue.joined([self.tongue.moment(start, self.today) for start in starts], True)


def spelled(code: str) -> str:
    """One by one, with room between."""
    return ", ".join(code)
