"""From what a sentence means to what it asks of the conversation. Pure; where the local understander joins the runner.

The same sentence asks different things at different moments: "eight" answers how many, which of the offered times,
or corrects the hour; "cancel it" while a booking is being made drops it, and with nothing in hand cancels one.
"""

from collections.abc import Iterator

from receptionist.business.definition import Business
from receptionist.conversation import phrases
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
from receptionist.conversation.own_workflows import own_commands
from receptionist.conversation.reading import WORKFLOW_OF, Reading
from receptionist.conversation.slots_from import slots_from
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Understanding, Utterance

PLAINLY = 0.75
"""A wish to book scored below is a guess from bare facts such as "three people"."""
_FACT_TOPICS = frozenset(
    {"hours", "address", "directions", "price", "menu", "allergens", "diet", "robot", "recording", "parking",
     "services", "policy", "cancellation", "deposit", "payment", "staff", "languages"}
)  # fmt: skip


def commands_from(
    understood: Understanding, utterance: Utterance, state: DialogueState, business: Business
) -> tuple[Command, ...]:
    """What the caller asks, in the order the runner obeys. Never empty."""
    reading = Reading(understood, utterance.text.strip(), state, business)
    if "emergency" in reading.intents:
        return (WantPerson("emergency"),)
    found = tuple(_all(reading))
    return found or (NotUnderstood(out_of_scope=bool(reading.text) and "out_of_scope" in reading.intents),)


def _all(reading: Reading) -> Iterator[Command]:
    yield from _language(reading)
    if phrases.refuses_recording(reading.text):
        yield RefuseRecording()
        return
    if _dictating(reading):
        yield SetSlot("message", reading.text)
        return
    if "person" in reading.intents and reading.best_of("person", *WORKFLOW_OF) == "person":
        yield WantPerson("asked")
        return
    if "repeat" in reading.intents and not reading.entities:
        yield SayAgain()
        return
    if own := own_commands(reading):
        yield from own
        return
    tasks = list(_tasks(reading))
    slots = list(slots_from(reading))
    asks = list(_questions(reading, slots, tasks))
    if asks and not tasks and _only_about_the_question(reading):
        slots = []
    yield from _yes_no(reading, tasks, slots)
    yield from tasks
    yield from slots
    yield from asks
    if not tasks and not slots and not asks:
        yield from _courtesies(reading)
    elif "goodbye" in reading.intents and not slots and not asks:
        yield Goodbye()


def _language(reading: Reading) -> Iterator[Command]:
    wanted = phrases.named_language(reading.text) if "change_language" in reading.intents else None
    spoken = reading.understood.language
    if wanted in ("en", "es", "pa"):
        yield SpeakLanguage(wanted)  # type: ignore[arg-type]  # narrowed by the tuple above
    elif (
        spoken != reading.state.language
        and (len(reading.text.split()) >= 3 or reading.state.turn <= 1)
        and not reading.answers_by_name()
    ):
        yield SpeakLanguage(spoken)


def _dictating(reading: Reading) -> bool:
    if reading.state.expecting != "message":
        return False
    leaving = reading.intents & {"repeat", "person", "goodbye"} or phrases.drops_it(reading.text)
    return bool(reading.text) and not (leaving and len(reading.text.split()) <= 5)


def _tasks(reading: Reading) -> Iterator[Command]:
    in_hand = reading.task.workflow if reading.task else None
    if phrases.drops_it(reading.text) and in_hand:
        yield CancelTask()
        return
    for intent in reading.understood.intents:
        workflow = WORKFLOW_OF.get(intent.name) if intent.name in reading.intents else None
        if workflow == "book":
            workflow = None if _is_only_asking(reading) else _book_or_change(reading, intent.score)
        if workflow is None or _goes_on(reading, workflow):
            continue
        yield CancelTask() if workflow == "cancel_booking" and in_hand == "book" else StartTask(workflow)
        return
    if in_hand is not None:
        return
    if reading.state.extra.get("cancelled") and phrases.wants_it_back(reading.text):
        yield StartTask("book")
    elif (reading.state.last_booking and phrases.asks_for_code(reading.text)) or reading.asks_for_own():
        yield StartTask("check_booking")
    elif _implies_a_visit(reading):
        yield StartTask(_book_or_change(reading, 0.0))


def _implies_a_visit(reading: Reading) -> bool:
    """ "Do you have anything at eight tomorrow?", "four of us at seven", "a follow-up next Monday"."""
    if "question" in reading.intents:
        return bool(reading.wishes()) and reading.understood.topic not in _FACT_TOPICS
    named = any(entity.type == "service" for entity in reading.entities) and bool(reading.wishes())
    return "person" not in reading.intents and (named or reading.wishes() >= {"time", "party_size"})


def _goes_on(reading: Reading, workflow: str) -> bool:
    """Whether the words belong to the task in hand: "change it to eight" while booking, "book it for eight" while moving."""
    in_hand = reading.task.workflow if reading.task else None
    return (
        workflow == in_hand
        or (workflow == "change_booking" and in_hand == "book")
        or (workflow == "book" and in_hand == "change_booking" and bool(reading.wishes()))
    )


def _is_only_asking(reading: Reading) -> bool:
    """ "Do you have anything gluten free?" is about the kitchen, not about a table."""
    return "question" in reading.intents and reading.understood.topic in _FACT_TOPICS and not reading.wishes()


def _book_or_change(reading: Reading, score: float) -> str:
    """ "I have a booking tomorrow, can we be four?" and, just after booking, "make that three people" change a visit."""
    if phrases.has_booking(reading.text):
        return "change_booking" if reading.wishes() - {"date"} else "check_booking"
    fresh = reading.state.last_booking and not reading.state.extra.get("cancelled")
    if fresh and reading.task is None and score < PLAINLY and reading.wishes():
        return "change_booking"
    return "book"


def _yes_no(reading: Reading, tasks: list[Command], slots: list[Command]) -> Iterator[Command]:
    if (
        reading.state.expecting == "yes_no"
        and reading.task
        and reading.task.step == "confirm"
        and not tasks
        and not slots
    ):
        same = {intent for intent in reading.intents if WORKFLOW_OF.get(intent) == reading.task.workflow}
        if same and "deny" not in reading.intents:
            yield Affirm()
            return
    if "deny" in reading.intents or (
        reading.task and reading.task.workflow == "cancel_booking" and phrases.keeps_it(reading.text)
    ):
        yield Deny()
    elif "affirm" in reading.intents:
        yield Affirm()
    elif "change_booking" in reading.intents and reading.task and reading.task.workflow == "book" and not slots:
        yield Deny()


def _questions(reading: Reading, slots: list[Command], tasks: list[Command]) -> Iterator[Command]:
    if (
        "question" not in reading.intents
        or "change_language" in reading.intents
        or any(isinstance(slot, SetSlot) and slot.slot == "choice" for slot in slots)
    ):
        return
    topic = reading.understood.topic
    if topic in (None, "faq") and (tasks or slots):
        return
    kinds = {"menu_item", "service", "staff", "allergen", "date"}
    about = tuple(
        str(entity.value) for entity in reading.entities if entity.type in kinds and isinstance(entity.value, str | int)
    )
    yield Ask(topic or "faq", reading.text, about)


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
        yield Greet()
