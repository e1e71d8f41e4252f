"""Several voices as one: the first that speaks the language and is well speaks, the next goes on where it broke off.

    elevenlabs ──0.5 s, no sound──▶ google ──1 s of silence in mid-sentence──▶ local, from the word that was not heard whole

A provider that fails three times in a row is not asked any more by any call; whether it is back is tried out on no caller's time.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.deadline import Deadline
from receptionist.adapters.mouth.beside import at_once, beside, close, let_go, stop
from receptionist.adapters.mouth.clauses import speakable
from receptionist.adapters.mouth.script import Script, nothing
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice, Sound

log = logging.getLogger(__name__)

SLOW_FIRST_S = 1.5
"""What a voice that makes whole clauses by HTTP gets to its first sound, at least: none of them is published to need less than half
a second, and the caller hears something within two."""
PROBE_S = 5.0
PROBES = {"en": "One moment, please.", "es": "Un momento, por favor.", "pa": "ਇੱਕ ਮਿੰਟ ਜੀ।"}


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds a voice gets."""

    first_s: float = 0.5
    """To its first sound, from the first words it could begin with."""
    next_s: float = 1.0
    """Between two sounds, while there is something to say."""

    def with_slow_beginning(self) -> "Patience":
        return replace(self, first_s=max(self.first_s, SLOW_FIRST_S))


@dataclass(slots=True)
class Candidate:
    """One of several voices."""

    name: str
    voice: FluentVoice
    eager: bool = False
    """It begins with any word; others with their first clause."""
    patience: Patience | None = field(default_factory=Patience)
    """None: there is nobody after it, and it may take what it takes."""
    breaker: Breaker | None = field(default_factory=lambda: Breaker(most_failures=3, open_s=10.0))
    """None: it is always asked."""
    behind: frozenset[str] = frozenset()
    """Languages it speaks by a slower model: the others come first there."""

    def patience_in(self, language: str) -> Patience | None:
        if self.patience is None or language not in self.behind:
            return self.patience
        return self.patience.with_slow_beginning()


class Failover:
    """The FluentVoice port on several voices, in order."""

    def __init__(self, candidates: Sequence[Candidate], *, seconds: Callable[[], float]) -> None:
        """`seconds` only grow."""
        self._candidates = tuple(candidates)
        self._seconds = seconds
        self._probes: set[asyncio.Task[None]] = set()

    def languages(self) -> frozenset[str]:
        return frozenset().union(*(one.voice.languages() for one in self._candidates))

    def usual(self, language: str) -> str:
        """Who speaks it while all are well; empty if nobody does."""
        return next((one.name for one in self._candidates if language in one.voice.languages()), "")

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        async with aclosing(self.speak_along(at_once(text), language=language, voice=voice, pace=pace)) as sounds:
            async for sound in sounds:
                yield sound.audio

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[Sound, None]:
        """As the port says. A voice that breaks off is not asked again in this reply; where it had not said which words
        it spoke, the words of its last sound are spoken again."""
        self._try_out()
        script = Script()
        writer = beside(script.write(pieces), "script")
        place = _Place()
        failure = VendorUnavailable(f"no voice speaks {language}")
        try:
            for one in self._able(language):
                sounds = one.voice.speak_along(script.after(place.sure), language=language, voice=voice, pace=pace)
                place.begin()
                try:
                    waits = one.patience_in(language)
                    async with aclosing(_in_time(sounds, one, waits, script, place)) as heard:
                        async for sound in heard:
                            yield place.move(sound, one.name)
                except VendorUnavailable as error:
                    failure = error
                    self._failed(one, error, place)
                except GeneratorExit:
                    if place.spoke:
                        _well(one)
                    raise
                else:
                    _well(one)
                    if writer.done():
                        writer.result()
                    return
            raise failure
        finally:
            await stop(writer)

    async def warm(self, *, language: str | None = None) -> None:
        """The first two that would speak it."""
        able = self._able(language) if language else self._candidates
        await asyncio.gather(*(one.voice.warm(language=language) for one in able[:2]))

    async def close(self) -> None:
        """Hangs up what the voices have open, but for those that are closed by whoever gave them. Safe to repeat."""
        for probe in tuple(self._probes):
            await stop(probe)
        for one in self._candidates:
            await let_go(one.voice)

    def _able(self, language: str) -> Sequence[Candidate]:
        """Those whose circuit is closed; where that is nobody, the others: better late than silent."""
        able = _ordered([one for one in self._candidates if language in one.voice.languages()], language)
        well = [one for one in able if one.breaker is None or one.breaker.closed()]
        return well or able

    def _failed(self, one: Candidate, error: VendorUnavailable, place: "_Place") -> None:
        if one.breaker is not None:
            one.breaker.failed(self._seconds())
        log.warning("a voice failed", extra={"provider": one.name, "why": str(error), "in_mid_sentence": place.spoke})

    def _try_out(self) -> None:
        """Asks those back that failed a while ago, on no caller's time."""
        for one in self._candidates:
            if one.breaker is not None and one.breaker.probe_due(self._seconds()):
                probe = beside(self._probe(one, one.breaker), f"probe {one.name}")
                self._probes.add(probe)
                probe.add_done_callback(self._probes.discard)

    async def _probe(self, one: Candidate, breaker: Breaker) -> None:
        language = next((known for known in PROBES if known in one.voice.languages()), "en")
        sounds = one.voice.speak(PROBES[language], language=language)
        heard = False
        try:
            async with asyncio.timeout(PROBE_S):
                async for sound in sounds:
                    heard = heard or bool(sound)
        except (VendorUnavailable, TimeoutError):
            heard = False
        finally:
            if heard:
                breaker.succeeded()
                log.info("a voice is back", extra={"provider": one.name})
            else:
                breaker.failed(self._seconds())
            await close(sounds)


