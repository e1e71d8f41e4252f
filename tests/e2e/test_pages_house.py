"""The pages of results, customers, messages and settings in a real browser, on an office in memory."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from functions.office import Office
from receptionist.desk.texts_in import TextIn, keep_text
from receptionist.ids import Phone
from tests.e2e.page_office import AXE, served
from tests.e2e.page_seed import HOME, NOW, seed
from tests.e2e.test_pages import QUIET, a_page, serious

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.together,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

ANNA = Phone("+14155550142")
FEW = ["results", "customers/%2B14155550142", "settings?section=webhooks"]
PAGES = ["results", "customers", "customers/%2B14155550142", "messages",
         *(f"settings?section={one}" for one in ("limits", "data", "audit", "keys", "webhooks"))]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def office() -> Office:
    office = seed()
    came = TextIn(
        "SM1", NOW - timedelta(minutes=9), ANNA, "May we bring the dog?", "message", "Thank you, the team has it."
    )
    keep_text(office.desk, HOME, came)
    return office


@pytest.fixture(scope="module")
def url(office: Office) -> Iterator[str]:
    with served(office) as address:
        yield address


@pytest.mark.parametrize("pages", [FEW, pytest.param(PAGES, marks=pytest.mark.long)])
def test_these_pages_fit_and_can_be_used_by_everybody(browser: Browser, url: str, pages: list[str]) -> None:
    page = a_page(browser, url, "today", viewport={"width": 360, "height": 800}, color_scheme="dark", locale="pa-IN")
    page.add_script_tag(path=str(AXE))
    for path in pages:
        page.goto(f"{url}/#/restaurant/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".animate-pulse")).to_have_count(0)
        assert serious(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than 360 px"


def test_a_number_says_what_it_counts_and_leads_to_its_calls(browser: Browser, url: str) -> None:
    page = a_page(browser, url, "results")
    booked = page.get_by_role("list", name="Numbers").get_by_role("listitem").filter(has_text="Visits booked")
    booked.get_by_text("What counts?").click()
    expect(booked).to_contain_text("What is cancelled later still counts.")
    booked.get_by_role("button", name="Show the calls: Visits booked").click()
    page.get_by_role("dialog").get_by_role("link", name="(415) 555-0142").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("(415) 555-0142")


def test_a_customer_is_found_described_written_to_and_forgotten(browser: Browser, url: str, office: Office) -> None:
    page = a_page(browser, url, "customers")
    page.get_by_label("Search").fill("ruiz")
    people = page.get_by_role("list", name="Customers").get_by_role("listitem")
    expect(people).to_have_count(1)
    people.get_by_role("link").click()
    page.get_by_label("Notes and preferences").fill("Likes the window")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    thread = page.get_by_role("list", name="Texts")
    expect(thread).to_contain_text("May we bring the dog?")
    page.get_by_label("Write a text").fill("Dogs are welcome on the terrace.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(thread).to_contain_text("Dogs are welcome")
    page.get_by_role("button", name="Erase").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase").click()
    expect(page.get_by_role("dialog")).to_contain_text("The card")
    assert office.desk.rows.get(HOME, "customer", ANNA) is None


def test_a_key_is_shown_once_and_its_making_stands_in_the_audit_log(browser: Browser, url: str) -> None:
    page = a_page(browser, url, "settings?section=keys")
    page.get_by_label("What is it for?").fill("The till")
    page.get_by_role("button", name="Make a key").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("The new key")).to_have_value(re.compile("^fsk_.{20,}"))
    dialog.get_by_role("button", name="I have it").click()
    expect(page.get_by_role("list", name="Keys")).to_contain_text("The till")
    page.get_by_role("link", name="Audit log").click()
    page.get_by_label("Search").fill("key.cut")
    expect(page.get_by_role("list", name="Audit log").get_by_role("listitem")).to_have_count(1)
