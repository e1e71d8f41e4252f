"""Punjabi, Gurmukhi script: greeting and disclosure, a booking from end to end, and the way to keys, a message or a person.

Speech recognition of Punjabi is not available offline, and the greeting of a Punjabi call says so. What is missing
here (prices, dishes, long answers) is borrowed from English.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from receptionist.conversation.visits import Visit
from receptionist.conversation.wording.tongue import Saying, Tongue, spelled

_DAYS = ("ਸੋਮਵਾਰ", "ਮੰਗਲਵਾਰ", "ਬੁੱਧਵਾਰ", "ਵੀਰਵਾਰ", "ਸ਼ੁੱਕਰਵਾਰ", "ਸ਼ਨਿੱਚਰਵਾਰ", "ਐਤਵਾਰ")
_MONTHS = ("ਜਨਵਰੀ", "ਫ਼ਰਵਰੀ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ", "ਅਗਸਤ", "ਸਤੰਬਰ", "ਅਕਤੂਬਰ", "ਨਵੰਬਰ", "ਦਸੰਬਰ")


def _day(day: date, today: date) -> str:
    full = f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"
    return {0: "ਅੱਜ", 1: f"ਭਲਕੇ, {full}"}.get((day - today).days, full)


def _clock(at: time) -> str:
    part = "ਸਵੇਰੇ" if at.hour < 12 else "ਦੁਪਹਿਰੇ" if at.hour < 17 else "ਸ਼ਾਮ" if at.hour < 21 else "ਰਾਤ"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{part} {at.hour % 12 or 12}{minutes} ਵਜੇ"


def _moment(at: datetime, today: date) -> str:
    return f"{_day(at.date(), today)} {_clock(at.time())}"


def _visit(saying: Saying, visit: Visit) -> str:
    party = f"{visit.party} ਜਣਿਆਂ ਲਈ " if visit.party else ""
    return f"{_moment(visit.start, saying.today)}, {party}{saying.text(visit.service)}"


def _money(amount: Decimal, currency: str) -> str:
    return f"{amount.normalize():f} {'ਡਾਲਰ' if currency == 'USD' else currency}"


def _joined(parts: Sequence[str], either: bool) -> str:
    return (
        parts[0]
        if len(parts) == 1
        else f"{', '.join(parts[:-1])} {'ਜਾਂ' if either else 'ਅਤੇ'} {parts[-1]}"
        if parts
        else ""
    )


def _greeting(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    recording = {
        "notice": " ਇਹ ਕਾਲ ਰਿਕਾਰਡ ਕੀਤੀ ਜਾਂਦੀ ਹੈ; ਜੇ ਤੁਸੀਂ ਨਹੀਂ ਚਾਹੁੰਦੇ ਤਾਂ ਦੱਸੋ।",
        "ask": " ਕੀ ਮੈਂ ਇਹ ਕਾਲ ਰਿਕਾਰਡ ਕਰ ਸਕਦਾ ਹਾਂ? ਤੁਸੀਂ ਨਾਂਹ ਕਹਿ ਸਕਦੇ ਹੋ।",
    }.get(args["recording"], "")
    return f"ਸਤ ਸ੍ਰੀ ਅਕਾਲ, ਮੈਂ {args['assistant']} ਹਾਂ, {saying.business_name} ਦਾ ਏ ਆਈ ਸਹਾਇਕ।{recording}"


def _offer_times(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"ਸਭ ਤੋਂ ਨੇੜੇ ਇਹ ਸਮੇਂ ਹਨ: {saying.times(args['options'])}। ਤੁਹਾਨੂੰ ਕਿਹੜਾ ਠੀਕ ਰਹੇਗਾ?"


def _confirm_book(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    name = f", {args['name']} ਦੇ ਨਾਂ ਉੱਤੇ" if args["name"] else ""
    return f"{_visit(saying, args['visit'])}{name}। ਕੀ ਮੈਂ ਬੁੱਕ ਕਰ ਦਿਆਂ?"


def _code(args: Mapping[str, Any]) -> str:
    code = spelled(args["code"])
    return f"ਤੁਹਾਡਾ ਕੋਡ ਹੈ {code}।" if args.get("texted") else f"ਤੁਹਾਡਾ ਕੋਡ ਹੈ {code}। ਦੁਬਾਰਾ ਸੁਣੋ: {code}।"


def _booked(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " ਮੈਂ ਤੁਹਾਨੂੰ ਟੈਕਸਟ ਭੇਜ ਰਿਹਾ ਹਾਂ।" if args["texted"] else ""
    return f"ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਪੱਕੀ ਹੋ ਗਈ ਹੈ: {_visit(saying, args['visit'])}।{text} {_code(args)}"


def _changed(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " ਮੈਂ ਤੁਹਾਨੂੰ ਟੈਕਸਟ ਭੇਜ ਰਿਹਾ ਹਾਂ।" if args["texted"] else f" {_code(args)}"
    return f"ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਬਦਲ ਦਿੱਤੀ ਹੈ: {_visit(saying, args['visit'])}।{text}"


def _cancelled(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " ਮੈਂ ਤੁਹਾਨੂੰ ਟੈਕਸਟ ਭੇਜ ਰਿਹਾ ਹਾਂ।" if args["texted"] else ""
    return f"ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਰੱਦ ਕਰ ਦਿੱਤੀ ਹੈ: {_visit(saying, args['visit'])}।{text}"


def _closed(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    day = _day(args["day"], saying.today)
    if not args["sittings"]:
        return f"ਮਾਫ਼ ਕਰਨਾ, {day} ਅਸੀਂ ਬੰਦ ਹਾਂ।"
    return f"ਮਾਫ਼ ਕਰਨਾ, {day} {_clock(args['clock'])} ਅਸੀਂ ਖੁੱਲ੍ਹੇ ਨਹੀਂ; {_sittings(args['sittings'])} ਖੁੱਲ੍ਹੇ ਹਾਂ।"


def _sittings(sittings: Sequence[tuple[time, time]]) -> str:
    return _joined([f"{_clock(opens)} ਤੋਂ {_clock(closes)} ਤੱਕ" for opens, closes in sittings], False)


def _hours_day(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    day = _day(args["day"], saying.today)
    return f"{day} ਅਸੀਂ {_sittings(args['sittings'])} ਖੁੱਲ੍ਹੇ ਹਾਂ।" if args["sittings"] else f"{day} ਅਸੀਂ ਬੰਦ ਹਾਂ।"


def _choose_from(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    names = saying.tongue.joined([saying.tell(name) for name in args["choices"]], True)
    return f"ਕਿਰਪਾ ਕਰਕੇ ਚੁਣੋ: {names}।"


def _confirm_own(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    lines = "; ".join(f"{saying.tell(label)}: {saying.tell(value)}" for label, value in args["lines"])
    return f"{saying.tell(args['name'])}। {lines}। ਕੀ ਇਹ ਠੀਕ ਹੈ?"


PUNJABI = Tongue(
    language="pa",
    day=_day, clock=_clock, moment=_moment, visit=_visit, money=_money, joined=_joined, number=str,
    terms={"en": "ਅੰਗਰੇਜ਼ੀ", "es": "ਸਪੈਨਿਸ਼", "pa": "ਪੰਜਾਬੀ"},
    composed={
        "choose_from": _choose_from,
        "confirm_own": _confirm_own,
        "greeting": _greeting,
        "offer_times": _offer_times,
        "confirm_book": _confirm_book,
        "booked": _booked,
        "changed": _changed,
        "cancelled": _cancelled,
        "cannot_closed": _closed,
        "hours_day": _hours_day,
        "offer_time": lambda saying, args, variant: f"{saying.tell(args['options'][0])} ਹੋ ਸਕਦਾ ਹੈ। ਕੀ ਇਹ ਠੀਕ ਹੈ?",
        "cannot_slot_taken": lambda saying, args, variant: f"ਮਾਫ਼ ਕਰਨਾ, {_visit(saying, args['visit'])} ਖਾਲੀ ਨਹੀਂ।",
    },
    templates={
        "cannot_full": ("ਮਾਫ਼ ਕਰਨਾ, ਉਸ ਵੇਲੇ ਬਹੁਤ ਲੋਕ ਆ ਰਹੇ ਹਨ, ਹੋਰ ਨਹੀਂ ਲੈ ਸਕਦੇ।",),
        "cannot_day_full": ("ਮਾਫ਼ ਕਰਨਾ, ਉਸ ਦਿਨ ਇਸ ਲਈ ਕੋਈ ਥਾਂ ਨਹੀਂ।",),
        "how_can_i_help": ("ਮੈਂ ਤੁਹਾਡੀ ਕੀ ਮਦਦ ਕਰ ਸਕਦਾ ਹਾਂ?",),
        "hello": ("ਸਤ ਸ੍ਰੀ ਅਕਾਲ! ਮੈਂ ਤੁਹਾਡੀ ਕੀ ਮਦਦ ਕਰ ਸਕਦਾ ਹਾਂ?",),
        "robot": ("ਹਾਂ, ਮੈਂ {assistant} ਹਾਂ, ਇੱਕ ਏ ਆਈ ਸਹਾਇਕ, ਕੋਈ ਇਨਸਾਨ ਨਹੀਂ।",),
        "not_recorded": ("ਠੀਕ ਹੈ, ਇਹ ਕਾਲ ਰਿਕਾਰਡ ਨਹੀਂ ਕੀਤੀ ਜਾਵੇਗੀ।",),
        "language_changed": ("ਠੀਕ ਹੈ, ਅਸੀਂ ਪੰਜਾਬੀ ਵਿੱਚ ਗੱਲ ਕਰ ਸਕਦੇ ਹਾਂ।",),
        "language_limits": (
            "ਮੈਂ ਪੰਜਾਬੀ ਬੋਲ ਸਕਦਾ ਹਾਂ, ਪਰ ਫ਼ੋਨ ਉੱਤੇ ਪੰਜਾਬੀ ਹਾਲੇ ਚੰਗੀ ਤਰ੍ਹਾਂ ਨਹੀਂ ਸਮਝਦਾ। ਤੁਸੀਂ ਫ਼ੋਨ ਦੇ ਬਟਨ ਦਬਾ ਸਕਦੇ ਹੋ, ਸੁਨੇਹਾ ਛੱਡ ਸਕਦੇ ਹੋ, ਜਾਂ ਕਿਸੇ ਇਨਸਾਨ ਨਾਲ ਗੱਲ ਕਰਨ ਲਈ ਸਿਫ਼ਰ ਦਬਾਓ।",
        ),
        "sorry": ("ਮਾਫ਼ ਕਰਨਾ, ਮੈਨੂੰ ਸਮਝ ਨਹੀਂ ਆਈ।", "ਮਾਫ਼ ਕਰਨਾ, ਮੈਨੂੰ ਹਾਲੇ ਵੀ ਸਮਝ ਨਹੀਂ ਆਈ। ਤੁਸੀਂ ਬਟਨ ਵੀ ਦਬਾ ਸਕਦੇ ਹੋ।"),
        "still_there": ("ਕੀ ਤੁਸੀਂ ਹਾਲੇ ਲਾਈਨ ਉੱਤੇ ਹੋ?",),
        "use_keys": ("ਤੁਸੀਂ ਫ਼ੋਨ ਦੇ ਬਟਨਾਂ ਨਾਲ ਵੀ ਜਵਾਬ ਦੇ ਸਕਦੇ ਹੋ।",),
        "use_keys_or_person": ("ਤੁਸੀਂ ਬਟਨਾਂ ਨਾਲ ਜਵਾਬ ਦੇ ਸਕਦੇ ਹੋ, ਜਾਂ ਕਿਸੇ ਇਨਸਾਨ ਲਈ ਸਿਫ਼ਰ ਦਬਾਓ।",),
        "close_silence": ("ਮੈਨੂੰ ਤੁਹਾਡੀ ਆਵਾਜ਼ ਨਹੀਂ ਆ ਰਹੀ, ਇਸ ਲਈ ਮੈਂ ਕਾਲ ਬੰਦ ਕਰ ਰਿਹਾ ਹਾਂ। ਕਿਰਪਾ ਕਰਕੇ ਦੁਬਾਰਾ ਫ਼ੋਨ ਕਰੋ।",),
        "close_not_understood": ("ਮਾਫ਼ ਕਰਨਾ, ਮੈਂ ਸਮਝ ਨਹੀਂ ਸਕਿਆ। ਕਿਰਪਾ ਕਰਕੇ ਦੁਬਾਰਾ ਫ਼ੋਨ ਕਰੋ ਜਾਂ ਸਾਨੂੰ ਟੈਕਸਟ ਭੇਜੋ।",),
        "offer_person": ("ਕੀ ਤੁਸੀਂ ਕਿਸੇ ਇਨਸਾਨ ਨਾਲ ਗੱਲ ਕਰਨੀ ਚਾਹੋਗੇ?",),
        "offer_message": ("ਕੀ ਤੁਸੀਂ ਸੁਨੇਹਾ ਛੱਡਣਾ ਚਾਹੋਗੇ?",),
        "person_away": ("ਇਸ ਵੇਲੇ ਕੋਈ ਫ਼ੋਨ ਉੱਤੇ ਨਹੀਂ ਆ ਸਕਦਾ, ਪਰ ਮੈਂ ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਲੈ ਸਕਦਾ ਹਾਂ।",),
        "person_no_answer": ("ਮਾਫ਼ ਕਰਨਾ, ਕਿਸੇ ਨੇ ਫ਼ੋਨ ਨਹੀਂ ਚੁੱਕਿਆ। ਮੈਂ ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਲੈ ਸਕਦਾ ਹਾਂ।",),
        "transferring": ("ਇੱਕ ਮਿੰਟ, ਮੈਂ ਤੁਹਾਡੀ ਗੱਲ ਕਰਵਾਉਂਦਾ ਹਾਂ।",),
        "emergency": ("ਜੇ ਇਹ ਐਮਰਜੈਂਸੀ ਹੈ ਤਾਂ ਹੁਣੇ ਫ਼ੋਨ ਬੰਦ ਕਰਕੇ 911 ਉੱਤੇ ਕਾਲ ਕਰੋ।",),
        "resumed": ("ਮਾਫ਼ ਕਰਨਾ, ਲਾਈਨ ਇੱਕ ਪਲ ਲਈ ਕੱਟ ਗਈ ਸੀ।",),
        "goodbye": ("{business} ਨੂੰ ਫ਼ੋਨ ਕਰਨ ਲਈ ਧੰਨਵਾਦ। ਰੱਬ ਰਾਖਾ!",),
        "welcome": ("ਕੋਈ ਗੱਲ ਨਹੀਂ ਜੀ।",),
        "ask_your_name": ("ਤੁਹਾਡਾ ਨਾਂ ਕੀ ਹੈ ਜੀ?",),
        "ask_name": ("ਤੁਹਾਡਾ ਨਾਂ ਕੀ ਹੈ?",),
        "ask_message": ("ਤੁਸੀਂ ਕੀ ਸੁਨੇਹਾ ਛੱਡਣਾ ਚਾਹੁੰਦੇ ਹੋ?",),
        "ask_party_size": ("ਕਿੰਨੇ ਜਣਿਆਂ ਲਈ? ਤੁਸੀਂ ਬਟਨ ਵੀ ਦਬਾ ਸਕਦੇ ਹੋ।",),
        "anything_else": ("ਕੀ ਮੈਂ ਹੋਰ ਕੁਝ ਕਰ ਸਕਦਾ ਹਾਂ?",),
        "confirm_waitlist": (
            "ਹਾਲੇ ਕੁਝ ਬੁੱਕ ਨਹੀਂ ਹੈ। ਕੀ ਮੈਂ ਤੁਹਾਨੂੰ {visit} ਦੀ ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਰੱਖਾਂ?",
            "{visit}: ਕੀ ਮੈਂ ਤੁਹਾਨੂੰ ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਰੱਖਾਂ? ਹਾਂ ਜਾਂ ਨਹੀਂ ਕਹੋ ਜੀ।",
        ),
        "waitlist_joined": ("ਤੁਸੀਂ {visit} ਦੀ ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਹੋ। ਜੇ ਥਾਂ ਖਾਲੀ ਹੋਈ ਤਾਂ ਅਸੀਂ ਤੁਹਾਨੂੰ ਦੱਸਾਂਗੇ; ਹਾਲੇ ਬੁੱਕ ਨਹੀਂ ਹੈ।",),
        "waitlist_possible": ('ਜੇ ਤੁਸੀਂ ਉਡੀਕ ਕਰਨਾ ਚਾਹੋ ਤਾਂ "ਉਡੀਕ ਸੂਚੀ" ਕਹੋ ਜੀ।',),
        "offer_waitlist": ("ਕੀ ਤੁਸੀਂ ਇਸ ਲਈ ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਰਹਿਣਾ ਚਾਹੋਗੇ?",),
        "message_kept": ("ਧੰਨਵਾਦ, ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਲਿਖ ਲਿਆ ਹੈ।",),
        "free": ("ਠੀਕ ਹੈ, {visit} ਮਿਲ ਸਕਦਾ ਹੈ।",),
        "all_right": ("ਠੀਕ ਹੈ।",),
        "dropped": ("ਠੀਕ ਹੈ, ਰਹਿਣ ਦਿੰਦੇ ਹਾਂ।",),
        "kept_booking": ("ਠੀਕ ਹੈ, ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਉਵੇਂ ਹੀ ਰਹੇਗੀ।",),
        "nothing_booked": ("ਠੀਕ ਹੈ, ਫਿਰ ਮੈਂ ਕੋਈ ਬੁਕਿੰਗ ਨਹੀਂ ਕੀਤੀ।",),
        "just_taken": ("ਮਾਫ਼ ਕਰਨਾ, ਉਹ ਥਾਂ ਹੁਣੇ ਕਿਸੇ ਹੋਰ ਨੇ ਲੈ ਲਈ।",),
        "ask_date": ("ਕਿਹੜੇ ਦਿਨ ਲਈ?", "ਤੁਸੀਂ ਕਿਹੜਾ ਦਿਨ ਚਾਹੁੰਦੇ ਹੋ?"),
        "ask_time": ("ਕਿੰਨੇ ਵਜੇ?", "ਤੁਸੀਂ ਕਿੰਨੇ ਵਜੇ ਆਉਣਾ ਚਾਹੋਗੇ?"),
        "ask_change": ("ਤੁਸੀਂ ਕੀ ਬਦਲਣਾ ਚਾਹੁੰਦੇ ਹੋ: ਦਿਨ, ਸਮਾਂ ਜਾਂ ਲੋਕਾਂ ਦੀ ਗਿਣਤੀ?",),
        "ask_find_name": ("ਬੁਕਿੰਗ ਕਿਸ ਦੇ ਨਾਂ ਉੱਤੇ ਹੈ? ਜਾਂ ਉਸ ਦਾ ਕੋਡ ਦੱਸੋ।",),
        "ask_find_day": ("ਅਤੇ ਕਿਹੜੇ ਦਿਨ ਲਈ ਹੈ?",),
        "no_booking": ("ਮੈਨੂੰ ਅਜਿਹੀ ਕੋਈ ਬੁਕਿੰਗ ਨਹੀਂ ਮਿਲੀ।",),
        "confirm_cancel": ("ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਹੈ: {visit}। ਕੀ ਮੈਂ ਇਸ ਨੂੰ ਰੱਦ ਕਰਾਂ?",),
        "confirm_change": ("ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਹੈ: {before}। ਕੀ ਮੈਂ ਇਸ ਨੂੰ {visit} ਕਰ ਦਿਆਂ?",),
        "address": ("ਸਾਡਾ ਪਤਾ ਹੈ {address}।",),
        "trouble": ("ਮਾਫ਼ ਕਰਨਾ, ਇਸ ਵੇਲੇ ਸਾਡੀ ਡਾਇਰੀ ਨਹੀਂ ਖੁੱਲ੍ਹ ਰਹੀ।",),
    },
)  # fmt: skip
