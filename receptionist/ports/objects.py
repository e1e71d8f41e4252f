"""Files: recordings, sounds, documents."""

from typing import BinaryIO, Protocol

from receptionist.ids import BusinessId


class ObjectStore(Protocol):
    """Recordings. A name is parts of letters, digits, `_`, `-` and `.` (not first), with `/` between."""

    def put(self, business: BusinessId, name: str, content: bytes, content_type: str) -> None:
        """Whole or not at all; replaces what has the name. Raises ValueError for a name that is none."""
        ...

    def put_file(self, business: BusinessId, name: str, content: BinaryIO, content_type: str) -> None:
        """The same with a file of any size, from its beginning to its end, in little memory. It is left open, at any place;
        repeating it is safe."""
        ...

    def get(self, business: BusinessId, name: str) -> bytes | None: ...

    def remove(self, business: BusinessId, name: str) -> None:
        """Safe to repeat; one that is not there, or a name that is none, is no error."""
        ...
