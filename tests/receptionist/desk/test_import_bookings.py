"""Bookings brought from elsewhere: each is taken as the house itself would, or refused with its reason."""

from contextlib import suppress
from datetime import datetime, timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business, Location, Needs, Variant
from receptionist.calendars.csv_file import read_csv
from receptionist.calendars.days import Order
from receptionist.calendars.ical_file import read_ical
from receptionist.calendars.visits import BadFile
from receptionist.calendars.wanted import Defaults
from receptionist.desk.calendar_feeds import make_feed, read_feed
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.import_bookings import Format, ImportReport, import_bookings, read_file
from receptionist.ids import LocationId, Phone, ResourceId, VariantId
from receptionist.spans import Span
from tests.receptionist.booking.houses import dining, hours, house, on, person, table, treatment
from tests.receptionist.desk.desks import Codes, Watch, desk_of

ZONE = "America/Los_Angeles"
CUT = treatment(
    "haircut", 60, Needs(kind="staff", skills=("cut",)),
    synonyms={"en": ("trim",)}, variants=(Variant(id=VariantId("long"), name={"en": "long hair"}, minutes=90),),
)  # fmt: skip
SALON = house(
    person("ana", "cut"), person("bea", "cut"), zone=ZONE, hours=(hours("09:00", "18:00"),),
    services=(CUT, treatment("colour", 120, Needs(kind="staff", skills=("cut",)))),
)  # fmt: skip
DINER = house(table("t1", 4), table("t2", 2), zone=ZONE, services=(dining(),))
HEAD = "Date,Time,Customer Name,Phone,Service,Stylist\n"


@pytest.fixture
def desk() -> Desk:
    desk = desk_of(Watch(on("2026-11-23", "08:00", ZONE)), Codes())
    desk.businesses.put(SALON)
    return desk


def bring(
    desk: Desk,
    text: str | bytes,
    business: Business = SALON,
    *,
    format: Format = "csv",
    order: Order | None = None,
    dry: bool = False,
    defaults: Defaults | None = None,
    until: datetime | None = None,
) -> ImportReport:
    content = text if isinstance(text, bytes) else text.encode()
    contents = read_file(desk, business, content, format, order)
    return import_bookings(desk, business, contents, defaults=defaults or Defaults(), rehearsed=dry, until=until)


def said(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(line.line, line.outcome, line.reason) for line in report.lines]


def test_a_line_becomes_a_booking_of_the_house_and_no_text_is_sent(desk: Desk) -> None:
    report = bring(desk, HEAD + "2026-11-24,10:00,Anna Beck,(415) 555-0123,Haircut,Ana\n")
    assert said(report) == [(2, "booked", "")]
    (line,) = report.lines
    assert line.booking is not None
    booking = desk.bookings.get(SALON.id, line.booking)
    assert booking is not None
    assert (booking.span.start, booking.span.length) == (on("2026-11-24", "10:00", ZONE), timedelta(hours=1))
    assert (booking.customer.name, booking.customer.phone, booking.resources) == ("Anna Beck", "+14155550123", ("ana",))
    assert (booking.source, booking.status) == ("import", Status.CONFIRMED)
    assert desk.messages.sent_to(SALON.id) == []


def test_bringing_a_file_again_books_nothing_again_even_what_was_cancelled_since(desk: Desk) -> None:
    file = HEAD + "2026-11-24,10:00,Anna,,haircut,\n2026-11-24,11:00,Bob,,trim,\n"
    first = bring(desk, file)
    assert first.lines[0].booking is not None
    cancel_booking(desk, SALON, first.lines[0].booking)
    again = bring(desk, file)
    assert said(again) == [(2, "known", ""), (3, "known", "")]
    assert [line.booking for line in again.lines] == [line.booking for line in first.lines]
    assert len(_all(desk)) == 2


