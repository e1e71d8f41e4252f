"""What somebody uploads or pastes: calendars, tables, definitions, tests of a house, documents."""

from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from receptionist.adapters.documents.reading import read as read_document
from receptionist.business.definition import Business
from receptionist.business.load import load_business, read_text
from receptionist.calendars.csv_file import read_csv
from receptionist.calendars.ical_file import read_ical
from receptionist.calendars.visits import BadFile, Contents, Visit
from receptionist.calendars.wanted import Defaults, wanted
from receptionist.desk.documents import UnreadableDocument
from receptionist.knowledge.shelf import Kind
from receptionist.spans import Span
from receptionist.suites.own import OwnTest
from tests.fakes.front_office import NOW
from tests.fakes.pdf import a_pdf
from tests.fuzz.target import WORDS_OF_JSON, Target

BUSINESSES = Path(__file__).parents[2] / "local" / "businesses"
SOON = Span(NOW, NOW + timedelta(days=60))


@cache
def house() -> Business:
    return load_business(BUSINESSES / "salon.yaml")


def _brought(contents: Contents) -> None:
    """Each visit becomes a wish for a booking, or a line that says why not."""
    for visit in contents.visits[:20]:
        if isinstance(visit, Visit):
            wanted(house(), visit, Defaults(), NOW)


def _ical(content: bytes) -> None:
    with suppress(BadFile):
        _brought(read_ical(content, "America/Los_Angeles", SOON))


def _csv(content: bytes) -> None:
    with suppress(BadFile):
        _brought(read_csv(content))


def _definition(content: bytes) -> None:
    found = read_text(content.decode("utf-8", "replace"))
    assert (found.business is None) == bool(found.complaints)


def _test(content: bytes) -> None:
    with suppress(ValidationError):
        OwnTest.model_validate_json(content).script("2026-11-27T12:00:00-08:00")


def _document(kind: Kind, content: bytes) -> None:
    with suppress(UnreadableDocument):
        for section in read_document(content, kind):
            section.text.encode()


ICAL = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=America/Los_Angeles:20261127T190000\r\nDURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=FR\r\nEXDATE;TZID=America/Los_Angeles:20261204T190000\r\nSUMMARY:Anna Ruiz\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
CSV = b"Date;Time;Name;Phone;Party;Duration;Status\n27/11/2026;19:30;Anna Ruiz;+14155550142;4;1h 30m;confirmed\n"
PAGE = b"""<!doctype html><html><head><title>Otters</title><style>p{}</style></head><body><nav>Home</nav><h1>Menu</h1><p>Soup &amp; bread
<table><tr><th>Dish<td>9.50</table><h2>Hours</h2><ul><li>Mon<li>Tue</ul><script>x()</script></body></html>"""
MARKDOWN = (
    b"# Menu\n\nSoup, bread\n\n## Hours\n\n- Mon\n- Tue\n\n```\n# no heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
TEST = b'{"name":"a table","now":"2026-11-27T15:00:00-08:00","turns":[{"say":"hello","has":["hi ("],"effects":["booking.confirmed"]},{"keys":"12#"},{"silent":true}]}'
TARGETS: dict[str, Target] = {
    "ical": Target(_ical, (ICAL,), (b"\r\n", b"RRULE:FREQ=DAILY;INTERVAL=1", b"UNTIL=99991231T235959Z", b"BYSETPOS=-1", b"TZID=Nowhere/At_All:", b"19000101", b"P9999999W", b"RECURRENCE-ID:20261204T190000Z\r\n", b"FREQ=SECONDLY")),
    "csv": Target(_csv, (CSV, CSV.replace(b";", b","), b"Kunde,Beginn,Telefon\nAnna,2026-12-01 10:00,0151 2345678\n"), (b'"', b"\r", b"\n", b";", b"00:00", b"31/02/2026", b"\xef\xbb\xbf", b"99999h", b"9999-12-31", "٣".encode(), b"\xff\xfeD\x00a\x00")),
    "definition": Target(_definition, tuple(path.read_bytes()[:6000] for path in sorted(BUSINESSES.glob("*.yaml"))), (b"\n", b"  ", b": ", b"- ", b"&a ", b"*a", b"!!python/object:os.system", b"{", b"[", b"|", b"<<: *a"), by="drawn"),
    "own_test": Target(_test, (TEST,), (*WORDS_OF_JSON, b"(", b"\\\\")),
    "web_page": Target(lambda content: _document("web_page", content), (PAGE,), (b"<", b"</", b"<h1>", b"<!--", b"<![CDATA[", b"&#x110000;", b"&#0;", b"<table>", b"<svg><style>", b"\x00"), by="drawn"),
    "markdown": Target(lambda content: _document("markdown", content), (MARKDOWN,), (b"#", b"```", b"|", b"\n\n", b"- ")),
    "pdf": Target(lambda content: _document("pdf", content), (a_pdf([["Soup and bread"]]), a_pdf([["Hours"], ["Monday to Friday"]])), (b"obj", b"endobj", b"stream", b"xref", b"trailer", b"<<", b">>", b"/Kids", b"/Parent", b"/Length 99999999999", b"1 0 R", b"(", b"/FlateDecode", b"%%EOF"), examples=30),
}  # fmt: skip
