"""Stores that fail by schedule: before they do what they are asked, after they have done it, or with what was so before."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from receptionist.desk.desk import Desk
from receptionist.errors import StoreUnavailable

Fault = Literal["refuses", "loses the answer", "stale"]
"""`refuses`: raises StoreUnavailable, nothing is done. `loses the answer`: does it and raises. `stale`: what is read is what it
was when the same was first read."""

Schedule = Callable[[str, int], Fault | None]
"""By the act (`bookings.commit`, say) and how many were asked before it since the schedule began."""

STORES = ("businesses", "bookings", "calls", "messages", "rows", "errands")


def never(act: str, number: int) -> None:
    """Nothing is wrong."""


def down(act: str, number: int) -> Fault:
    return "refuses"


@dataclass(slots=True)
class Faults:
    """What is wrong with the stores now. Set `schedule` to begin and `mend` to end it."""

    asked: list[str] = field(default_factory=list)
    """Every act since the schedule began."""
    schedule: Schedule = never
    _before: dict[tuple[str, str], Any] = field(default_factory=dict)

    def begin(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.asked.clear()

    def mend(self) -> None:
        self.begin(never)

    def desk(self, desk: Desk) -> Desk:
        """The same desk, its stores subject to these faults."""
        stores: Any = {name: Faulty(name, getattr(desk, name), self) for name in STORES}
        return replace(desk, **stores)

    def carry_out(self, act: str, do: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        fault = self.schedule(act, len(self.asked))
        self.asked.append(act)
        known = (act, repr((args, kwargs)))
        if fault == "refuses":
            raise StoreUnavailable(f"{act}: down")
        if fault == "stale" and known in self._before:
            return self._before[known]
        answer = do(*args, **kwargs)
        if fault == "loses the answer":
            raise StoreUnavailable(f"{act}: no answer in time")
        self._before.setdefault(known, answer)
        return answer


class Faulty:
    """A store, or any other port whose methods block."""

    def __init__(self, name: str, store: Any, faults: Faults) -> None:
        self._name, self._store, self._faults = name, store, faults

    def __getattr__(self, act: str) -> Any:
        do = getattr(self._store, act)
        return lambda *args, **kwargs: self._faults.carry_out(f"{self._name}.{act}", do, args, kwargs)
