"""The caller's commands, obeyed: tasks taken up and dropped, facts filled in, questions answered, yes and no."""

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import date, time
from typing import Any, Literal

from receptionist.business.definition import Language, Resource
from receptionist.business.opening import shifts
from receptionist.conversation import beside, crowds, phrases
from receptionist.conversation.answering import (
    answer,
    call_back_about_it,
    mind_severe_allergy,
    note_for,
    take_offer_of_fact,
    text_it,
)
from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Command,
    Deny,
    Goodbye,
    Greet,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    SpeakLanguage,
    StartTask,
    Thank,
    WantPerson,
)
from receptionist.conversation.deeds import Deed, KeepUnrecorded, TellStaff
from receptionist.conversation.doing import decline, put_down, refuse_place, tell_of_waiting
from receptionist.conversation.ending import close, count_misses
from receptionist.conversation.filling import fill_slots
from receptionist.conversation.placing import answer_offered
from receptionist.conversation.remembering import begin_as_usual, forget, known_name, offer_forgetting, take_usual
from receptionist.conversation.state import Filled, Task
from receptionist.conversation.ways_out import TROUBLED, put_through, texted_ahead
from receptionist.conversation.workflows import FINDING
from receptionist.conversation.workflows import workflow as workflow_called
from receptionist.conversation.working import Working

Going = Generator[Deed, Any, None]

_TOLD_TWICE = 2
"""Times the name is asked for, before a yes to it counts as misheard."""


def obey(turn: Working, commands: tuple[Command, ...]) -> Going:
    """The caller's commands, in the order of their weight."""
    yield from _manner_of_speaking(turn, commands)
    if WantPerson("emergency") in commands:
        yield from _emergency(turn)
        return
    if any(isinstance(command, SayAgain) for command in commands) and turn.state.last_said:
        turn.moved = True
        if turn.state.extra.get(TROUBLED) and turn.offer in ("person", "message"):
            turn.remember("offer", None)  # "Try again" is asked of the book, not of us.
            return
        turn.say("again", text=turn.state.last_said)
        turn.remember("said_again", True)
        return
    yield from _answers(turn, commands)
    if turn.state.ended:
        return
    yield from _business(turn, commands)
    yield from _manners(turn, commands)
    _offer_speaker(turn)
    yield from count_misses(turn, commands)


def _manner_of_speaking(turn: Working, commands: tuple[Command, ...]) -> Going:
    _speak_as_wished(turn, [command for command in commands if isinstance(command, SpeakLanguage)])
    if any(isinstance(command, NotUnderstood) for command in commands):
        turn.moved = False  # Greeted in their language, they still hear that the rest was not understood.
    if RefuseRecording() in commands:
        yield from _unrecorded(turn)


def _business(turn: Working, commands: tuple[Command, ...]) -> Going:
    """Tasks, then facts, then questions: "cancel that, and do you have parking?"."""
    slots = tuple(command for command in commands if isinstance(command, SetSlot))
    for command in commands:
        match command:
            case CancelTask():
                yield from _drop(turn)
            case StartTask(workflow):
                yield from _start(turn, workflow, slots)
            case WantPerson(reason):
                turn.remember("why_person", turn.state.extra.get("why_person") or reason)
                turn.push("person")
    changed = yield from fill_slots(turn, slots)
    if turn.task and turn.top.step == "confirm" and slots and not changed and Affirm() in commands:
        turn.fill("confirmed", True)
    for command in commands:
        if isinstance(command, Ask):
            yield from _asked(turn, command)
    yield from mind_severe_allergy(turn)


def _asked(turn: Working, asked: Ask) -> Going:
    """What is asked of the talk itself, else of the house."""
    match asked.topic:
        case "forget_me":
            offer_forgetting(turn)
        case "no_advice":
            turn.moved = True
            turn.say("no_advice")
            if turn.task is not None:
                turn.amend(attempts={**turn.top.attempts, "service": 1})  # What they come for was told already.
        case "why_asked" | "several_tables" | "no_orders" | "who_we_are" | "sorry_to_hear":
            turn.moved = True
            turn.say(asked.topic)
        case "i_see":
            turn.moved = True
            turn.say("i_see")
            turn.remember("asked", {"topic": "i_see", "about": list(asked.about), "turn": turn.state.turn})
        case "wait":
            turn.moved = True
            turn.say("take_your_time")
            turn.remember("said_again", True)
        case "so_far":
            _tell_so_far(turn)
        case "text_me":
            yield from text_it(turn)
        case _:
            yield from answer(turn, asked)


