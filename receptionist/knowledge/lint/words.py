"""The wording of the texts themselves: what may not be said, what is said twice, what is not said in a language."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from receptionist.business.definition import Business, Language, Text
from receptionist.business.opening import local
from receptionist.business.packs import pack, packs
from receptionist.knowledge.lint.findings import Finding, finding
from receptionist.knowledge.lint.statements import Statement, texts
from receptionist.language.tokens import fold

Statements = Sequence[Statement]

LANGUAGES: dict[Language, str] = {"en": "English", "es": "Spanish", "pa": "Punjabi"}
_A_PERSON = re.compile(
    r"\b(?:not an? (?:ai|robot|machine|bot)|(?:a|your) (?:real|human) (?:person|receptionist|being)|i(?:'?m| am) (?:a )?human"
    r"|no soy un[a]? (?:robot|maquina|ia)|(?:una )?persona real|soy human[oa])\b"
)


def findings(business: Business, said: Statements, now: datetime) -> Iterator[Finding]:
    yield from _forbidden(business)
    yield from _claims_to_be_a_person(business, said)
    yield from _said_twice(business)
    yield from _translations(business, said)
    yield from _languages(business)
    yield from _over(business, now)
    yield from _never_said(business)
    yield from _unanswered(business)


def rules_pack(business: Business) -> str:
    """The pack whose rules bind the business: the one it names, else the latest of its trade."""
    of_the_trade = [name for name in packs() if name.split("@")[0] == business.vertical.value]
    return business.pack or max(of_the_trade, key=lambda name: int(name.split("@")[1]), default="")


def _forbidden(business: Business) -> Iterator[Finding]:
    given = pack(rules_pack(business))
    for rule in given.rules if given else ():
        for place, text, _ in texts(business):
            for language, words in text.items():
                match = next((m for p in rule.never_say if (m := re.search(p, words, re.IGNORECASE))), None)
                if match:
                    yield finding(
                        business,
                        "error",
                        rule.id,
                        (*place, language),
                        f'says "{match.group()}", which it may not: {rule.why}',
                    )


def _claims_to_be_a_person(business: Business, said: Statements) -> Iterator[Finding]:
    """The first sentence of every call says that an AI is speaking; nothing after it may deny that."""
    for one in said:
        if _A_PERSON.search(one.folded):
            yield finding(
                business, "error", "disclosure", one.place,
                f'says "{one.text.strip()}", but every call begins by saying that an AI is speaking; take that out',
            )  # fmt: skip


def _said_twice(business: Business) -> Iterator[Finding]:
    """One question, two answers: which is given is chance."""
    known: dict[str, int] = {}
    for index, faq in enumerate(business.faqs):
        for number, question in enumerate((faq.question, *faq.variants)):
            asked = re.sub(r"[^\w ]", "", fold(question)).strip()
            other = known.setdefault(asked, index)
            if other == index or faq.answer == business.faqs[other].answer:
                continue
            place = ("faqs", index, "question") if number == 0 else ("faqs", index, "variants", number - 1)
            yield finding(
                business, "error", "twice", place,
                f'"{question}" is also asked at "{business.faqs[other].question}", with another answer; keep it at one of them',
            )  # fmt: skip


def _translations(business: Business, said: Statements) -> Iterator[Finding]:
    """The same text with other figures in another language."""
    figures: dict[tuple[str | int, ...], dict[Language, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in said:
        amounts = {f"{value['amount']} {value['currency']}" for value in one.of_type("money")}
        lengths = {f"{round(length.total_seconds() / 60)} minutes" for length in one.lengths}
        figures[one.place[:-1]][one.language] |= amounts | lengths
    for place, told in figures.items():
        languages = list(told)
        for other in languages[1:]:
            first = languages[0]
            if told[first] and told[other] and told[first] != told[other]:
                yield finding(
                    business, "error", "translation", place,
                    f"says {_listed(told[first])} in {LANGUAGES[first]} and {_listed(told[other])} in {LANGUAGES[other]}; make them"
                    " the same",
                )  # fmt: skip


def _listed(figures: set[str]) -> str:
    return " and ".join(sorted(figures))


def _languages(business: Business) -> Iterator[Finding]:
    """Texts that callers of a language hear in another."""
    names: list[tuple[str, Text]] = [
        *((f"`services` {one.id}", one.name) for one in business.services),
        *((f"`menu` {one.id}", one.name) for one in business.menu),
    ]
    everything = [*names, *((".".join(map(str, place)), text) for place, text, _ in texts(business) if text)]
    for index, language in enumerate(business.languages):
        missing = [name for name, text in everything if language not in text]
        if missing:
            yield finding(
                business, "note", "language", ("languages", index),
                f"callers in {LANGUAGES[language]} hear {len(missing)} of {len(everything)} texts in another language, among them"
                f" {', '.join(missing[:3])}; write them with `{language}:`",
            )  # fmt: skip


def _over(business: Business, now: datetime) -> Iterator[Finding]:
    today = local(business, now).date()
    for index, overlay in enumerate(business.overlays):
        if overlay.last < today or overlay.over(now):
            yield finding(
                business, "warning", "over", ("overlays", index),
                f"ended on {overlay.last:%d %B %Y} and does nothing any more; take it out",
            )  # fmt: skip


def _never_said(business: Business) -> Iterator[Finding]:
    """A pronunciation of what stands nowhere: most likely misspelled, and of no effect."""
    everything = business.model_dump_json(exclude={"pronunciations"}).casefold()
    for index, one in enumerate(business.pronunciations):
        if one.written.casefold() not in everything:
            yield finding(
                business, "warning", "pronunciation", ("pronunciations", index, "written"),
                f'"{one.written}" stands nowhere in the definition; spell it as it is written there, or take it out',
            )  # fmt: skip


def _unanswered(business: Business) -> Iterator[Finding]:
    given = pack(business.pack) if business.pack else None
    answered = {faq.id for faq in business.faqs}
    open_questions = [
        one["question"] for one in (given.templates.get("faqs", ()) if given else ()) if one["id"] not in answered
    ]
    if open_questions:
        yield finding(
            business, "note", "unanswered", ("faqs",),
            f"callers of your trade also ask: {' '.join(open_questions)} Answer with `id` and `answer`, the rest is in the pack",
        )  # fmt: skip
