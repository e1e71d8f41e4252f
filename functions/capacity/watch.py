"""What the switchboard says of a region's handlers, as numbers to scale by and as protection of those that have calls.

ECS ends any task it likes when fewer are wanted. Those with calls are protected against that, a few minutes at a time, so that it
takes an idle one or none. Tasks of an earlier release are not protected: they are to go, and give their calls away
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from receptionist.ports import Handler

KEPT_MINUTES = 5
"""Of protection, renewed each minute: if nobody renews it, tasks can go again."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Of a region, now."""

    handlers: int
    offered: int
    taken: int

    @property
    def in_use(self) -> float | None:
        """Per cent; None where nobody offers any: too little is known to start or stop handlers by it."""
        return 100 * self.taken / self.offered if self.offered else None


@dataclass(frozen=True, slots=True)
class Task:
    """Of the service, that runs."""

    arn: str
    address: str
    """Its private one."""
    current: bool
    """Of the release that is to stay."""


class Service(Protocol):
    """ECS, as far as a region's handlers go. Blocks; both may raise VendorUnavailable."""

    def tasks(self) -> list[Task]: ...

    def protect(self, tasks: Sequence[str], minutes: int) -> None:
        """For so long; 0: no longer. Safe to repeat."""
        ...


def counted(handlers: Iterable[Handler]) -> Slots:
    known = list(handlers)
    return Slots(len(known), sum(one.slots for one in known), sum(min(one.taken, one.slots) for one in known))


def look_after(handlers: Iterable[Handler], service: Service) -> tuple[list[str], list[str]]:
    """Protects tasks with calls and gives the others free; both by their names. Safe to repeat. Whose task is unknown to the
    switchboard is starting, or gone, and is left alone."""
    taken = {urlsplit(one.address).hostname: one.taken for one in handlers if one.address}
    busy: list[str] = []
    idle: list[str] = []
    for task in service.tasks():
        calls = taken.get(task.address)
        if calls is not None:
            (busy if calls and task.current else idle).append(task.arn)
    for tasks, minutes in ((busy, KEPT_MINUTES), (idle, 0)):
        if tasks:
            service.protect(tasks, minutes)
    return busy, idle
