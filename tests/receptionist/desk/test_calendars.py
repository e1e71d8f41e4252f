"""A person's own calendar: its entries keep visits away, and visits are entered in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from receptionist.adapters.google.calendars import GoogleAccount, GoogleCalendars
from receptionist.booking.model import Booking, Customer, Slot
from receptionist.booking.requests import BookingRequest, ChangeRequest, SlotRequest
from receptionist.business.definition import Needs, Vertical
from receptionist.calendars.link import CalendarLink
from receptionist.calendars.service import Moved
from receptionist.desk.calendar_links import (
    BrokenLink,
    NotConnected,
    begin_connecting,
    busy_by,
    choose_calendar,
    disconnect,
    finish_connecting,
    link_of,
)
from receptionist.desk.calendar_push import KIND as PUSH
from receptionist.desk.calendar_push import calendar_news, pushing
from receptionist.desk.calendar_sync import WAITS, sync_calendar, syncing
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.news import News
from receptionist.desk.run_errands import Duty, Ran, run_due, tell_news
from receptionist.desk.take_booking import take_booking
from receptionist.errors import VendorUnavailable
from receptionist.ids import BookingId, Phone, ResourceId
from receptionist.spans import Span
from tests.fakes.google_calendar import (
    BROKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    HANGING,
    NONSENSE,
    RATE_LIMITED,
    TOO_MANY,
    Google,
    serving,
)
from tests.receptionist.booking.houses import hours, house, on, person, treatment
from tests.receptionist.desk.desks import Codes, Watch, desk_of

ANA, BEA = ResourceId("ana"), ResourceId("bea")
MAIL = "ana@example.com"
SALON = house(
    person("ana", "cut"),
    person("bea", "cut"),
    zone="America/Los_Angeles",
    vertical=Vertical.SALON,
    hours=(hours("09:00", "18:00"),),
    services=(treatment("haircut", 60, Needs(kind="staff", skills=("cut",))),),
)
CALLBACK = "https://phone.example.com/calendars/google/callback"
TUESDAY = "2026-11-24"


def at(clock: str, day: str = TUESDAY) -> datetime:
    return on(day, clock, "America/Los_Angeles")


@dataclass
class Office:
    """A salon with the calendar of one of its people connected."""

    desk: Desk
    watch: Watch
    google: Google
    service: GoogleCalendars
    link: str = ""
    ran: list[Ran] = field(default_factory=list)

    def connect(self, resource: ResourceId = ANA, *, busy_in: bool = True, bookings_out: bool = True) -> None:
        begun = begin_connecting(self.desk, self.service, SALON.id, redirect_url=CALLBACK)
        back = self.google.agree(begun.url)
        _, link = finish_connecting(self.desk, self.service, browser=begun.browser, redirect_url=CALLBACK, **back)
        (choice,) = self.service.calendars(link.access.token if link.access else "")
        choose_calendar(
            self.desk, SALON, link.id, calendar=choice, resource=resource, busy_in=busy_in, bookings_out=bookings_out
        )
        self.link = link.id

    def known(self) -> CalendarLink:
        link = link_of(self.desk, SALON.id, self.link)
        assert link is not None
        return link

    def sync(self) -> None:
        sync_calendar(self.desk, self.service, SALON, self.known())

    def errands(self) -> None:
        """Whatever is due is done, until nothing is."""
        duties = {
            "news": Duty(tell_news([calendar_news])),
            PUSH: Duty(pushing(self.service)),
            "calendar_sync": Duty(syncing(self.service), WAITS),
        }
        while (ran := run_due(self.desk, duties, jitter=lambda: 0.0)).claimed:
            self.ran.append(ran)

    def busy(self) -> list[tuple[str, Span]]:
        return sorted((resource, span) for (resource, _), span in busy_by(self.desk, SALON, self.link).items())

    def slot(self, clock: str, resource: ResourceId = ANA, day: str = TUESDAY) -> Slot | None:
        start = at(clock, day)
        window = Span(start, start + timedelta(minutes=1))
        return find_slots(self.desk, SALON, SlotRequest(SALON.services[0].id, window, resource=resource)).exact

    def book(self, clock: str, id: str = "b1", resource: ResourceId = ANA) -> Booking:
        slot = self.slot(clock, resource)
        assert slot is not None
        who = Customer("Zoe Marie Quill", Phone("+14155550123"))
        return take_booking(self.desk, SALON, BookingRequest(BookingId(id), slot, 1, who))

    def shown(self) -> list[tuple[str, str]]:
        """Our events in their calendar: what they are called and when they begin."""
        ours = [one for one in self.google.shown() if "extendedProperties" in one]
        return sorted((one["summary"], one["start"]["dateTime"]) for one in ours)


@pytest.fixture
def office() -> Iterator[Office]:
    watch = Watch(at("08:00", "2026-11-23"))
    desk = desk_of(watch, Codes())
    desk.businesses.put(SALON)
    with serving(Google()) as google:
        account = GoogleAccount(CLIENT_ID, CLIENT_SECRET)
        service = GoogleCalendars(
            lambda: account, calendar_url=f"{google.url}/calendar/v3", oauth_url=google.url, timeout_s=0.4
        )
        yield Office(desk, watch, google, service)


def test_what_their_calendar_has_keeps_visits_away(office: Office) -> None:
    office.google.enter("dentist", at("10:00"), at("11:30"))
    office.connect()
    office.sync()
    assert office.busy() == [("ana", Span(at("10:00"), at("11:30")))]
    assert office.slot("10:00") is None
    assert office.slot("11:30") is not None
    assert office.slot("10:00", BEA) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"transparency": "transparent"},
        {"status": "tentative", "attendees": [{"email": MAIL, "self": True, "responseStatus": "declined"}]},
        {"eventType": "workingLocation"},
        {"extendedProperties": {"private": {"firstringBooking": "b9"}}},
    ],
    ids=["marked free", "declined", "where they work", "ours"],
)
def test_an_entry_that_takes_nobodys_time_keeps_nobody_away(office: Office, more: dict[str, Any]) -> None:
    office.google.enter("e1", at("10:00"), at("11:00"), **more)
    office.connect()
    office.sync()
    assert office.busy() == []


def test_a_whole_day_is_a_day_of_the_calendars_own_zone(office: Office) -> None:
    office.google.calendars[MAIL].zone = "Asia/Kolkata"
    office.google.enter("holiday", date(2026, 11, 24), date(2026, 11, 25))
    office.google.enter(
        "in-words", {"dateTime": "2026-11-25T09:00:00", "timeZone": "Europe/London"}, at("02:00", "2026-11-25")
    )
    office.connect()
    office.sync()
    assert office.busy() == [
        ("ana", Span(on("2026-11-24", "00:00", "Asia/Kolkata"), on("2026-11-25", "00:00", "Asia/Kolkata"))),
        ("ana", Span(on("2026-11-25", "09:00", "Europe/London"), on("2026-11-25", "10:00", "Europe/London"))),
    ]  # fmt: skip


def test_only_what_changed_is_read_again(office: Office) -> None:
    for hour in range(9, 14):
        office.google.enter(f"e{hour}", at(f"{hour:02}:00"), at(f"{hour:02}:30"))
    office.connect()
    office.sync()
    assert len(office.busy()) == 5
    office.google.delete("e9")
    office.google.enter("e10", at("15:00"), at("15:30"))
    before = len(office.google.asked)
    office.sync()
    assert office.google.asked[before:] == ["GET events"]
    assert [span.start for _, span in office.busy()] == [at("11:00"), at("12:00"), at("13:00"), at("15:00")]


def test_what_is_too_long_ago_to_go_on_from_is_read_from_the_beginning(office: Office) -> None:
    office.google.enter("e1", at("10:00"), at("11:00"))
    office.google.enter("e2", at("12:00"), at("13:00"))
    office.connect()
    office.sync()
    office.google.forgotten.add(office.known().sync_token)
    del office.google.calendars[MAIL].entries["e1"]
    office.sync()
    assert [span.start for _, span in office.busy()] == [at("12:00")]


def test_everything_is_read_again_after_a_day_because_the_horizon_moves_on(office: Office) -> None:
    far = at("10:00", "2026-11-23") + timedelta(days=61)
    office.google.enter("far", far, far + timedelta(hours=1))
    office.connect()
    office.sync()
    assert office.busy() == []
    office.watch.wait(days=1, hours=3)
    office.sync()
    assert [span.start for _, span in office.busy()] == [far]


def test_an_absence_of_months_is_kept_whole_and_goes_whole(office: Office) -> None:
    office.google.enter("leave", at("00:00", "2026-11-01"), at("00:00", "2027-06-01"), eventType="outOfOffice")
    office.connect()
    office.sync()
    assert office.slot("10:00") is None
    assert office.slot("10:00", day="2026-12-22") is None
    office.google.delete("leave")
    office.sync()
    assert office.busy() == []
    assert office.slot("10:00") is not None


def test_a_calendar_of_the_business_keeps_everybody_away(office: Office) -> None:
    office.google.enter("meeting", at("10:00"), at("11:00"))
    office.connect(ResourceId(""))
    office.sync()
    assert {resource for resource, _ in office.busy()} == {ANA, BEA}


def test_an_access_token_that_is_over_is_replaced(office: Office) -> None:
    office.connect()
    office.google.access_tokens.clear()
    office.google.enter("e1", at("10:00"), at("11:00"))
    office.sync()
    assert len(office.busy()) == 1
    office.watch.wait(hours=2)
    office.sync()
    assert office.google.asked.count("POST token") == 3


@pytest.mark.parametrize(
    "fault", [RATE_LIMITED, TOO_MANY, BROKEN, NONSENSE, HANGING, (200, {"items": 3}), (200, {"items": [{"id": "x"}]})]
)
def test_what_passes_is_tried_again_and_nothing_is_forgotten_meanwhile(office: Office, fault: tuple[int, Any]) -> None:
    office.google.enter("e1", at("10:00"), at("11:00"))
    office.connect()
    office.sync()
    token = office.known().sync_token
    office.google.next_faults = [fault]
    with pytest.raises(VendorUnavailable):
        office.sync()
    assert (office.known().status, office.known().sync_token, len(office.busy())) == ("connected", token, 1)
    office.sync()


def test_a_leave_that_was_taken_back_breaks_the_link_and_is_not_tried_again(office: Office) -> None:
    office.google.enter("e1", at("10:00"), at("11:00"))
    office.connect()
    office.errands()
    office.google.refresh_tokens.clear()
    office.google.access_tokens.clear()
    office.watch.wait(minutes=6)
    office.errands()
    assert (office.known().status, office.known().reason) == ("broken", "consent_withdrawn")
    asked = len(office.google.asked)
    office.watch.wait(hours=1)
    office.errands()
    assert len(office.google.asked) == asked
    with pytest.raises(BrokenLink):
        office.sync()


def test_a_calendar_that_is_gone_breaks_the_link(office: Office) -> None:
    office.connect()
    del office.google.calendars[MAIL]
    with pytest.raises(BrokenLink, match="calendar_gone"):
        office.sync()
    assert office.known().reason == "calendar_gone"


def test_it_is_read_every_few_minutes_whatever_fails_meanwhile(office: Office) -> None:
    office.connect()
    office.errands()
    office.google.next_faults = [BROKEN] * 40
    for _ in range(30):
        office.watch.wait(seconds=60)
        office.errands()
    office.google.next_faults = []
    office.google.enter("e1", at("10:00"), at("11:00"))
    for _ in range(6):
        office.watch.wait(seconds=60)
        office.errands()
    assert len(office.busy()) == 1
    assert len(office.desk.errands.of_kind(SALON.id, "calendar_sync")) == 3


def test_a_visit_is_entered_moved_and_taken_out(office: Office) -> None:
    office.connect()
    booking = office.book("10:00")
    office.errands()
    assert office.shown() == [("Z. Q., haircut", "2026-11-24T18:00:00Z")]
    later = office.slot("14:00")
    change_booking(office.desk, SALON, ChangeRequest(booking.id, 1, slot=later))
    office.errands()
    assert office.shown() == [("Z. Q., haircut", "2026-11-24T22:00:00Z")]
    office.sync()
    assert office.busy() == []
    cancel_booking(office.desk, SALON, booking.id)
    office.errands()
    assert office.shown() == []


def test_a_visit_given_to_somebody_else_leaves_the_calendar(office: Office) -> None:
    office.connect()
    booking = office.book("10:00")
    office.errands()
    change_booking(office.desk, SALON, ChangeRequest(booking.id, 1, slot=office.slot("10:00", BEA)))
    office.errands()
    assert office.shown() == []


def test_visits_that_were_there_before_are_entered_when_a_calendar_is_connected(office: Office) -> None:
    office.book("10:00", "b1")
    office.book("11:00", "b2")
    office.book("11:00", "b3", BEA)
    office.connect()
    office.errands()
    assert [start for _, start in office.shown()] == ["2026-11-24T18:00:00Z", "2026-11-24T19:00:00Z"]


def test_an_errand_done_twice_or_late_leaves_the_visit_as_it_stands(office: Office) -> None:
    office.connect()
    booking = office.book("10:00")
    first = calendar_news(office.desk, SALON, _news(booking))
    changed = change_booking(office.desk, SALON, ChangeRequest(booking.id, 1, slot=office.slot("14:00")))
    push = pushing(office.service)
    for errand in [*calendar_news(office.desk, SALON, _news(changed)), *first, *first]:
        push(office.desk, SALON, errand)
    assert [start for _, start in office.shown()] == ["2026-11-24T22:00:00Z"]
    assert len(office.google.calendars[MAIL].entries) == 1


def test_two_who_write_one_visit_at_once_end_with_the_newer(office: Office) -> None:
    """The one with the older revision looked, was held up, and finds the entry written meanwhile."""
    office.connect()
    booking = office.book("10:00")
    push = pushing(office.service)
    (errand,) = calendar_news(office.desk, SALON, _news(booking))
    overtaken = _Overtaking(office.service)

    def meanwhile() -> None:
        changed = change_booking(office.desk, SALON, ChangeRequest(booking.id, 1, slot=office.slot("14:00")))
        (newer,) = calendar_news(office.desk, SALON, _news(changed))
        push(office.desk, SALON, newer)

    overtaken.meanwhile = meanwhile
    pushing(overtaken)(office.desk, SALON, errand)
    assert [start for _, start in office.shown()] == ["2026-11-24T22:00:00Z"]


def test_an_older_revision_is_not_shown_in_place_of_a_newer_one_even_for_a_moment(office: Office) -> None:
    office.connect()
    booking = office.book("10:00")
    office.errands()
    second = change_booking(office.desk, SALON, ChangeRequest(booking.id, 1, slot=office.slot("12:00")))
    (older,) = calendar_news(office.desk, SALON, _news(second))
    overtaken = _Overtaking(office.service)
    refused: list[str] = []

    def meanwhile() -> None:
        third = change_booking(office.desk, SALON, ChangeRequest(booking.id, 2, slot=office.slot("14:00")))
        (newer,) = calendar_news(office.desk, SALON, _news(third))
        pushing(office.service)(office.desk, SALON, newer)

    overtaken.meanwhile, overtaken.refused = meanwhile, refused
    pushing(overtaken)(office.desk, SALON, older)
    assert refused == ["2026-11-24T20:00:00Z"]
    assert [start for _, start in office.shown()] == ["2026-11-24T22:00:00Z"]


def test_an_entry_its_owner_wrote_into_meanwhile_still_becomes_what_the_booking_is(office: Office) -> None:
    office.connect()
    booking = office.book("10:00")
    office.errands()
    (event,) = office.google.shown()
    changed = change_booking(office.desk, SALON, ChangeRequest(booking.id, 1, slot=office.slot("12:00")))
    (errand,) = calendar_news(office.desk, SALON, _news(changed))
    overtaken = _Overtaking(office.service)
    more = {"extendedProperties": event["extendedProperties"], "summary": "mine"}
    overtaken.meanwhile = lambda: office.google.enter(event["id"], at("10:00"), at("11:00"), **more)
    pushing(overtaken)(office.desk, SALON, errand)
    assert office.shown() == [("Z. Q., haircut", "2026-11-24T20:00:00Z")]


def test_a_limit_that_is_reached_puts_a_visit_off_and_not_out(office: Office) -> None:
    office.connect()
    office.errands()
    office.book("10:00")
    office.google.next_faults = [RATE_LIMITED, TOO_MANY]
    office.errands()
    assert office.shown() == []
    for _ in range(3):
        office.watch.wait(seconds=30)
        office.errands()
    assert len(office.shown()) == 1


def test_a_clinics_visits_say_nothing_of_who_comes(office: Office) -> None:
    clinic = SALON.model_copy(update={"vertical": Vertical.CLINIC})
    office.connect()
    booking = office.book("10:00")
    (errand,) = calendar_news(office.desk, clinic, _news(booking))
    pushing(office.service)(office.desk, clinic, errand)
    (event,) = office.google.shown()
    assert event["summary"] == "Visit"
    assert event["description"] == ""
    assert "Quill" not in str(event)


def test_a_calendar_that_is_given_back_counts_no_more(office: Office) -> None:
    office.google.enter("e1", at("10:00"), at("11:00"))
    office.connect()
    office.sync()
    disconnect(office.desk, office.service, SALON, office.known())
    assert office.busy() == []
    assert office.slot("10:00") is not None
    assert office.google.refresh_tokens == set()


def test_a_consent_counts_once_in_the_browser_that_asked_for_it_and_for_a_while(office: Office) -> None:
    def begin() -> tuple[dict[str, str], str]:
        begun = begin_connecting(office.desk, office.service, SALON.id, redirect_url=CALLBACK)
        return office.google.agree(begun.url), begun.browser

    def finish(back: dict[str, str], browser: str) -> CalendarLink:
        return finish_connecting(office.desk, office.service, browser=browser, redirect_url=CALLBACK, **back)[1]

    back, browser = begin()
    with pytest.raises(NotConnected, match="this browser"):
        finish(back, "another")
    assert finish(back, browser).status == "choosing"
    with pytest.raises(NotConnected, match="not asked for"):
        finish(back, browser)
    late, browser = begin()
    office.watch.wait(minutes=16)
    with pytest.raises(NotConnected, match="too long ago"):
        finish(late, browser)
    office.google.scope = "https://www.googleapis.com/auth/calendar.events"
    back, browser = begin()
    with pytest.raises(NotConnected, match="agreed"):
        finish(back, browser)


def test_a_consent_given_again_mends_what_was_broken(office: Office) -> None:
    office.connect()
    office.errands()
    office.google.refresh_tokens.clear()
    office.google.access_tokens.clear()
    office.watch.wait(minutes=6)
    office.errands()
    assert office.known().status == "broken"
    office.book("10:00")
    office.errands()
    begun = begin_connecting(office.desk, office.service, SALON.id, redirect_url=CALLBACK, again=office.link)
    back = office.google.agree(begun.url)
    finish_connecting(office.desk, office.service, browser=begun.browser, redirect_url=CALLBACK, **back)
    office.errands()
    assert office.known().status == "connected"
    assert len(office.shown()) == 1


class _Overtaking(GoogleCalendars):
    """Somebody else writes between our looking and our writing, once."""

    def __init__(self, other: GoogleCalendars) -> None:
        self.__dict__ = dict(other.__dict__)
        self.meanwhile: Any = None
        self.refused: list[str] = []

    def write(self, access: str, calendar: str, event: str, content: Any, *, version: str | None) -> None:
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        try:
            super().write(access, calendar, event, content, version=version)
        except Moved:
            self.refused.append(content["start"]["dateTime"])
            raise


def _news(booking: Booking) -> News:
    return News(type="booking.changed", booking=booking)
