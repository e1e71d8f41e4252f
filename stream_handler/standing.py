"""Where a conversation stands: what was said, what of it was heard, and what the caller is still to be told.

thought ──begun──▶ being said ──heard out──▶ the state that stands
   │                    │──broken into──▶ the rest is kept, and said on if they meant nothing by it
   │                    '──before a word was heard──▶ unsaid, as if it had not begun
   '──the caller goes on──▶ unsaid: it counts only if it has had an effect, of which they are told first

Pure: replies and what became of them come in, what is to be said and answered comes out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from receptionist.conversation.reply import Reply, Said
from receptionist.conversation.resuming import handed_over, heard_out, unheard
from receptionist.conversation.state import DialogueState
from receptionist.ports import Transcript
from stream_handler.backchannel import is_backchannel, is_echo
from stream_handler.mouth.speaker import Spoken

MOST_CARRIED = 240
"""Characters, the latest, of earlier words without an answer that are answered with new ones: a quarter of a minute of speech.
Who talks on while we are slow does not make us slower."""


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood when a reply began to be said."""

    reply: Reply | None
    words: str
    owed: tuple[Said, ...]
    heard: str


class Standing:
    """Of one call."""

    def __init__(self, interrupted: Callable[[DialogueState, str], DialogueState]) -> None:
        """`interrupted`: the state of a reply of which only these words were heard."""
        self._interrupted = interrupted
        self._reply: Reply | None = None
        """The last one begun; its state is the call's."""
        self._rest: tuple[Said, ...] = ()
        """Of that reply: what the caller did not let us say."""
        self._uncut: tuple[Reply, str] | None = None
        """The reply that was broken into, as it was thought, and what was heard of it."""
        self._resuming = ""
        """What was heard of the reply that is said on."""
        self._unsaid: Reply | None = None
        """Thought, but the caller went on before we had begun."""
        self._owed: tuple[Said, ...] = ()
        """What must be said before anything else: the notice, news of effects."""
        self._notice: Said | None = None
        """The first sentence of the greeting, until it was heard."""
        self._carried = ""
        """Words of the caller's that no reply has answered."""
        self._once_more = ""
        """Words that a turn given up has answered since, though we had asked for them once more."""

    @property
    def state(self) -> DialogueState | None:
        """None until the first reply."""
        return self._reply.state if self._reply else None

    @property
    def last(self) -> Reply:
        assert self._reply is not None, "no turn comes before the greeting"
        return self._reply

    @property
    def carried(self) -> str:
        return self._carried

    @property
    def noticed(self) -> bool:
        """Whether the caller has heard what must be heard first."""
        return self._notice is None

    @property
    def owes(self) -> bool:
        return bool(self._owed)

    @property
    def broken_into(self) -> bool:
        """Whether there is something left to say on."""
        return bool(self._rest)

    @property
    def has_news(self) -> bool:
        """Whether something was done of which the caller has heard nothing yet."""
        return self._unsaid is not None and bool(self._unsaid.effects)

    # --- a turn of the caller's

    def turn_begins(self) -> None:
        self._once_more = ""

    def readings(self, heard: Transcript) -> tuple[str, ...]:
        """What may have been said, the likeliest first, after the words that no reply has answered."""
        before = self._carried[-MOST_CARRIED:]
        return tuple(_joined(before, text) for text in (heard.text, *heard.alternatives))

    def carry(self, words: str) -> None:
        """The caller waits for an answer to these."""
        self._carried = words

    def for_nothing(self, text: str, *, broke_in: bool) -> bool:
        """Whether they broke in without saying anything: a cough, or "mm-hm" before our question was put, or our own words
        come back to us."""
        if not broke_in or not (self._rest or self._unsaid):
            return False
        asked = self._unsaid is None and len(self._rest) <= 1
        if not text or asked:
            return not text
        if is_backchannel(text) or self._uncut is None:
            return is_backchannel(text)
        reply, until = self._uncut
        return is_echo(text, " ".join(one.text for one in reply.say), until)

    def as_before(self) -> Reply:
        """What we were about to say, or were saying."""
        if self._unsaid is not None:
            reply, self._unsaid = self._unsaid, None
            return reply
        reply, heard = self._uncut or (self.last, "")
        self._resuming = heard
        return replace(_nothing_new(reply), say=self._rest)

    def with_nothing_new(self, said: Said) -> Reply:
        """The last reply's state and question, as a reply of their own with these words."""
        return replace(_nothing_new(self.last), say=(said,))

    def adopted(self) -> DialogueState:
        """The state a new turn starts from. A reply nobody heard counts only if it has had an effect; of that the caller
        is told first."""
        unsaid, self._unsaid = self._unsaid, None
        if unsaid is not None and unsaid.effects:
            if any(not effect.type.startswith("hold.") for effect in unsaid.effects):
                self._owed += unsaid.say
            self._reply = replace(self.last, state=unsaid.state)
            self._carried = ""
        return self.last.state

    # --- an answer that is not said, or late

    def keep_back(self, reply: Reply) -> None:
        """Thought, and not to be said now."""
        self._unsaid = reply

    def answered_late(self, reply: Reply, words: str) -> None:
        """A turn given up, whose words the caller was asked for once more, has done something since."""
        self._unsaid, self._carried, self._once_more = reply, words, words

    def answer_to_the_same(self, text: str) -> Reply | None:
        """What such a turn has to say, if these are its words once more."""
        if self._unsaid is None or not self._once_more or not _same_words(text, self._once_more):
            return None
        reply, self._unsaid, self._carried = self._unsaid, None, ""
        return reply

    # --- a reply of ours

    def must_be_heard(self, notice: Said) -> None:
        """Before anything else, however often the caller breaks in."""
        self._notice = notice

    def saying(self) -> Before:
        """A reply begins to be said; first of all what is owed."""
        before = Before(self._reply, self._carried, self._owed, self._resuming)
        self._carried, self._owed, self._rest, self._resuming, self._uncut = "", (), (), "", None
        return before

    def take(self, reply: Reply) -> Reply:
        """From here on the call stands where this reply leaves it; until it was heard that says so."""
        self._reply = replace(reply, state=unheard(reply))
        return self._reply

    def hear_out(self) -> bool:
        """The reply was said. Whether that changes the state: news that was heard need not be told again by another handler."""
        last = self.last
        state = heard_out(last.state)
        if state == last.state:
            return False  # The very same: what is thought ahead was thought from it.
        self._reply = replace(last, state=state)
        return True

    def told(self, reply: Reply, state: DialogueState, spoken: Spoken, before: Before) -> DialogueState:
        """What became of a reply, thought as `reply` and now at `state`; gives the state with what was heard of it."""
        if self._notice not in spoken.rest:
            self._notice = None
        if not spoken.interrupted:
            return state
        heard = _joined(before.heard, spoken.text)
        state = replace(self._interrupted(state, heard), ended=False)
        self._uncut, self._rest = (reply, heard), spoken.rest
        if not spoken.text and before.reply is not None and not before.heard:
            self._reply, self._unsaid, self._carried, self._owed = before.reply, reply, before.words, before.owed
        else:
            self._reply, self._owed = replace(reply, state=state), (self._notice,) if self._notice else ()
        return state

    def hand_over(self, at: datetime) -> None:
        """Another handler goes on from here; where nothing is left to be told, the caller need not notice."""
        if self._unsaid is None and not self._owed:
            self._reply = replace(self.last, state=handed_over(self.last, at))


def _nothing_new(last: Reply) -> Reply:
    return Reply((), last.state, last.expect)


def _joined(before: str, words: str) -> str:
    return f"{before} {words}".strip()


def _same_words(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
