"""What callers say, press and write, as recognisers and the carrier hand it on; and what a model makes of it."""

from dataclasses import dataclass
from functools import cache
from time import monotonic

from receptionist.business.definition import Business
from receptionist.conversation.minds.model import Completion, Enough, Interest, OnText, Prompt
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.redact import without_cards
from receptionist.conversation.turn import Receptionist
from receptionist.ids import CallId
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance
from receptionist.messages.consent import plain, read
from receptionist.messages.replies import answered, cancels, chosen, moves
from tests.fakes.front_office import CALLER, NOW, SetClock, a_desk
from tests.fuzz.files import house
from tests.fuzz.target import WORDS_OF_JSON, Target

EXPECTING = (None, "yes_no", "date", "time", "name", "phone", "party_size", "email", "postcode", "service")


def _text(content: bytes) -> None:
    body = content.decode("utf-8", "replace")
    read(body, opt_out_type=body[:10])
    said = plain(body)
    for understand in (answered, chosen, moves, cancels):
        understand(said)
    without_cards(body)


@cache
def _understander() -> LocalUnderstander:
    return LocalUnderstander()


def _said(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    expecting = EXPECTING[len(content) % len(EXPECTING)]
    circumstances = Circumstances(NOW, "America/Los_Angeles", house(), expecting=expecting)
    found = _understander().understand(Utterance((text, text[1:])), circumstances)
    assert all(0 <= intent.score <= 1 for intent in found.intents)
    assert all(0 <= one.start <= one.end <= len(text) for one in found.entities)


@dataclass(slots=True)
class _Babbler:
    """A LanguageModel that answers whatever it was given, in pieces."""

    answer: str
    name: str = "openai"

    def warm(self) -> None:
        """It is."""

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        for at in range(0, len(self.answer) if on_text else 0, 11):
            assert on_text is not None
            try:
                on_text(self.answer[at : at + 11])
            except Enough:
                return Completion(self.answer[: at + 11])
        return Completion(self.answer)


def _call(business: Business, said: list[str], second: SecondMind | None) -> None:
    """`strict`: a claim of ours without its deed raises."""
    desk = a_desk(SetClock())
    receptionist = Receptionist(desk, _understander().understand, second=second, strict=second is None)
    reply = receptionist.open(business, call=CallId("CA1"), caller=CALLER)
    for words in said:
        state = reply.state
        if words.startswith("#"):
            reply = receptionist.keys(business, state, words[1:])
        elif words:
            reply = receptionist.hear(business, state, Utterance((words,)))
        else:
            reply = receptionist.silent(business, state)
        assert reply.text.strip() or reply.ended or reply.handoff
        if reply.ended:
            return
    receptionist.hung_up(business, reply.state)


def _talk(content: bytes) -> None:
    """A line each turn; one that begins with # is pressed, an empty one is silence."""
    _call(house(), content.decode("utf-8", "replace").split("\n")[:6], None)


def _answer(content: bytes) -> None:
    """What the caller says, and below it what the model answers to it, twice."""
    said, _, answer = content.decode("utf-8", "replace").partition("\n")
    _call(house(), [said, said], SecondMind(_Babbler(answer), monotonic))


WORDS = (
    "İ".encode(),
    "\u200d".encode(),
    "ੴ".encode(),
    b"9999 ",
    b"double ",
    b"half past ",
    b"twelfth of ",
    b"never ",
    "ਕੱਲ੍ਹ ".encode(),
    "pasado mañana ".encode(),
)
TARGETS: dict[str, Target] = {
    "text": Target(_text, (
        b"STOP", b"cancelar mi cita AB3K7 del viernes a las 7pm", b"move to friday 7pm", "ਹਾਂ ਜੀ".encode(),
        b"card 4929 0000 0000 0000", b"2",
    ), WORDS),
    "said": Target(_said, (
        b"a table for four next friday at half past seven for Anna Ruiz", b"quiero cambiar mi cita del martes a las cinco y media",
        "ਮੈਨੂੰ ਕੱਲ੍ਹ ਸ਼ਾਮ ਸੱਤ ਵਜੇ ਦੋ ਬੰਦਿਆਂ ਲਈ ਮੇਜ਼ ਚਾਹੀਦਾ ਹੈ".encode(), b"my number is four one five double five five oh one four two",
        b"anna dot ruiz at example dot com", b"the thirty first of february at 25:99",
    ), WORDS, by="drawn"),
    "talk": Target(_talk, (
        b"a haircut tomorrow at three\nAnna Ruiz\nyes\nno that's all", b"#1\n#2\n#*\n\n#9#", "quiero cancelar mi cita\nsí\n\nno".encode(),
        b"I want to speak to a person\n\nactually book me for friday\nno, saturday\nwhat does it cost",
    ), (*WORDS, b"\n", b"#", b"yes\n", b"no\n"), examples=15, by="drawn"),
    "answer": Target(_answer, (
        b'could you do something about my hair before the wedding\n{"commands":[{"do":"start","what":"book","value":null},{"do":"set","what":"date","value":"2026-11-28"}],"facts":[],"answer":null}',
        b'is there anything like a garden there\n{"commands":[{"do":"ask","what":null,"value":"garden"}],"facts":["f1"],"answer":"Yes, you are booked for seven."}',
    ), (*WORDS_OF_JSON, b'"set"', b'"what":', b'"correct"', b'"language"', b'"value":"', b"99999999-99-99", b"booked "), examples=15, by="drawn"),
}  # fmt: skip
