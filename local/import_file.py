"""`firstring import`: bookings from a CSV or iCalendar file into the book of this machine, beside a running service or not."""

from pathlib import Path

from local.stored import stored_desk
from receptionist.calendars.days import Order
from receptionist.calendars.visits import BadFile
from receptionist.calendars.wanted import Defaults
from receptionist.clock import Clock, system_clock
from receptionist.desk.import_bookings import Format, ImportReport, LineReport, import_bookings, read_file
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId

FORMATS: dict[str, Format] = {".ics": "ical", ".ical": "ical", ".csv": "csv", ".tsv": "csv", ".txt": "csv"}


def import_file(
    file: Path,
    business: str,
    data: Path,
    *,
    dry_run: bool,
    order: Order | None = None,
    defaults: Defaults | None = None,
    clock: Clock = system_clock,
) -> ImportReport:
    """Safe to repeat. Raises Misconfigured for a file, folder or business that is none."""
    format = FORMATS.get(file.suffix.lower())
    if format is None:
        raise Misconfigured(f"{file}: the name must end in {', '.join(FORMATS)}")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Misconfigured(f"{file}: {error.strerror}") from error
    try:
        with stored_desk(data, clock) as desk:
            known = desk.businesses.get(BusinessId(business))
            if known is None:
                listed = ", ".join(sorted(one.id for one in desk.businesses.all())) or "none"
                raise Misconfigured(f"no business {business!r} here; there is {listed}")
            contents = read_file(desk, known, content, format, order)
            return import_bookings(desk, known, contents, defaults=defaults or Defaults(), rehearsed=dry_run)
    except BadFile as error:
        raise Misconfigured(f"{file}: {error}") from error


def printed(report: ImportReport) -> str:
    """The report as text: each line that needs somebody's eye, then how many went which way."""
    lines = [_line(line) for line in report.lines if line.outcome != "booked" or line.detail]
    if report.ignored_columns:
        lines.append(f"columns not understood: {', '.join(report.ignored_columns)}")
    counts = report.counts()
    booked = "would be booked" if report.rehearsed else "booked"
    lines.append(f"{counts['booked']} {booked}, {counts['known']} known already, {counts['refused']} refused")
    return "\n".join(lines)


def _line(line: LineReport) -> str:
    return f"line {line.line}: {line.outcome}{f' ({line.reason})' if line.reason else ''}: {line.detail}"
