"""A question answered: from the facts, else from what the business wrote down, else not, which is said and noted.

A severe allergy is nothing a list decides: a person is offered, told beforehand, and the visit carries the note.
"""

import re
from collections.abc import Generator
from dataclasses import replace
from typing import Any, get_args

from receptionist.business.definition import Allergen
from receptionist.conversation import phrases
from receptionist.conversation.commands import Ask
from receptionist.conversation.deeds import Deed, Failed, LookUp, NoteGap, TellStaff, TextCaller
from receptionist.conversation.state import Filled, Json
from receptionist.conversation.ways_out import answering
from receptionist.conversation.wording import word
from receptionist.conversation.working import Act, Working
from receptionist.ids import ServiceId
from receptionist.knowledge.answers import Answer, answer_question, services_named
from receptionist.knowledge.menu import looked_up, severe
from receptionist.language.options import option_named

Going = Generator[Deed, Any, None]

ALLERGENS = frozenset(get_args(Allergen))
OF_A_THING = frozenset({"price", "duration"})
"""Topics of which "how much is it?" may leave out the thing."""
UNANSWERED = frozenset({"no_answer", "price_unknown"})
"""Acts that own up to not knowing."""
LONGEST_TEXT = 600
"""Characters: four parts of a text, or nine in Gurmukhi."""
BARELY_ASKED = 3
"""Words of a question about the day that was asked about just before: "until what time?"."""
_OF_THE_WEEK = re.compile(r"\b(?:d[ií]as|days|week|hours|horario|din)\b|ਦਿਨ", re.IGNORECASE)
STILL_SPOKEN_OF = 2
"""Turns later, "it" may still be what was asked about."""


def answer(turn: Working, asked: Ask) -> Going:
    """From the facts. "How much is it?" is about the service in hand; one asked about is the one then booked."""
    turn.moved = True
    asked = _in_context(turn, asked)
    if turn.offer == "call_back" and not _owned_up(turn):
        turn.remember("offer", None)
    about = _about(turn, asked)
    answers = answer_question(turn.business, asked.topic, asked.text, about, turn.facts.today)
    if any(one.name in UNANSWERED for one in answers):
        quote = yield LookUp(asked.text)
        if isinstance(quote, dict) and quote:
            answers = (Answer("fact", {"text": quote}),)
        elif asked.answer:
            answers = (Answer("fact", {"text": asked.answer, "by": "model"}),)
    before = len(turn.acts)
    for one in answers:
        if one.name in UNANSWERED:
            yield from _own_up(turn, asked, one)
        elif one.name == "fact" and (offered := phrases.offered_in(one.args.get("text"))):
            turn.say(one.name, **one.args)
            turn.remember("fact_offers", {"task": offered, "asked": asked.text, "turn": turn.state.turn})
        elif not any((act.name, act.args) == (one.name, one.args) for act in turn.acts):
            turn.say(one.name, **one.args)
    _remember_told(turn, turn.acts[before:])
    if of := looked_up(about, asked.text) if asked.topic in ("allergens", "diet") else ():
        turn.remember("wary_of", list[Json](of))
    if (person := next((one.id for one in turn.business.resources if str(one.id) in about), None)) is not None:
        turn.remember("asked_person", {"id": str(person), "turn": turn.state.turn})
    turn.remember("asked", {"topic": asked.topic, "about": list(about), "turn": turn.state.turn})
    named = next((name for name in about if turn.business.service(ServiceId(name))), None)
    if named:
        turn.remember("asked_about", named)
        service = turn.business.service(ServiceId(named))
        option = option_named(asked.text, service) if service else None
        turn.remember("asked_option", option.id if option else None)


def _remember_told(turn: Working, acts: list[Act]) -> None:
    """In words, for whoever would like it in writing."""
    known = [act for act in acts if act.name not in (*UNANSWERED, "not_known")]
    said = " ".join(one.text for one in word(tuple(known), turn.state.language, turn.business, turn.facts.today))
    before = turn.state.extra.get("told")
    if said and isinstance(before, dict) and before["turn"] == turn.state.turn:
        said = f"{before['text']} {said}"
    if said:
        turn.remember("told", {"turn": turn.state.turn, "text": said})


def text_it(turn: Working) -> Going:
    """ "Could you text me that?": what the caller was told just now, or a moment ago."""
    turn.moved = True
    told = turn.state.extra.get("told")
    if not isinstance(told, dict) or turn.state.turn - int(told["turn"]) > STILL_SPOKEN_OF:
        turn.say("text_what")
        return
    done = yield TextCaller(f"{turn.business.said_name()}: {told['text']}"[:LONGEST_TEXT])
    turn.say("cannot_text" if isinstance(done, Failed) else "texting_it")


def _about(turn: Working, asked: Ask) -> tuple[str, ...]:
    """With what the question leaves out: the thing that is spoken of, and what the caller must not eat."""
    about = asked.about
    if asked.topic in OF_A_THING and not about:
        by_name = tuple(str(one.id) for one in services_named(turn.business, asked.text))
        in_hand = turn.service() if turn.task else None
        if in_hand and asked.topic == "price" and in_hand.price is None and _dishes(turn, _spoken_of(turn)):
            in_hand = None  # A table costs nothing; it is the dish that was just spoken of.
        return by_name or ((str(in_hand.id),) if in_hand else _spoken_of(turn) or _just_booked(turn))
    if asked.topic in ("allergens", "diet") and phrases.points_back(asked.text) and not _dishes(turn, about):
        about = (*about, *_dishes(turn, _spoken_of(turn)))
    wary = turn.state.extra.get("wary_of")
    if asked.topic == "allergens" and isinstance(wary, list) and not ALLERGENS & set(about):
        about = (*about, *map(str, wary))
    return about