def test_every_line_that_is_refused_says_why(desk: Desk) -> None:
    file = HEAD + dedent("""\
        2026-11-20,10:00,Anna,,haircut,ana
        2026-11-24,10:00,Anna,,massage,ana
        2026-11-24,10:00,Anna,,haircut,Zoe
        2026-11-24,ten,Anna,,haircut,ana
        03/04/2027,10:00,Anna,,haircut,ana
        2026-11-24,10:00,,,haircut,ana
        2026-11-24,10:00,Anna,12,haircut,ana
        2026-11-24,22:00,Anna,,haircut,ana
        2026-11-24,10:00,Anna,,,ana
        2026-11-24,10:00,Anna,,haircut,ana
        2026-11-24,10:30,Bob,,haircut,ana
        2026-11-24,10:00,Anna,,haircut,ana
        """)
    report = bring(desk, file)
    assert said(report) == [
        (2, "refused", "past"), (3, "refused", "unknown_service"), (4, "refused", "unknown_resource"),
        (5, "refused", "unreadable_date"), (6, "refused", "ambiguous_date"), (7, "refused", "no_name"),
        (8, "refused", "bad_phone"), (9, "refused", "closed"), (10, "refused", "unknown_service"),
        (11, "booked", ""), (12, "refused", "slot_taken"), (13, "refused", "twice"),
    ]  # fmt: skip
    assert all(line.detail for line in report.lines if line.outcome == "refused")
    assert "line 11" in report.lines[-1].detail
    assert not any("Anna" in line.detail or "Bob" in line.detail for line in report.lines)


def test_a_rehearsal_gives_the_same_report_and_writes_nothing(desk: Desk) -> None:
    file = (
        HEAD + "2026-11-24,10:00,Anna,,haircut,ana\n2026-11-24,10:30,Bob,,haircut,ana\n2026-11-24,10:30,Cy,,haircut,\n"
    )
    rehearsed = bring(desk, file, dry=True)
    assert _all(desk) == []
    assert desk.errands.of_kind(SALON.id, "news") == []
    assert (
        said(rehearsed)
        == said(bring(desk, file))
        == [(2, "booked", ""), (3, "refused", "slot_taken"), (4, "booked", "")]
    )
    assert said(bring(desk, file, dry=True))[0] == (2, "known", "")


def test_a_file_that_takes_too_long_is_taken_up_where_it_stopped(desk: Desk) -> None:
    file = HEAD + "2026-11-24,10:00,Anna,,haircut,ana\n"
    assert said(bring(desk, file, until=desk.clock() - timedelta(seconds=1))) == [(2, "not_reached", "not_reached")]
    assert said(bring(desk, file, until=desk.clock())) == [(2, "booked", "")]


def test_notice_and_horizon_do_not_bind_the_house_itself(desk: Desk) -> None:
    file = HEAD + "2027-06-01,10:00,Anna,,haircut,ana\n"
    assert said(bring(desk, file)) == [(2, "booked", "")]


def test_a_variant_can_be_named_and_a_length_that_is_not_the_services_is_remarked(desk: Desk) -> None:
    file = "Start,End,Client,Treatment\n2026-11-24 10:00,11:30,Anna,Long hair\n2026-11-24 10:00,11:30,Bob,haircut\n"
    report = bring(desk, file)
    assert [line.outcome for line in report.lines] == ["booked", "booked"]
    assert report.lines[0].detail == ""
    assert "60 minutes" in report.lines[1].detail
    assert sorted(b.span.length for b in _all(desk)) == [timedelta(minutes=60), timedelta(minutes=90)]


