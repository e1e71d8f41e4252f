"""Days, hours, money and numbers in English."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from receptionist.conversation.visits import Visit
from receptionist.conversation.wording.tongue import Saying, in_groups
from receptionist.language.areas import kind_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONEY = {
    "USD": ("dollar", "dollars"), "CAD": ("dollar", "dollars"), "EUR": ("euro", "euros"), "GBP": ("pound", "pounds"),
    "AUD": ("dollar", "dollars"), "INR": ("rupee", "rupees"), "MXN": ("peso", "pesos"),
}  # fmt: skip


def number(value: int) -> str:
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def people(count: int) -> str:
    return "one person" if count == 1 else f"{number(count)} people"


def length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if minutes < 60:
        return f"{number(minutes)} minutes"
    if rest == 30:
        return "an hour and a half" if hours == 1 else f"{number(hours)} and a half hours"
    whole = "an hour" if hours == 1 else f"{number(hours)} hours"
    return f"{whole} and {number(rest)} minutes" if rest else whole


def digits(phone: str) -> str:
    """Figures, which every English voice reads one by one when they stand apart."""
    return ", ".join(" ".join(group) for group in in_groups(phone))


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _full(day: date) -> str:
    return f"{DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {_ordinal(day.day)}"


def day(day: date, today: date) -> str:
    return {0: "today", 1: f"tomorrow, {_full(day)}"}.get((day - today).days, _full(day))


def every(weekday: int) -> str:
    return f"on {DAYS[weekday]}s"


def on_day(day: date, today: date) -> str:
    return "today" if day == today else f"on {_full(day)}"


def clock(at: time) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'AM' if at.hour < 12 else 'PM'}"


def moment(at: datetime, today: date) -> str:
    if at.date() == today:
        return f"{'tonight' if at.hour >= 17 else 'today'} at {clock(at.time())}"
    return f"{day(at.date(), today)} at {clock(at.time())}"


def visit(saying: Saying, visit: Visit) -> str:
    party = f" for {number(visit.party)}" if visit.party else ""
    staff = f" with {visit.staff}" if visit.staff else ""
    where = f" {seated(visit.area)}" if visit.area else ""
    return f"{saying.text(visit.service) or 'a visit'}{party}{where}{staff}, {moment(visit.start, saying.today)}"


def seated(area: str) -> str:
    match kind_of(area):
        case "outside":
            return "outside" if area.startswith("out") else f"{'in' if 'garden' in area.lower() else 'on'} the {area}"
        case "window":
            return "by the window"
        case "bar":
            return f"at the {area}"
        case "booth":
            return "in a booth"
        case "upstairs" | "downstairs" as floor:
            return floor
        case _:
            return "inside" if area.startswith("in") else f"in the {area}"


def money(amount: Decimal, currency: str) -> str:
    whole, cents = divmod(int(amount * 100), 100)
    if cents and currency == "USD":
        return f"${amount:.2f}"
    one, several = _MONEY.get(currency, (currency, currency))
    said = f"{whole} {one if whole == 1 else several}"
    return f"{said} {cents:02d}" if cents else said


def joined(parts: Sequence[str], either: bool) -> str:
    word = "or" if either else "and"
    if len(parts) < 2:
        return "".join(parts)
    comma = ";" if any("," in part for part in parts) else ","
    return f"{f'{comma} '.join(parts[:-1])} {word} {parts[-1]}"
