"""Visits in a spreadsheet saved as text: whatever its columns are called, separated by and encoded in."""

import codecs
import csv
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import StringIO

from receptionist.calendars.days import Order, Unclear, clock, day, moment, order_of
from receptionist.calendars.visits import MOST_BYTES, MOST_VISITS, BadFile, Contents, Unread, Visit

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "uid", "booking id", "reservation id", "appointment id", "reference", "ref", "confirmation", "confirmation number", "confirmation code", "booking reference"),
    "date": ("date", "day", "start date", "visit date", "booking date", "reservation date", "appointment date", "fecha"),
    "time": ("time", "start time", "visit time", "booking time", "reservation time", "appointment time", "arrival", "hora"),
    "start": ("start", "starts", "starts at", "start at", "begin", "begins", "from", "when", "datetime", "date time", "date and time", "start datetime", "start date time"),
    "end_date": ("end date",),
    "end": ("end", "ends", "ends at", "end at", "end time", "until", "to", "finish", "end datetime"),
    "minutes": ("duration", "minutes", "mins", "length", "duration minutes", "duration min", "duration mins", "duration in minutes"),
    "party": ("party", "party size", "guests", "covers", "people", "persons", "pax", "number of guests", "size", "seats", "personas"),
    "first_name": ("first name", "firstname", "given name"),
    "last_name": ("last name", "lastname", "surname", "family name"),
    "name": ("name", "full name", "customer", "customer name", "client", "client name", "guest", "guest name", "patient", "patient name", "booked by", "subject", "nombre"),
    "phone": ("phone", "phone number", "telephone", "telephone number", "tel", "mobile", "mobile number", "mobile phone", "cell", "cell phone", "contact number", "customer phone", "client phone", "telefono", "teléfono"),
    "email": ("email", "e mail", "mail", "email address", "customer email", "client email", "correo"),
    "service": ("service", "service name", "services", "treatment", "appointment type", "type", "procedure", "servicio"),
    "resource": ("resource", "staff", "staff member", "staff name", "stylist", "provider", "doctor", "therapist", "employee", "with", "table", "table name", "room", "chair"),
    "location": ("location", "branch", "place", "site", "venue"),
    "notes": ("notes", "note", "comment", "comments", "remarks", "description", "request", "requests", "special requests", "notas"),
    "birth_date": ("birth date", "birthdate", "date of birth", "dob", "birthday", "patient dob", "fecha de nacimiento"),
    "postcode": ("postcode", "post code", "postal code", "zip", "zip code", "zipcode", "codigo postal", "código postal"),
    "status": ("status", "state", "booking status", "estado"),
}  # fmt: skip
"""What a column is, by what it may be called, whatever its case and punctuation."""
_CALLED = {name: field for field, names in COLUMNS.items() for name in names}

OF_PEOPLE = frozenset({"birth_date", "postcode"})
"""What tells nothing of a visit: with or without it, the visit is the same."""
SEPARATORS = ",;\t|"
OFF = frozenset({"cancelled", "canceled", "no show", "noshow", "no-show", "declined", "rejected", "deleted", "void"})
"""Statuses of visits that will not take place."""
_LENGTH = re.compile(r"(?:(\d{1,2}) ?(?:h|hr|hrs|hours?))? ?(?:(\d{1,3}) ?(?:m|min|mins|minutes?)?)?")
_CLOCKED = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")


def read_csv(content: bytes, *, order: Order | None = None) -> Contents:
    """`order`: how dates such as 03/04/2026 are meant; None: as some date of the file decides. Raises BadFile."""
    rows = rows_of(content)
    if len(rows) - 1 > MOST_VISITS:
        raise BadFile(f"more than {MOST_VISITS} lines: divide it")
    (_, header), lines = rows[0], rows[1:]
    fields, ignored = _fields(header)
    told = [(line, _told(fields, cells)) for line, cells in lines]
    dates = [given[field] for _, given in told for field in ("date", "start", "birth_date") if field in given]
    order = order or order_of(dates)
    return Contents(tuple(_visit(line, given, order) for line, given in told), ignored)


def rows_of(content: bytes) -> list[tuple[int, list[str]]]:
    """Every line with anything in it, with its number in the file; the first names the columns. Raises BadFile."""
    text = _text(content)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[tuple[int, list[str]]] = []
    try:
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                break
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
    except csv.Error as error:
        raise BadFile(f"line {reader.line_num}: {error}") from error
    if not rows:
        raise BadFile("the file is empty")
    return rows


def _text(content: bytes) -> str:
    """UTF-8, or what Excel writes: UTF-16 with its mark, and the Western European code page of Windows."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"more than {MOST_BYTES >> 20} MB: divide it")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BadFile("the file is no text in UTF-8, UTF-16 or Windows-1252") from error


def _separator(text: str) -> str:
    """The one that most columns are told apart by in the first line with anything in it."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda one: len(next(csv.reader([header], delimiter=one), [])))