def _ordered(candidates: Sequence[Candidate], language: str) -> list[Candidate]:
    """Whoever is always asked keeps its place."""
    vendors = iter(sorted((one for one in candidates if one.breaker), key=lambda one: language in one.behind))
    return [next(vendors) if one.breaker else one for one in candidates]


def _well(one: Candidate) -> None:
    if one.breaker is not None:
        one.breaker.succeeded()


@dataclass(slots=True)
class _Place:
    """How far a reply has come, in letters of the whole."""

    sure: int = 0
    """Heard whole: what another voice need not say again."""
    told: int = 0
    """The most that any sound reached."""
    start: int = 0
    """Where the present voice began."""
    reached: int = 0
    """By its last sound."""
    spoke: bool = False
    """The present voice was heard."""

    def begin(self) -> None:
        self.start = self.reached = self.sure
        self.spoke = False

    def move(self, sound: Sound, name: str) -> Sound:
        """`sound` in letters of the whole, by somebody."""
        letters = self.start + sound.letters
        if letters > self.reached:
            self.sure, self.reached = self.reached, letters
        self.spoke = True
        self.told = max(self.told, letters)
        return sound if sound.by and self.told == sound.letters else Sound(sound.audio, self.told, sound.by or name)


async def _in_time(
    sounds: AsyncIterator[Sound], one: Candidate, patience: Patience | None, script: Script, place: _Place
) -> AsyncGenerator[Sound, None]:
    """The sounds, as long as they come in time. Raises VendorUnavailable, also for no sound at all of some words."""
    try:
        while True:
            try:
                async with Deadline() as limit:
                    due = _Due(one.eager, patience, script, place, limit)
                    script.on_more = due.look
                    due.look()
                    sound = await anext(sounds, None)
            except TimeoutError as error:
                if script.over and place.spoke and not _words(script.text[place.reached :]):
                    return
                kind = "falls silent" if place.spoke else "does not begin"
                raise VendorUnavailable(f"{one.name} {kind}") from error
            if sound is None:
                break
            yield sound
        if not place.spoke and _words(script.text[place.start :]):
            raise VendorUnavailable(f"{one.name} made no sound")
    finally:
        script.on_more = nothing
        await close(sounds)


@dataclass(slots=True)
class _Due:
    """By when the next sound must come: counted from the moment there is something to say, which may be later than now."""

    eager: bool
    patience: Patience | None
    script: Script
    place: _Place
    limit: Deadline

    def look(self) -> None:
        if self.patience is None or self.limit.begun or not self._owed():
            return
        self.limit.begin(self.patience.next_s if self.place.spoke else self.patience.first_s)

    def _owed(self) -> bool:
        """Whether the voice has something to say and no reason to wait."""
        rest = self.script.text[self.place.reached :]
        if not _words(rest):
            return self.script.over
        if self.script.over or (self.eager and not self.place.spoke):
            return True
        return speakable(rest, begun=self.place.spoke) > 0


def _words(text: str) -> bool:
    """Whether there is anything in it to be heard."""
    return any(letter.isalnum() for letter in text)
