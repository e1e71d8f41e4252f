"""Ways out for a caller whom the program cannot serve further: a person, if one answers now, else a message."""

from receptionist.business.definition import Handoff
from receptionist.business.opening import staffed
from receptionist.conversation.working import Working


def answering(turn: Working) -> Handoff | None:
    """Where a person answers now."""
    return next(
        (handoff for handoff in turn.business.handoffs if staffed(handoff, turn.business, turn.facts.now)), None
    )


def offer_way_out(turn: Working, reason: str = "asked") -> bool:
    """Asks whether the caller wants a person or leaves a message. Gives True: the caller must speak."""
    offer = "person" if answering(turn) else "message"
    turn.say(f"offer_{offer}", 1)
    turn.remember("why_person", reason)
    turn.remember("offer", offer)
    turn.wait_for("yes_no", "yes_no")
    return True


def trouble(turn: Working) -> bool:
    """The book cannot be reached. What was asked for stays, so that a no to the offer tries once more."""
    turn.say("trouble")
    return offer_way_out(turn)
