"""Every kind of errand and how it is done: the same on one machine and in the cloud."""

from collections.abc import Mapping
from types import MappingProxyType

from functions.office import Office
from receptionist.desk import news, reminders
from receptionist.desk.run_errands import Duty, Listener, tell_news


def listeners(office: Office) -> tuple[Listener, ...]:
    """Who hears of every change of a booking."""
    return ()


def kinds(office: Office) -> Mapping[str, Duty]:
    return MappingProxyType({
        news.KIND: Duty(tell_news(listeners(office))),
        reminders.KIND: Duty(reminders.remind),
    })  # fmt: skip
