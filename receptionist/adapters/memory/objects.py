"""Recordings, in memory."""

from typing import BinaryIO

from receptionist.adapters.object_names import is_object_name
from receptionist.ids import BusinessId


class MemoryObjectStore:
    """Keeps the promises of ObjectStore until the process ends."""

    def __init__(self) -> None:
        self._objects: dict[tuple[BusinessId, str], bytes] = {}

    def put(self, business: BusinessId, name: str, content: bytes, content_type: str) -> None:
        if not is_object_name(business, name):
            raise ValueError(f"no name for an object: {name!r}")
        self._objects[business, name] = content

    def put_file(self, business: BusinessId, name: str, content: BinaryIO, content_type: str) -> None:
        content.seek(0)
        self.put(business, name, content.read(), content_type)

    def get(self, business: BusinessId, name: str) -> bytes | None:
        return self._objects.get((business, name))

    def remove(self, business: BusinessId, name: str) -> None:
        self._objects.pop((business, name), None)
