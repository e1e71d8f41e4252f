"""Who has the floor: the caller, the receptionist, or nobody.

    nobody ──caller speaks: BEGIN──▶ caller ──quiet for end_s: REPLY──▶ receptionist
       │                              ▲   '── a pause: PAUSE (think ahead); speech again: GO_ON; a long one: AGAIN
       │──long quiet: SILENT──▶ receptionist ──speech over ours for barge_in_s: HUSH──▶ caller
       ▲                              │
       '────────our words are out─────'

Pure: audio comes in as (seconds, is it speech?), orders come out. Time is counted in caller audio, not read from a clock, so
a recorded call replays to the same orders on any machine. While the receptionist thinks, the floor is already hers.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto


class Holder(Enum):
    NOBODY = auto()
    CALLER = auto()
    RECEPTIONIST = auto()


class Order(Enum):
    BEGIN = auto()
    """The caller has begun to speak: keep the sound."""
    PAUSE = auto()
    """They may be done: recognise what there is."""
    AGAIN = auto()
    """It is a long pause: they may have gone on too softly to be noticed."""
    GO_ON = auto()
    """They were not: forget that."""
    REPLY = auto()
    """They are done."""
    HUSH = auto()
    """They speak over us: be quiet now; the sound belongs to their turn."""
    SILENT = auto()
    """Nobody has spoken for a long time."""


PAUSE_S = 0.2
"""Where recognising costs a model's run."""
SHORT_PAUSE_S = 0.1
"""Where a recogniser has listened all along, and only has to be told."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of quiet that end a turn, and others like it. Measured by benchmarks/turn_taking.py."""

    end_s: float = 0.6
    """Of a turn of which nothing says whether it is over."""
    sure_s: float = 0.4
    """Of a turn whose words are complete."""
    ready_s: float = 0.19
    """Of such a turn whose answer is there to be heard: waiting for more would only be waiting."""
    likely_s: float = 0.6
    """Of a turn that only sounds so: the sound of many pauses is that of an end."""
    unsure_s: float = 1.6
    """Of a turn that sounds unfinished."""
    pause_s: float = PAUSE_S
    """Quiet after which the words so far are worth recognising."""
    speech_s: float = 0.096
    """Speech that begins a turn: a click is shorter."""
    barge_in_s: float = 0.03
    """Speech over ours before we fall silent: one frame. What we fell silent for without need (a cough, "mm-hm") is said on
    from where it was heard last (backchannel.py)."""
    silence_s: float = 6.0
    """Quiet after our words before the caller is asked again."""
    longest_turn_s: float = 28.0
    """A turn that never pauses is answered all the same; the recogniser hears half a minute at most."""


PATIENCE = {
    "yes_no": Patience(end_s=0.5, sure_s=0.3),
    "choice": Patience(end_s=0.7),
    "number": Patience(end_s=1.2),
    "time": Patience(end_s=1.0, sure_s=0.45, ready_s=0.25),
    "date": Patience(end_s=1.0, sure_s=0.42, ready_s=0.25),
    "name": Patience(end_s=1.1, sure_s=0.35),
    "open": Patience(end_s=1.1, sure_s=0.35),
    "spelling": Patience(end_s=2.7, unsure_s=3.4, silence_s=8.0),
    "phone": Patience(end_s=1.4, sure_s=0.35, unsure_s=3.5, silence_s=8.0),
}
"""Chosen on one half of the speakers, for the fewest cut-offs at about 700 ms; digits and letters may take longer
(docs/benchmarks.md, "Taking turns")."""
STOP_S = 0.4
"""Quiet within a turn that is more than breath."""
AGAIN_S = 0.8
"""Quiet after which a turn that is still waited for is recognised once more."""
CUT_OFF_S = 0.8
"""A caller who speaks so soon after we took the floor had not finished: they cannot have heard us yet."""
CUT_OFF_MORE_S = (0.0, 0.2, 0.4)
"""Of patience, by how often this caller was cut off."""
BARGE_IN_S = (0.03, 0.16, 0.3, 0.5)
"""By how often this caller's line has made us fall silent for nothing: a television, an echo of ourselves."""


def patience_for(
    kind: str, more_s: float = 0.0, *, pause_s: float = PAUSE_S, false_stops: int = 0, cut_offs: int = 0
) -> Patience:
    """By what was asked; `more_s`: of quiet for a caller who hesitates; `pause_s`: by what a recogniser costs; `cut_offs`: how
    often they went on when we had thought them done."""
    base = PATIENCE.get(kind, PATIENCE["open"])
    cut_off_s = CUT_OFF_MORE_S[min(cut_offs, len(CUT_OFF_MORE_S) - 1)]
    return replace(
        base,
        pause_s=pause_s,
        barge_in_s=BARGE_IN_S[min(false_stops, len(BARGE_IN_S) - 1)],
        sure_s=base.sure_s + more_s / 2 + cut_off_s,
        ready_s=base.ready_s + more_s / 2 + cut_off_s,
        likely_s=base.likely_s + more_s / 2 + cut_off_s,
        end_s=base.end_s + more_s + cut_off_s,
        unsure_s=base.unsure_s + more_s,
        silence_s=base.silence_s + (2.0 if more_s else 0.0),
    )


