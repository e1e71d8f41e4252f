"""From nothing to a business that answers, by somebody who reads every word: live in five minutes."""

import logging
import os
import shutil
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from functions.errands.chore import run
from functions.office import Office
from receptionist.ids import Phone
from tests.e2e.newcomer import Newcomer
from tests.e2e.page_office import served
from tests.e2e.page_seed import seed
from tests.e2e.test_pages import QUIET

log = logging.getLogger(__name__)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FIVE_MINUTES_S = 300
expect.set_options(timeout=30_000)

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]


@pytest.fixture
def office() -> Office:
    return seed()


@pytest.fixture
def page(office: Office) -> Iterator[Page]:
    with sync_playwright() as playwright, served(office) as url:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(locale="en-US", timezone_id="America/Los_Angeles", base_url=url).new_page()
        page.set_default_timeout(60_000)
        page.goto("/")
        yield page
        browser.close()


def test_a_newcomer_is_live_in_five_minutes(page: Page, office: Office) -> None:
    began = time.monotonic()
    ana = Newcomer(page)
    expect(page.get_by_role("link", name="Make my account")).to_be_visible()
    ana.reads()
    ana.follows("Make my account")
    expect(page.get_by_role("form", name="Make my account")).to_be_visible()
    ana.reads()
    ana.types("Your name", "Ana Flores")
    ana.types("E-mail", "ana.flores@example.com")
    ana.types("A password", "correct horse battery")
    ana.presses("Make my account")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    ana.reads()
    ana.follows("Set up a business")
    _describes_the_salon(ana)
    _gets_a_number(ana)
    _goes_live(ana, office)
    machine_s = time.monotonic() - began
    log.info(
        "a newcomer: %d steps, %d words, %d acts, %d characters: %.0f s, and %.0f s of the machine",
        ana.steps, ana.words, ana.acts, ana.characters, ana.human_s, machine_s,
    )  # fmt: skip
    assert office.desk.businesses.by_number(Phone("+14155550200")) is not None
    taken_s = ana.human_s + machine_s
    assert taken_s < FIVE_MINUTES_S


def _describes_the_salon(ana: Newcomer) -> None:
    expect(ana.page.get_by_label("Salon")).to_be_visible()
    ana.reads()
    ana.ticks("Salon")
    ana.presses("Next")
    ana.reads()
    ana.types("Name of your business", "Lotus Hair")
    ana.types("Address", "12 Valencia Street, San Francisco")
    ana.ticks("Spanish")
    ana.presses("Next")
    ana.reads()
    ana.presses("Next")
    ana.reads()
    ana.types("Price: a women's haircut", "75")
    ana.types("Price: a men's haircut", "45")
    ana.presses("Next")
    ana.reads()
    ana.types("Name", "Ana", exact=True)
    ana.presses("Next")


def _gets_a_number(ana: Newcomer) -> None:
    ana.reads()
    ana.presses("Search")
    expect(ana.page.get_by_role("button", name="Buy (415) 555-0200")).to_be_visible()
    ana.reads()
    ana.presses("Buy (415) 555-0200")
    ana.reads()
    ana.presses("Buy (415) 555-0200")
    expect(ana.page.get_by_text("Number: (415) 555-0200")).to_be_visible()
    ana.presses("Make the business")
    expect(ana.page.get_by_text("What Lotus Hair still needs")).to_be_visible()


def _goes_live(ana: Newcomer, office: Office) -> None:
    ana.reads()
    ana.types("Who picks up", "Ana")
    ana.types("Their number", "415 555 0193")
    ana.presses("Put it in the draft")
    expect(ana.page.get_by_text("Ana: (415) 555-0193")).to_be_visible()
    ana.presses("Go live")
    expect(ana.page.get_by_text("The tests are being played.")).to_be_visible()
    while not ana.page.get_by_role("heading", name="Callers are answered.").is_visible():
        run(office)
        ana.page.wait_for_timeout(500)
