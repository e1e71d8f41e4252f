"""What the texts say of booking and cancelling, against the rules that are kept."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Literal

from receptionist.business.definition import Business
from receptionist.knowledge.lint.findings import Finding, finding
from receptionist.knowledge.lint.statements import Statement

_CANCEL = re.compile(r"\b(?:cancel\w*|call off|notice|avis\w+|antelacion)\b|ਰੱਦ")
_CHANGE = re.compile(
    r"\b(?:reschedul\w*|move (?:your|a|an|the)|chang(?:e|es|ing) (?:your|a|an|the)|cambi\w+ (?:su|una|la))\b"
)
_RESERVE = re.compile(r"\b(?:book\w*|reserv\w*|appointments?|citas?)\b")
_UP_TO = re.compile(r"\b(?:up to|as far as|no more than|at most|within|hasta|como maximo)\b")
_AT_LEAST = re.compile(r"\b(?:at least|no less than|minimum|al menos|como minimo|por lo menos)\b")
_NO_RESERVATIONS = re.compile(
    r"\b(?:(?:do(?:n'?t| not)|no longer) (?:take|accept|do) (?:any )?(?:reservations?|bookings?|appointments?)"
    r"|(?:walk[- ]ins?|first come,? first served) only|no (?:reservations?|bookings?|appointments?)(?! (?:needed|necessary|required|fee|deposit))"
    r"|no (?:aceptamos|tomamos|hacemos) (?:reservas|reservaciones|citas))\b"
)
_PARTY = r"(?:part(?:y|ies)|groups?|grupos?|mesas?)"
_MORE_THAN = re.compile(
    rf"\b{_PARTY} (?:of |de )?(?:more than|over|larger than|bigger than|mas de) (\d+)|(?:more than|over|mas de) (\d+)"
    r" (?:people|guests|persons|personas)\b"
)
_OR_MORE = re.compile(rf"\b{_PARTY} (?:of |de )?(\d+) (?:or more|and up|o mas)\b")
_OF_UP_TO = re.compile(rf"\b{_PARTY} (?:of |de )?(?:up to|hasta) (\d+)\b")
_NUMBERS = {
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10", "doce": "12",
}  # fmt: skip

Limit = Literal["cancel_until_minutes", "change_until_minutes", "horizon_days", "lead_minutes", "max_party"]


def findings(business: Business, said: Sequence[Statement]) -> Iterator[Finding]:
    for one in said:
        yield from _notice(business, one)
        yield from _reservations(business, one)
        yield from _parties(business, one)


def _notice(business: Business, one: Statement) -> Iterator[Finding]:
    """Lengths of time: how late one may cancel or change, how far ahead one may book."""
    policies = business.policies
    if len(set(one.lengths)) != 1:
        return
    length = one.lengths[0]
    cancelling = bool(_CANCEL.search(one.folded)) or "cancel" in one.about
    if cancelling:
        yield from _unlike(
            business, one, length, "cancel_until_minutes", timedelta(minutes=policies.cancel_until_minutes)
        )
    elif _CHANGE.search(one.folded):
        minutes = (
            policies.cancel_until_minutes if policies.change_until_minutes is None else policies.change_until_minutes
        )
        yield from _unlike(business, one, length, "change_until_minutes", timedelta(minutes=minutes))
    elif _RESERVE.search(one.folded) and _UP_TO.search(one.folded) and length >= timedelta(days=2):
        if abs(length - timedelta(days=policies.horizon_days)) > length / 10:
            yield from _unlike(business, one, length, "horizon_days", timedelta(days=policies.horizon_days))
    elif _RESERVE.search(one.folded) and _AT_LEAST.search(one.folded):
        yield from _unlike(business, one, length, "lead_minutes", timedelta(minutes=policies.lead_minutes))


def _unlike(business: Business, one: Statement, claimed: timedelta, limit: Limit, kept: timedelta) -> Iterator[Finding]:
    if claimed == kept:
        return
    wanted = claimed.days if limit == "horizon_days" else round(claimed.total_seconds() / 60)
    yield finding(
        business, "error", "policy", one.place,
        f'says "{one.text.strip()}", but `policies` has `{limit}: {_kept(business, limit)}` ({_spoken(kept)}); write'
        f" `{limit}: {wanted}` there, or change the sentence",
    )  # fmt: skip


def _kept(business: Business, limit: Limit) -> int:
    policies = business.policies
    if limit == "change_until_minutes" and policies.change_until_minutes is None:
        return policies.cancel_until_minutes
    value = getattr(policies, limit)
    return int(value)


def _reservations(business: Business, one: Statement) -> Iterator[Finding]:
    if _NO_RESERVATIONS.search(one.folded):
        yield finding(
            business, "error", "reservations", one.place,
            f'says "{one.text.strip()}", but callers can book {_bookable(business)}; take that out, or the service',
        )  # fmt: skip


def _bookable(business: Business) -> str:
    names = [next(iter(service.name.values()), service.id) for service in business.services]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _parties(business: Business, one: Statement) -> Iterator[Finding]:
    text = re.sub(r"[a-z]+", lambda word: _NUMBERS.get(word[0], word[0]), one.folded)
    limits = [
        int(next(group for group in match.groups() if group)) - less
        for pattern, less in ((_MORE_THAN, 0), (_OR_MORE, 1), (_OF_UP_TO, 0))
        for match in pattern.finditer(text)
    ]
    for limit in limits:
        if limit != business.policies.max_party:
            yield finding(
                business, "error", "party_size", one.place,
                f'says "{one.text.strip()}", but parties of up to {business.policies.max_party} can be booked; write'
                f" `max_party: {limit}` under `policies`, or change the sentence",
            )  # fmt: skip


def _spoken(length: timedelta) -> str:
    if length == timedelta():
        return "no notice"
    if length >= timedelta(days=2) and not length % timedelta(days=1):
        return f"{length.days} days"
    hours, rest = divmod(round(length.total_seconds() / 60), 60)
    return " ".join(part for part in (f"{hours} hours" if hours else "", f"{rest} minutes" if rest else "") if part)
