"""Every sight of the dashboard is looked at by axe, and fits: as on the phone behind the counter, in the dark, in every language."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.e2e.page_office import AXE, served
from tests.e2e.page_photos import MICROPHONE
from tests.e2e.page_seed import NOW
from tests.e2e.page_sights import INSIDE, Sight, a_busy_house, feed, settled
from tests.e2e.test_pages import CHROMIUM, QUIET, serious

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

LOOKS = {
    "a phone in the dark, in Punjabi": {
        "viewport": {"width": 360, "height": 800},
        "color_scheme": "dark",
        "locale": "pa-IN",
    },
    "a phone by day, in Spanish": {
        "viewport": {"width": 360, "height": 800},
        "color_scheme": "light",
        "locale": "es-MX",
    },
    "a screen, in English": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", "locale": "en-US"},
}
IN_ENGLISH = "a screen, in English"
"""Buttons that open something are found by their English words."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *MICROPHONE])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(a_busy_house(), feed()) as address:
        yield address


@pytest.fixture(scope="module", params=LOOKS)
def visitor(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[tuple[str, BrowserContext]]:
    looks: Any = LOOKS[request.param]
    context = browser.new_context(base_url=url, timezone_id="America/Los_Angeles", **looks)
    context.set_default_timeout(30_000)
    yield request.param, context
    context.close()


@pytest.mark.parametrize("sight", INSIDE, ids=lambda sight: sight.name)
def test_nothing_keeps_anybody_from_it(visitor: tuple[str, BrowserContext], sight: Sight) -> None:
    look, context = visitor
    page = context.new_page()
    page.clock.set_system_time(NOW)
    page.goto(f"/#/{sight.path}")
    settled(page)
    page.add_script_tag(path=str(AXE))
    faults = serious(page)
    for act in sight.acts if look == IN_ENGLISH else ():
        act(page)
        settled(page)
        faults += serious(page)
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {look}"
    page.close()
