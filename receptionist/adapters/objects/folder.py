"""Recordings in a folder, one below it per business."""

import io
import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from receptionist.adapters.object_names import is_object_name
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId


class FolderObjectStore:
    """Keeps the promises of ObjectStore. A file is there whole or not at all, also after a power cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, business: BusinessId, name: str, content: bytes, content_type: str) -> None:
        self.put_file(business, name, io.BytesIO(content), content_type)

    def put_file(self, business: BusinessId, name: str, content: BinaryIO, content_type: str) -> None:
        path = self._path(business, name)
        if path is None:
            raise ValueError(f"no name for an object: {name!r}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, content)
        except OSError as error:
            raise StoreUnavailable(f"{name}: {error.strerror}") from error

    def get(self, business: BusinessId, name: str) -> bytes | None:
        path = self._path(business, name)
        if path is None:
            return None
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise StoreUnavailable(f"{name}: {error.strerror}") from error

    def remove(self, business: BusinessId, name: str) -> None:
        path = self._path(business, name)
        if path is None:
            return
        try:
            path.unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError, PermissionError):
            if path.is_file():
                raise StoreUnavailable(f"{name}: it cannot be removed") from None
        except OSError as error:
            raise StoreUnavailable(f"{name}: {error.strerror}") from error

    def _path(self, business: BusinessId, name: str) -> Path | None:
        """None for a name that is none, or that a symbolic link leads out of the business's folder."""
        if not is_object_name(business, name):
            return None
        own = self._folder.resolve() / business
        path = own / name
        return path if path.resolve().is_relative_to(own) else None


def _write_whole(path: Path, content: BinaryIO) -> None:
    """A temporary file beside it, brought to the disk and then renamed."""
    descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            content.seek(0)
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
