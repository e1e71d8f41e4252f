"""Days, hours, money and numbers in Punjabi, in words: voices that speak Punjabi do not all read figures in it.

Number words follow the usual Gurmukhi spelling of Indian Punjabi; no native speaker has reviewed the list.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from receptionist.conversation.visits import Visit
from receptionist.conversation.wording.tongue import Saying, in_groups, runs
from receptionist.language.areas import kind_of

DAYS = ("ਸੋਮਵਾਰ", "ਮੰਗਲਵਾਰ", "ਬੁੱਧਵਾਰ", "ਵੀਰਵਾਰ", "ਸ਼ੁੱਕਰਵਾਰ", "ਸ਼ਨਿੱਚਰਵਾਰ", "ਐਤਵਾਰ")
_MONTHS = ("ਜਨਵਰੀ", "ਫ਼ਰਵਰੀ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ", "ਅਗਸਤ", "ਸਤੰਬਰ", "ਅਕਤੂਬਰ", "ਨਵੰਬਰ", "ਦਸੰਬਰ")
_TO_99 = """ਸਿਫ਼ਰ ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ
ਦਸ ਗਿਆਰਾਂ ਬਾਰਾਂ ਤੇਰਾਂ ਚੌਦਾਂ ਪੰਦਰਾਂ ਸੋਲਾਂ ਸਤਾਰਾਂ ਅਠਾਰਾਂ ਉੱਨੀ
ਵੀਹ ਇੱਕੀ ਬਾਈ ਤੇਈ ਚੌਵੀ ਪੱਚੀ ਛੱਬੀ ਸਤਾਈ ਅਠਾਈ ਉਨੱਤੀ
ਤੀਹ ਇਕੱਤੀ ਬੱਤੀ ਤੇਤੀ ਚੌਂਤੀ ਪੈਂਤੀ ਛੱਤੀ ਸੈਂਤੀ ਅਠੱਤੀ ਉਨਤਾਲੀ
ਚਾਲੀ ਇਕਤਾਲੀ ਬਿਆਲੀ ਤਰਤਾਲੀ ਚੁਤਾਲੀ ਪੰਤਾਲੀ ਛਿਆਲੀ ਸੰਤਾਲੀ ਅਠਤਾਲੀ ਉਨੰਜਾ
ਪੰਜਾਹ ਇਕਵੰਜਾ ਬਵੰਜਾ ਤਰਵੰਜਾ ਚੁਰੰਜਾ ਪਚਵੰਜਾ ਛਪੰਜਾ ਸਤਵੰਜਾ ਅਠਵੰਜਾ ਉਨਾਹਠ
ਸੱਠ ਇਕਾਹਠ ਬਾਹਠ ਤਰੇਹਠ ਚੌਂਹਠ ਪੈਂਹਠ ਛਿਆਹਠ ਸਤਾਹਠ ਅਠਾਹਠ ਉਨੱਤਰ
ਸੱਤਰ ਇਕੱਤਰ ਬਹੱਤਰ ਤਹੱਤਰ ਚੁਹੱਤਰ ਪੰਝੱਤਰ ਛਿਹੱਤਰ ਸਤੱਤਰ ਅਠੱਤਰ ਉਨਾਸੀ
ਅੱਸੀ ਇਕਾਸੀ ਬਿਆਸੀ ਤਿਰਾਸੀ ਚੌਰਾਸੀ ਪਚਾਸੀ ਛਿਆਸੀ ਸਤਾਸੀ ਅਠਾਸੀ ਉਨਾਨਵੇਂ
ਨੱਬੇ ਇਕਾਨਵੇਂ ਬਾਨਵੇਂ ਤਿਰਾਨਵੇਂ ਚੁਰਾਨਵੇਂ ਪਚਾਨਵੇਂ ਛਿਆਨਵੇਂ ਸਤਾਨਵੇਂ ਅਠਾਨਵੇਂ ਨੜਿੰਨਵੇਂ"""
_BELOW_HUNDRED = tuple(_TO_99.split())
_MONEY = {"USD": "ਡਾਲਰ", "CAD": "ਡਾਲਰ", "AUD": "ਡਾਲਰ", "MXN": "ਪੇਸੋ", "EUR": "ਯੂਰੋ", "GBP": "ਪੌਂਡ", "INR": "ਰੁਪਏ"}
_CENTS = {"INR": "ਪੈਸੇ", "GBP": "ਪੈਨੀਆਂ", "MXN": "ਸੈਂਟਾਵੋ"}
_TIMES_OVER = {2: "ਡਬਲ", 3: "ਟ੍ਰਿਪਲ"}


def number(value: int) -> str:
    """0 to 9,999,999, with ਲੱਖ for a hundred thousand."""
    if not 0 <= value < 10_000_000:
        return str(value)
    said = []
    for step, name in ((100_000, "ਲੱਖ"), (1000, "ਹਜ਼ਾਰ"), (100, "ਸੌ")):
        count, value = divmod(value, step)
        if count:
            said.append(f"{number(count)} {name}")
    if value or not said:
        said.append(_BELOW_HUNDRED[value])
    return " ".join(said)


def people(count: int) -> str:
    """Direct case: ਇੱਕ ਜਣਾ, ਚਾਰ ਜਣੇ."""
    return f"{number(count)} {'ਜਣਾ' if count == 1 else 'ਜਣੇ'}"


def for_people(count: int) -> str:
    """Before a postposition: ਇੱਕ ਜਣੇ ਲਈ, ਚਾਰ ਜਣਿਆਂ ਲਈ."""
    return f"{number(count)} {'ਜਣੇ' if count == 1 else 'ਜਣਿਆਂ'} ਲਈ"


_HALVES = {90: "ਡੇਢ ਘੰਟਾ", 150: "ਢਾਈ ਘੰਟੇ"}


def length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if minutes < 60:
        return f"{number(minutes)} ਮਿੰਟ"
    if minutes in _HALVES:
        return _HALVES[minutes]
    if rest == 30:
        return f"ਸਾਢੇ {number(hours)} ਘੰਟੇ"
    whole = f"{number(hours)} {'ਘੰਟਾ' if hours == 1 else 'ਘੰਟੇ'}"
    return f"{whole} ਤੇ {number(rest)} ਮਿੰਟ" if rest else whole


def digits(phone: str) -> str:
    """Digit by digit; two or three of a kind as Punjabi speakers say them, ਡਬਲ ਪੰਜ."""
    return ", ".join(" ".join(_run(digit, times) for digit, times in runs(group)) for group in in_groups(phone))


def _run(digit: str, times: int) -> str:
    said = _BELOW_HUNDRED[int(digit)]
    return f"{_TIMES_OVER[times]} {said}" if times in _TIMES_OVER else " ".join([said] * times)


def _full(day: date) -> str:
    return f"{DAYS[day.weekday()]}, {number(day.day)} {_MONTHS[day.month - 1]}"


def day(day: date, today: date) -> str:
    return {0: "ਅੱਜ", 1: f"ਭਲਕੇ, {_full(day)}"}.get((day - today).days, _full(day))


def every(weekday: int) -> str:
    return f"{DAYS[weekday]} ਨੂੰ"


def on_day(day: date, today: date) -> str:
    """A date takes ਨੂੰ, today does not."""
    return "ਅੱਜ" if day == today else f"{_full(day)} ਨੂੰ"


def _part(hour: int) -> str:
    if hour < 4 or hour >= 20:
        return "ਰਾਤੀਂ"
    if hour < 12:
        return "ਸਵੇਰੇ"
    return "ਦੁਪਹਿਰੇ" if hour < 16 else "ਸ਼ਾਮੀਂ"


def _hour(hour: int, minute: int) -> str:
    """Quarters and halves have names of their own: ਸਵਾ ਸੱਤ, ਸਾਢੇ ਸੱਤ, ਪੌਣੇ ਅੱਠ; half past one and two ਡੇਢ, ਢਾਈ."""
    this, following = (_BELOW_HUNDRED[(hour + n) % 12 or 12] for n in (0, 1))
    match minute:
        case 0:
            return f"{this} ਵਜੇ"
        case 15:
            return f"ਸਵਾ {this} ਵਜੇ"
        case 30:
            half = {1: "ਡੇਢ", 2: "ਢਾਈ"}.get(hour % 12, f"ਸਾਢੇ {this}")
            return f"{half} ਵਜੇ"
        case 45:
            return f"ਪੌਣੇ {following} ਵਜੇ"
        case _:
            return f"{this} ਵੱਜ ਕੇ {_BELOW_HUNDRED[minute]} ਮਿੰਟ"


def clock(at: time) -> str:
    """The part of the day first."""
    if (at.hour, at.minute) == (0, 0):
        return "ਅੱਧੀ ਰਾਤ"
    return f"{_part(at.hour)} {_hour(at.hour, at.minute)}"


def moment(at: datetime, today: date) -> str:
    return f"{day(at.date(), today)} {clock(at.time())}"


def visit(saying: Saying, visit: Visit) -> str:
    """When, for whom, with whom, what: what is asked for stands last."""
    party = f"{for_people(visit.party)} " if visit.party else ""
    staff = f"{visit.staff} ਨਾਲ " if visit.staff else ""
    where = f"{seated(visit.area)} " if visit.area else ""
    return f"{moment(visit.start, saying.today)}, {party}{staff}{where}{saying.text(visit.service) or 'ਮੁਲਾਕਾਤ'}"


_SEATED = {
    "outside": "ਬਾਹਰ", "inside": "ਅੰਦਰ", "window": "ਖਿੜਕੀ ਕੋਲ", "bar": "ਬਾਰ ਕੋਲ", "booth": "ਵੱਖਰੀ ਥਾਂ", "upstairs": "ਉੱਪਰ", "downstairs": "ਹੇਠਾਂ",
}  # fmt: skip


def seated(area: str) -> str:
    return _SEATED.get(kind_of(area)) or f"{area} ਵਿੱਚ"


def money(amount: Decimal, currency: str) -> str:
    whole, cents = divmod(int(amount * 100), 100)
    name = _MONEY.get(currency, currency)
    small = _CENTS.get(currency, "ਸੈਂਟ")
    said = f"{number(whole)} {name}" if whole or not cents else ""
    return f"{said} {number(cents)} {small}".strip() if cents else said


def joined(parts: Sequence[str], either: bool) -> str:
    if len(parts) < 2:
        return "".join(parts)
    comma = ";" if any("," in part for part in parts) else ","
    return f"{f'{comma} '.join(parts[:-1])} {'ਜਾਂ' if either else 'ਅਤੇ'} {parts[-1]}"