def test_a_table_needs_the_number_of_guests(desk: Desk) -> None:
    file = "Date;Time;Name;Guests;Table;Colour of the napkins\n2026-11-24;18:00;Anna;;;\n2026-11-24;18:00;Bob;3;T1;red\n2026-11-24;18:00;Cy;9;;\n"
    report = bring(desk, file, DINER)
    assert said(report) == [(2, "refused", "no_party"), (3, "booked", ""), (4, "refused", "too_many")]
    assert report.ignored_columns == ("Colour of the napkins",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_spreadsheet_is_read_however_it_was_saved(desk: Desk, encoding: str, separator: str) -> None:
    lines = [["First Name", "Last Name", "START DATE", "start-time", "notes", "service"],
             ["Zoë", "Núñez", "24/11/2026", "10:00 AM", '"two\nlines"', "haircut"],
             ["Ann", "Lee", "03/12/2026", "2pm", "", "haircut"]]  # fmt: skip
    file = "\r\n".join(separator.join(cells) for cells in lines).encode(encoding)
    report = bring(desk, file)
    assert said(report) == [(2, "booked", ""), (4, "booked", "")]
    first, second = _all(desk)
    assert (first.customer.name, first.notes) == ("Zoë Núñez", "two\nlines")
    assert second.span.start == on("2026-12-03", "14:00", ZONE)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), ("Name,Phone\nAnna,1\n", "no date"), ("Date,Time\n2026-11-24,10:00\n", "no name"),
     ("Date,Time,Name,Stylist,Room\n", "mean the same"), ("x" * (5 << 20), "MB"), ('Date,Time,Name\n"' + "x" * 200_000, "line")],
    ids=["empty", "no date", "no name", "two columns alike", "too large", "a quote never closed"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(desk: Desk, text: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        bring(desk, text)


def test_times_are_on_the_clock_of_the_place(desk: Desk) -> None:
    skipped, twice = "2027-03-14,02:30", "2027-11-07,01:30"
    night = SALON.model_copy(update={"hours": (hours("00:00", "23:59"),)})
    report = bring(desk, HEAD + f"{skipped},Anna,,haircut,ana\n{twice},Bob,,haircut,ana\n", night)
    assert said(report) == [(2, "refused", "no_such_time"), (3, "booked", "")]
    assert report.lines[1].start == on("2027-11-07", "01:30", ZONE)


def test_a_place_is_found_by_its_name_and_has_its_own_clock(desk: Desk) -> None:
    two = SALON.model_copy(
        update={
            "locations": (
                Location(id=LocationId("sf"), name={"en": "Mission"}, timezone=ZONE, address="1 High Street"),
                Location(id=LocationId("ny"), name={"en": "Soho"}, timezone="America/New_York", address="2 Low Street"),
            )
        }
    )
    file = "Date,Time,Name,Service,Branch\n2026-11-24,10:00,Anna,haircut,Soho\n2026-11-24,10:00,Bob,haircut,Paris\n"
    report = bring(desk, file, two)
    assert said(report) == [(2, "booked", ""), (3, "refused", "unknown_location")]
    assert report.lines[0].start == on("2026-11-24", "10:00", "America/New_York")


def ical(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])


def event(uid: str, start: str, summary: str = "Haircut - Anna Beck", *more: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, f"SUMMARY:{summary}", *more, "END:VEVENT"])


def test_events_are_read_in_their_own_zones(desk: Desk) -> None:
    file = ical(
        event("u1", "DTSTART:20261124T100000"),
        event("u2", "DTSTART:20261124T190000Z", "Bob (trim)"),
        event("u3", "DTSTART;TZID=America/New_York:20261124T150000", "haircut: Cy", "DESCRIPTION:call +1 415 555 0123"),
        event("u4", "DTSTART;TZID=Mars/Olympus:20261124T150000"),
        event("u5", "DTSTART;VALUE=DATE:20261124"),
        event("u6", "DTSTART:20261124T100000", "haircut - Dee", "STATUS:CANCELLED"),
        event("u7", "DTSTART:nonsense"),
        event("u8", "DTSTART:20261124T100000", "Lunch"),
        event("u9", "DTSTART:99991231T235959Z", "haircut - Eve", "DURATION:PT1H"),
    )
    report = bring(desk, file, format="ical")
    assert [line[1:] for line in said(report)] == [
        ("booked", ""), ("booked", ""), ("booked", ""), ("refused", "unreadable_date"), ("refused", "no_time"),
        ("refused", "cancelled"), ("refused", "unreadable_date"), ("refused", "unknown_service"),
        ("refused", "unreadable_date"),
    ]  # fmt: skip
    assert [line.line for line in report.lines][:3] == [4, 9, 14]
    booked = {b.customer.name: b for b in _all(desk)}
    assert {name: b.span.start for name, b in booked.items()} == {
        "Anna Beck": on("2026-11-24", "10:00", ZONE),
        "Bob": on("2026-11-24", "11:00", ZONE),
        "Cy": on("2026-11-24", "12:00", ZONE),
    }
    assert booked["Cy"].customer.phone == "+14155550123"
    assert all(line.outcome != "booked" for line in bring(desk, file, format="ical").lines)