def _fields(header: list[str]) -> tuple[dict[int, str], tuple[str, ...]]:
    """The field of each column, and the columns nobody understands."""
    fields: dict[int, str] = {}
    ignored: list[str] = []
    for place, name in enumerate(header):
        field = _CALLED.get(" ".join(re.sub(r"[\W_]+", " ", name).casefold().split()))
        if field is None:
            ignored += [name.strip()[:60]] if name.strip() else []
        elif field in fields.values():
            other = header[next(at for at, known in fields.items() if known == field)]
            raise BadFile(f"the columns {other.strip()!r} and {name.strip()!r} mean the same: leave one out")
        else:
            fields[place] = field
    known = set(fields.values())
    if not known & {"start", "date"} or not known & {"start", "time"}:
        raise BadFile("the first line must name the columns: no date and time among them")
    if not known & {"name", "first_name", "last_name"}:
        raise BadFile("the first line must name the columns: no name among them")
    return fields, tuple(ignored)


def _told(fields: Mapping[int, str], cells: list[str]) -> dict[str, str]:
    """What is written there, without empty cells."""
    return {field: cells[at].strip() for at, field in fields.items() if at < len(cells) and cells[at].strip()}


def _visit(line: int, told: Mapping[str, str], order: Order | None) -> Visit | Unread:
    if told.get("status", "").casefold() in OFF:
        return Unread(line, "cancelled", f"its status is {told['status']}")
    try:
        start = _start(told, order)
    except Unclear:
        written = told.get("date") or told.get("start", "")
        return Unread(line, "ambiguous_date", f"{written}: day and month can be either; say which comes first")
    except ValueError:
        written = " ".join(told[field] for field in ("start", "date", "time") if field in told)
        return Unread(line, "unreadable_date", f"no date and time: {written[:60]!r}")
    try:
        end, minutes = _end(told, order, start), _minutes(told)
    except ValueError:
        return Unread(
            line, "unreadable_date", f"no end or duration: {told.get('end', '') or told.get('minutes', '')!r}"
        )
    try:
        birth_date = _birth_date(told, order, start.date())
    except ValueError:
        return Unread(line, "unreadable_birth_date", f"no birth date: {told['birth_date'][:60]!r}")
    name = told.get("name") or " ".join(told[field] for field in ("first_name", "last_name") if field in told)
    said = told.get("id") or "\x1f".join(f"{field}={told[field]}" for field in sorted(told) if field not in OF_PEOPLE)
    return Visit(
        line=line,
        key=said,
        start=start,
        end=end,
        minutes=minutes,
        name=name,
        phone=told.get("phone", ""),
        email=told.get("email", ""),
        party=told.get("party", ""),
        service=told.get("service", ""),
        resource=told.get("resource", ""),
        location=told.get("location", ""),
        notes=told.get("notes", ""),
        birth_date=birth_date,
        postcode=told.get("postcode", ""),
    )


def _birth_date(told: Mapping[str, str], order: Order | None, visit: date) -> str:
    """ISO 8601. Of two digits of a year, the one before the visit is meant."""
    if "birth_date" not in told:
        return ""
    born = day(told["birth_date"], order)
    return (born.replace(year=born.year - 100) if born > visit else born).isoformat()


def _start(told: Mapping[str, str], order: Order | None) -> datetime:
    """From one column or two; a `start` beside a `date` is a time."""
    if "date" in told:
        written = told.get("time") or told.get("start", "")
        if written:
            return datetime.combine(day(told["date"], order), clock(written))
        return moment(told["date"], order)
    if "time" in told:
        return datetime.combine(day(told.get("start", ""), order), clock(told["time"]))
    return moment(told.get("start", ""), order)


def _end(told: Mapping[str, str], order: Order | None, start: datetime) -> datetime | None:
    if "end" not in told:
        return None
    if "end_date" in told:
        return datetime.combine(day(told["end_date"], order), clock(told["end"]), start.tzinfo)
    try:
        at = datetime.combine(start.date(), clock(told["end"]), start.tzinfo)
    except ValueError:
        return moment(told["end"], order)
    return at if at > start else at + timedelta(days=1)


def _minutes(told: Mapping[str, str]) -> int | None:
    """`90`, `90 min`, `1h 30`, `1:30`."""
    written = told.get("minutes", "").casefold()
    if not written:
        return None
    match = _CLOCKED.fullmatch(written) or _LENGTH.fullmatch(written)
    if match is None:
        raise ValueError(written)
    return int(match[1] or 0) * 60 + int(match[2] or 0)
