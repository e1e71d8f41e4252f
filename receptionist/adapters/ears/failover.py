"""One recogniser taking over from another, in the middle of a turn.

    first ──no partial though they speak / fails / too slow──▶ next, from the turn's beginning ──▶ ... ──▶ the last
      '── heard nothing in plenty of sound ──▶ is next wiser? yes: stay there; no: it was noise

Who has failed in a call is not asked again in it. Who has failed some times in a row, over all calls, is left out of new ones
until a probe, on no caller's time, was understood.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.deadline import Deadline
from receptionist.adapters.ears.loudness import loud_s
from receptionist.adapters.ears.probe_sound import PROBE, PROBE_LANGUAGE
from receptionist.adapters.mouth.beside import let_go, stop
from receptionist.errors import VendorUnavailable
from receptionist.ports import Ears, Listening, Transcript

log = logging.getLogger(__name__)

LONGEST: Final = 8000 * 30
PROBE_S: Final = 4.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    mute_s: float = 1.2
    """Of speech without a partial, where there should be one."""
    words_s: float = 1.0
    """For the words of a turn."""
    whole_s: float = 2.5
    """The same where nothing is recognised before the turn is over."""
    plenty_s: float = 0.8
    """Of sound that cannot have been without words."""


@dataclass(slots=True)
class Member:
    """A recogniser among others."""

    name: str
    ears: Ears
    breaker: Breaker = field(default_factory=lambda: Breaker(most_failures=3))

    def hears(self, language: str | None) -> bool:
        return language is None or language in self.ears.languages()


class FailoverEars:
    """The Ears port. The last member has no deadline but the caller's, and is asked whatever its circuit says."""

    def __init__(self, members: Sequence[Member], patience: Patience | None = None) -> None:
        self._members = tuple(members)
        self._patience = patience or Patience()
        self._probes: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> "FailoverListening":
        return FailoverListening(self._members, self._patience, self.failed, language, phrases)

    def languages(self) -> frozenset[str]:
        return frozenset().union(*(member.ears.languages() for member in self._members))

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        first = next((one for one in self._members if one.breaker.closed() and one.hears(language)), None)
        if first is not None:
            await first.ears.warm(language=language, phrases=phrases)

    def failed(self, member: Member) -> None:
        """Counts it. An open circuit is probed when it has cooled down."""
        was_closed = member.breaker.closed()
        member.breaker.failed(self._now())
        if was_closed and not member.breaker.closed():
            log.error("a recogniser is left out", extra={"provider": member.name})
            self._probe_later(member)

    async def close(self) -> None:
        """Ends the probes, and hangs up on the recognisers that are closed on the loop. Safe to repeat and to cancel."""
        for timer in self._timers:
            timer.cancel()
        for probe in tuple(self._probes):
            await stop(probe)
        for member in self._members:
            await let_go(member.ears)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _probe_later(self, member: Member) -> None:
        loop = asyncio.get_running_loop()

        def begin() -> None:
            self._timers.discard(timer)
            if member.breaker.probe_due(loop.time()):
                probe = loop.create_task(self._probe(member), name=f"probe {member.name}")
                self._probes.add(probe)
                probe.add_done_callback(self._probes.discard)
            elif not member.breaker.closed():
                self._probe_later(member)

        timer = loop.call_later(member.breaker.open_s + 0.01, begin)
        self._timers.add(timer)

    async def _probe(self, member: Member) -> None:
        if await _understands(member.ears):
            member.breaker.succeeded()
            log.info("a recogniser is back", extra={"provider": member.name})
        else:
            member.breaker.failed(self._now())
            self._probe_later(member)


async def _understands(ears: Ears) -> bool:
    """Whether it hears words in a sound that has some."""
    listening = ears.listen(language=PROBE_LANGUAGE if PROBE_LANGUAGE in ears.languages() else None)
    try:
        listening.begin(PROBE)
        async with asyncio.timeout(PROBE_S):
            return bool((await listening.words()).text)
    except (VendorUnavailable, TimeoutError):
        return False
    finally:
        await listening.close()


