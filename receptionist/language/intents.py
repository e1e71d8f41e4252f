"""What the caller wants, what the question is about, and in what mood: cues weighed against one another.

Scores are noisy-or over the cues of a reading: p = 1 - product(1 - weight); what speaks against it takes its share of
that away. Context then moves them: an answer to a yes-no question, a bare slot value, things only a booking has.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import prod

from receptionist.language.lexicon import Cue, Lexicon
from receptionist.language.tokens import Token, tokenise
from receptionist.language.understanding import Affect, Entity, Intent, ScoredIntent
from receptionist.language.wellknown import is_first_name, is_surname
from receptionist.language.wishes import ANSWER

LEAST = 0.25
"""Intents below this are not worth mentioning."""
_SLOT_TYPES = frozenset(
    ("date", "time", "datetime", "date_range", "time_range", "datetime_range", "party_size", "service", "staff")
)
_ANSWERS = _SLOT_TYPES | {"person_name", "phone", "email", "postcode", "number", "menu_item", "allergen", "duration"}


def words_of(tokens: Sequence[Token]) -> str:
    """The utterance for cues: words, numbers and question marks, one space apart."""
    return " ".join(t.text for t in tokens if t.kind != "mark" or t.text == "?")


_INTRODUCING = frozenset(
    (
        "hi", "hello", "hey", "yes", "yeah", "sure", "ok", "okay", "it", "it's", "its", "this", "that's", "is", "i",
        "i'm", "im", "am", "my", "me", "name", "name's", "the", "under", "for", "so", "uh", "um", "please", "hola",
        "si", "soy", "llamo", "mi", "nombre", "es", "a", "de", "parte", "mera", "naam", "main", "ji", "haan",
    )
)  # fmt: skip
"""Words around a name that is all somebody says."""
_BEFORE_A_NAME = frozenset(("is", "for", "i'm", "am", "it's", "under", "name", "name's", "llamo", "soy", "es", "naam"))


def without_odd_surname(words: str, lexicon: Lexicon) -> str:
    """A word that is rarely a name, where it is one, holds no cue: "my name is Lisa Park" asks for no parking. So it is behind a first
    name that is introduced, or is all that is said but for words to introduce it."""
    said = words.split()
    ordinary = (lexicon.name_stops, lexicon.ordinary, lexicon.function_words)
    for at in range(len(said) - 1):
        first, last = said[at : at + 2]
        if last not in lexicon.name_stops or any(first in those for those in ordinary):
            continue
        if not (is_first_name(first) and is_surname(last)):
            continue
        alone = at + 2 == len(said) and _INTRODUCING.issuperset(said[:at])
        if alone or (at and said[at - 1] in _BEFORE_A_NAME):
            return " ".join((*said[: at + 1], *said[at + 2 :]))
    return words


def weigh(text: str, cues: Iterable[Cue]) -> dict[str, float]:
    """Probability of each name that has any cue."""
    against: dict[str, list[float]] = {}
    doubts: dict[str, list[float]] = {}
    unasked = text.removesuffix(" ?")
    for cue in cues:
        if cue.pattern.search(text) or (unasked is not text and cue.pattern.search(unasked)):
            (against if cue.weight > 0 else doubts).setdefault(cue.name, []).append(1 - abs(cue.weight))
    return {name: (1 - prod(misses)) * prod(doubts.get(name, ())) for name, misses in against.items()}


def doubted(text: str, cues: Iterable[Cue]) -> frozenset[str]:
    """The names some cue speaks against."""
    return frozenset(cue.name for cue in cues if cue.weight < 0 and cue.pattern.search(text))


def intents(
    text: str,
    lexicon: Lexicon,
    found: Sequence[Entity],
    topic: str | None,
    *,
    expecting: str | None,
    in_hand: bool,
    ours: frozenset[str],
    likely: Mapping[str, float] | None = None,
) -> tuple[ScoredIntent, ...]:
    """Best first; `out_of_scope` alone where nothing else is left. `in_hand`: something was asked for, so a bare value
    is its answer and no new wish. `ours`: words that make a question one to this business rather than to the world.
    `likely`: what the sentence as a whole was learned to be (wishes.py); nothing where something is in hand."""
    scores = weigh(text, lexicon.cues)
    cued = frozenset(scores)
    types: set[str] = {f.type for f in found}
    addressed = bool(ours & set(text.split()))
    introduced = not in_hand and _introduces(text, found, lexicon)
    learned = {name: share for name, share in (likely or {}).items() if not (introduced and name == ANSWER)}
    _learn(scores, learned, doubted(text, lexicon.cues) if learned else frozenset(), _SURE if topic else _LEARNED)
    _settle(scores, types, topic, expecting, addressed=addressed or learned.get("question", 0) >= _LEARNED)
    if not text:
        return (ScoredIntent("out_of_scope", 0.9),)
    if not in_hand and types & _SLOT_TYPES:
        alone = not set(text.split()) - _said(found) - lexicon.ordinary
        _book_by_slots(scores, types, cued if alone else frozenset(_TASKS), asked=topic is not None)
    if learned:
        own = bool((ours - lexicon.addressing) & set(text.split())) or bool(types & _OF_A_BOOKING)
        _estrange(
            scores, learned, _STRANGE_THOUGH_OURS if own else _STRANGE_THOUGH_ASKED if topic or addressed else _STRANGE
        )
    if introduced and max(scores.values(), default=0) < LEAST:
        scores["greeting"] = _INTRODUCED
    if not any(score >= LEAST for name, score in scores.items() if name != "out_of_scope") and not (
        in_hand and types & _ANSWERS
    ):
        scores["out_of_scope"] = max(scores.get("out_of_scope", 0), 0.6 if not types & _ANSWERS else 0.3)
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    kept = [ScoredIntent(_name(name), round(min(score, 0.99), 3)) for name, score in ranked if score >= LEAST]
    return tuple(kept) or (ScoredIntent("out_of_scope", 0.2 if types & _ANSWERS else 0.6),)


def _learn(scores: dict[str, float], likely: Mapping[str, float], doubts: frozenset[str], least: float) -> None:
    """Cues that are sure win; where none is, what the sentence was learned to be counts as one more cue, unless one
    speaks against it (`doubts`). `least`: the share of any but a question from which it counts."""
    sure = {name for name, score in scores.items() if score >= _SURE and name not in _ALONGSIDE}
    for name, share in likely.items():
        if share < (_LEARNED if name == "question" else least) or name in doubts | _NEVER_LEARNED or sure - {name}:
            continue
        scores[name] = 1 - (1 - scores.get(name, 0)) * (1 - _TRUST * share)
    if not sure and likely.get(ANSWER, 0) >= _LEARNED:
        scores["book"] = max(scores.get("book", 0), 0.5 * likely[ANSWER])


def _book_by_slots(scores: dict[str, float], types: AbstractSet[str], heeded: AbstractSet[str], *, asked: bool) -> None:
    """ "Four of us on Friday" wants a booking where nothing else is wished for; a wish that is not of those `heeded` has
    to be likelier than not."""
    if any(scores.get(name, 0) > (0.3 if name in heeded else 0.5) for name in _TASKS):
        return
    if asked or scores.get("question", 0) > 0.5:
        return
    bare = 0.6 if types & {"party_size", "date", "datetime", "service"} else 0.4
    for name in _TASKS:
        scores[name] = min(scores.get(name, 0), 0.9 * bare)
    scores["book"] = max(scores["book"], bare)


def _estrange(scores: dict[str, float], likely: Mapping[str, float], least: float) -> None:
    """A sentence learned to be no business of a receptionist's, unless a cue of a wish is surer than that."""
    strange = likely.get("out_of_scope", 0)
    if strange < max(least, max((scores.get(name, 0) for name in _OURS), default=0)):
        return
    for name in scores:
        if name not in ("emergency", "out_of_scope"):
            scores[name] *= 1 - strange
    scores["out_of_scope"] = max(scores.get("out_of_scope", 0), _TRUST * strange)


