"""A sentence that comes again is spoken without anybody speaking it, also after a restart and on another machine."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import pytest

from receptionist.adapters.mouth.cache import SoundCache, ValkeyShelf, Wanted
from receptionist.adapters.object_names import is_object_name
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId

GREETING = Wanted("Thank you for calling.", "en", "elevenlabs/sarah/flash")
SOUND = b"\x55\xd5" * 400


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


class Away:
    """A shelf that is down."""

    asked = 0

    def get(self, name: str) -> bytes | None:
        self.asked += 1
        raise StoreUnavailable("away")

    def put(self, name: str, sound: bytes) -> None:
        raise StoreUnavailable("away")


class Plain:
    """A shelf in memory."""

    def __init__(self) -> None:
        self.sounds: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.sounds.get(name)

    def put(self, name: str, sound: bytes) -> None:
        self.sounds[name] = sound


def test_what_was_kept_is_at_hand(threads: Executor) -> None:
    cache = SoundCache((), threads)
    assert cache.at_hand(GREETING) is None
    cache.keep(GREETING, SOUND)
    assert cache.at_hand(GREETING) == SOUND


@pytest.mark.parametrize(
    "other",
    [
        replace(GREETING, text="Goodbye."),
        replace(GREETING, language="es"),
        replace(GREETING, voice="google"),
        replace(GREETING, pace=0.9),
    ],
    ids=["text", "language", "voice", "pace"],
)
def test_another_voice_language_pace_or_sentence_is_another_sound(threads: Executor, other: Wanted) -> None:
    cache = SoundCache((), threads)
    cache.keep(GREETING, SOUND)
    assert cache.at_hand(other) is None


def test_what_the_slow_shelf_has_the_quick_one_gets(threads: Executor) -> None:
    quick, slow = Plain(), Plain()
    slow.put(GREETING.name, SOUND)

    async def run() -> None:
        cache = SoundCache((quick, slow), threads)
        assert await cache.find(GREETING) == SOUND
        await cache.written()

    asyncio.run(run())
    assert quick.get(GREETING.name) == SOUND


def test_a_shelf_that_is_down_is_as_good_as_empty(threads: Executor) -> None:
    slow = Plain()

    async def run() -> None:
        cache = SoundCache((Away(), slow), threads)
        cache.keep(GREETING, SOUND)
        await cache.written()
        assert await SoundCache((Away(), slow), threads).find(GREETING) == SOUND
        assert await SoundCache((Away(),), threads).find(GREETING) is None

    asyncio.run(run())


def test_the_server_is_not_asked_again_at_once_after_a_failure() -> None:
    now = 0.0
    shelf = ValkeyShelf("redis://127.0.0.1:9", elapsed=lambda: now)
    for why in ("ConnectionError", "a moment ago"):
        with pytest.raises(StoreUnavailable, match=why):
            shelf.get("a")
    now = 6.0
    with pytest.raises(StoreUnavailable, match="ConnectionError"):
        shelf.put("a", SOUND)


def test_the_oldest_gives_way_but_what_was_made_ready_stays(threads: Executor) -> None:
    cache = SoundCache((), threads, most_bytes=2 * len(SOUND))
    cache.keep(GREETING, SOUND, stays=True)
    sentences = [replace(GREETING, text=f"Sentence {number}.") for number in range(3)]
    for sentence in sentences[:2]:
        cache.keep(sentence, SOUND)
    assert cache.at_hand(sentences[0])
    cache.keep(sentences[2], SOUND)
    kept = [cache.at_hand(sentence) is not None for sentence in sentences]
    assert kept == [True, False, True]
    assert cache.at_hand(GREETING)


def test_no_sound_is_nothing_to_keep(threads: Executor) -> None:
    cache = SoundCache((), threads)
    cache.keep(GREETING, b"")
    assert cache.at_hand(GREETING) is None


def test_after_the_threads_have_ended_memory_still_serves() -> None:
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    cache = SoundCache((Plain(),), threads)
    cache.keep(GREETING, SOUND)
    assert cache.at_hand(GREETING) == SOUND


def test_names_tell_no_words_and_are_names_of_objects() -> None:
    assert "Thank" not in GREETING.name
    assert is_object_name(BusinessId("_sounds"), f"{GREETING.name[:2]}/{GREETING.name}.ulaw")