def test_what_repeats_is_followed_on_the_wall_clock_with_its_exceptions(desk: Desk) -> None:
    weekly = event(
        "w", f"DTSTART;TZID={ZONE}:20261027T100000", "haircut - Anna", "RRULE:FREQ=WEEKLY;UNTIL=20261216T075959Z",
        f"EXDATE;TZID={ZONE}:20261201T100000",
    )  # fmt: skip
    moved = event(
        "w", f"DTSTART;TZID={ZONE}:20261208T140000", "haircut - Anna", f"RECURRENCE-ID;TZID={ZONE}:20261208T100000"
    )
    report = bring(desk, ical(weekly, moved), format="ical")
    assert [line.outcome for line in report.lines] == ["booked"] * 3
    assert [b.span.start for b in _all(desk)] == [
        on("2026-11-24", "10:00", ZONE), on("2026-12-08", "14:00", ZONE), on("2026-12-15", "10:00", ZONE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule", ["FREQ=MINUTELY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYSECOND=0,1,2", "FREQ=NEVER", "FREQ=YEARLY;BYMONTH=99"]
)  # fmt: skip
def test_a_rule_that_is_not_followed_is_refused(desk: Desk, rule: str) -> None:
    report = bring(desk, ical(event("w", "DTSTART:20261124T100000", "haircut - Anna", f"RRULE:{rule}")), format="ical")
    assert [line.outcome for line in report.lines] == ["refused"]
    assert _all(desk) == []


def test_the_houses_own_feed_brought_back_doubles_nothing(desk: Desk) -> None:
    bring(desk, HEAD + "2026-11-24,10:00,Anna,,haircut,ana\n")
    _, token = make_feed(desk, SALON, resource=ResourceId(""), names=True)
    feed = read_feed(desk, token)
    assert feed is not None
    assert said(bring(desk, feed.content, format="ical")) == [(_line_of(feed.content), "refused", "ours")]


def test_what_a_title_says_of_guests_is_understood(desk: Desk) -> None:
    file = ical(
        event("u1", "DTSTART:20261124T180000", "Anna Beck, party of 3"), event("u2", "DTSTART:20261124T180000", "Bob")
    )
    report = bring(desk, file, DINER, format="ical")
    assert [line[1:] for line in said(report)] == [("booked", ""), ("refused", "no_party")]
    assert [(b.customer.name, b.party_size) for b in _all(desk)] == [("Anna Beck", 3)]


def test_a_default_stands_in_where_a_line_names_nothing(desk: Desk) -> None:
    file = HEAD + "2026-11-24,10:00,Anna,,,\n"
    assert said(bring(desk, file, defaults=Defaults("haircut", "bea"))) == [(2, "booked", "")]
    assert [b.resources for b in _all(desk)] == [("bea",)]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), st.booleans())
def test_any_bytes_at_all_are_read_or_refused(junk: bytes, wrapped: bool) -> None:
    week = Span(on("2026-11-23", "08:00"), on("2026-11-30", "08:00"))
    body = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\n" + junk + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    with suppress(BadFile):
        read_csv(HEAD.encode() + junk if wrapped else junk)
    with suppress(BadFile):
        read_ical(body if wrapped else junk, ZONE, week)


