"""Team, numbers, all businesses and setting one up, in a real browser on an office in memory."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from functions.errands.chore import run
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.adapters.memory.numbers import MemoryPhoneNumbers
from receptionist.calls.numbers import pointing_at
from receptionist.desk.members import invitation_of
from receptionist.desk.publish import draft_of
from receptionist.ids import BusinessId, Phone
from tests.e2e.page_office import AXE, served
from tests.e2e.page_seed import NOW, seed
from tests.e2e.test_pages import QUIET, serious
from tests.fakes.people import somebody

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PASSWORD = "correct horse battery"
SALON = BusinessId("salon")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.together,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def office() -> Office:
    """Whose carrier account has the salon's number, pointed elsewhere, and one that nobody answers."""
    office = seed()
    assert isinstance(office.numbers, MemoryPhoneNumbers)
    office.numbers.own(Phone("+14155550102"), pointing_at("https://before.example.com"))
    office.numbers.own(Phone("+14155550277"))
    return office


@pytest.fixture(scope="module")
def page(browser: Browser, office: Office) -> Iterator[Page]:
    """One for all, in order: nobody has an account until one is made."""
    with served(office) as url:
        page = browser.new_context(locale="en-US", timezone_id="America/Los_Angeles", base_url=url).new_page()
        page.set_default_timeout(10_000)
        page.clock.set_system_time(NOW)
        page.goto("/#/salon/numbers")
        yield page


def go(page: Page, path: str) -> None:
    page.goto(f"/#/{path}")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(360, "dark"), pytest.param(1280, "light", marks=pytest.mark.long), pytest.param(360, "light", marks=pytest.mark.long)],
)  # fmt: skip
def test_every_page_fits_and_can_be_used_by_everybody(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.add_script_tag(path=str(AXE))
    for path in ("salon/numbers", "salon/team", "salon/set-up", "all", "set-up"):
        go(page, path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".animate-pulse")).to_have_count(0)
        assert serious(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_number_that_leads_elsewhere_is_mended_and_another_is_bought_at_its_price(page: Page, office: Office) -> None:
    go(page, "salon/numbers")
    yours = page.get_by_role("list", name="Your numbers")
    expect(yours).to_contain_text("https://before.example.com")
    yours.get_by_role("button", name="Have it answered here").click()
    expect(yours.get_by_text("Answered here")).to_be_visible()
    page.get_by_label("Area code").fill("628")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Buy (628) 555-0207").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("$1.15 each month")
    dialog.get_by_role("button", name="Buy (628) 555-0207").click()
    expect(yours.get_by_text("(628) 555-0207")).to_be_visible()
    holder = office.desk.businesses.by_number(Phone("+16285550207"))
    assert holder is not None
    assert holder.id == SALON


def test_a_spare_number_is_connected_and_given_back(page: Page, office: Office) -> None:
    page.get_by_role("button", name="Connect (415) 555-0277").click()
    page.get_by_role("dialog").get_by_role("button", name="Connect (415) 555-0277").click()
    page.get_by_role("button", name="Take (415) 555-0277 away").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Also give it back").check()
    dialog.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("list", name="Your numbers").get_by_role("listitem")).to_have_count(2)
    assert office.numbers.find(Phone("+14155550277")) is None


def test_who_keeps_their_number_is_told_what_to_dial(page: Page) -> None:
    page.get_by_label("Your phone company").select_option("verizon")
    expect(page.get_by_text("*714155550102")).to_be_visible()
    page.get_by_label("Which calls").select_option("all")
    expect(page.get_by_text("*724155550102")).to_be_visible()


def test_the_house_is_rung_first_once_that_is_published(page: Page, office: Office) -> None:
    page.get_by_role("checkbox", name="Ring us first").check()
    page.get_by_label("Whose telephone").fill("(415) 555-0191")
    page.get_by_role("button", name="Save in the draft").click()
    expect(page.get_by_text("Saved in the draft")).to_be_visible()
    draft = draft_of(office.desk, SALON)
    assert draft is not None
    first = draft.kept.business.ring_first
    assert first is not None
    assert (first.number, first.ring_seconds) == ("+14155550191", 15)


