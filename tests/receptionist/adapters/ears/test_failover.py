"""Who hears when one fails, in virtual time."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.ears.failover import FailoverEars, Member
from receptionist.adapters.ears.probe_sound import PROBE
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript
from tests import virtual_time
from tests.fakes.spoken_code import QUIET, frames, say, understand

SAID = "table for two at seven please"


@dataclass
class Scripted:
    """Ears, and what they hear with: what a turn's sound says, after `takes_s`."""

    streams: bool = True
    spoken: frozenset[str] = frozenset({"en", "es"})
    takes_s: float = 0.05
    down: bool = False
    deaf: bool = False
    mute: bool = False
    """No partials."""
    listened: int = 0
    warmed: int = 0
    turns: list[bytes] = field(default_factory=list)

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> "Hears":
        self.listened += 1
        return Hears(self)

    def languages(self) -> frozenset[str]:
        return self.spoken

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        self.warmed += 1


class Hears:
    def __init__(self, ears: Scripted) -> None:
        self.ears = ears
        self.turn: bytes | None = None
        self.on_news: Callable[[], None] = lambda: None

    @property
    def whole(self) -> bool:
        return False

    @property
    def streams(self) -> bool:
        return self.ears.streams

    @property
    def partial(self) -> str:
        deaf = self.ears.mute or self.ears.deaf or self.ears.down or not self.ears.streams
        return "" if deaf else understand(self.turn or b"")

    def begin(self, before: bytes) -> None:
        self.turn = before
        self.ears.turns.append(before)

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        assert language is None or language in self.ears.spoken

    def hear(self, audio: bytes) -> None:
        self.turn = (self.turn or b"") + audio

    async def words(self) -> Transcript:
        await asyncio.sleep(self.ears.takes_s)
        if self.ears.down:
            raise VendorUnavailable("down")
        text = "" if self.ears.deaf else "probe" if self.turn == PROBE else understand(self.turn or b"")
        return Transcript(text, "en", 0.9 if text else 0.0)

    def end(self) -> None:
        self.turn = None

    async def close(self) -> None: ...


def house(**ears: Scripted) -> FailoverEars:
    return FailoverEars([Member(name, one, Breaker(most_failures=2, open_s=10)) for name, one in ears.items()])


async def turn(listening: Any, words: str = SAID) -> Transcript:
    """Begins, is spoken in its time, and ends."""
    sound = say(words)
    listening.begin(sound[:4000])
    for frame in frames(sound[4000:] + QUIET):
        listening.hear(frame)
        await asyncio.sleep(0.032)
    heard: Transcript = await listening.words()
    listening.end()
    return heard


def play(call: Callable[[], Coroutine[Any, Any, None]]) -> None:
    virtual_time.run(call())


def test_the_first_hears_and_the_others_cost_nothing() -> None:
    first, second = Scripted(), Scripted()

    async def call() -> None:
        ears = house(first=first, second=second)
        await ears.warm(language="en")
        heard = await turn(ears.listen(language="en"))
        assert (heard.text, heard.by) == (SAID, "first")

    play(call)
    assert (second.listened, second.warmed, first.warmed) == (0, 0, 1)


def test_who_says_nothing_while_they_speak_is_left_within_the_turn() -> None:
    first, second = Scripted(mute=True), Scripted()

    async def call() -> None:
        listening = house(first=first, second=second).listen(language="en")
        sound = say(SAID)
        listening.begin(sound[:2400])
        for n, frame in enumerate(frames(sound[2400:])):
            listening.hear(frame)
            if second.turns:
                assert 1.2 <= n * 0.032 <= 1.6
                break
        assert second.turns[0] == sound[: len(second.turns[0])], "it hears the turn from its beginning"

    play(call)
    assert second.turns


def test_who_is_mute_in_mere_noise_is_not_to_blame() -> None:
    first, second = Scripted(deaf=True), Scripted(deaf=True)

    async def call() -> None:
        ears = house(first=first, second=second)
        listening = ears.listen(language="en")
        for _ in range(4):
            assert (await turn(listening)).text == ""
        assert all(member.breaker.failures == 0 for member in ears._members)
        first.deaf = False
        assert (await turn(listening)).by == "first"

    play(call)


