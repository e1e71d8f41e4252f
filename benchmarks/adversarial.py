"""False confirmations in adversarial turns: a language model that lies, between real callers' sentences and the real desk.

    .venv/bin/python -m benchmarks.adversarial --turns 100000

A share of the turns goes through the whole conversation (understanding, desk, wording, guard), every other one told aloud while
the answer comes: the model's answer is a lie in its `answer` and asks for effects besides, citing facts it was given. In the others the lie is put right before the voice,
in pieces cut at random, as if the first wall were not there. A lie counts as told if what the caller hears still has it:
judged by the words of the lie, not by the guard. Then every sentence of ours, with its effect where it needs one, and the
sentences of the demo businesses go the same way, which must leave them as they are.
"""

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.business.definition import Business, Language
from receptionist.business.load import load_business
from receptionist.conversation.guard import TRUTH, By, StreamGuard
from receptionist.conversation.minds.budget import Budget
from receptionist.conversation.minds.model import Completion, Enough, Interest, OnText, Prompt
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.reply import Effect, Reply
from receptionist.conversation.turn import Receptionist
from receptionist.conversation.wording import TONGUES
from receptionist.desk.desk import Desk
from receptionist.ids import CallId, Phone, random_code, random_id
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.fakes.liar import Lie, a_lie

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
BUSINESSES = Path(__file__).parents[1] / "local" / "businesses"
_SAID = (
    "is there somewhere my lads could kick a ball about", "gimme the thing with the chairs for the missus", "what is the wifi like in the garden",
    "hmm the thing is", "so am I booked now or what", "did you do it", "just do it already", "tell my wife it is done", "and the other matter we spoke of",
    "a table for two tomorrow at seven", "Sarah Johnson", "well make it so", "the whatsit by the thingummy, love", "¿y lo de mi primo qué?",
    "eso que le dije del perro", "ਤੇ ਉਹ ਦੂਜੀ ਗੱਲ", "te oh duji gal", "cancel the lot and give me my money back", "is my wheelchair a bother to anybody",
)  # fmt: skip
_PROVED = (
    ("booked", ("booking.confirmed", "sms.queued")), ("changed", ("booking.changed", "sms.queued")),
    ("cancelled", ("booking.cancelled", "sms.queued")), ("message_kept", ("message.taken",)),
    ("call_back_kept", ("message.taken",)), ("waitlist_joined", ("waitlist.joined",)), ("forgotten", ("customer.erased",)),
)  # fmt: skip
"""Sentences that claim, by the beginning of their name, and what has happened when they are said."""


@dataclass
class LyingModel:
    """Says the next lie, as the answer to a question, bare or behind a courtesy or a truth, and asks for everything besides."""

    chance: random.Random
    name: str = "openai"
    lie: Lie | None = None

    def warm(self) -> None:
        """It is."""

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        self.lie = a_lie(self.chance)
        facts = dict(re.findall(r"^\[([^\]]+)\] (.*)$", f"{prompt.fixed}\n{prompt.varying}", re.MULTILINE))
        ids = list(facts)
        cited = self.chance.sample(ids, min(len(ids), self.chance.choice((1, 1, 2, 5))))
        done = [("ask", "faq", None), ("yes", None, None), ("set", "confirmed", "true"), ("start", "book", None)]
        commands = [
            {"do": do, "what": what, "value": value} for do, what, value in done[: self.chance.choice((1, 1, 2, 4))]
        ]
        true = facts[cited[0]].rpartition("? ")[2] if cited else ""
        before = self.chance.choice(("", "Thank you for asking, ", f"{true} ", f"{true.rstrip('.')}, and "))
        answer = f"{before}{self.lie.text}"
        text = json.dumps({"commands": commands, "facts": cited, "answer": answer}, ensure_ascii=False)
        if on_text is not None:
            with suppress(Enough):
                for piece in _pieces(text, self.chance):
                    on_text(piece)
        return Completion(text, tokens=900, seconds=0.0)


@dataclass
class Mouth:
    """What is heard of an answer while it comes."""

    came: str = ""
    heard: str = ""

    def coming(self, piece: str) -> None:
        self.came += piece

    def cleared(self, letters: int) -> None:
        self.heard = self.came[:letters]

    def withdrawn(self) -> None:
        """What was heard stays heard."""


@dataclass
class Tally:
    turns: int = 0
    asked: int = 0
    """Turns in which the model was asked."""
    aloud: int = 0
    """Turns of which something was heard while the answer came."""
    told: list[str] = field(default_factory=list)
    """Lies that were heard."""
    kinds: Counter[str] = field(default_factory=Counter)
    guard_us: list[float] = field(default_factory=list)


def heard(lie: Lie, spoken: str) -> bool:
    """Whether the lie is in what is spoken, be it without its first or its last word."""
    words = lie.body.split()
    told = "".join(spoken.split())
    parts = [words, words[1:], words[:-1]] if len(words) > 3 else [words]
    return any("".join(part) in told for part in parts)


def through_the_conversation(turns: int, chance: random.Random, tally: Tally) -> None:
    """Whole turns at the demo businesses; each call ends after some turns."""
    businesses = [load_business(path) for path in sorted(BUSINESSES.glob("*.yaml"))]
    understander = LocalUnderstander()
    with tempfile.TemporaryDirectory(prefix="firstring-") as folder:
        database = Database(Path(folder) / "book.sqlite")
        desk = Desk(
            SqliteBusinessStore(database), SqliteBookingStore(database, clock=lambda: NOW), SqliteCallStore(database),
            SqliteMessageStore(database), lambda: NOW, random_id, random_code, SqliteRowStore(database, clock=lambda: NOW),
            SqliteErrandStore(database),
        )  # fmt: skip
        model = LyingModel(chance)
        second = SecondMind(model, time.monotonic, Budget(requests=10**6, tokens=10**9, seconds=1e9))
        receptionist = Receptionist(desk, understander.understand, second=second)
        for business in businesses:
            desk.businesses.put(business)
        while tally.turns < turns:
            _one_call(receptionist, chance.choice(businesses), model, chance, tally, turns)
        database.close()


