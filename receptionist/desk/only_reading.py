"""The desk for a turn that is thought ahead: whatever would be written is refused, so that nothing comes of it."""

from dataclasses import replace
from typing import Any, cast

from receptionist.desk.desk import Desk
from receptionist.ports import BookingStore, BusinessStore, CallStore, ErrandStore, MessageStore, RowStore

READS: dict[type, frozenset[str]] = {
    BusinessStore: frozenset({"get", "by_number", "all", "edition", "editions"}),
    BookingStore: frozenset({"pages", "get", "by_code", "by_phone", "during"}),
    CallStore: frozenset({"get", "find", "recent", "begun", "by_caller", "checkpoint", "epoch", "recovered", "lost"}),
    MessageStore: frozenset({"by_vendor_id", "sent_to", "opted_out", "taken"}),
    RowStore: frozenset({"get", "list"}),
    ErrandStore: frozenset({"get", "of_kind"}),
}
"""What of each store changes nothing. Everything else would act, also what is added later."""


class WouldAct(Exception):
    """The turn would change something: it is thought again when it is certain."""


class _OnlyRead:
    def __init__(self, store: object, reads: frozenset[str]) -> None:
        self._store = store
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        if name not in self._reads:
            raise WouldAct(name)
        return getattr(self._store, name)


def only_reading(desk: Desk) -> Desk:
    """Every verb that would write raises WouldAct before it has."""
    return replace(
        desk,
        businesses=cast(BusinessStore, _OnlyRead(desk.businesses, READS[BusinessStore])),
        bookings=cast(BookingStore, _OnlyRead(desk.bookings, READS[BookingStore])),
        calls=cast(CallStore, _OnlyRead(desk.calls, READS[CallStore])),
        messages=cast(MessageStore, _OnlyRead(desk.messages, READS[MessageStore])),
        rows=cast(RowStore, _OnlyRead(desk.rows, READS[RowStore])),
        errands=cast(ErrandStore, _OnlyRead(desk.errands, READS[ErrandStore])),
    )
