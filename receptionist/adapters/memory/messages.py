"""Texts and messages left, in memory."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from receptionist.adapters.records import instant, settled, text_of_nobody
from receptionist.ids import BusinessId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage


class MemoryMessageStore:
    """Keeps the promises of MessageStore until the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: dict[tuple[BusinessId, MessageId], TextMessage] = {}
        self._opt_outs: dict[tuple[Phone, Phone], tuple[datetime, bool]] = {}
        self._taken: dict[tuple[BusinessId, MessageId], TakenMessage] = {}

    def queue(self, message: TextMessage) -> None:
        with self._lock:
            self._texts.setdefault((message.business, message.id), message)

    def claim(self, now: datetime, lease_until: datetime, limit: int = 10, *, home: str = "") -> list[TextMessage]:
        with self._lock:
            due = sorted((one for one in self._texts.values() if one.home == home and _is_due(one, now)), key=_age)
            claimed = [
                replace(
                    message,
                    status=MessageStatus.SENDING,
                    attempts=message.attempts + (message.status is MessageStatus.SENDING),
                    lease_until=lease_until,
                )
                for message in due[:limit]
            ]
            self._texts |= {(message.business, message.id): message for message in claimed}
            return claimed

    def settle(
        self, business: BusinessId, message: MessageId, status: MessageStatus, *, vendor_id: str = "", error: str = ""
    ) -> None:
        with self._lock:
            known = self._texts.get((business, message))
            if known is not None:
                self._texts[business, message] = settled(known, status, vendor_id, error)

    def by_vendor_id(self, vendor_id: str) -> TextMessage | None:
        with self._lock:
            return next((one for one in self._texts.values() if vendor_id and one.vendor_id == vendor_id), None)

    def sent_to(self, business: BusinessId, phone: Phone | None = None, limit: int = 50) -> list[TextMessage]:
        with self._lock:
            found = [one for one in self._texts.values() if one.business == business and phone in (None, one.to)]
            return sorted(found, key=_age, reverse=True)[:limit]

    def opt_out(self, sender: Phone, phone: Phone, *, out: bool, at: datetime) -> None:
        with self._lock:
            known = self._opt_outs.get((sender, phone))
            if known is None or known[0] <= at:
                self._opt_outs[sender, phone] = (at, out)

    def opted_out(self, sender: Phone, phone: Phone) -> bool:
        with self._lock:
            known = self._opt_outs.get((sender, phone))
            return known is not None and known[1]

    def keep(self, message: TakenMessage) -> None:
        with self._lock:
            self._taken.setdefault((message.business, message.id), message)

    def taken(self, business: BusinessId, limit: int = 50) -> list[TakenMessage]:
        with self._lock:
            found = [one for one in self._taken.values() if one.business == business]
            return sorted(found, key=lambda one: (one.taken, one.id), reverse=True)[:limit]

    def forget_texts(self, business: BusinessId, fits: Callable[[TextMessage], bool]) -> int:
        with self._lock:
            gone = [
                key
                for key, one in self._texts.items()
                if one.business == business and (one.to or one.body) and fits(one)
            ]
            self._texts |= {key: text_of_nobody(self._texts[key]) for key in gone}
            return len(gone)

    def forget_taken(self, business: BusinessId, fits: Callable[[TakenMessage], bool]) -> int:
        with self._lock:
            gone = [key for key, one in self._taken.items() if one.business == business and fits(one)]
            for key in gone:
                del self._taken[key]
            return len(gone)


def _is_due(message: TextMessage, now: datetime) -> bool:
    match message.status:
        case MessageStatus.QUEUED:
            return True
        case MessageStatus.SENDING:
            return message.lease_until is None or message.lease_until <= now
        case _:
            return False


def _age(message: TextMessage) -> tuple[str, str]:
    return instant(message.created), message.id