def test_success_without_words_counts_where_the_next_one_hears_some() -> None:
    first, second = Scripted(deaf=True, streams=False), Scripted()

    async def call() -> None:
        ears = house(first=first, second=second)
        listening = ears.listen(language="en")
        heard = await turn(listening)
        assert (heard.text, heard.by) == (SAID, "second")
        assert [member.breaker.failures for member in ears._members] == [1, 0]
        first.deaf = False
        assert (await turn(listening)).by == "second", "it stays for the call"
        assert (await turn(ears.listen(language="en"))).by == "first", "and no longer"

    play(call)


@pytest.mark.parametrize("fault", [{"down": True}, {"takes_s": 5.0}])
def test_who_fails_or_is_slow_costs_a_second_and_no_words(fault: dict[str, Any]) -> None:
    first, second = Scripted(**fault), Scripted()

    async def call() -> None:
        loop = asyncio.get_running_loop()
        listening = house(first=first, second=second).listen(language="en")
        sound = say("yes")
        listening.begin(sound)
        began = loop.time()
        heard = await listening.words()
        assert (heard.text, heard.by) == ("yes", "second")
        assert loop.time() - began <= 1.1
        listening.end()
        assert (await turn(listening)).by == "second"

    play(call)


def test_the_last_has_all_the_time_there_is() -> None:
    async def call() -> None:
        heard = await turn(house(only=Scripted(takes_s=3.5, streams=False)).listen(language="en"))
        assert heard.text == SAID

    play(call)


def test_with_nobody_left_it_says_so_and_the_next_turn_is_tried_again() -> None:
    first, second = Scripted(down=True), Scripted(down=True)

    async def call() -> None:
        listening = house(first=first, second=second).listen(language="en")
        with pytest.raises(VendorUnavailable):
            await turn(listening)
        second.down = False
        assert (await turn(listening)).text == SAID

    play(call)


def test_who_lacks_the_language_is_passed_over() -> None:
    first, second, local = Scripted(), Scripted(spoken=frozenset({"pa"})), Scripted(streams=False)

    async def call() -> None:
        ears = house(first=first, second=second, local=local)
        assert ears.languages() == {"en", "es", "pa"}
        listening = ears.listen(language="en")
        assert (await turn(listening)).by == "first"
        listening.tune(language="pa", phrases=())
        assert (await turn(listening)).by == "second"
        listening.tune(language="es", phrases=())
        assert (await turn(listening)).by == "first"
        second.down = True
        listening.tune(language="pa", phrases=())
        with pytest.raises(VendorUnavailable):
            await turn(listening)
        assert ears._members[2].breaker.failures == 0, "who cannot is not to blame"

    play(call)


def test_who_keeps_failing_is_left_out_until_a_probe_is_understood() -> None:
    first, second = Scripted(down=True), Scripted()

    async def call() -> None:
        ears = house(first=first, second=second)
        for _ in range(2):
            assert (await turn(ears.listen(language="en"))).by == "second"
        asked = first.listened
        await turn(ears.listen(language="en"))
        assert first.listened == asked, "no caller waits for it any more"
        await asyncio.sleep(25)
        assert first.turns[-1] == PROBE
        assert not ears._members[0].breaker.closed(), "still down"
        first.down = False
        await asyncio.sleep(11)
        assert ears._members[0].breaker.closed()
        assert (await turn(ears.listen(language="en"))).by == "first"
        await ears.close()

    play(call)


def test_a_probe_that_is_answered_without_words_has_failed() -> None:
    first = Scripted(down=True)

    async def call() -> None:
        ears = house(first=first, second=Scripted())
        for _ in range(2):
            await turn(ears.listen(language="en"))
        first.down, first.deaf = False, True
        await asyncio.sleep(12)
        assert not ears._members[0].breaker.closed()
        await ears.close()

    play(call)


def test_words_that_are_cancelled_lose_nothing_and_blame_nobody() -> None:
    first = Scripted(takes_s=0.5)

    async def call() -> None:
        ears = house(first=first, second=Scripted())
        listening = ears.listen(language="en")
        listening.begin(say("table for"))
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(listening.words())
            await asyncio.sleep(0.2)
            waiting.cancel()
        listening.hear(QUIET + say("two"))
        heard = await listening.words()
        assert (heard.text, heard.by) == ("table for two", "first")
        assert ears._members[0].breaker.failures == 0

    play(call)
