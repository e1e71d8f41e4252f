"""Texts on their way, and messages left by callers, in DynamoDB. Keys and indexes: docs/dynamodb.md."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from zlib import crc32

from receptionist.adapters.dynamodb.table import ConditionFailed, Item, Table, Tables, key
from receptionist.adapters.records import TAKEN, TEXT, before, document, instant, text_of_nobody
from receptionist.ids import BusinessId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage
from receptionist.stored import Unreadable, read, readable, reading

OUTBOX_SHARDS = 2
"""Partitions of the index that lists waiting texts: one partition of an index takes about 1 000 writes a second, and
an index that cannot keep up holds back the table, bookings included. A text writes there three times."""

TEXT_KIND = "text"
"""Attribute `kind` of a text, for the filter of the table's stream."""


def message_item(message: TextMessage) -> Item:
    """A new text as an item. Written by `Table.insert_operation`, also within a booking's transaction: an id already
    there is left as it is."""
    created = instant(message.created)
    return {
        "pk": _pk(message.business, message.id),
        "sk": "TEXT",
        "kind": TEXT_KIND,
        "business": message.business,
        "doc": document(TEXT, message),
        "recipient": message.to,
        "status": message.status.value,
        "attempts": message.attempts,
        "lease_until": instant(message.lease_until),
        "vendor_id": message.vendor_id,
        "error": message.error,
        "gsi1pk": key("TEXTS", message.business),
        "gsi1sk": key(created, message.id),
        "gsi2pk": _outbox(message.home, crc32(message.id.encode()) % OUTBOX_SHARDS),
        "gsi2sk": key("queued", created),
    }


def read_message(item: Item) -> TextMessage:
    """The inverse; also for images of the table's stream."""
    with reading("text"):
        lease = item["lease_until"]
        return replace(
            TEXT.validate_json(item["doc"]),
            status=MessageStatus(item["status"]),
            attempts=item["attempts"],
            lease_until=datetime.fromisoformat(lease) if lease != "0" else None,
            vendor_id=item["vendor_id"],
            error=item["error"],
        )


