"""The month, what no longer fits, who waits, and calendars, in a real browser on an office in memory."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from functions.office import Office
from receptionist.business.plan import SpecialDay
from receptionist.desk.edit_plan import put_day
from receptionist.spans import Span
from tests.e2e.page_office import AXE, served
from tests.e2e.page_seed import HOME, NOW, seed
from tests.e2e.test_pages import QUIET

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

BOOK = b"""date,time,guests,name,phone,service
2026-12-01,18:00,2,Mara Vance,+1 415 555 0177,table
2026-12-01,18:00,two dozen,Ida Holm,,table
"""


@pytest.fixture(scope="module")
def office() -> Office:
    return seed()


@pytest.fixture(scope="module")
def page(office: Office) -> Iterator[Page]:
    with sync_playwright() as playwright, served(office) as url:
        browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(
            locale="en-US", viewport={"width": 360, "height": 800}, color_scheme="dark", base_url=url
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.clock.set_system_time(NOW)
        yield page
        browser.close()


def at(page: Page, path: str) -> None:
    page.goto(f"/#/restaurant/{path}")


def usable(page: Page) -> None:
    """By everybody, on a small phone."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(told => told.violations)")
    assert not [json.dumps(one)[:600] for one in found if one["impact"] in ("serious", "critical")]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_day_is_found_in_the_month(page: Page) -> None:
    at(page, "bookings?view=month")
    day = page.get_by_role("button", name="Friday, November 27, 2026: 4 visits · 14 people")
    expect(day).to_be_visible()
    usable(page)
    page.get_by_role("button", name="The month after").click()
    expect(page.get_by_role("button", name="Friday, December 25, 2026")).to_be_visible()
    page.get_by_role("button", name="The month before").click()
    day.click()
    expect(page.get_by_role("button", name="Gurpreet Singh")).to_be_visible()


def test_somebody_is_put_on_the_waiting_list(page: Page) -> None:
    at(page, "bookings?view=list&day=2026-11-27")
    page.get_by_role("button", name="Put somebody on the list").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Pilar Soto")
    dialog.get_by_label("Phone").fill("+14155550188")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Pilar Soto")).to_be_visible()


def test_an_address_for_calendars_is_made_and_taken_back(page: Page, office: Office) -> None:
    at(page, "bookings/calendars")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_role("dialog").get_by_label("The new address").input_value()
    assert address.endswith(".ics")
    usable(page)
    page.get_by_role("button", name="I have it").click()
    feeds = page.get_by_role("list", name="Addresses for calendar programs")
    expect(feeds).to_contain_text("The whole house")
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("dialog").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("There is no such address")).to_be_visible()


def test_bookings_are_brought_after_each_line_was_seen(page: Page, office: Office) -> None:
    at(page, "bookings/calendars")
    file: Any = {"name": "book.csv", "mimeType": "text/csv", "buffer": BOOK}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look through").click()
    expect(page.get_by_role("status").filter(has_text="Nothing is booked yet")).to_contain_text("1 would be")
    expect(page.get_by_role("row", name="3 refused")).to_contain_text("no number of people")
    assert not booked(office, "Mara Vance")
    page.get_by_role("button", name="Book 1 visit").click()
    expect(page.get_by_role("status").filter(has_text="1 are booked")).to_be_visible()
    assert booked(office, "Mara Vance")


def test_what_no_longer_fits_is_told_and_opened(page: Page, office: Office) -> None:
    business = office.desk.businesses.get(HOME)
    assert business is not None
    day = date(2026, 11, 27)
    put_day(office.desk, business, "burst_pipe", SpecialDay(first=day, last=day), revision=0)
    at(page, "bookings?view=month")
    conflicts = page.get_by_role("list", name="Visits that no longer fit")
    expect(conflicts.get_by_role("listitem")).to_have_count(4)
    expect(conflicts).to_contain_text("The house is closed then.")
    conflicts.get_by_role("button", name="Open: Lena Park").click()
    expect(page.get_by_role("dialog", name="Lena Park")).to_be_visible()


def booked(office: Office, name: str) -> bool:
    found = office.desk.bookings.during(HOME, Span(NOW, NOW.replace(month=12, year=2026)))
    return any(one.customer.name == name for one in found)