def _tell_so_far(turn: Working) -> None:
    """What is known of the visit in hand, unless it is read back, or times are offered, in this breath anyway."""
    turn.moved = True
    if turn.task is None or turn.top.step == "confirm" or turn.top.offered:
        return
    day, clock, party = (turn.value(name) for name in ("date", "time", "party_size"))
    known = (date.fromisoformat(day) if day else None, time.fromisoformat(clock[:5]) if clock else None, party)
    if told := tuple(one for one in known if one is not None):
        turn.say("so_far", known=told)


def _emergency(turn: Working) -> Going:
    turn.say("emergency")
    turn.moved = True
    yield TellStaff("emergency", "")
    if put_through(turn, "emergency"):
        yield from texted_ahead(turn)
    else:
        turn.remember("offer", None)
        turn.wait_for(None, "open")


def _speak_as_wished(turn: Working, wanted: list[SpeakLanguage]) -> None:
    """A few words in another language are a leaning; the same again at the next turn is a wish."""
    leaning = turn.take("leaning")
    if not wanted or wanted[-1].language == turn.state.language:
        return
    if wanted[-1].sure or leaning == wanted[-1].language:
        _speak(turn, wanted[-1].language)
    else:
        turn.remember("leaning", wanted[-1].language)


def _speak(turn: Working, language: Language | Literal["other"]) -> None:
    """Goes on in `language`; the first time, with what the greeting says, in that language. Whoever wants one we do not
    offer is told so, in it if we have words in it, and may have a person."""
    if language != "other" and language in turn.business.languages:
        turn.state = replace(turn.state, language=language)
        turn.moved = True
        if turn.state.extra.get(f"greeted_{language}"):
            turn.say("language_changed")
            return
        turn.remember(f"greeted_{language}", True)
        recording = "off" if turn.state.recording_refused else turn.business.recording.value
        turn.say(
            "greeting",
            assistant=turn.business.identity.assistant_name,
            recording="off" if recording == "ask" else recording,
        )
        if language not in turn.facts.recognised:
            turn.say("language_limits")
    elif turn.state.extra.get("told_languages") != language:
        turn.say("language_not_spoken", languages=turn.business.languages, in_language=language)
        turn.remember("told_languages", language)
        turn.remember("no_words_in", language)
        turn.moved = True


def _offer_speaker(turn: Working) -> None:
    """To whoever wants a language we do not offer, in that language; what else they said is done by then."""
    language = turn.take("no_words_in")
    if language is None or turn.state.ended or turn.handoff or turn.offer in ("person", "message"):
        return
    offer = "person" if turn.can_hand_over() else "message"
    turn.say(f"offer_{offer}", in_language=language)
    turn.remember("offer", offer)


def _unrecorded(turn: Working) -> Going:
    turn.moved = True
    asked = turn.offer == "recording"
    if asked:
        turn.remember("offer", None)
    if asked or not turn.state.recording_refused:
        yield KeepUnrecorded()
        turn.state = replace(turn.state, recording_refused=True)
    turn.say("not_recorded")


def _answers(turn: Working, commands: tuple[Command, ...]) -> Going:
    """A yes or a no to whatever was asked last."""
    yes = any(isinstance(command, Affirm) for command in commands)
    no = any(isinstance(command, Deny) for command in commands)
    more = any(isinstance(command, StartTask | SetSlot | WantPerson | CancelTask) for command in commands)
    offer = turn.offer
    asks = offer == "else" and any(isinstance(command, Ask) for command in commands)
    if offer and (yes or no or more) and not asks:
        turn.remember("offer", None)
        turn.moved = True
        if offer == "recording":
            yield from _recording_answer(turn, yes=yes, no=no and not more)
        elif yes and not more:
            yield from _accept(turn, offer, thanked=Thank() in commands)
        elif no and not more:
            yield from _refuse(turn, offer)
        return
    if turn.task is None or more:
        return
    if turn.top.offered and turn.state.expecting == "choice" and (yes or no):
        yield from answer_offered(turn, accepted=yes)
    elif turn.state.expecting == "name" and (yes or no):
        yield from _instead_of_name(turn, yes=yes)
    elif turn.state.expecting == "message" and yes:
        turn.moved = True  # There is something, which they are about to say.
    elif turn.top.step == "confirm" and yes:
        turn.fill("confirmed", True)
    elif turn.top.step == "confirm" and no:
        yield from decline(turn)


def _instead_of_name(turn: Working, *, yes: bool) -> Going:
    """A yes or a no to the name that was offered; else to the place that was found, as in "that works"."""
    if known_name(turn):
        if yes:
            turn.fill("name", known_name(turn))
    elif not yes and "found" in turn.top.slots and not phrases.keeps_name(turn.last_heard):
        yield from refuse_place(turn)
    elif yes and turn.top.attempts.get("name", 0) <= _TOLD_TWICE:
        turn.moved = True
        turn.say("all_right")