def _owned_up(turn: Working) -> bool:
    """Whether the caller hears already that something is not known."""
    return any(act.name in (*UNANSWERED, "not_known") for act in turn.acts)


def _spoken_of(turn: Working) -> tuple[str, ...]:
    """The dish or the service that the last question was about, a turn or two ago."""
    before = turn.state.extra.get("asked")
    if not isinstance(before, dict) or turn.state.turn - int(before.get("turn", 0)) > STILL_SPOKEN_OF:
        return ()
    things = {str(item.id) for item in turn.business.menu} | {str(service.id) for service in turn.business.services}
    return tuple(one for one in before["about"] if one in things)


def _just_booked(turn: Working) -> tuple[str, ...]:
    """ "And how much is it?", when it has just been booked."""
    last = turn.state.extra.get("last_slots")
    service = last.get("service") if isinstance(last, dict) and turn.state.last_booking else None
    return (str(service),) if service else ()


def _dishes(turn: Working, about: tuple[str, ...]) -> tuple[str, ...]:
    dishes = {str(item.id) for item in turn.business.menu}
    return tuple(one for one in about if one in dishes)


def _is_fresh(turn: Working, before: dict[str, Any]) -> bool:
    return turn.state.turn - int(before.get("turn", 0)) <= STILL_SPOKEN_OF


def _in_context(turn: Working, asked: Ask) -> Ask:
    """ "And the beet salad?", "what about Sunday?": the question before, of something else."""
    before = turn.state.extra.get("asked")
    wary = turn.state.extra.get("wary_of")
    if asked.topic == "hours" and not asked.about and phrases.points_to_day(asked.text) and (day := _day_in_hand(turn)):
        return replace(asked, about=(day,))
    if isinstance(wary, list) and asked.topic in ("faq", "menu") and phrases.asks_what_to_eat(asked.text):
        return replace(asked, topic="allergens", about=(*asked.about, *map(str, wary)))
    if not isinstance(before, dict):
        return asked
    barely = len(asked.text.split()) <= BARELY_ASKED and _OF_THE_WEEK.search(asked.text) is None
    goes_on = phrases.asks_on(asked.text) or barely
    if asked.topic == before["topic"] == "hours" and not asked.about and goes_on and _is_fresh(turn, before):
        return replace(asked, about=tuple(before["about"]))
    if not asked.about or asked.topic not in ("faq", "menu"):
        return asked
    if isinstance(wary, list) and phrases.asks_whether_safe(asked.text):
        return replace(asked, topic="allergens", about=(*asked.about, *map(str, wary)))
    if not phrases.asks_on(asked.text):
        return asked
    kept = [str(one) for one in before["about"] if before["topic"] in ("allergens", "diet") and one in ALLERGENS]
    return replace(asked, topic=str(before["topic"]), about=(*asked.about, *kept))


def _day_in_hand(turn: Working) -> str:
    """Of the visit that is spoken of."""
    return str(turn.value("date") or "") if turn.task is not None else ""


def _own_up(turn: Working, asked: Ask, unknown: Answer) -> Going:
    """Says that it is not known, notes the question, and offers to have somebody call back: at once where nothing else is
    in hand, else in passing."""
    again = _owned_up(turn)
    if again and phrases.points_back(asked.text):
        return
    yield NoteGap(asked.text, turn.state.language)
    if again:
        return
    if turn.task is not None or turn.offer not in ("", "else"):
        turn.say(unknown.name, **unknown.args)
        return
    turn.say("not_known" if unknown.name == "no_answer" else unknown.name, **unknown.args)
    turn.remember("unanswered", asked.text)
    turn.remember("offer", "call_back")


def take_offer_of_fact(turn: Working) -> bool:
    """A yes to what an answer has offered just now: "a nurse can call you back about them"."""
    offered = turn.take("fact_offers")
    if not isinstance(offered, dict) or turn.state.turn - int(offered["turn"]) > 1:
        return False
    about = {"message": Filled(offered["asked"], turn=turn.state.turn)} if offered["task"] == "call_back" else None
    turn.push(str(offered["task"]), about)
    return True


def call_back_about_it(turn: Working) -> None:
    """A yes to the offer: the question is the message."""
    question = turn.take("unanswered")
    turn.push("call_back", {"message": Filled(question, turn=turn.state.turn)} if question else None)


def mind_severe_allergy(turn: Working) -> Going:
    """Once per call. The house hears of it now; the caller is offered a person, and a booking made then says why."""
    words = turn.last_heard
    if severe(words):
        _note(turn, words)
    if not severe(words) or turn.state.extra.get("severe_allergy"):
        return
    turn.moved = True
    turn.remember("severe_allergy", words)
    yield TellStaff("severe_allergy", words)
    turn.say("severe_allergy")
    turn.remember("why_person", "severe_allergy")
    turn.remember("offer", "person" if answering(turn, "severe_allergy") else "message")


def _note(turn: Working, words: str) -> None:
    """On the visit being made, else kept for the one that will be."""
    note = f'severe allergy: "{words}"'
    if turn.task is None or turn.top.workflow not in ("book", "change_booking"):
        turn.remember("allergy_note", note)
        return
    earlier = str(turn.value("notes") or "")
    if note not in earlier:
        turn.fill("notes", f"{earlier}; {note}".lstrip("; "))


def note_for(turn: Working) -> dict[str, Filled]:
    """The note a booking begins with, if the caller spoke of a severe allergy before."""
    note = turn.take("allergy_note")
    return {"notes": Filled(note, turn=turn.state.turn)} if note else {}
