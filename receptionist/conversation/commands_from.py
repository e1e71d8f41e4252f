"""From what a sentence means to what it asks of the conversation. Pure; where the local understander joins the runner.

The same sentence asks different things at different moments: "eight" answers how many, which of the offered times,
or corrects the hour; "cancel it" while a booking is being made drops it, and with nothing in hand cancels one.
"""

import re
from collections.abc import Iterator, Sequence

from receptionist.business.definition import Business, Vertical
from receptionist.conversation import phrases
from receptionist.conversation.asked_about import asked_about
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
    StartTask,
    Thank,
    WantPerson,
)
from receptionist.conversation.crowds import fits
from receptionist.conversation.filling import OF_THEMSELVES
from receptionist.conversation.own_workflows import own_commands
from receptionist.conversation.reading import WORKFLOW_OF, Reading
from receptionist.conversation.slots_besides import full_name
from receptionist.conversation.slots_from import slots_from
from receptionist.conversation.state import DialogueState
from receptionist.conversation.strangers import stranger
from receptionist.conversation.switching import asked_for, language_of_somebody, languages_wanted
from receptionist.conversation.trades import concerns_us, looks_for_us, searches_for_us
from receptionist.knowledge.lexical import says_something
from receptionist.knowledge.retrieve import best_faq
from receptionist.language.understanding import ScoredIntent, Understanding, Utterance

SHORT = 6
"""Words; an answer rather than a question of its own."""
PLAINLY = 0.76
"""A wish to book scored below is a guess from bare facts such as "three people"."""
WORDS_OF_A_QUESTION = 3
"""Shorter ones are slips of the ear."""
A_SENTENCE = 5
"""Words: nobody's name."""
ANSWERED = 0.6
"""Likeness from which words that are no question are one that has a written answer."""
BARELY = 3
"""Words beside the name of a thing: "a ... please", "with ...", "yes, and ..."."""
_FACT_TOPICS = frozenset(
    {"hours", "address", "directions", "price", "menu", "allergens", "diet", "robot", "recording", "parking",
     "services", "policy", "cancellation", "deposit", "payment", "staff", "languages", "phone"}
)  # fmt: skip


def commands_from(
    understood: Understanding, utterance: Utterance, state: DialogueState, business: Business
) -> tuple[Command, ...]:
    """What the caller asks, in the order the runner obeys. Never empty."""
    reading = Reading(understood, utterance.text.strip(), state, business)
    spoken = tuple(languages_wanted(reading))
    if "emergency" in reading.intents:
        return (*spoken, WantPerson("emergency"))
    if _asks_to_wait(reading):
        return (*spoken, Ask("wait", reading.text))
    found = tuple(_all(reading))
    if found and not (_fills_nothing(reading, found) and _requests_of_us(reading)):
        return (*spoken, *found)
    if asked_for(reading.text, understood.language) is not None:
        return spoken or (SayAgain(),)
    if found := _answered_here(reading):
        return (*spoken, *found)
    return (*spoken, NotUnderstood(out_of_scope=bool(reading.text) and "out_of_scope" in reading.intents))


def _fills_nothing(reading: Reading, found: tuple[Command, ...]) -> bool:
    """Facts of a visit where none is in hand, nor begun."""
    return reading.task is None and all(isinstance(one, SetSlot) and one.slot not in ("name", "phone") for one in found)


def _requests_of_us(reading: Reading) -> bool:
    return (
        reading.task is None and phrases.requests(reading.text) and concerns_us(reading.text, reading.business.vertical)
    )


def _asks_to_wait(reading: Reading) -> bool:
    """ "Hold on", and no word of what they want."""
    said = [entity for entity in reading.all_entities if entity.type not in ("person_name", "duration", "number")]
    return (
        phrases.asks_to_wait(reading.text) and not said and not reading.intents - {"out_of_scope", "affirm", "greeting"}
    )


def _answered_here(reading: Reading) -> tuple[Command, ...]:
    """Words that look like nothing else, but that the business has written an answer to: "my knee hurts, what should I take?"; or
    that ask for something it has to do with: "can I get a sick note?"."""
    if phrases.asks_of_the_house(reading.text) or _requests_of_us(reading):
        return (Ask("faq", reading.text),)
    several = len(reading.text.split()) >= WORDS_OF_A_QUESTION and says_something(reading.text)
    match = best_faq(reading.text, reading.business.faqs) if several else None
    answered = match is not None and match.score >= ANSWERED
    return (Ask("faq", reading.text),) if answered else ()