def _recording_answer(turn: Working, *, yes: bool, no: bool) -> Going:
    """Nothing is recorded until the caller says yes; who says neither is not asked again."""
    if yes:
        turn.state = replace(turn.state, recording_refused=False)
        turn.say("recording_agreed")
    elif no:
        yield KeepUnrecorded()
        turn.say("not_recorded")


def _accept(turn: Working, offer: str, *, thanked: bool) -> Going:
    match offer:
        case "person" | "message":
            turn.push(offer)
        case "call_back":
            call_back_about_it(turn)
        case "usual":
            take_usual(turn)
        case beside.KEY:
            beside.take_next(turn)
        case "forget":
            yield from forget(turn)
        case "waitlist":
            turn.push("waitlist", _wished_before(turn))
        case crowds.FEWER:
            crowds.come_with_fewer(turn)
        case "else" if not thanked and take_offer_of_fact(turn):
            pass
        case "else" if thanked:
            yield from close(turn, "welcome_goodbye")


def _refuse(turn: Working, offer: str) -> Going:
    if offer == "else":
        yield from close(turn, "goodbye")
        return
    if offer in ("call_back", "forget", beside.KEY):
        turn.say("all_right")
    if offer == beside.KEY:
        turn.remember(beside.KEY, None)
    turn.remember("why_person", None)
    if offer == crowds.FEWER:
        yield from _drop(turn)
    elif offer in ("person", "message"):
        crowds.offer_fewer(turn)


def _wished_before(turn: Working) -> dict[str, Filled]:
    """What was wished for when nothing was free."""
    wished = turn.take("full_for")
    if not isinstance(wished, dict):
        return {}
    return {name: Filled(value, turn=turn.state.turn) for name, value in wished.items()}


def _start(turn: Working, workflow: str, slots: tuple[SetSlot, ...]) -> Going:
    if workflow_called(turn.business, workflow) is None:
        return
    turn.moved = True
    if turn.task is not None and turn.top.workflow == "message" and workflow == "book":
        _put_away_message(turn)
    current = turn.task
    if current and current.workflow == workflow:
        return
    if workflow == "waitlist" and current is None and (waits := _waits_already(turn, slots)):
        turn.push("waitlist", waits)
        tell_of_waiting(turn)
        return
    if workflow == "message" and any(slot.slot == "message" for slot in slots):
        turn.say("will_pass_on")
    kept: dict[str, Filled] = {}
    if current and workflow == "book" and current.workflow in FINDING and "booking" not in current.slots:
        # No visit of theirs was found: what they wish is a first one, or the one that was being made.
        kept = _wishes_of(current)
        turn.pop()
        if (name := turn.take("looked_for")) and "name" not in kept:
            kept["name"] = Filled(name, turn=turn.state.turn)
        if turn.task is not None and turn.top.workflow == "book":
            return
    elif current and turn.flow_of(workflow).family == turn.flow.family:
        kept = {
            name: filled for name, filled in current.slots.items() if name in _kept_from(current.workflow, workflow)
        }
        yield from put_down(turn)
        turn.pop()
    elif current and any(task.workflow == workflow for task in turn.state.tasks):
        while turn.top.workflow != workflow:
            yield from put_down(turn)
            turn.pop()
        return
    turn.push(workflow, _begun(turn, kept, {slot.slot for slot in slots}) if workflow == "book" else kept)


def _put_away_message(turn: Working) -> None:
    """Who was to leave a message only because nobody could come to the phone, and would rather book, leaves none."""
    if "message" not in turn.top.slots:
        turn.pop()
        turn.remember("soothed", True)


def _waits_already(turn: Working, slots: tuple[SetSlot, ...]) -> dict[str, Filled]:
    """What was just put on the waiting list, for whoever asks for it once more; who wants something else joins anew."""
    last = turn.state.extra.get("last_slots")
    if not isinstance(last, dict) or not last.get("joined") or any(last.get(one.slot) != one.value for one in slots):
        return {}
    return {name: Filled(value, turn=turn.state.turn) for name, value in last.items()}


