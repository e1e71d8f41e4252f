"""The business's facts as sentences with ids, and those a question is about: what a language model may rest an answer on.

A fact is worded in English, plainly, from the definition alone; whatever is said to a caller names the ids it rests on, so
that it can be checked. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from receptionist.business.definition import Business, Language, MenuItem, Service, worded
from receptionist.business.once import Once
from receptionist.business.opening import sittings, why_closed
from receptionist.knowledge.documents import Passage
from receptionist.knowledge.lexical import lexical

MOST = 8
"""Facts a question is given at most; a prompt has to stay short."""
LEAST = 0.3
"""Likeness below which a fact has nothing to do with the question."""

_KIND_OF: dict[str, tuple[str, ...]] = {
    "hours": ("hours",), "address": ("address",), "directions": ("address",), "parking": ("faq", "address"), "price": ("service", "dish"),
    "services": ("service",), "menu": ("dish",), "allergens": ("dish",), "diet": ("dish",), "cancellation": ("policy",), "deposit": ("policy",),
    "policy": ("policy",), "languages": ("languages",), "staff": ("staff",), "recording": ("recording",),
}  # fmt: skip
"""What kind of fact a topic of a question is about."""
_DAYS = 8
"""Days and languages of a definition whose facts are remembered."""
_FACTS: Once[dict[tuple[date, Language], tuple["Fact", ...]]] = Once(lambda business: {})


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    """`hours:fri`, `service:haircut`, `dish:samosa`, `faq:3`, `policy:cancellation`, `doc:<document>:<passage>`, ..."""
    text: str
    ask: tuple[str, ...] = ()
    """Other ways in which a question may speak of it."""

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


def all_facts(
    business: Business, today: date, language: Language = "en", passages: Sequence[Passage] = ()
) -> tuple[Fact, ...]:
    """Everything that may be told, `passages` being approved ones. Written answers are in `language` where they exist."""
    known = _FACTS.of(business)
    facts = known.get((today, language))
    if facts is None:
        if len(known) >= _DAYS:
            known.clear()
        facts = known[today, language] = _of_definition(business, today, language)
    return (*facts, *_passages(passages))


def _of_definition(business: Business, today: date, language: Language) -> tuple[Fact, ...]:
    return (*_house(business, language), *_hours(business, today), *_policies(business, language),
            *(_service(business, one, language) for one in business.services),
            *(_dish(business, one, language) for one in business.menu), *_staff(business),
            *_answers(business, language))  # fmt: skip


def relevant_facts(
    question: str,
    business: Business,
    today: date,
    *,
    topic: str = "",
    about: Sequence[str] = (),
    language: Language = "en",
    passages: Sequence[Passage] = (),
    limit: int = MOST,
) -> tuple[Fact, ...]:
    """The facts nearest to the question, nearest first; none, where nothing is near.

    `topic` and `about` as the local understander gives them (commands.Ask): a fact of that kind, and one about that dish,
    service or day, counts as nearer. The same question gives the same facts in the same order.
    """
    facts = all_facts(business, today, language, passages)
    prose = frozenset(n for n, fact in enumerate(facts) if fact.kind in ("doc", "policy"))
    alike = lexical(tuple((fact.text, *fact.ask) for fact in facts), prose).likeness(question)
    kinds, named = _KIND_OF.get(topic, ()), {str(one).lower() for one in about}
    scored = []
    for n, (fact, like) in enumerate(zip(facts, alike, strict=True)):
        score = like.score + (0.25 if fact.kind in kinds else 0.0) + (0.5 if _named(fact, named, business) else 0.0)
        if score >= LEAST or fact.kind in kinds:
            scored.append((-score, n))
    return tuple(facts[n] for _, n in sorted(scored)[:limit])


def _named(fact: Fact, named: set[str], business: Business) -> bool:
    kind, _, which = fact.id.partition(":")
    if kind == "hours":
        return any(one == which or _weekday(one) == which for one in named)
    return which.lower() in named


def _weekday(day: str) -> str:
    try:
        return f"{date.fromisoformat(day):%a}".lower()
    except ValueError:
        return ""


def _house(business: Business, language: Language) -> Iterator[Fact]:
    where = " ".join(part for part in (business.address, worded(business.directions, language)) if part)
    yield Fact(
        "address", f"{business.name} is at {where}", ("where are you", "dónde están", "ਕਿੱਥੇ ਹੋ", "location directions")
    )
    spoken = {"en": "English", "es": "Spanish", "pa": "Punjabi"}
    yield Fact("languages", f"The receptionist speaks {', '.join(spoken[one] for one in business.languages)}.")
    for place in business.locations:
        yield Fact(
            f"location:{place.id}", f"{worded(place.name, language)}: {place.address}", (worded(place.name, "en"),)
        )


def _hours(business: Business, today: date) -> Iterator[Fact]:
    for ahead in range(7):
        day = today + timedelta(days=ahead)
        times = sittings(business, day)
        reason = why_closed(business, day)
        said = ", ".join(f"{opens:%H:%M} to {closes:%H:%M}" for opens, closes in times) if times else "closed"
        told = f"{day:%A} {day.isoformat()}{' (today)' if not ahead else ''}: {said}{f' ({reason})' if reason else ''}."
        yield Fact(
            f"hours:{f'{day:%a}'.lower()}",
            told,
            ("opening hours open close", "horario abren cierran", "ਕਦੋਂ ਖੁੱਲ੍ਹਦੇ ਬੰਦ ਸਮਾਂ"),
        )


def _policies(business: Business, language: Language) -> Iterator[Fact]:
    rules = business.policies
    for name in ("cancellation", "deposit"):
        if text := worded(getattr(rules, name), language):
            yield Fact(f"policy:{name}", text, (f"{name} policy",))
    yield Fact(
        "policy:booking",
        f"By phone up to {rules.max_party} people, {rules.horizon_days} days ahead, at {rules.lead_minutes} minutes' notice.",
    )
    notice = {
        "off": "Calls are not recorded.",
        "notice": "Calls are recorded.",
        "ask": "Calls are recorded only if the caller agrees.",
    }
    yield Fact("recording", notice[business.recording.value])


def _service(business: Business, service: Service, language: Language) -> Fact:
    price = (
        "" if service.price is None else f", {'from ' if service.price_from else ''}{service.price} {business.currency}"
    )
    variants = "; ".join(
        f"{worded(one.name, language)}{f' {one.price} {business.currency}' if one.price is not None else ''}"
        for one in service.variants
    )
    told = (
        f"{worded(service.name, language)}: {service.minutes} minutes{price}. {worded(service.description, language)}"
    )
    asked = (*service.name.values(), *(word for words in service.synonyms.values() for word in words))
    return Fact(f"service:{service.id}", f"{told.strip()} {variants}".strip(), asked)


def _dish(business: Business, item: MenuItem, language: Language) -> Fact:
    """With its allergens in three states: what is named in none of them is not known, and the fact says so."""
    stated = [
        f"{label} {', '.join(one.replace('_', ' ') for one in names)}"
        for label, names in (
            ("contains", item.contains),
            ("may contain", item.may_contain),
            ("not known:", item.unknown),
        )
        if names
    ]
    diets = f" Marked {', '.join(one.replace('_', ' ') for one in item.diets)}." if item.diets else ""
    told = f"{worded(item.name, language)} ({item.section or 'menu'}), {item.price} {business.currency}. {worded(item.description, language)}"
    allergens = f" Allergens: {'; '.join(stated) or 'none stated'}; any other allergen is not known."
    asked = (*item.name.values(), *(word for words in item.synonyms.values() for word in words))
    return Fact(f"dish:{item.id}", f"{told.strip()}{allergens}{diets}", asked)


def _staff(business: Business) -> Iterator[Fact]:
    for one in business.resources:
        if one.kind == "staff":
            skills = f" does {', '.join(one.skills)}." if one.skills else "."
            yield Fact(f"staff:{one.id}", f"{one.name} works here{' and' if one.skills else ''}{skills}", (one.name,))


def _answers(business: Business, language: Language) -> Iterator[Fact]:
    for n, faq in enumerate(business.faqs):
        yield Fact(f"faq:{n}", f"{faq.question} {worded(faq.answer, language)}", (*faq.variants, *faq.answer.values()))


def _passages(passages: Sequence[Passage]) -> Iterator[Fact]:
    for one in passages:
        yield Fact(f"doc:{one.id}", f"{one.text} [{one.source}]", (one.heading,) if one.heading else ())