def _all(reading: Reading) -> Iterator[Command]:
    if phrases.refuses_recording(reading.text):
        yield RefuseRecording()
        return
    if phrases.wants_forgetting(reading.text):
        yield Ask("forget_me", reading.text)
        return
    if reading.state.expecting in ("find_name", *OF_THEMSELVES) and phrases.asks_why(reading.text):
        yield Ask("why_asked", reading.text)
        return
    if (dictated := _dictated(reading)) is not None:
        yield dictated
        return
    if "person" in reading.intents and reading.best_of("person", *WORKFLOW_OF) == "person":
        yield WantPerson("asked")
        return
    if "repeat" in reading.intents and not reading.entities and not phrases.asks_for_code(reading.text):
        yield SayAgain()
        return
    if own := own_commands(reading):
        yield from own
        return
    if apart := tuple(_apart_from_visits(reading)):
        yield from apart
        return
    tasks = list(_tasks(reading))
    slots = list(slots_from(reading))
    asks = [*_questions(reading, slots, tasks), *_in_writing(reading)] or list(_asks_for_stranger(reading))
    slots = [one for one in slots if not _is_stranger(one, asks)]
    if asks and not tasks and _only_about_the_question(reading):
        slots = []
    yes_no = tuple(_yes_no(reading, tasks, slots))
    yield from yes_no
    yield from tasks
    yield from slots
    yield from asks
    if not tasks and not slots and not asks:
        yield from () if Affirm() in yes_no and _at_read_back(reading) else _courtesies(reading)
    elif "goodbye" in reading.intents and not slots and not asks:
        yield Goodbye()


def _apart_from_visits(reading: Reading) -> Iterator[Command]:
    """What sounds like a visit and is none to be made: that they come late, when somebody is there, what is only told."""
    if _runs_late(reading):
        yield from _late(reading)
    elif reading.task is None and (told := tuple(_told(reading))):
        yield from told
    elif (language := language_of_somebody(reading)) is not None:
        people = (str(one.value) for one in reading.entities if one.type == "staff")
        yield Ask("speaks", reading.text, (*people, language))
    elif _notes_on_last(reading):
        yield StartTask("message")
        yield SetSlot("message", reading.text)
    elif _orders_food(reading):
        yield Ask("faq" if best_faq(reading.text, reading.business.faqs) else "no_orders", reading.text)
    elif reading.task is not None and phrases.asks_what_was_said(reading.text) and not reading.wishes():
        yield Ask("so_far", reading.text)
    elif (about := _whose_shift(reading)) is not None:
        yield Ask("rota", reading.text, about)
    elif phrases.asks_for_shift(reading.text):
        yield from _asks_for_stranger(reading)


_OF_VISITS = frozenset({"change_booking", "cancel_booking", "check_booking", "waitlist", "call_back", "leave_message"})


def _told(reading: Reading) -> Iterator[Command]:
    """What is told rather than wished for: who calls, what went wrong, how somebody is, what was."""
    text, vertical = reading.text, reading.business.vertical
    if phrases.asks_whose_number(text, reading.business.said_name()):
        yield Ask("who_we_are", text)
    elif phrases.dialled_wrong(text):
        yield Goodbye()
    elif reading.intents & _OF_VISITS or _plainly_books(reading):
        return
    elif vertical is Vertical.SALON and phrases.gone_wrong(text):
        yield Ask("sorry_to_hear", text)
        yield WantPerson("asked")
    elif _sends_word(reading) or (phrases.on_behalf(text) and not _names_a_visit(reading)):
        yield StartTask("message")
        yield from (SetSlot("name", full_name(one.value)) for one in reading.entities if one.type == "person_name")
        yield SetSlot("message", text)
    elif phrases.tells_of_past(text) and "question" not in reading.intents:
        yield Ask("i_see", text, tuple(str(one.value) for one in reading.entities if one.type == "service"))
    elif vertical is Vertical.CLINIC and phrases.ails(text) and _only_ails(reading):
        yield StartTask("book")
        yield Ask("no_advice", text)


def _plainly_books(reading: Reading) -> bool:
    return any(one.name == "book" and one.score >= PLAINLY for one in reading.understood.intents)