@dataclass(slots=True)
class Floor:
    """Turn-taking for one call."""

    patience: Patience = Patience()
    holder: Holder = Holder.RECEPTIONIST
    quiet_s: float = 0.0
    """Since the caller's last speech, or since our last words."""
    waited_s: float = 0.0
    """Quiet before the caller's turn in hand began; 0 where they broke in."""
    stops: int = 0
    """Of that turn: how often they fell quiet for STOP_S and went on."""
    cut_off: bool = False
    """It began within CUT_OFF_S of our taking the floor."""
    whole: bool = False
    """In the pause it is in, its words are complete, and may be answered at once."""
    _end_s: float = 0.0
    """Quiet that ends the turn in hand."""
    _hers_s: float = 0.0
    """Since we took the floor."""
    _speech_s: float = 0.0
    """Of the caller, without a pause worth the name."""
    _turn_s: float = 0.0
    _gap_s: float = 0.0
    _paused: bool = False
    _again: bool = False
    """Asked for in this pause."""

    def hear(self, seconds: float, *, speech: bool, ready: bool = False) -> Order | None:
        """Account for `seconds` of caller audio. Returns what must happen now, if anything. `ready`: the answer to what has been
        said so far could be heard at once."""
        if speech:
            self._speech_s += seconds
            self._gap_s = 0.0
        else:
            self._gap_s += seconds
            if self._gap_s > 0.15:
                self._speech_s = 0.0
        match self.holder:
            case Holder.NOBODY:
                return self._nobody(seconds, speech)
            case Holder.CALLER:
                return self._caller(seconds, speech, ready)
        self._hers_s += seconds
        if self._speech_s >= self.patience.barge_in_s:
            self._give_caller()
            return Order.HUSH
        return None

    @property
    def turn_s(self) -> float:
        """Of the caller's turn in hand, pauses included."""
        return self._turn_s

    def spoken(self) -> None:
        """Our words have been heard to the end: the floor is free."""
        if self.holder is Holder.RECEPTIONIST:
            self.holder = Holder.NOBODY
            self.quiet_s = 0.0

    def take(self) -> None:
        """The receptionist's turn, whoever spoke (keys were pressed)."""
        self.holder = Holder.RECEPTIONIST
        self._speech_s = self._turn_s = 0.0
        self._hers_s = CUT_OFF_S
        self._paused = self.whole = False

    def sounds_complete(self, complete: bool, *, by_sound: bool = False, at_once: bool = False) -> None:
        """What the words of the turn, or its sound alone, say about the pause it is in; forgotten when the caller goes on.
        `at_once`: if the answer is there, it need not wait any longer."""
        if self.holder is Holder.CALLER and self._paused:
            self.whole = complete and at_once
            end_s = self.patience.end_s
            sure_s = self.patience.likely_s if by_sound else self.patience.sure_s
            self._end_s = min(end_s, sure_s) if complete else max(end_s, self.patience.unsure_s)

    def _nobody(self, seconds: float, speech: bool) -> Order | None:
        if self._speech_s >= self.patience.speech_s:
            self._give_caller()
            return Order.BEGIN
        if not speech:
            self.quiet_s += seconds
            if self.quiet_s >= self.patience.silence_s:
                self.take()
                return Order.SILENT
        return None

    def _caller(self, seconds: float, speech: bool, ready: bool) -> Order | None:
        self._turn_s += seconds
        if speech:
            self.stops += self.quiet_s >= STOP_S
            self.quiet_s = 0.0
            if self._paused:
                self._paused = self.whole = False
                self._end_s = self.patience.end_s
                return Order.GO_ON
            return self._reply() if self._turn_s >= self.patience.longest_turn_s else None
        self.quiet_s += seconds
        if self.quiet_s >= (min(self._end_s, self.patience.ready_s) if ready and self.whole else self._end_s):
            return self._reply()
        if self.quiet_s >= self.patience.pause_s and not self._paused:
            self._paused, self._again = True, False
            return Order.PAUSE
        if self.quiet_s >= AGAIN_S and self._paused and not self._again:
            self._again = True
            return Order.AGAIN
        return None

    def _give_caller(self) -> None:
        self.waited_s = self.quiet_s if self.holder is Holder.NOBODY else 0.0
        self.cut_off = self.holder is Holder.RECEPTIONIST and self._hers_s < CUT_OFF_S
        self.stops = 0
        self.holder = Holder.CALLER
        self.quiet_s = 0.0
        self._end_s = self.patience.end_s
        self._turn_s = self._speech_s
        self._paused = self.whole = False

    def _reply(self) -> Order:
        self.holder = Holder.RECEPTIONIST
        self._speech_s = self._hers_s = 0.0
        self._paused = self.whole = False
        return Order.REPLY
