"""What is written of a conversation into its feed and record: what was said and done, and no card number."""

from collections.abc import Callable
from typing import Any

from receptionist.booking.model import Booking
from receptionist.calls import events
from receptionist.conversation.redact import without_cards
from receptionist.conversation.reply import Effect, Reply
from receptionist.conversation.state import DialogueState
from receptionist.ports import Transcript
from stream_handler.cards import Cards
from stream_handler.hearing import Pressed, Spoke
from stream_handler.journal import Journal
from stream_handler.mouth.speaker import Spoken

SHOWN_KEYS = 4
"""Keys that go into the feed and the record; more may be a card."""


class Notes:
    """Of one call."""

    def __init__(self, journal: Journal, on_card: Callable[[float], None]) -> None:
        """`on_card`: since that loop time the caller has told a card number; the recording keeps nothing of it either."""
        self._journal = journal
        self._on_card = on_card
        self._cards = Cards()
        self._moods: tuple[str, ...] = ()
        self.effects: list[dict[str, Any]] = []
        """Everything that was done in this call."""

    def pressed(self, turn: Pressed) -> None:
        if without_cards(turn.digits) != turn.digits:
            self._on_card(turn.began_at)
        self._journal.tell(events.KeysPressed(turn.digits if len(turn.digits) <= SHOWN_KEYS else "…"))

    def heard(self, turn: Spoke, heard: Transcript) -> None:
        text, began_at, before = self._cards.heard(heard.text, turn.began_at)
        if began_at is not None:
            self._journal.unsay(before)
            self._on_card(began_at)
        self._journal.tell(events.CallerSaid(text, heard.language, round(heard.confidence, 3), by=heard.by))

    def done(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            detail = _told(effect.detail, effect.booking)
            self.effects.append({"type": effect.type, **detail})
            self._journal.tell(events.EffectDone(effect.type, detail))

    def said(self, reply: Reply, state: DialogueState, spoken: Spoken) -> None:
        """What the caller heard of it."""
        if spoken.text:
            self._journal.tell(
                events.AssistantSaid(
                    spoken.text, state.language, spoken.interrupted, voice=spoken.voice, mind=reply.mind
                )
            )

    def moods(self, state: DialogueState) -> None:
        moods = tuple(sorted(state.moods))
        if moods != self._moods:
            self._moods = moods
            self._journal.tell(events.MoodChanged(moods))


def _told(detail: dict[str, Any], booking: Booking | None) -> dict[str, Any]:
    """An effect for the feed and the record: ids, no names or numbers beyond what the record has anyway."""
    if booking is None:
        return dict(detail)
    return {**detail, "booking": booking.id, "code": booking.code, "start": booking.span.start.isoformat()}
