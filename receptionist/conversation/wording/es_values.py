"""Days, hours, money and numbers in Spanish, as in the Americas: las siete y cuarenta y cinco, not las ocho menos cuarto."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from receptionist.conversation.visits import Visit
from receptionist.conversation.wording.tongue import Saying, in_groups
from receptionist.language.areas import kind_of

DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce",
    "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
_TENS = ("", "", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
    "novecientos",
)  # fmt: skip
_MONEY = {
    "USD": ("dólar", "dólares"), "CAD": ("dólar", "dólares"), "EUR": ("euro", "euros"), "GBP": ("libra", "libras"),
    "AUD": ("dólar", "dólares"), "MXN": ("peso", "pesos"), "INR": ("rupia", "rupias"),
}  # fmt: skip


def _alone(value: int) -> str:
    """0 to 999,999 as one counts: uno, veintiuno."""
    if value >= 1000:
        thousands = "mil" if value < 2000 else f"{number(value // 1000)} mil"
        return f"{thousands} {_alone(value % 1000)}" if value % 1000 else thousands
    if value == 100:
        return "cien"
    if value > 100:
        rest = f" {_alone(value % 100)}" if value % 100 else ""
        return f"{_HUNDREDS[value // 100]}{rest}"
    if value < 30:
        return _SMALL[value]
    return _TENS[value // 10] + (f" y {_SMALL[value % 10]}" if value % 10 else "")


def number(value: int) -> str:
    """Before a masculine noun: un, veintiún, treinta y un."""
    if not 0 <= value < 1_000_000:
        return str(value)
    said = _alone(value)
    return f"{said[:-9]}veintiún" if said.endswith("veintiuno") else said[:-1] if said.endswith("uno") else said


def feminine(value: int) -> str:
    """Before a feminine noun, and of hours: una, veintiuna, doscientas."""
    said = _alone(value)
    return f"{said[:-1]}a".replace("cientos", "cientas") if said.endswith("uno") else said.replace("cientos", "cientas")


def people(count: int) -> str:
    return f"{feminine(count)} {'persona' if count == 1 else 'personas'}"


def length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if minutes < 60:
        return f"{number(minutes)} minutos"
    whole = f"{feminine(hours)} {'hora' if hours == 1 else 'horas'}"
    return f"{whole} y media" if rest == 30 else f"{whole} y {number(rest)} minutos" if rest else whole


def digits(phone: str) -> str:
    return ", ".join(" ".join(group) for group in in_groups(phone))


def _full(day: date) -> str:
    """The first of a month has a name of its own."""
    of_month = "primero" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {of_month} de {_MONTHS[day.month - 1]}"


def day(day: date, today: date) -> str:
    return {0: "hoy", 1: f"mañana, {_full(day)}"}.get((day - today).days, f"el {_full(day)}")


def every(weekday: int) -> str:
    return f"los {DAYS[weekday].removesuffix('s')}s"


def on_day(day: date, today: date) -> str:
    return "hoy" if day == today else f"el {_full(day)}"


def _part(at: time) -> str:
    if at.hour < 6:
        return "de la madrugada"
    if at.hour < 12:
        return "de la mañana"
    return "de la tarde" if at.hour < 20 else "de la noche"


def _hour(at: time) -> str:
    """With its article: la una, las siete y media."""
    hour = at.hour % 12 or 12
    minutes = {0: "", 15: " y cuarto", 30: " y media"}.get(at.minute, f" y {_alone(at.minute)}")
    return f"{'la' if hour == 1 else 'las'} {feminine(hour)}{minutes}"


def clock(at: time) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "las doce del mediodía"
    if (at.hour, at.minute) == (0, 0):
        return "la medianoche"
    return f"{_hour(at)} {_part(at)}"


def moment(at: datetime, today: date) -> str:
    if at.date() == today and at.hour >= 20:
        return f"esta noche a {_hour(at.time())}"
    return f"{day(at.date(), today)} a {clock(at.time())}"


def visit(saying: Saying, visit: Visit) -> str:
    party = f" para {people(visit.party)}" if visit.party else ""
    staff = f" con {visit.staff}" if visit.staff else ""
    where = f" {seated(visit.area)}" if visit.area else ""
    return f"{saying.text(visit.service) or 'una visita'}{party}{where}{staff}, {moment(visit.start, saying.today)}"


_SEATED = {
    "outside": "afuera", "inside": "adentro", "window": "junto a la ventana", "bar": "en la barra", "booth": "en un reservado",
    "upstairs": "arriba", "downstairs": "abajo",
}  # fmt: skip


def seated(area: str) -> str:
    if "patio" in area.lower():
        return "en el patio"
    if "terra" in area.lower():
        return "en la terraza"
    return _SEATED.get(kind_of(area)) or f"en {area}"


def money(amount: Decimal, currency: str) -> str:
    one, several = _MONEY.get(currency, (currency, currency))
    whole, cents = divmod(int(amount * 100), 100)
    said = f"{whole} {one if whole == 1 else several}"
    return f"{said} con {cents}" if cents else said


def joined(parts: Sequence[str], either: bool) -> str:
    """With "e" before i- and "u" before o-."""
    if len(parts) < 2:
        return "".join(parts)
    last = parts[-1].lower()
    y = "e" if last.startswith(("i", "hi")) and not last.startswith("hie") else "y"
    word = ("u" if last.startswith(("o", "ho")) else "o") if either else y
    comma = ";" if any("," in part for part in parts) else ","
    return f"{f'{comma} '.join(parts[:-1])} {word} {parts[-1]}"
