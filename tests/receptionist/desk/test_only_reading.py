"""A desk that only reads lets nothing be written, whatever verb tries."""

from typing import Any, cast

import pytest

from receptionist.desk.desk import Desk
from receptionist.desk.only_reading import READS, WouldAct, only_reading
from receptionist.ports import BookingStore, BusinessStore, CallStore, ErrandStore, MessageStore, RowStore

WRITES: dict[type, set[str]] = {
    BusinessStore: {"put"},
    BookingStore: {"commit"},
    CallStore: {"begin", "erase", "take", "save", "renew", "renew_all", "recover", "finish"},
    MessageStore: {"queue", "claim", "settle", "opt_out", "keep", "forget_texts", "forget_taken"},
    RowStore: {"put", "remove"},
    ErrandStore: {"add", "claim", "settle", "revive", "forget"},
}
STORES: dict[str, type] = {"businesses": BusinessStore, "bookings": BookingStore, "calls": CallStore, "messages": MessageStore, "rows": RowStore,
          "errands": ErrandStore}  # fmt: skip


def methods(port: type) -> set[str]:
    return {name for name, what in vars(port).items() if callable(what) and not name.startswith("_")}


@pytest.mark.parametrize("port", READS, ids=lambda port: port.__name__)
def test_every_method_of_a_store_is_known_to_read_or_to_write(port: type) -> None:
    assert READS[port] | WRITES[port] == methods(port)
    assert not READS[port] & WRITES[port]


class Anything:
    def __getattr__(self, name: str) -> Any:
        return lambda: name


@pytest.mark.parametrize("field", STORES)
def test_reading_passes_and_writing_does_not(field: str) -> None:
    stores = {name: cast(Any, Anything()) for name in STORES}
    store = getattr(only_reading(Desk(**stores, clock=cast(Any, None), new_id=str, new_code=str)), field)
    port = STORES[field]
    for name in READS[port]:
        assert getattr(store, name)() == name
    for name in (*WRITES[port], "whatever_comes_next"):
        with pytest.raises(WouldAct):
            getattr(store, name)