def _begun(turn: Working, kept: dict[str, Filled], said: set[str]) -> dict[str, Filled]:
    """What a booking begins with beside the words that start it: what was cancelled, asked about, or is usual."""
    kept |= {name: filled for name, filled in beside.begun_beside(turn).items() if name not in said}
    kept |= {name: filled for name, filled in beside.same_for_another(turn).items() if name not in said}
    kept |= _same_again(turn, said)
    if turn.state.last_booking and "name" not in said and phrases.for_another(turn.last_heard):
        beside.for_somebody_else(turn)
    if not said & {"date", "days"} and (same_day := beside.same_day(turn)):
        kept["date"] = Filled(same_day, turn=turn.state.turn)
    if not said & {"date", "days"} and "date" not in kept and (day := _day_asked_about(turn)):
        kept["date"] = Filled(day, turn=turn.state.turn)
    if "staff" not in said | set(kept) and (person := _person_asked_about(turn)) is not None:
        kept["staff"] = Filled(str(person.id), turn=turn.state.turn)
    if (asked := turn.take("asked_about")) and "service" not in said | set(kept):
        kept["service"] = Filled(asked, turn=turn.state.turn)
        if (option := turn.take("asked_option")) and "variant" not in said:
            kept["variant"] = Filled(option, turn=turn.state.turn)
    if not kept:
        kept = begin_as_usual(turn, said, asked_for=phrases.wants_usual(turn.last_heard))
    return kept | note_for(turn)


def _day_asked_about(turn: Working) -> str | None:
    """ "Are you open on Christmas Eve?", and then "a table for four": that day, which the read-back tells. Not a day on which the
    one they asked for is away."""
    asked = _asked_just_now(turn, "hours", "rota")
    day = next((one for one in asked if re.fullmatch(r"\d{4}-\d\d-\d\d", one)), None)
    person = _person_asked_about(turn)
    return None if day and person and not shifts(turn.business, person, date.fromisoformat(day)) else day


def _person_asked_about(turn: Working) -> Resource | None:
    """ "Is Marco in on Saturday?", and then "book me a haircut": with Marco."""
    asked, spoken_of = _asked_just_now(turn, "rota"), turn.state.extra.get("asked_person")
    pointed = isinstance(spoken_of, dict) and turn.state.turn - int(spoken_of["turn"]) <= _POINTED_AT
    if pointed and isinstance(spoken_of, dict) and phrases.with_them(turn.last_heard):
        asked = (str(spoken_of["id"]),)
    return next((one for one in turn.business.resources if str(one.id) in asked), None)


_POINTED_AT = 3
"""Turns later, "with him" may still be who was asked about."""


def _asked_just_now(turn: Working, *topics: str) -> tuple[str, ...]:
    """What the question just before was about, if it was one of these."""
    asked = turn.state.extra.get("asked")
    if not isinstance(asked, dict) or asked["topic"] not in topics or turn.state.turn - int(asked.get("turn", 0)) > 1:
        return ()
    return tuple(map(str, asked["about"]))


def _wishes_of(task: Task) -> dict[str, Filled]:
    """What was said of a visit that could not be found, for the one that is made instead."""
    names = {"service": "service", "variant": "variant", "staff": "staff", "area": "area", "time": "time", "window": "window", "part": "part", "party_size": "party_size",
             "date": "date", "find_day": "date", "find_name": "name"}  # fmt: skip
    return {names[slot]: filled for slot, filled in task.slots.items() if slot in names}


def _kept_from(before: str, after: str) -> tuple[str, ...]:
    """Facts that hold for the task that takes another's place."""
    if {before, after} == {"book", "waitlist"}:
        return (
            "service",
            "variant",
            "staff",
            "area",
            "accessible",
            "date",
            "time",
            "window",
            "part",
            "party_size",
            "name",
            "phone",
            "notes",
        )
    return ("booking", "code", "find_name", "find_day", "name")


def _same_again(turn: Working, said: set[str]) -> dict[str, Filled]:
    """ "Actually, book me again": what was just cancelled, except for what the caller says anew."""
    last = turn.state.extra.get("cancelled")
    if not isinstance(last, dict):
        return {}
    names = (
        set(last) - ({"time"} if said & {"date", "days", "window"} else set()) - ({"date"} if "days" in said else set())
    )
    turn.remember("cancelled", None)
    return {name: Filled(last[name], turn=turn.state.turn) for name in names & set(last) - said}


def _drop(turn: Working) -> Going:
    if turn.task is None:
        return
    yield from put_down(turn)
    if turn.top.workflow == "book":
        wished = ("service", "staff", "date", "time", "party_size", "name")
        turn.remember("cancelled", {slot: turn.value(slot) for slot in wished if slot in turn.top.slots})
    turn.say("dropped" if turn.top.workflow != "message" else "dropped_message")
    turn.pop()
    turn.remember("offer", None)


def _manners(turn: Working, commands: tuple[Command, ...]) -> Going:
    for command in commands:
        match command:
            case Goodbye():
                yield from close(turn, "goodbye")
            case Thank() if turn.task is None and turn.offer == "else":
                yield from close(turn, "welcome_goodbye")
            case Thank():
                turn.moved = True
                turn.say("welcome")
            case Greet():
                turn.moved = True
                if turn.task is None:
                    turn.say("hello")
