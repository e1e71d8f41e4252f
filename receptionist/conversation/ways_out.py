"""Ways out for a caller whom the program cannot serve further: a person, if one answers now, else a message."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from receptionist.business.definition import Handoff
from receptionist.business.opening import staffed
from receptionist.calls.transfer import Transfer
from receptionist.conversation.deeds import Deed, TextSummary
from receptionist.conversation.summary import summary_of
from receptionist.conversation.working import Working
from receptionist.ids import Phone


def answering(turn: Working, reason: str = "asked", wanted: str = "") -> list[Handoff]:
    """Where a person answers now, the fittest first: the one called `wanted`, those for this reason, those for any."""
    there = [one for one in turn.business.handoffs if staffed(one, turn.business, turn.facts.now)]
    fit = [one for one in there if one.label == wanted or not one.takes or reason in one.takes]
    return sorted(fit, key=lambda one: (one.label != wanted, not one.takes))


def put_through(turn: Working, reason: str, *, note: str = "", wanted: str = "") -> bool:
    """Promises the caller a person, told beforehand who is calling and why. False: nobody is there."""
    there = answering(turn, reason, wanted)
    if not there:
        return False
    language = turn.business.languages[0]
    summary = summary_of(turn.state, turn.business, language, reason=reason, note=note)
    rung = [
        Transfer(Phone(one.number), one.label, reason, one.type == "warm", one.ring_seconds, summary, language)
        for one in there
    ]
    others = next((n for n, one in enumerate(there) if one.if_no_answer != "next"), len(there))
    turn.say("transferring", label=there[0].label)
    turn.remember("handed_to", there[min(others, len(there) - 1)].label)
    turn.handoff, turn.transfer = reason, replace(rung[0], next=tuple(rung[1 : others + 1]))
    return True


def texted_ahead(turn: Working) -> Generator[Deed, Any, None]:
    """The summary goes ahead of the caller where a hand-over wants it as a text."""
    transfer = turn.transfer
    if transfer and any(one.text_summary and one.number == transfer.number for one in turn.business.handoffs):
        yield TextSummary(transfer.number, transfer.summary)


def offer_way_out(turn: Working, reason: str = "asked", *, message: bool = False) -> bool:
    """Asks whether the caller wants a person or leaves a message; `message`: not a person. Gives True: the caller must
    speak."""
    offer = "person" if answering(turn) and not message else "message"
    turn.say(f"offer_{offer}", 0 if message else 1)
    turn.remember("why_person", reason)
    turn.remember("offer", offer)
    turn.wait_for("yes_no", "yes_no")
    return True


TROUBLED = "troubled"
"""Key of the state's `extra`: how often in a row the book could not be reached. A no to what is offered then, and a "try
again", tries once more."""


def trouble(turn: Working, act: str = "trouble") -> bool:
    """The book cannot be reached. What was asked for stays. Who wants no person is offered a message, and the other way
    round."""
    before = turn.state.extra.get(TROUBLED)
    times = before if isinstance(before, int) else 0
    turn.say(act)
    turn.remember(TROUBLED, times + 1)
    return offer_way_out(turn, message=times % 2 == 1)