class DynamoMessageStore:
    """Keeps the promises of MessageStore in one table."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def queue(self, message: TextMessage) -> None:
        table = self._tables.of(message.business)
        table.transact([table.insert_operation(message_item(message))])

    def claim(self, now: datetime, lease_until: datetime, limit: int = 10, *, home: str = "") -> list[TextMessage]:
        waiting: list[Item] = []
        for shard in range(OUTBOX_SHARDS):
            for between in (
                (key("queued", ""), key("queued", "9")),
                (key("sending", ""), key("sending", instant(now))),
            ):
                waiting += self._tables.here.query(_outbox(home, shard), index="gsi2", between=between, limit=limit)
        # Oldest first, whatever their state: a text whose sender died must not wait behind every new one.
        waiting.sort(key=_oldest)
        claimed: list[TextMessage] = []
        for item in waiting:
            if len(claimed) == limit:
                break
            with suppress(Unreadable):  # One that nobody can read holds up no other.
                message = self._claim_one(item["pk"], now, lease_until)
                if message is not None:
                    claimed.append(message)
        return claimed

    def _claim_one(self, pk: str, now: datetime, lease_until: datetime) -> TextMessage | None:
        """None if another claimer was faster. The index may show what is no longer so; these conditions decide."""
        table, names = self._tables.here, {"#status": "status"}
        values: dict[str, Any] = {
            ":sending": MessageStatus.SENDING.value,
            ":until": instant(lease_until),
            ":waits": key("sending", instant(lease_until)),
        }
        expression = "SET #status = :sending, lease_until = :until, gsi2sk = :waits"
        try:
            fresh = {**values, ":queued": MessageStatus.QUEUED.value}
            return read_message(
                table.update(pk, "TEXT", expression, condition="#status = :queued", names=names, values=fresh)
            )
        except ConditionFailed:
            pass
        try:
            again = {**values, ":now": instant(now), ":one": 1}
            return read_message(
                table.update(
                    pk,
                    "TEXT",
                    f"{expression} ADD attempts :one",
                    condition="#status = :sending AND lease_until <= :now",
                    names=names,
                    values=again,
                )
            )
        except ConditionFailed:
            return None

    def settle(
        self, business: BusinessId, message: MessageId, status: MessageStatus, *, vendor_id: str = "", error: str = ""
    ) -> None:
        pk, table = _pk(business, message), self._tables.of(business)
        earlier = {f":earlier{n}": state.value for n, state in enumerate(before(status))}
        known = table.get(pk, "TEXT")
        if known is None:
            return
        if vendor_id:
            _know_as(table, known, vendor_id)
        if not earlier:
            return
        try:
            table.update(
                pk,
                "TEXT",
                "SET #status = :status, #error = :error, lease_until = :none, gsi2pk = :settled",
                condition=f"#status IN ({', '.join(earlier)})",
                names={"#status": "status", "#error": "error"},
                values={
                    ":status": status.value,
                    ":error": error,
                    ":none": instant(None),
                    # Moved out of the outbox, not removed: `insert_operation` would put a missing key back.
                    ":settled": key("SETTLED", business, message),
                    **earlier,
                },
            )
        except ConditionFailed:
            return

    def by_vendor_id(self, vendor_id: str) -> TextMessage | None:
        """By what is known here: the callback comes to the region that sent it."""
        table = self._tables.here
        pointer = table.get(key("VENDOR", vendor_id), "TEXT")
        item = table.get(pointer["text"], "TEXT") if pointer else None
        return read_message(item) if item else None

    def sent_to(self, business: BusinessId, phone: Phone | None = None, limit: int = 50) -> list[TextMessage]:
        table = self._tables.of(business)
        wanted = limit if phone is None else None
        found = table.query(key("TEXTS", business), index="gsi1", descending=True, limit=wanted)
        keys = [(item["pk"], item["sk"]) for item in found if phone is None or read(TEXT, item["doc"]).to == phone][
            :limit
        ]
        items = table.get_many(keys)
        return readable(read_message, (items[one] for one in keys if one in items))

    def opt_out(self, sender: Phone, phone: Phone, *, out: bool, at: datetime) -> None:
        """Written where it was heard: of two the later counts, here as in replication."""
        item = {"pk": key("OPTOUT", sender, phone), "sk": "OPTOUT", "out": out, "at": instant(at)}
        try:
            self._tables.here.put(
                item,
                condition="attribute_not_exists(pk) OR #at <= :at",
                names={"#at": "at"},
                values={":at": instant(at)},
            )
        except ConditionFailed:
            return

    def opted_out(self, sender: Phone, phone: Phone) -> bool:
        item = self._tables.here.get(key("OPTOUT", sender, phone), "OPTOUT")
        return bool(item and item["out"])

    def keep(self, message: TakenMessage) -> None:
        item = {
            "pk": key("TAKEN", message.business, message.id),
            "sk": "TAKEN",
            "kind": "taken",
            "business": message.business,
            "doc": document(TAKEN, message),
            "gsi1pk": key("TAKENS", message.business),
            "gsi1sk": key(instant(message.taken), message.id),
        }
        try:
            self._tables.of(message.business).put(item, condition="attribute_not_exists(pk)")
        except ConditionFailed:
            return

    def taken(self, business: BusinessId, limit: int = 50) -> list[TakenMessage]:
        found = self._tables.of(business).query(key("TAKENS", business), index="gsi1", descending=True, limit=limit)
        return readable(lambda item: read(TAKEN, item["doc"]), found)

    def forget_texts(self, business: BusinessId, fits: Callable[[TextMessage], bool]) -> int:
        """The business's texts are read through; no attribute is removed (see `insert_operation`)."""
        table = self._tables.of(business)
        found = [(item, read(TEXT, item["doc"])) for item in table.query(key("TEXTS", business), index="gsi1")]
        keys = [(item["pk"], item["sk"]) for item, text in found if (text.to or text.body) and fits(text)]
        items = table.get_many(keys)
        for pk, sk in keys:
            if (pk, sk) in items:
                _unsay(table, business, items[pk, sk])
        return len(items)

    def forget_taken(self, business: BusinessId, fits: Callable[[TakenMessage], bool]) -> int:
        table = self._tables.of(business)
        found = table.query(key("TAKENS", business), index="gsi1")
        gone = [item for item in found if fits(read(TAKEN, item["doc"]))]
        for item in gone:
            table.transact([table.delete_operation(item["pk"], item["sk"])])
        return len(gone)


def _oldest(item: Item) -> str:
    """By what the index shows of it: first those nobody can read, which are then left out."""
    with suppress(Unreadable):
        return instant(read(TEXT, item["doc"]).created)
    return ""


def _unsay(table: Table, business: BusinessId, item: Item) -> None:
    text = read_message(item)
    after = text_of_nobody(text)
    table.update(
        item["pk"],
        item["sk"],
        "SET doc = :doc, recipient = :none, vendor_id = :none, #status = :status, #error = :error,"
        " lease_until = :never, gsi2pk = :settled",
        condition="attribute_exists(pk)",
        names={"#status": "status", "#error": "error"},
        values={
            ":doc": document(TEXT, after),
            ":none": "",
            ":status": after.status.value,
            ":error": after.error,
            ":never": instant(None),
            ":settled": key("SETTLED", business, text.id),
        },
    )
    if text.vendor_id:
        table.transact([table.delete_operation(key("VENDOR", text.vendor_id), "TEXT")])


def _know_as(table: Table, known: Item, vendor_id: str) -> None:
    """Writes the vendor's id once, and the way back from it."""
    table.put({"pk": key("VENDOR", vendor_id), "sk": "TEXT", "text": known["pk"]})
    try:
        table.update(
            known["pk"],
            "TEXT",
            "SET vendor_id = :id",
            condition="vendor_id = :none",
            values={":id": vendor_id, ":none": ""},
        )
    except ConditionFailed:
        return


def _pk(business: BusinessId, message: MessageId) -> str:
    return key("TEXT", business, message)


def _outbox(home: str, shard: int) -> str:
    return key("OUTBOX", home, str(shard)) if home else key("OUTBOX", str(shard))
