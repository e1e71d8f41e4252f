"""Businesses, in memory."""

import threading

from receptionist.business.definition import Business
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict


class MemoryBusinessStore:
    """Keeps the promises of BusinessStore until the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._businesses: dict[BusinessId, Business] = {}

    def get(self, business: BusinessId) -> Business | None:
        with self._lock:
            return self._businesses.get(business)

    def by_number(self, number: Phone) -> Business | None:
        with self._lock:
            return next((one for one in self._businesses.values() if number in one.every_number()), None)

    def all(self) -> list[Business]:
        with self._lock:
            return sorted(self._businesses.values(), key=lambda one: one.id)

    def put(self, business: Business, *, expected_version: int | None = None) -> Business:
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
            return kept
