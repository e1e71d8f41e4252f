"""What somebody sees who comes to the page for the first time, on a slow line, before its scripts are there; and under the cloud's policy."""

import base64
import hashlib
import os
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.e2e.page_office import PAGE, served
from tests.e2e.page_seed import NOW, seed

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SCRIPTS = re.compile(r"/assets/(index|react)-.*\.js$")
"""Without these nothing of the page runs."""
DARK = "rgb(12, 10, 9)"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.together,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(seed()) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-US", viewport={"width": 360, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.clock.set_system_time(NOW)
    yield page
    context.close()


def held_back(page: Page) -> list[Route]:
    """Scripts that are asked for and do not come until they are let go."""
    held: list[Route] = []
    page.route(SCRIPTS, lambda route: held.append(route))
    return held


def test_the_frame_is_there_in_the_chosen_colors_before_any_script_is(page: Page, url: str) -> None:
    page.add_init_script("localStorage.setItem('firstring.theme', 'dark')")
    held = held_back(page)
    page.goto(f"{url}/#/restaurant/calls", wait_until="commit")
    expect(page.get_by_text("Firstring")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
    for route in held:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_what_the_page_will_need_is_on_its_way_before_its_scripts_are_there_and_asked_for_once(
    page: Page, url: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(url)))
    held = held_back(page)
    early = ("/api/v1/me", "/api/v1/businesses/restaurant")
    with page.expect_response(f"{url}{early[1]}"):
        page.goto(f"{url}/#/restaurant/calls", wait_until="commit")
    assert set(early) <= set(asked)
    assert any(one.startswith("/assets/calls-page-") for one in asked)
    for route in held:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [asked.count(one) for one in early] == [1, 1]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("today", ("notices", "bookings", "messages", "overlays", "knowledge/gaps", "out-of-place")),
        ("bookings", ("schedules", "bookings", "holds", "out-of-place", "waitlist")),
    ],
)
def test_a_page_asks_for_what_it_shows_before_its_own_script_is_there_and_once(
    page: Page, url: str, name: str, shown: tuple[str, ...]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(url).split("?")[0]))
    scripts: list[Route] = []
    page.route(re.compile(rf"/assets/{name}-page-.*\.js$"), lambda route: scripts.append(route))
    needed = [f"/api/v1/businesses/restaurant/{one}" for one in shown]
    with page.expect_response(lambda answer: answer.url.removeprefix(url).split("?")[0] == needed[-1]):
        page.goto(f"{url}/#/restaurant/{name}", wait_until="commit")
    assert set(needed) <= set(asked)
    for route in scripts:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [asked.count(one) for one in needed] == [1] * len(needed)


def test_who_has_no_business_yet_is_shown_no_frame_of_one(page: Page, url: str) -> None:
    held = held_back(page)
    page.goto(url, wait_until="commit")
    page.wait_for_function("document.getElementById('root')")
    expect(page.get_by_text("Firstring")).to_be_hidden()
    for route in held:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_page_comes_up_under_the_clouds_policy_for_scripts(page: Page, url: str) -> None:
    index = (PAGE.parent / "index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self' 'unsafe-inline'; "
        "connect-src 'self' ws:; img-src 'self'; font-src 'self'"
    )
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route(f"{url}/", with_policy)
    page.add_init_script("localStorage.setItem('firstring.theme', 'dark')")
    page.goto(f"{url}/#/restaurant/today")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.inside") == ""
    assert refused == []
