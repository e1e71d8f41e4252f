"""Whatever is said, in whatever order: nothing raises, nothing untrue is claimed, nobody is left hanging."""

import random

import pytest

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
from receptionist.conversation.ending import unfinished
from receptionist.conversation.guard import false_claims
from receptionist.conversation.runner import run_on, run_silence
from receptionist.conversation.wording import word_act
from receptionist.conversation.workflows import WORKFLOWS
from receptionist.ids import Phone
from tests.receptionist.conversation.paper_book import CALLER, Talk

TALKS = 420
"""Of eight turns, for each of three businesses: ten thousand turns."""

_VALUES: dict[str, tuple[object, ...]] = {
    "date": ("2026-11-27", "2026-11-24", "2026-12-25", "2019-01-01", "never"),
    "time": ("07:00", "19:00", "12:30", "03:00", "25:99"),
    "window": (
        {"start": "17:00", "end": "23:59"},
        {"start": "19:00", "end": "20:00"},
        {"start": "22:00", "end": "02:00"},
        {"start": "19:00", "end": None},
        {"start": "", "end": "21:00"},
        {},
        "evening",
    ),
    "party_size": (1, 2, 4, 8, 9, 40, 0, -1, "many"),
    "name": ("Sarah Johnson", "Al", "4111 1111 1111 1111"),
    "phone": ("+14155550199",),
    "service": ("table", "womens_cut", "follow_up", "nothing"),
    "staff": ("simran", "dr_gill", "nobody"),
    "choice": (0, 1, 2, 7, -1),
    "code": ("ACD00", "ZZZZZ"),
    "find_name": ("Sarah Johnson", "Somebody"),
    "message": ("Tell them I am late.",),
    "changing": ("time", "date", "party_size"),
    "any_time": (True,),
    "days": ({"start": "2026-11-27", "end": "2026-11-30"},),
    "notes": ("allergy: peanut",),
    "nonsense": (1,),
}
_TOPICS = (
    "hours",
    "address",
    "price",
    "menu",
    "allergens",
    "diet",
    "robot",
    "recording",
    "parking",
    "faq",
    "languages",
    "policy",
    "odd",
)
_QUESTIONS = (
    "do you have vegan dishes?",
    "nut allergy",
    "where can I park",
    "how much is the korma",
    "what is the meaning of life",
)


def _command(dice: random.Random) -> Command:
    slot = dice.choice(list(_VALUES))
    value = dice.choice(_VALUES[slot])
    if dice.random() < 0.05:
        value = None
    commands: tuple[Command, ...] = (
            StartTask(dice.choice((*WORKFLOWS, "unheard_of"))), CancelTask(), Affirm(), Affirm(), Affirm(), Deny(),
            Ask(dice.choice(_TOPICS), dice.choice(_QUESTIONS)), SpeakLanguage(dice.choice(("en", "es", "pa"))),
            WantPerson(dice.choice(("asked", "emergency"))), SayAgain(), RefuseRecording(), Greet(), Thank(), Goodbye(), NotUnderstood(),
            *(SetSlot(slot, value, correction=dice.random() < 0.2) for _ in range(12)),
    )  # fmt: skip
    return dice.choice(commands)


@pytest.mark.parametrize("business", ["restaurant", "salon", "clinic"])
def test_ten_thousand_random_turns_never_raise_never_lie_and_never_end_in_nothing(business: str) -> None:
    dice = random.Random(business)
    for _ in range(TALKS):
        talk = Talk.at(business, CALLER if dice.random() < 0.8 else Phone(""))
        talk.book.down = dice.random() < 0.05
        talk.book.snatched = dice.random() < 0.1
        history: list[object] = []
        for _ in range(8):
            commands = tuple(_command(dice) for _ in range(dice.choice((1, 1, 2, 4))))
            history.append(commands)
            roll = dice.random()
            before = talk.state.last_said
            if roll < 0.03:
                talk.go(run_silence(talk.state, talk.facts()))
            elif roll < 0.05:
                talk.go(run_on(talk.state, talk.facts(), "resumed"))
            else:
                talk.say(*commands)
            _check(talk, before, history)
            if talk.state.ended or (talk.ran and talk.ran.handoff):
                break


def _check(talk: Talk, before: str, history: list[object]) -> None:
    ran = talk.ran
    assert ran is not None
    assert talk.text or talk.state.ended, history
    assert talk.state.ended or ran.handoff or ran.expect.kind != "nothing", history
    for act in ran.acts:
        said = word_act(act, talk.state.language, talk.business, talk.facts().today)
        if said.text not in before:
            assert not false_claims(said.text, said.language, talk.new, handed_over=bool(ran.handoff)), (
                said.text,
                talk.new,
                history,
            )
    if talk.state.ended or not talk.state.tasks:
        assert not unfinished(talk.state)
        assert talk.book.down or not talk.book.holds, (talk.book.holds, history)