class FailoverListening:
    """The Listening port."""

    def __init__(
        self,
        members: Sequence[Member],
        patience: Patience,
        failed: Callable[[Member], None],
        language: str | None,
        phrases: tuple[str, ...],
    ) -> None:
        self._members = members
        self._patience = patience
        self._failed = failed
        self._language = language
        self._phrases = phrases
        self.on_news: Callable[[], None] = lambda: None
        self._given_up: set[str] = set()
        """Names of those that have failed in this call."""
        self._tried: set[str] = set()
        """Names of those that were left in this turn."""
        self._suspects: list[Member] = []
        """Those that heard nothing in this turn: whether there was anything, the next one tells."""
        self._listening: dict[str, Listening] = {}
        self._turn: bytearray | None = None
        self._mute_s = 0.0
        """Of speech in this turn, without a partial of who hears it now."""
        self._loud_s = 0.0
        self._member = self._choice()
        self._now_hearing = self._of(self._member)

    @property
    def streams(self) -> bool:
        return self._now_hearing.streams

    @property
    def partial(self) -> str:
        return self._now_hearing.partial

    @property
    def whole(self) -> bool:
        return self._turn is not None and self._now_hearing.whole

    def begin(self, before: bytes) -> None:
        self.end()
        self._turn = bytearray(before[-LONGEST:])
        self._mute_s, self._loud_s, self._suspects = 0.0, loud_s(before), []
        self._tried.clear()
        self._move_to(self._choice(), before)

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        self._language, self._phrases = language, phrases
        if self._member.hears(language):
            self._now_hearing.tune(language=language, phrases=phrases)
        if self._turn is None and (choice := self._choice()) is not self._member:
            self._member, self._now_hearing = choice, self._of(choice)

    def hear(self, audio: bytes) -> None:
        if self._turn is None:
            return
        self._turn += audio
        if len(self._turn) > LONGEST:
            del self._turn[: len(self._turn) - LONGEST]
        self._now_hearing.hear(audio)
        loud = loud_s(audio)
        self._loud_s += loud
        if getattr(self._now_hearing, "broken", False) and (following := self._next()):
            self._give_up(self._member)
            self._leave("broken", following)
            return
        if not self._now_hearing.streams or self._mute_s < 0:
            return
        if self._now_hearing.partial:
            self._mute_s = -1.0
            return
        self._mute_s += loud
        if self._mute_s >= self._patience.mute_s and (following := self._next()):
            self._suspects.append(self._member)
            self._leave("mute", following)

    async def words(self) -> Transcript:
        """As the port says: the words of the first that hears any, within the deadlines of all before it."""
        while True:
            heard = await self._asked(last=self._next() is None)
            if heard is not None:
                break
        if not heard.text and self._turn is not None and self._loud_s >= self._patience.plenty_s:
            heard = await self._second_opinion(heard)
        if heard.text:
            for suspect in self._suspects:
                self._give_up(suspect)
            self._suspects = []
            self._member.breaker.succeeded()
        return heard if heard.by else replace(heard, by=self._member.name)

    def end(self) -> None:
        self._turn = None
        self._now_hearing.end()

    async def close(self) -> None:
        self._turn = None
        for listening in self._listening.values():
            await listening.close()

    async def _asked(self, *, last: bool) -> Transcript | None:
        """None: it has failed, and the next one is hearing the turn. Raises VendorUnavailable if there is none."""
        patience = self._patience.words_s if self._now_hearing.streams else self._patience.whole_s
        member = self._member
        try:
            async with Deadline(None if last else patience):
                return await self._now_hearing.words()
        except (VendorUnavailable, TimeoutError) as error:
            if member is not self._member or self._turn is None:
                if self._turn is None:
                    raise VendorUnavailable("the turn is over") from error
                return None
            self._give_up(member)
            following = self._next(even_given_up=True)
            if following is None:
                raise VendorUnavailable("nobody hears") from error
            self._leave("slow" if isinstance(error, TimeoutError) else "failed", following)
        return None

    async def _second_opinion(self, nothing: Transcript) -> Transcript:
        """Of the next one, which stays if it hears words."""
        first, following = self._member, self._next()
        if following is None:
            return nothing
        self._tried.add(first.name)
        self._move_to(following, bytes(self._turn or b""))
        try:
            async with Deadline(self._patience.whole_s):
                heard = await self._now_hearing.words()
        except (VendorUnavailable, TimeoutError):
            self._give_up(following)
            heard = nothing
        if heard.text:
            self._suspects.append(first)
            return heard
        self._tried.add(following.name)
        self._now_hearing.end()
        self._member, self._now_hearing = first, self._of(first)
        return nothing

    def _choice(self) -> Member:
        """The first that speaks the language and has not failed, here or lately elsewhere."""
        able = [one for one in self._members if one.hears(self._language)] or [self._members[-1]]
        here = [one for one in able if one.name not in self._given_up]
        return next((one for one in here if one.breaker.closed()), here[0] if here else able[-1])

    def _next(self, *, even_given_up: bool = False) -> Member | None:
        """Who would take over in this turn. `even_given_up`: those that have failed in an earlier one, too, if there is no
        other."""
        at = self._members.index(self._member)
        others = (*self._members[at + 1 :], *self._members[:at])
        able = [one for one in others if one.hears(self._language) and one.name not in self._tried]
        fresh = [one for one in able if one.name not in self._given_up]
        best = next((one for one in fresh if one.breaker.closed()), fresh[0] if fresh else None)
        return best or (able[0] if able and even_given_up else None)

    def _give_up(self, member: Member) -> None:
        """For this call. One that does not speak the language, asked because nobody does, is not to blame."""
        self._given_up.add(member.name)
        if member.hears(self._language):
            self._failed(member)

    def _leave(self, why: str, following: Member) -> None:
        log.warning("a recogniser is left", extra={"provider": self._member.name, "why": why, "next": following.name})
        self._tried.add(self._member.name)
        self._move_to(following, bytes(self._turn or b""))

    def _move_to(self, member: Member, turn: bytes) -> None:
        """That one hears the turn from here on, and what there was of it at once."""
        listening = self._of(member)
        if listening is not self._now_hearing:
            self._now_hearing.end()
        self._member, self._now_hearing, self._mute_s = member, listening, 0.0
        listening.begin(turn)

    def _of(self, member: Member) -> Listening:
        found = self._listening.get(member.name)
        if found is None:
            found = self._listening[member.name] = member.ears.listen(language=self._language, phrases=self._phrases)
            found.on_news = lambda: self.on_news()
        else:
            found.tune(language=self._language, phrases=self._phrases)
        return found
