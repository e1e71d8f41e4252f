"""The dashboard's pages in a real browser, on an office in memory: what can be done on them, and that everybody can use them."""

import json
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from functions.office import Office
from receptionist.suites.own import own_tests
from tests.e2e.page_office import AXE, served
from tests.e2e.page_seed import HOME, NOW, seed

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.together,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PAGES = ["today", "live", "calls", "calls/CA1", "bookings?view=board", "bookings?view=list", "assistant", "assistant?section=services",
         "assistant?section=hours", "assistant?section=answers", "assistant?section=policies", "versions", "questions",
         "messages"]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def office() -> Office:
    """One for all: the tests leave each other's parts of it alone."""
    return seed()


@pytest.fixture(scope="module")
def url(office: Office) -> Iterator[str]:
    with served(office) as address:
        yield address


def a_page(browser: Browser, url: str, path: str, *, home: str = "restaurant", **looks: Any) -> Page:
    page = browser.new_context(**{"locale": "en-US", **looks}).new_page()
    page.set_default_timeout(10_000)
    page.clock.set_system_time(NOW)
    page.goto(f"{url}/#/{home}/{path}")
    return page


def serious(page: Page) -> list[str]:
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(told => told.violations)")
    return [json.dumps(one)[:600] for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [
        (360, "dark", "pa-IN"),
        pytest.param(1280, "light", "en-US", marks=pytest.mark.long),
        pytest.param(360, "light", "es-MX", marks=pytest.mark.long),
    ],
)
def test_every_page_fits_and_can_be_used_by_everybody(
    browser: Browser, url: str, width: int, scheme: Any, language: str
) -> None:
    page = a_page(browser, url, "today", viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language)
    page.add_script_tag(path=str(AXE))
    for path in PAGES:
        page.goto(f"{url}/#/restaurant/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".animate-pulse")).to_have_count(0)
        assert serious(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"
    assert page.evaluate("document.documentElement.lang") == language[:2]


def test_a_price_is_corrected_in_the_draft_published_and_taken_back(browser: Browser, url: str, office: Office) -> None:
    before = str(business(office).menu[0].price)
    page = a_page(browser, url, "assistant?section=services")
    page.get_by_role("region", name="Menu").locator(":scope > details > summary").last.click()
    price = page.get_by_label("Price in USD").last
    price.fill("99.50")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft, not published yet")).to_be_visible()
    assert str(business(office).menu[-1].price) != "99.50"
    page.get_by_role("link", name="Look through and publish").click()
    expect(page.get_by_role("list", name="What changes")).to_contain_text("$99.50")
    page.get_by_label("Publish without the tests").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("There is no draft")).to_be_visible()
    assert (business(office).version, str(business(office).menu[-1].price)) == (2, "99.50")
    page.get_by_role("button", name="Go back to this").click()
    page.get_by_role("dialog").get_by_role("button", name="Go back to this").click()
    expect(page.get_by_role("listitem").filter(has_text="Callers hear this")).to_contain_text("Version 3")
    assert str(business(office).menu[0].price) == before


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(browser: Browser, url: str, office: Office) -> None:
    mine, theirs = (a_page(browser, url, "assistant", home="salon") for _ in range(2))
    mine.get_by_label("Name of the assistant").fill("Mina")
    theirs.get_by_label("Name of the assistant").fill("Teo")
    theirs.get_by_role("button", name="Save draft").click()
    expect(theirs.get_by_text("Draft, not published yet")).to_be_visible()
    mine.get_by_role("button", name="Save draft").click()
    expect(mine.get_by_role("alert")).to_contain_text("Somebody else changed this")
    expect(mine.get_by_label("Name of the assistant")).to_have_value("Mina")
    mine.get_by_role("button", name="Show theirs, drop mine").click()
    expect(mine.get_by_label("Name of the assistant")).to_have_value("Teo")


def test_a_visit_is_booked_moved_and_given_up_by_keyboard_alone(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "bookings?view=list")
    page.get_by_role("button", name="New booking").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Time").fill("18:30")
    dialog.get_by_label("Name").fill("Bo Lindqvist")
    dialog.get_by_label("Name").press("Enter")
    visit = page.get_by_role("button", name="Bo Lindqvist")
    expect(visit).to_contain_text("6:30 PM")
    visit.press("Enter")
    dialog.get_by_label("Time").fill("19:30")
    dialog.get_by_role("button", name="Save").press("Enter")
    expect(visit).to_contain_text("7:30 PM")
    visit.press("Enter")
    dialog.get_by_role("button", name="Cancel this visit").press("Enter")
    dialog.get_by_role("button", name="Cancel it").press("Enter")
    expect(visit).to_contain_text("Cancelled")
    page.get_by_role("button", name="New booking").press("Enter")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_time_that_cannot_be_had_is_explained_and_another_is_offered(browser: Browser, url: str) -> None:
    page = a_page(browser, url, "bookings?view=list")
    page.get_by_role("button", name="New booking").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Day").fill("2026-11-28")
    dialog.get_by_label("Time").fill("03:00")
    dialog.get_by_label("Name").fill("Night Owl")
    dialog.get_by_role("button", name="Book it").click()
    expect(dialog.get_by_role("alert")).to_contain_text("closed")
    expect(dialog.get_by_text("Free instead")).to_be_visible()


def test_a_call_is_found_heard_from_a_line_and_deleted(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "calls")
    rows = page.get_by_role("list", name="Calls").get_by_role("listitem")
    expect(rows).to_have_count(2)
    page.get_by_label("Search").fill("elevator")
    expect(rows).to_have_count(1)
    rows.get_by_role("link").click()
    page.get_by_role("button", name="Hear it from 0:06").click()
    page.wait_for_function("document.querySelector('audio').currentTime >= 6", timeout=30_000)
    expect(page.locator("canvas").first).to_be_visible()
    assert page.evaluate("document.querySelector('audio').src").endswith("/recording"), (
        "the waveform's would begin anew"
    )
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(rows.filter(has_text="Deleted call")).to_have_count(1)


def test_tonight_is_paused_and_what_needs_a_person_is_taken_up(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "today")
    page.get_by_role("button", name="Pause bookings").click()
    page.get_by_role("button", name="Begin now").click()
    expect(page.get_by_text("No bookings", exact=True)).to_be_visible()
    standing = office.desk.rows.list(HOME, "plan")
    assert [row.id.split(":")[0] for row in standing] == ["overlay"]
    page.get_by_role("button", name="End now").click()
    expect(page.get_by_text("No bookings", exact=True)).to_have_count(0)
    page.get_by_role("button", name="I take care of it").click()
    expect(page.get_by_text("party of fourteen")).to_have_count(0)


def test_calls_are_sent_to_the_house_for_now_and_it_is_told_where_they_ring(
    browser: Browser, url: str, office: Office
) -> None:
    page = a_page(browser, url, "today")
    page.get_by_role("button", name="Send calls to us").click()
    expect(page.get_by_role("dialog")).to_contain_text("It rings at (415) 555-0190.")
    page.get_by_role("button", name="Begin now").click()
    expect(page.get_by_text("Calls to us", exact=True)).to_be_visible()
    page.get_by_role("button", name="End now").click()
    expect(page.get_by_text("Calls to us", exact=True)).to_have_count(0)


def test_an_open_question_is_answered_into_the_draft_which_then_says_so(
    browser: Browser, url: str, office: Office
) -> None:
    page = a_page(browser, url, "questions")
    page.get_by_label("English").fill("Yes, there is an elevator beside the entrance.")
    page.get_by_role("button", name="Put into the draft").click()
    expect(page.get_by_text("Every question so far could be answered.")).to_be_visible()
    page.get_by_role("link", name="Assistant", exact=True).click()
    talk = page.get_by_role("log", name="Try it")
    expect(talk).to_contain_text("AI assistant")
    page.get_by_label("What a caller would say").fill("Is there an elevator?")
    page.get_by_role("button", name="Send").click()
    expect(talk).to_contain_text("beside the entrance")
    assert all("elevator" not in faq.question for faq in business(office).faqs)
    assert [one.test.name for one in own_tests(office.desk, HOME)] == ["Is there an elevator?"]


def test_whoever_has_no_connection_is_told(browser: Browser, url: str) -> None:
    page = a_page(browser, url, "today")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("No connection.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("No connection.")).to_have_count(0)


def business(office: Office) -> Any:
    return office.desk.businesses.get(HOME)