def _introduces(text: str, found: Sequence[Entity], lexicon: Lexicon) -> bool:
    """Whether somebody says who they are and nothing else: "Maria Lopez", "you can call me Emily"."""
    names = [e for e in found if e.type == "person_name" and not e.negated]
    rest = set(text.split()) - _said(names) - lexicon.function_words - lexicon.fillers - _OF_A_NAME
    return len(names) == 1 and len(found) == 1 and not rest


def _said(found: Iterable[Entity]) -> set[str]:
    return {word for one in found for word in words_of(tokenise(one.text)).split()}


_INTRODUCED = 0.4
_OF_A_NAME = frozenset(
    (
        "name",
        "named",
        "called",
        "call",
        "known",
        "go",
        "by",
        "first",
        "last",
        "family",
        "surname",
        "speaking",
        "here",
        "miss",
        "they",
    )
    + ("nombre", "apellido", "llamo", "llama", "llaman", "habla", "soy", "ਨਾਂ", "ਨਾਮ", "naam", "nam", "haan", "bol")
)
"""Words around a name that say only that it is one."""
_LEARNED, _SURE, _TRUST = 0.4, 0.8, 0.9
"""From where on a learned share counts; a cue stands alone; and the most a learned share is worth."""
_STRANGE, _STRANGE_THOUGH_ASKED, _STRANGE_THOUGH_OURS = 0.5, 0.75, 0.9
"""The share from which a sentence is out of scope: as such, on a topic of ours or asked of us, with words of this business."""
_NEVER_LEARNED = frozenset((ANSWER, "emergency", "out_of_scope"))
"""Weighed otherwise; an emergency by its cues alone."""
_ALONGSIDE = frozenset(("greeting", "thanks", "question", "second_question"))
"""Said with a wish as often as alone."""
_OF_A_BOOKING = frozenset(("party_size", "service", "staff", "menu_item", "allergen"))
_TASKS: tuple[Intent, ...] = (
    "book", "change_booking", "cancel_booking", "check_booking", "waitlist", "leave_message", "call_back", "person", "emergency",
)  # fmt: skip