def _names_a_visit(reading: Reading) -> bool:
    return bool(reading.wishes()) or any(one.type == "service" for one in reading.entities)


def _sends_word(reading: Reading) -> bool:
    """ "Please tell Marco I said hi"."""
    return any(one.type == "staff" and phrases.passes_on(reading.text[: one.start]) for one in reading.entities)


def _only_ails(reading: Reading) -> bool:
    """No question that is answered, and no visit that is named."""
    if reading.understood.topic is not None or any(one.type == "service" for one in reading.entities):
        return False
    return best_faq(reading.text, reading.business.faqs) is None and "question" not in reading.intents


def _notes_on_last(reading: Reading) -> bool:
    """ "Can you add that it's my mum's birthday?", when a visit has just been booked: the house is told."""
    booked = reading.state.last_booking and not reading.state.extra.get("cancelled") and reading.task is None
    return bool(booked) and phrases.adds_note(reading.text) and not reading.wishes()


def _orders_food(reading: Reading) -> bool:
    """ "Two butter chickens and a naan, please": a meal, not a table."""
    dishes = any(one.type == "menu_item" for one in reading.entities)
    apart = reading.task is None and not reading.wishes() and "question" not in reading.intents
    return dishes and apart and phrases.orders_food(reading.text)


def _runs_late(reading: Reading) -> bool:
    moves = reading.best_of("change_booking", "cancel_booking", "person") in reading.intents
    return reading.task is None and not moves and phrases.runs_late(reading.text)


def _late(reading: Reading) -> Iterator[Command]:
    """How long the place is kept, where that is written down; else the house is told."""
    if best_faq(reading.text, reading.business.faqs) is not None or phrases.supposes(reading.text):
        yield Ask("faq", reading.text)
        return
    yield StartTask("message")
    yield SetSlot("message", reading.text)


def _whose_shift(reading: Reading) -> tuple[str, ...] | None:
    """ "Is Marco in on Saturday?", "who's working tomorrow?": whom and which day. With an hour it is a wish to come, and of a visit
    of theirs it is no question about anybody."""
    theirs = phrases.own_booking(reading.text) or phrases.has_booking(reading.text)
    if theirs or reading.intents & {"change_booking", "cancel_booking", "check_booking"}:
        return None
    people = tuple(str(one.value) for one in reading.entities if one.type == "staff")
    days = tuple(str(one.value) for one in reading.entities if one.type == "date" and isinstance(one.value, str))
    if any(one.type in ("time", "datetime", "service") for one in reading.entities):
        return None
    if reading.task is None and (people or days) and (before := _rota_asked(reading)) and phrases.asks_on(reading.text):
        earlier_days = tuple(one for one in before if one[:1].isdigit())
        return (*(people or tuple(one for one in before if one not in earlier_days)), *(days or earlier_days))
    if phrases.asks_for_shift(reading.text) and people or phrases.asks_who_works(reading.text) and days:
        return (*people, *days)
    return None


def _asks_for_stranger(reading: Reading) -> Iterator[Command]:
    """Of a visit they have, somebody of the house may have been called otherwise then."""
    theirs = phrases.own_booking(reading.text) or phrases.has_booking(reading.text)
    of_another = reading.intents & {"change_booking", "cancel_booking", "check_booking", "person"}
    named = any(one.type == "staff" for one in reading.entities)
    if theirs or of_another or named or reading.answers_by_name():
        return
    if (name := stranger(reading.text, reading.business)) is not None:
        yield Ask("nobody_called", reading.text, (name,))


def _is_stranger(slot: Command, asks: Sequence[Command]) -> bool:
    """ "Un corte con Lucía": nobody's own name."""
    names = [one.about[0] for one in asks if isinstance(one, Ask) and one.topic == "nobody_called"]
    return isinstance(slot, SetSlot) and slot.slot == "name" and any(name in str(slot.value) for name in names)


def _rota_asked(reading: Reading) -> tuple[str, ...]:
    """Whom and what day the last question was about, if it was when somebody is there."""
    asked = reading.state.extra.get("asked")
    if not isinstance(asked, dict) or asked["topic"] != "rota" or reading.state.turn - int(asked.get("turn", 0)) > 1:
        return ()
    return tuple(map(str, asked["about"]))


def _at_read_back(reading: Reading) -> bool:
    return reading.state.expecting == "yes_no" and reading.task is not None and reading.task.step == "confirm"