PROPERTIES = [
    "DTSTART:20261124T100000", "DTSTART;VALUE=DATE:20261124", "DTSTART:99991231T235959Z", "DTSTART:00010101T000000",
    "DTSTART;TZID=../../etc/passwd:20261124T100000", "DTEND:20261124T090000", "DTEND;VALUE=DATE:20261125",
    "DURATION:PT1H", "DURATION:P99999999W", "RRULE:FREQ=DAILY;COUNT=99999999", "RRULE:FREQ=WEEKLY;BYDAY=MO,XX",
    "RRULE:COUNT=2", "RRULE:FREQ=YEARLY;UNTIL=20270101", "RRULE:FREQ=DAILY;INTERVAL=x", "RRULE:", "EXDATE:x",
    "EXDATE;VALUE=DATE:20261124", "RDATE:20261125T100000", "RECURRENCE-ID:20261124T100000", "RECURRENCE-ID:junk",
    "ATTENDEE:x", "ATTENDEE;CN=Ann:mailto:a@b.c", "SUMMARY:a", "BEGIN:VALARM", "END:VALARM", "BEGIN:VEVENT", "END:VEVENT",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PROPERTIES), max_size=9, unique=True))
def test_events_made_of_anything_are_read_or_refused(told: list[str]) -> None:
    week = Span(on("2026-11-23", "08:00"), on("2026-11-30", "08:00"))
    with suppress(BadFile):
        read_ical(ical("BEGIN:VEVENT", *told, "END:VEVENT").encode(), ZONE, week)


def _all(desk: Desk) -> list[Booking]:
    start = on("2026-11-01", "00:00")
    return desk.bookings.during(SALON.id, Span(start, start + timedelta(days=800)))


def _line_of(content: bytes) -> int:
    return content.decode().splitlines().index("BEGIN:VEVENT") + 1


CLINICAL = "Date,Time,Patient Name,Phone,Service,Stylist,Date of birth,ZIP Code\n"


def test_birth_dates_and_postcodes_go_to_the_card_of_the_number(desk: Desk) -> None:
    line = "2026-12-01,10:00,Anna Beck,+14155550142,haircut,ana,07/14/85,94110\n"
    assert bring(desk, CLINICAL + line, dry=True).counts() == {"booked": 1}
    assert card_of(desk, SALON, Phone("+14155550142")) is None
    assert bring(desk, CLINICAL + line).counts() == {"booked": 1}
    kept = card_of(desk, SALON, Phone("+14155550142"))
    assert kept is not None
    assert (kept.card.name, kept.card.birth_date, kept.card.postcode) == ("Anna Beck", "1985-07-14", "94110")
    without = "Date,Time,Patient Name,Phone,Service,Stylist\n2026-12-01,10:00,Anna Beck,+14155550142,haircut,ana\n"
    assert bring(desk, without).counts() == {"known": 1}, "the same visit, though less is said of its patient"


def test_a_card_keeps_whose_birth_date_it_has(desk: Desk) -> None:
    bring(desk, CLINICAL + "2026-12-01,10:00,Anna Beck,+14155550142,haircut,ana,1985-07-14,94110\n")
    report = bring(desk, CLINICAL + "2026-12-02,10:00,Tim Beck,+14155550142,haircut,ana,2015-06-02,94110\n")
    assert report.counts() == {"booked": 1}
    assert "somebody else" in report.lines[0].detail
    assert "Tim" not in report.lines[0].detail
    kept = card_of(desk, SALON, Phone("+14155550142"))
    assert kept is not None
    assert (kept.card.name, kept.card.birth_date) == ("Anna Beck", "1985-07-14")


def test_a_birth_date_that_is_none_refuses_its_line(desk: Desk) -> None:
    report = bring(desk, CLINICAL + "2026-12-01,10:00,Anna Beck,+14155550142,haircut,ana,the summer,94110\n")
    assert [one.reason for one in report.lines] == ["unreadable_birth_date"]