def test_the_first_account_is_made_and_who_is_invited_gets_a_role_and_is_removed(page: Page, office: Office) -> None:
    go(page, "salon/team")
    form = page.get_by_role("form", name="Make my account")
    form.get_by_label("Your name").fill("Anna")
    form.get_by_label("E-mail").fill("anna@example.com")
    form.get_by_label("A password").fill(PASSWORD)
    form.get_by_role("button", name="Make my account").click()
    members = page.get_by_role("list", name="Who is in")
    expect(members).to_contain_text("anna@example.com")
    page.get_by_label("Their name").fill("Sam")
    page.get_by_label("Their e-mail").fill("sam@example.com")
    page.get_by_label("Role", exact=True).select_option("manager")
    page.get_by_role("button", name="Make the invitation").click()
    link = page.get_by_label("The link for Sam").input_value()
    assert invitation_of(office.door, link.rpartition("/")[2]).email == "sam@example.com"
    page.get_by_role("button", name="Withdraw: Sam").click()
    expect(page.get_by_role("button", name="Withdraw: Sam")).to_have_count(0)
    assert office.door.accounts.anybody()
    _a_role_is_changed_and_a_member_removed(page, office)


def _a_role_is_changed_and_a_member_removed(page: Page, office: Office) -> None:
    somebody(office.door, "Olive", Role.OWNER, business="salon")
    somebody(office.door, "Bo", Role.STAFF, business="salon")
    page.reload()
    page.get_by_label("Role of Bo").select_option("manager")
    expect(page.get_by_text("Bo is now: Manager")).to_be_visible()
    page.get_by_role("button", name="Remove Bo").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Bo is out.")).to_be_visible()
    page.get_by_role("button", name="Remove Olive").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("dialog")).to_contain_text("Somebody must own it")
    page.get_by_role("dialog").get_by_role("button", name="No, leave it").click()


def test_all_businesses_stand_side_by_side(page: Page) -> None:
    go(page, "all")
    cards = page.get_by_role("list", name="All businesses").get_by_role("listitem")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("Saffron & Sage")
    expect(cards.first).to_contain_text("Have a look")
    cards.filter(has_text="Juniper").get_by_role("link").click()
    expect(page).to_have_url(page.url.rpartition("#")[0] + "#/salon/today")


def test_a_salon_is_set_up_from_nothing_and_goes_live_when_its_tests_go_well(page: Page, office: Office) -> None:
    go(page, "set-up")
    page.get_by_label("Salon").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Name of your business").fill("Lotus Hair")
    page.get_by_label("Address").fill("12 Valencia Street, San Francisco")
    page.get_by_label("Spanish").check()
    page.reload()
    expect(page.get_by_label("Name of your business")).to_have_value("Lotus Hair")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Price: a men's haircut").fill("45")
    page.get_by_role("checkbox", name="full color").uncheck()
    page.get_by_label("Or paste your price list").fill("Beard trim 20 min 25\nnonsense")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("status")).to_contain_text("Not understood: nonsense")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Name", exact=True).fill("Ana")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Buy (415) 555-0200").click()
    page.get_by_role("dialog").get_by_role("button", name="Buy (415) 555-0200").click()
    expect(page.get_by_text("Number: (415) 555-0200")).to_be_visible()
    page.get_by_role("button", name="Make the business").click()
    expect(page.get_by_text("What Lotus Hair still needs")).to_be_visible()
    lotus = office.desk.businesses.by_number(Phone("+14155550200"))
    assert lotus is not None
    assert (lotus.id, lotus.name, lotus.languages) == ("lotus_hair", "Lotus Hair", ("en", "es"))
    assert {one.id: str(one.price) for one in lotus.services if one.price} == {"mens_cut": "45", "beard_trim": "25"}

    _goes_live(page, office)


def _goes_live(page: Page, office: Office) -> None:
    page.get_by_label("Who picks up").fill("Ana")
    page.get_by_label("Their number").fill("415 555 0193")
    page.get_by_role("button", name="Put it in the draft").click()
    expect(page.get_by_text("Ana: (415) 555-0193")).to_be_visible()
    # The page tells that they are played from the press of the button on: the errand is there once that is answered.
    with page.expect_response(lambda one: one.url.endswith("/draft/trial") and one.request.method == "POST"):
        page.get_by_role("button", name="Go live").click()
    expect(page.get_by_text("The tests are being played.")).to_be_visible()
    run(office)
    expect(page.get_by_role("heading", name="Callers are answered.")).to_be_visible(timeout=60_000)
    lotus = office.desk.businesses.get(BusinessId("lotus_hair"))
    assert lotus is not None
    assert (lotus.version, lotus.handoffs[0].number) == (2, "+14155550193")