_OURS = (*_TASKS, "affirm", "deny", "thanks", "goodbye", "repeat", "change_language")


def _settle(
    scores: dict[str, float], types: set[str], topic: str | None, expecting: str | None, *, addressed: bool
) -> None:
    """Cues that exclude one another."""
    if topic is not None:
        scores["question"] = max(scores.get("question", 0), 0.75)
    if scores.get("emergency", 0) > 0.8:
        for name in ("book", "question", "greeting"):
            scores[name] = scores.get(name, 0) * 0.4
    _dampen(scores, "cancel_booking", ("book", "check_booking", "deny"))
    _dampen(scores, "change_booking", ("book", "check_booking"))
    _dampen(scores, "waitlist", ("call_back", "book"))
    _dampen(scores, "person", ("leave_message", "question", "change_language"))
    _dampen(scores, "change_language", ("question", "person"))
    _dampen(scores, "repeat", ("question", "deny"))
    if topic is None:
        _dampen(scores, "greeting", ("question",))
        if scores.get("check_booking", 0) >= 0.8:
            scores["question"] = scores.get("question", 0) * 0.5
    _dampen(scores, "goodbye", ("affirm", "deny", "greeting"))
    if expecting == "yes_no":
        for name in ("affirm", "deny"):
            scores[name] = min(scores.get(name, 0) * 1.1, 0.98)
    elif types & _SLOT_TYPES and scores.get("book", 0) > 0.6:
        scores["affirm"] = scores.get("affirm", 0) * 0.8
    _settle_questions(scores, types, topic, addressed=addressed)


def _settle_questions(scores: dict[str, float], types: set[str], topic: str | None, *, addressed: bool) -> None:
    """A wish is no question, and a question of the world is not ours."""
    second = scores.pop("second_question", 0)
    if topic is None and not second and scores.get("book", 0) >= 0.8:
        scores["question"] = scores.get("question", 0) * 0.4
    ours = max((scores.get(name, 0) for name in (*_TASKS, "affirm", "deny", "thanks", "goodbye")), default=0)
    if topic is None and scores.get("out_of_scope", 0) > 0.5:
        scores["question"] = scores.get("question", 0) * 0.4
    if topic is None and scores.get("question", 0) > 0.4 and ours < 0.4 and not (addressed or types & _ANSWERS):
        scores["question"] *= 0.6
        scores["out_of_scope"] = max(scores.get("out_of_scope", 0), 0.6)
    if ours > 0.6:
        scores["out_of_scope"] = scores.get("out_of_scope", 0) * 0.5


def _dampen(scores: dict[str, float], strong: str, weaker: Iterable[str]) -> None:
    if scores.get(strong, 0) >= 0.7:
        for name in weaker:
            if scores.get(name, 0) < scores[strong]:
                scores[name] = scores.get(name, 0) * 0.45


def _name(name: str) -> Intent:
    return name  # type: ignore[return-value]


def topic_of(text: str, lexicon: Lexicon, scores: Mapping[str, float] | None = None) -> str | None:
    """What a question is about; None where no topic is sure enough."""
    topics = weigh(text, lexicon.topics)
    best = max(topics.items(), key=lambda pair: pair[1], default=None)
    return best[0] if best and best[1] >= 0.5 else None


def affect(text: str, lexicon: Lexicon, *, shouted: bool) -> Affect:
    moods = weigh(text, lexicon.affects)
    frustrated = moods.get("frustrated", 0.0)
    if shouted:
        frustrated = 1 - (1 - frustrated) * 0.7
    return Affect(round(frustrated, 3), round(moods.get("urgent", 0.0), 3), round(moods.get("hesitant", 0.0), 3))