def _dictated(reading: Reading) -> Command | None:
    """The message itself. "No, that's all": there is none, or none beyond the party that was too large."""
    if _tells_matter_instead_of_name(reading):
        before = reading.task.slots.get("message") if reading.task is not None else None
        return SetSlot("message", f"{before.value}. {reading.text}" if before else reading.text)
    if reading.state.expecting != "message":
        return None
    if phrases.nothing_more(reading.text):
        return SetSlot("message", "") if reading.crowd else CancelTask()
    return SetSlot("message", reading.text) if _is_message(reading) else None


_INTRODUCED = re.compile(
    r"\b(?:name|i'?m|i am|it'?s|this is|call me|speaking|under|nombre|soy|llamo|habla|naam)\b|ਨਾਂ|ਨਾਮ", re.IGNORECASE
)


_ABOUT = re.compile(
    r"\W*(?:it'?s|it is|this is|i'm calling|i am calling)? ?(?:about|regarding|concerning|because|to do with|sobre|acerca de|es por)\b",
    re.IGNORECASE,
)


def _tells_matter_instead_of_name(reading: Reading) -> bool:
    """ "The food was cold and it took an hour", asked who is calling: more of the message."""
    taken = reading.task is not None and reading.task.workflow == "message" and reading.state.expecting == "name"
    if taken and _ABOUT.match(reading.text):
        return True
    if not taken or len(reading.text.split()) < A_SENTENCE or _INTRODUCED.search(reading.text):
        return False
    leads_away = reading.intents & {*WORKFLOW_OF, "person", "repeat", "goodbye", "deny"} - {"leave_message"}
    asked = "question" in reading.intents and phrases.is_asked(reading.text)
    named = any(
        one.type == "phone" or (one.type == "person_name" and one.text[:1].isupper()) for one in reading.entities
    )
    return not (leads_away or asked or named)


def _is_message(reading: Reading) -> bool:
    """Whether the words are to be passed on: a mere yes is not, nor what leads away from it."""
    only_yes = "affirm" in reading.intents and len(reading.text.split()) <= BARELY
    if only_yes or _comes_with_fewer(reading):
        return False
    leaving = reading.intents & {"repeat", "person", "goodbye"} or phrases.drops_it(reading.text)
    return bool(reading.text) and not (leaving and len(reading.text.split()) <= 5)


def _comes_with_fewer(reading: Reading) -> bool:
    """ "Actually, make it six", while a message is taken about a party that was too large."""
    sizes = [one.value for one in reading.entities if one.type in ("party_size", "number")]
    if (
        reading.crowd is None
        or reading.crowd is reading.task
        or len(sizes) != 1
        or not fits(sizes[0], reading.business)
    ):
        return False
    return reading.state.expecting != "message" or phrases.puts_right(reading.text)


def _tasks(reading: Reading) -> Iterator[Command]:
    in_hand = reading.task.workflow if reading.task else None
    if reading.crowd is not None and in_hand != reading.crowd.workflow and _comes_with_fewer(reading):
        yield StartTask(reading.crowd.workflow)
        return
    if in_hand and (phrases.drops_it(reading.text) or phrases.thinks_it_over(reading.text)):
        yield CancelTask()
        return
    if in_hand == "cancel_booking" and _is_to_be_moved(reading):
        yield StartTask("change_booking")
        return
    for intent in reading.understood.intents:
        workflow = _workflow_of(reading, intent) if intent.name in reading.intents else None
        if workflow is None or _goes_on(reading, workflow) or (workflow == "check_booking" and _confirms(reading)):
            continue
        yield CancelTask() if workflow == "cancel_booking" and in_hand == "book" else StartTask(workflow)
        if workflow == "message" and phrases.tells_matter(reading.text):
            yield SetSlot("message", reading.text)
        return
    if in_hand is not None:
        return
    if phrases.wants_usual(reading.text) and "question" not in reading.intents:
        yield StartTask("book")
        return
    if reading.state.extra.get("cancelled") and phrases.wants_it_back(reading.text):
        yield StartTask("book")
    elif (reading.state.last_booking and phrases.asks_for_code(reading.text)) or reading.asks_for_own():
        yield StartTask("check_booking")
    elif _implies_a_visit(reading) or _looks_for_us(reading):
        yield StartTask(_book_or_change(reading, 0.0))


