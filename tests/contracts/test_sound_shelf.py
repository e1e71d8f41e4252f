"""Sounds outlive a process, on a Valkey server or in the object store."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.mouth.cache import ObjectShelf, Shelf, SoundCache, ValkeyShelf, Wanted
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.errors import StoreUnavailable

GREETING = Wanted("Thank you for calling.", "en", "elevenlabs/sarah/flash")
SOUND = b"\x55\xd5" * 400


@pytest.fixture(params=["valkey", "memory", "folder"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    match request.param:
        case "memory":
            yield ObjectShelf(MemoryObjectStore())
        case "folder":
            yield ObjectShelf(FolderObjectStore(tmp_path / "objects"))
        case _:
            shelf = ValkeyShelf(request.getfixturevalue("valkey").url)
            yield shelf
            shelf.close()


def test_what_was_put_is_there_and_nothing_else(shelf: Shelf) -> None:
    shelf.put(GREETING.name, SOUND)
    assert shelf.get(GREETING.name) == SOUND
    assert shelf.get("0" * 40) is None
    shelf.put(GREETING.name, SOUND * 2)
    assert shelf.get(GREETING.name) == SOUND * 2


def test_a_restarted_process_finds_what_the_last_one_kept(shelf: Shelf) -> None:
    async def run() -> bytes | None:
        with ThreadPoolExecutor(2) as threads:
            first = SoundCache((shelf,), threads)
            first.keep(GREETING, SOUND)
            await first.written()
            second = SoundCache((shelf,), threads)
            assert await second.find(Wanted("Never said.", "en", "elevenlabs")) is None
            found = await second.find(GREETING)
            assert second.at_hand(GREETING) == found
            return found

    assert asyncio.run(run()) == SOUND


def test_a_server_that_is_killed_is_away_and_nobody_waits(valkey: Any) -> None:
    shelf = ValkeyShelf(valkey.url)
    shelf.put(GREETING.name, SOUND)
    valkey.kill()
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            shelf.get(GREETING.name)
    shelf.close()
