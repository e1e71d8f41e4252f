"""Businesses, in memory."""

import threading

from receptionist.business.definition import Business
from receptionist.business.versions import Edition, Imprint, digest_of
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict


class MemoryBusinessStore:
    """Keeps the promises of BusinessStore until the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._businesses: dict[BusinessId, Business] = {}
        self._editions: dict[BusinessId, list[Edition]] = {}

    def get(self, business: BusinessId) -> Business | None:
        with self._lock:
            return self._businesses.get(business)

    def by_number(self, number: Phone) -> Business | None:
        with self._lock:
            return next((one for one in self._businesses.values() if number in one.every_number()), None)

    def all(self) -> list[Business]:
        with self._lock:
            return sorted(self._businesses.values(), key=lambda one: one.id)

    def put(self, business: Business, *, expected_version: int | None = None, imprint: Imprint = Imprint()) -> Business:
        with self._lock:
            known = self._businesses.get(business.id)
            version = known.version if known else 0
            if expected_version is not None and expected_version != version:
                raise Conflict(f"{business.id} is at version {version}, not {expected_version}")
            others = {
                number for one in self._businesses.values() if one.id != business.id for number in one.every_number()
            }
            if taken := others & business.every_number():
                raise Conflict(f"another business has {len(taken)} of the numbers")
            kept = business.model_copy(update={"version": version + 1})
            self._businesses[business.id] = kept
            self._editions.setdefault(business.id, []).append(Edition(kept, digest_of(kept), imprint))
            return kept

    def edition(self, business: BusinessId, version: int) -> Edition | None:
        with self._lock:
            return next((one for one in self._editions.get(business, ()) if one.version == version), None)

    def editions(self, business: BusinessId, *, before: int | None = None, limit: int = 20) -> list[Edition]:
        with self._lock:
            found = [one for one in self._editions.get(business, ()) if before is None or one.version < before]
            return found[::-1][:limit]