def _workflow_of(reading: Reading, intent: ScoredIntent) -> str | None:
    workflow = WORKFLOW_OF.get(intent.name)
    if workflow == "cancel_booking" and reading.understood.topic == "cancellation" and "?" in reading.text:
        return None  # "How far ahead can I cancel?"
    if workflow in ("change_booking", "check_booking") and _wants_a_first(reading):
        workflow = "book"
    if workflow == "change_booking" and intent.score < PLAINLY and _wants_another(reading):
        workflow = "book"
    if workflow == "book":
        return (
            None if _is_only_asking(reading) or _asks_on_of_a_day(reading) else _book_or_change(reading, intent.score)
        )
    return workflow


def _is_to_be_moved(reading: Reading) -> bool:
    """ "Could I come on Wednesday instead?", "no, rather on Sunday", when it was to be cancelled."""
    if (
        reading.task is None
        or "booking" not in reading.task.slots
        or not (reading.wishes() or phrases.shift(reading.text))
    ):
        return False
    if phrases.in_place_of(reading.text):
        return True
    if phrases.shift(reading.text):
        return "affirm" not in reading.intents
    return "deny" in reading.intents or not reading.intents & {"affirm", "cancel_booking"}


def _wants_another(reading: Reading) -> bool:
    """ "And the second one is on Saturday", when one has just been made."""
    return bool(reading.state.last_booking) and reading.task is None and phrases.another(reading.text)


def _confirms(reading: Reading) -> bool:
    """ "Yes, I'd like to confirm the reservation", when it has just been read back."""
    return _at_read_back(reading) and ("affirm" in reading.intents or phrases.says_confirm(reading.text))


def _wants_a_first(reading: Reading) -> bool:
    """ "Make the appointment for Tuesday", "I want a change, find me a salon": no visit of theirs is spoken of, nor known."""
    if (
        reading.task is not None
        or reading.state.last_booking
        or phrases.own_booking(reading.text)
        or phrases.has_booking(reading.text)
        or any(phrases.is_theirs(reading.text, entity.start) for entity in reading.entities if entity.type == "service")
    ):
        return False
    return phrases.makes_anew(reading.text) or (not phrases.speaks_of_visit(reading.text) and _looks_for_us(reading))


def _looks_for_us(reading: Reading) -> bool:
    """ "Can you find me a dentist?", to a dentist."""
    if reading.intents & {"person", "leave_message", "call_back", "emergency"}:
        return False
    text, vertical = reading.text, reading.business.vertical
    if reading.understood.topic in _FACT_TOPICS:
        return reading.understood.topic in ("diet", "menu", "services", "staff") and searches_for_us(text, vertical)
    return looks_for_us(text, vertical)


def _implies_a_visit(reading: Reading) -> bool:
    """ "Do you have anything at eight tomorrow?", "four of us at seven", "try Tuesday", "a follow-up next Monday"."""
    if "question" in reading.intents:
        wishes = reading.wishes()
        if not wishes or (reading.understood.topic in _FACT_TOPICS and not reading.tells_whole_visit()):
            return False
        named = any(entity.type == "service" for entity in reading.entities)
        return wishes != {"date"} or named or phrases.seeks_place(reading.text)
    if reading.intents & {"person", "deny", "goodbye"}:
        return False
    return bool(reading.wishes()) or (_asked_what_else(reading) and _names_what_for(reading))


def _asked_what_else(reading: Reading) -> bool:
    return reading.task is None and reading.state.extra.get("offer") == "else"


def _names_what_for(reading: Reading) -> bool:
    """ "A men's haircut, please", "with Marco": what they would come in for, or whom they would come to, and hardly a word more."""
    named = [entity for entity in reading.entities if entity.type in ("service", "staff")]
    beside = len(reading.text.split()) - sum(len(entity.text.split()) for entity in named)
    return bool(named) and beside <= BARELY and "thanks" not in reading.intents


def _goes_on(reading: Reading, workflow: str) -> bool:
    """Whether the words belong to the task in hand: "change it to eight" while booking, "book it for eight" while moving."""
    in_hand = reading.task.workflow if reading.task else None
    return (
        workflow == in_hand
        or (workflow == "change_booking" and in_hand == "book")
        or (workflow == "book" and in_hand == "change_booking" and bool(reading.wishes()) and _is_at_hand(reading))
    )


