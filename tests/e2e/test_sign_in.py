"""The page, in a real browser, on a machine where people have accounts."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from local.accounts import invited, of_folder
from local.rehearsal import CACHE
from local.service import Service, free_port, started
from receptionist.accounts.model import HOUSE, Role, scope_of
from receptionist.ids import BusinessId

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PASSWORD = "correct horse battery"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.models,
    pytest.mark.together,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@asynccontextmanager
async def a_service(data: Path) -> AsyncIterator[Service]:
    """Without a phone network: nobody rings here."""
    environment = {
        "TWILIO_API_BASE_URL": "http://127.0.0.1:9",
        "FIRSTRING_CACHE": str(CACHE.absolute()),
        "FIRSTRING_SPARE": "0",
    }
    sid, token = "AC" + "1" * 32, "t" * 32
    async with started(
        port=free_port(), data=data, account_sid=sid, auth_token=token, environment=environment
    ) as service:
        yield service


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@asynccontextmanager
async def a_page(browser: Browser, url: str) -> AsyncIterator[Page]:
    """Of somebody who has never been there."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(url)
    yield page
    await context.close()


def an_invitation(service: Service, name: str, role: Role, business: str = "") -> str:
    """The link."""
    with of_folder(service.data) as (door, _):
        scope = scope_of(BusinessId(business)) if business else HOUSE
        told = invited(door, scope, email=f"{name.lower()}@example.com", name=name, role=role, origin=service.url)
    return told.splitlines()[0]


async def accept(page: Page, name: str) -> None:
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Accept").click()


def test_people_are_invited_sign_in_and_out_and_see_what_is_theirs(tmp_path: Path) -> None:
    async def visit() -> None:
        async with a_service(tmp_path) as service, a_browser() as browser:
            await _nobody_needs_to_sign_in(browser, service)
            await _an_owner_accepts_and_leaves(browser, service)
            await _staff_see_their_business_only(browser, service)
            await _others_see_nothing(service)

    asyncio.run(visit())


def businesses(page: Page) -> Locator:
    return page.get_by_label("Business", exact=True).locator("option")


async def _nobody_needs_to_sign_in(browser: Browser, service: Service) -> None:
    """As long as there is no account."""
    async with a_page(browser, service.url) as page:
        await expect(businesses(page)).to_have_count(3)
        await expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


async def _an_owner_accepts_and_leaves(browser: Browser, service: Service) -> None:
    async with a_page(browser, an_invitation(service, "Anna", Role.OWNER)) as page:
        await accept(page, "Anna")
        await expect(businesses(page)).to_have_count(3)
        await expect(page.get_by_text("Anna", exact=True)).to_be_visible()
        await expect(page.get_by_text("connected", exact=True)).to_be_visible()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def _staff_see_their_business_only(browser: Browser, service: Service) -> None:
    async with a_page(browser, an_invitation(service, "Sam", Role.STAFF, "salon")) as page:
        await accept(page, "Sam")
        await expect(businesses(page)).to_have_count(1)
        await page.get_by_role("button", name="Sign out").click()
        await _goes_for_the_password_and_comes_back(page)
        await _signs_in(page, "wrong password!!")
        await expect(page.get_by_role("alert")).to_contain_text("do not go together")
        await _signs_in(page, PASSWORD)
        await expect(page.get_by_text("Sam", exact=True)).to_be_visible()
        assert page.url == f"{service.url}/#/salon/today"


async def _goes_for_the_password_and_comes_back(page: Page) -> None:
    """What has been typed is still there when the page is looked at again."""
    await page.get_by_label("E-mail").fill("sam@example.com")
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
    await page.wait_for_load_state("networkidle")
    await expect(page.get_by_label("E-mail")).to_have_value("sam@example.com")


async def _signs_in(page: Page, password: str) -> None:
    await page.get_by_label("E-mail").fill("sam@example.com")
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def _others_see_nothing(service: Service) -> None:
    """Nor do they hear anything; who can read the data folder does."""
    feed = f"{service.url}/live?business=salon"
    async with aiohttp.ClientSession() as nobody:
        async with nobody.get(f"{service.url}/api/v1/businesses") as answer:
            assert answer.status == 401
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await nobody.ws_connect(feed)
        async with nobody.ws_connect(feed, headers=service.credentials()) as socket:
            await socket.close()
    assert {one["id"] for one in await service.get("/businesses")} == {"restaurant", "clinic", "salon"}