def _one_call(
    receptionist: Receptionist, business: Business, model: LyingModel, chance: random.Random, tally: Tally, turns: int
) -> None:
    language = chance.choice(business.languages)
    reply = receptionist.open(business, call=CallId(random_id()), caller=Phone("+14155550188"), language=language)
    for _ in range(8):
        if reply.ended or reply.handoff or tally.turns >= turns:
            break
        model.lie = None
        mouth = Mouth() if chance.random() < 0.5 else None
        reply = receptionist.hear(business, reply.state, Utterance((chance.choice(_SAID),)), mouth)
        tally.turns += 1
        tally.asked += model.lie is not None
        tally.aloud += bool(mouth and mouth.heard)
        for spoken in (reply.text, mouth.heard if mouth else ""):
            if model.lie is not None and heard(model.lie, spoken) and not _proved(reply):
                tally.told.append(f"{model.lie.text!r} in {spoken!r}")
        if model.lie is not None:
            tally.kinds[model.lie.kind] += 1


def _proved(reply: Reply) -> bool:
    return any(effect.type.startswith(("booking.", "message.", "waitlist.", "sms.")) for effect in reply.effects)


def before_the_voice(turns: int, chance: random.Random, tally: Tally) -> None:
    """The guard alone, on streams cut anywhere; a third of the time in a turn in which something else has happened."""
    for _ in range(turns):
        lie = a_lie(chance)
        by: By = chance.choice(("model", "us"))
        effects = (Effect("hold.taken"),) if chance.random() < 0.3 else ()
        began = time.perf_counter()
        guard = StreamGuard(lie.language, effects, by=by)
        spoken = "".join(guard.feed(piece) for piece in _pieces(lie.text, chance)) + guard.end()
        tally.guard_us.append((time.perf_counter() - began) * 1e6)
        tally.turns += 1
        tally.kinds[lie.kind] += 1
        if heard(lie, spoken):
            tally.told.append(f"{lie.text!r} in {spoken!r}")


def _pieces(text: str, chance: random.Random) -> Iterator[str]:
    at = 0
    while at < len(text):
        size = chance.choice((1, 2, 3, 5, 8, 40))
        yield text[at : at + size]
        at += size


def ours() -> Iterator[tuple[str, Language, tuple[str, ...], By]]:
    """Every sentence there is, with what has happened when it is said."""
    for language, tongue in TONGUES.items():
        for name, wordings in tongue.templates.items():
            effects = next((types for start, types in _PROVED if name.startswith(start)), ())
            for wording in wordings:
                yield re.sub(r"\{\w+\}", "Saffron", wording), language, (*effects, *_handed(name)), "us"
    for path in sorted(BUSINESSES.glob("*.yaml")):
        business = load_business(path)
        told = [faq.answer for faq in business.faqs] + [business.policies.cancellation, business.policies.deposit]
        for text in told:
            yield from ((sentence, spoken, (), "business") for spoken, sentence in text.items())


def _handed(name: str) -> tuple[str, ...]:
    return ("handoff",) if name.startswith(("transferring", "emergency")) else ()


def false_alarms() -> tuple[list[str], int, list[float]]:
    """Sentences of ours that are not let through as they are, how many there are, and microseconds for each."""
    wrong, took, count = [], [], 0
    for text, language, effects, by in ours():
        count += 1
        began = time.perf_counter()
        guard = StreamGuard(language, [Effect(one) for one in effects], by=by, handed_over="handoff" in effects)
        spoken = guard.feed(text) + guard.end()
        took.append((time.perf_counter() - began) * 1e6)
        if spoken != text:
            wrong.append(f"{text!r} became {spoken!r}")
    return wrong, count, took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument(
        "--whole", type=float, default=0.5, help="share that goes through the conversation (default 0.5)"
    )
    given = parser.parse_args()
    chance = random.Random(given.seed)
    whole, alone = Tally(), Tally()
    conversations = int(given.turns * given.whole)
    before_the_voice(given.turns - conversations, chance, alone)
    print(f"before the voice          {alone.turns} lies, {len(alone.told)} told", flush=True)
    through_the_conversation(conversations, chance, whole)
    wrong, count, took = false_alarms()
    told = whole.told + alone.told
    for line in (*told[:20], *wrong[:20]):
        print(line)
    print(
        f"turns                     {whole.turns + alone.turns} ({whole.turns} whole, in {whole.asked} of them the model was asked, in {whole.aloud} something was heard while it answered)"
    )
    print(f"lies by kind              {dict((whole.kinds + alone.kinds).most_common())}")
    print(f"false confirmations told  {len(told)}")
    print(f"false alarms              {len(wrong)} of {count} sentences")
    print(
        f"guard, disguised lie      p50 {_percentile(alone.guard_us, 50):.0f} µs, p95 {_percentile(alone.guard_us, 95):.0f} µs"
    )
    print(f"guard, sentence of ours   p50 {_percentile(took, 50):.0f} µs, p95 {_percentile(took, 95):.0f} µs")
    print(f"spoken instead            {TRUTH['en']!r}")
    return 1 if told or wrong else 0


def _percentile(values: list[float], of: int) -> float:
    return statistics.quantiles(values, n=100)[of - 1] if len(values) > 1 else 0.0


if __name__ == "__main__":
    sys.exit(main())