def _is_at_hand(reading: Reading) -> bool:
    """Whether the visit that is to be moved was found, or may yet be."""
    task = reading.task
    return task is not None and bool("booking" in task.slots or task.offered or not task.attempts.get("find"))


def _asks_on_of_a_day(reading: Reading) -> bool:
    """ "And on December 25?", when the hours were asked for."""
    before = reading.state.extra.get("asked")
    if not isinstance(before, dict) or before["topic"] not in ("hours", "rota") or reading.task is not None:
        return False
    return "?" in reading.text and reading.wishes() == {"date"} and phrases.asks_on(reading.text)


def _is_only_asking(reading: Reading) -> bool:
    """ "Do you have anything gluten free?" is about the kitchen, not about a table."""
    return "question" in reading.intents and reading.understood.topic in _FACT_TOPICS and not reading.wishes()


def _book_or_change(reading: Reading, score: float) -> str:
    """ "I have a booking tomorrow, can we be four?" and, just after booking, "make that three people" change a visit."""
    if phrases.has_booking(reading.text):
        return "change_booking" if _tells_what_is_new(reading) else "check_booking"
    if _wants_another(reading):
        return "book"
    moved = any(entity.negated and entity.type in ("date", "time", "datetime") for entity in reading.all_entities)
    if reading.task is None and moved and reading.wishes() and phrases.in_place_of(reading.text):
        return "change_booking"
    fresh = reading.state.last_booking and not reading.state.extra.get("cancelled")
    if fresh and _names_another_service(reading):
        return "book"
    if fresh and reading.task is None and score < PLAINLY and reading.wishes():
        return "change_booking"
    return "book"


def _tells_what_is_new(reading: Reading) -> bool:
    """ "I have a booking tomorrow, can we be four?", "... and one more is coming"."""
    wishes, text = reading.wishes(), reading.text
    by_difference = phrases.more_people(text) or phrases.shift(text)
    return bool(wishes - {"date"} or (wishes and phrases.puts_right(text)) or by_difference)


def _names_another_service(reading: Reading) -> bool:
    """ "And a check-up on Tuesday", when a flu shot has just been booked."""
    last = reading.state.extra.get("last_slots")
    booked = last.get("service") if isinstance(last, dict) else None
    return any(
        entity.type == "service" and entity.value != booked for entity in reading.entities
    ) and not phrases.puts_right(reading.text)


def _yes_no(reading: Reading, tasks: list[Command], slots: list[Command]) -> Iterator[Command]:
    if reading.task and _at_read_back(reading) and not tasks and not slots:
        same = {intent for intent in reading.intents if WORKFLOW_OF.get(intent) == reading.task.workflow}
        meant = (same and phrases.says_do_it(reading.text)) or phrases.says_confirm(reading.text)
        if meant and "deny" not in reading.intents:
            yield Affirm()
            return
    if "deny" in reading.intents and not (tasks or slots) and _says_no_and_goes_on(reading):
        return
    if "deny" in reading.intents or _keeps(reading) or _wants_others(reading, slots):
        yield Deny()
    elif "affirm" in reading.intents:
        yield Affirm()
    elif "change_booking" in reading.intents and reading.task and reading.task.workflow == "book" and not slots:
        yield Deny()


_GOES_ON = re.compile(
    r"^\W*(?:no|nope|nah)\b\W+(?:but |wait |actually |well )*(?:i|we|my|our|the|there|you|what|how|can|could|it) (?!don'?t|think that|'?m (?:good|fine|ok|done|all))",
    re.IGNORECASE,
)


def _says_no_and_goes_on(reading: Reading) -> bool:
    """ "No, I want a refund", asked whether there is anything else: there is."""
    over = reading.intents & {"goodbye", "thanks"} or phrases.nothing_more(reading.text)
    return _asked_what_else(reading) and not over and _GOES_ON.search(reading.text) is not None


def _keeps(reading: Reading) -> bool:
    """A no to "shall I cancel it?", "shall I change it?"."""
    return _at_read_back(reading) and _touches_one(reading) and phrases.keeps_it(reading.text)


def _touches_one(reading: Reading) -> bool:
    return reading.task is not None and reading.task.workflow in ("cancel_booking", "change_booking")


def _wants_others(reading: Reading, slots: list[Command]) -> bool:
    """ "Nothing else?" is a no to what is on offer."""
    return reading.state.expecting == "choice" and not slots and phrases.wants_others(reading.text)


def _questions(reading: Reading, slots: list[Command], tasks: list[Command]) -> Iterator[Command]:
    if "change_language" in reading.intents or any(
        isinstance(slot, SetSlot) and slot.slot == "choice" for slot in slots
    ):
        return
    topic = reading.understood.topic
    if topic in ("diet", "allergens") and _tells_for_the_house(reading, tasks, slots):
        return
    if of_party := _about_party(reading):
        yield of_party
        return
    if topic in (None, "faq", "address", "directions") and (plain := _plain_facts(reading)):
        yield from (Ask(one, reading.text) for one in plain)
        return
    if "question" not in reading.intents and not _asks_on(reading):
        return
    if topic in (None, "faq") and phrases.wants_in_writing(reading.text):
        return
    if topic in (None, "faq") and reading.task is not None and phrases.wants_beyond(reading.text):
        return  # "And later?" is about the visit.
    of_a_visit = tasks or (slots and reading.task is not None)
    if topic in (None, "faq") and (of_a_visit or _wants_others(reading, slots) or _answers_badly(reading)):
        return
    kinds = {"menu_item", "service", "staff", "allergen", "date"}
    about = tuple(
        str(entity.value) for entity in reading.entities if entity.type in kinds and isinstance(entity.value, str | int)
    )
    yield Ask(topic or "faq", reading.text, about)


def _tells_for_the_house(reading: Reading, tasks: list[Command], slots: list[Command]) -> bool:
    """ "... and one of us is vegan", "and note the allergy", of a visit that is spoken of: noted, not asked."""
    noted = any(isinstance(one, SetSlot) and one.slot == "notes" for one in slots)
    of_visit = bool(tasks) or reading.task is not None
    return of_visit and noted and (phrases.notes_allergy(reading.text) or not phrases.is_asked(reading.text))


def _about_party(reading: Reading) -> Ask | None:
    """ "Two tables of six, then?", "what is the most you take?"."""
    if reading.crowd is not None and phrases.several_tables(reading.text):
        return Ask("several_tables", reading.text)
    if reading.business.policies.max_party > 1 and phrases.asks_for_most(reading.text):
        return Ask("largest_party", reading.text)
    return None


def _in_writing(reading: Reading) -> Iterator[Command]:
    """ "And could you text it to me?", of what they are told; the texts of a booking go by themselves."""
    if reading.task is None and phrases.wants_in_writing(reading.text):
        yield Ask("text_me", reading.text)


def _asks_on(reading: Reading) -> bool:
    """ "Ok, and the paneer korma?", after a question."""
    named = any(entity.type in ("menu_item", "service") for entity in reading.entities)
    return named and reading.task is None and "asked" in reading.state.extra and phrases.asks_on(reading.text)


def _answers_badly(reading: Reading) -> bool:
    """ "Una consulta", asked what for: an answer that fits nothing we offer, though "consulta" may also be a question."""
    return reading.state.expecting == "service" and "?" not in reading.text and len(reading.text.split()) <= SHORT


def _plain_facts(reading: Reading) -> tuple[str, ...]:
    """Where the house is and which number it has, asked in any words, unless the caller is giving a number."""
    if reading.state.expecting in ("phone", "message") or reading.intents & {"call_back", "leave_message"}:
        return ()
    return asked_about(reading.text)


def _only_about_the_question(reading: Reading) -> bool:
    """ "What time do you close on Friday?" says nothing about the booking in hand."""
    return (
        reading.understood.topic in _FACT_TOPICS and "book" not in reading.intents and "affirm" not in reading.intents
    )


def _courtesies(reading: Reading) -> Iterator[Command]:
    if "goodbye" in reading.intents:
        yield Goodbye()
    elif "thanks" in reading.intents:
        yield Thank()
    elif "greeting" in reading.intents:
        yield Goodbye() if _parts(reading) else Greet()
    elif reading.task is None and phrases.only_murmurs(reading.text):
        yield Affirm()


def _parts(reading: Reading) -> bool:
    """ "ਸਤ ਸ੍ਰੀ ਅਕਾਲ" greets and parts; who is asked whether there is anything else parts."""
    return reading.understood.language == "pa" and _asked_what_else(reading)
