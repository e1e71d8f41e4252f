"""From an empty data folder to a business whose callers hear a corrected price, as its owner lives it: in two browsers and on the
telephone, on a whole service with the simulated phone network."""

import asyncio
import logging
import os
import re
import shutil
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from local.caller.measure import utterances
from local.caller.ring import ring
from local.caller.scenario import Line, Scenario
from receptionist.calls import mulaw
from receptionist.ports import Transcriber
from receptionist.suites.goal import Goal, WantedBooking
from tests.e2e.late import TAP, heard_by
from tests.e2e.stage import Stage, stage, told
from tests.e2e.test_page import QUIET

expect.set_options(timeout=30_000)
log = logging.getLogger(__name__)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PASSWORD = "correct horse battery"
NUMBER, CALLER = "+14155550200", "+14155550142"
HOME = "/businesses/lotus_hair"
MONDAY = "2026-11-30"
WHISPER = "Hoy hay estacionamiento gratis detrás de la casa."
MOST_LATE_MS = 500
QUIET_BEFORE_S, QUIET_AFTER_S, FIRST_S = 0.3, 0.5, 3.0

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.models,
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

IN_SPANISH = Scenario(
    name="Un corte en español",
    to=NUMBER,
    caller=CALLER,
    language="es",
    lines=(
        Line(say="Hola, buenas tardes. Quisiera un corte de hombre el lunes a las diez de la mañana."),
        Line(hears="primera visita", say="Sí, es la primera vez."),
        Line(hears="nombre de|su nombre|se llama", say="Me llamo Carmen López."),
        Line(hears="qué día|cuándo", say="El lunes."),
        Line(hears="qué hora", say="A las diez de la mañana."),
        Line(hears="lo rese|lo rece", say="Sí, por favor.", times=2),
        Line(hears="algo más", say="No, gracias. Adiós."),
    ),
    goal=Goal(bookings=(WantedBooking(service="mens_cut", day="+3", time="10:00", name="Carmen López"),), texts=1),
    longest_s=240,
)
NEW_PRICE = re.compile(r"\b52\b|f(?:if)?ty[ -]?two", re.IGNORECASE)
OLD_PRICE = re.compile(r"\b45\b|f(?:or)?ty[ -]?five", re.IGNORECASE)
"""As the caller's recogniser writes them, "$fty-two dollars" too."""
ASKS = Scenario(
    name="How much is a cut?",
    to=NUMBER,
    caller="+14155550143",
    lines=(Line(say="Hello, how much is a men's haircut?"), Line(hears=r"dollar|\$|\d", say="Thank you, goodbye.")),
    longest_s=90,
)


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@asynccontextmanager
async def a_page(browser: Browser, url: str) -> AsyncIterator[Page]:
    """Of somebody who has never been there."""
    context = await browser.new_context(locale="en-US", timezone_id="America/Los_Angeles", base_url=url)
    await context.add_init_script(TAP)
    page = await context.new_page()
    page.set_default_timeout(60_000)
    await page.goto("/")
    yield page
    await context.close()


def test_a_salon_is_set_up_called_corrected_and_taken_back(tmp_path: Path) -> None:
    async def live() -> None:
        async with (
            stage(tmp_path) as there,
            a_browser() as browser,
            a_page(browser, there.service.url) as owner,
            a_page(browser, there.service.url) as colleague,
        ):
            await _signs_up(owner)
            await _sets_up_a_salon(owner)
            await _buys_a_number(owner)
            await _goes_live(owner)
            await _signs_in(colleague)
            await _a_cut_is_booked_in_spanish_while_somebody_listens(colleague, there)
            await _the_visit_and_the_text_are_on_the_page(owner)
            await _a_price_is_corrected_in_the_draft(owner)
            await _the_tests_go_well(owner)
            await _is_published(owner)
            await _the_new_price_is_heard(there)
            await _is_taken_back(owner)
            assert await _price(there) == "45"

    asyncio.run(live())


async def _signs_up(page: Page) -> None:
    await page.get_by_role("link", name="Make my account").click()
    form = page.get_by_role("form", name="Make my account")
    await form.get_by_label("Your name").fill("Ana")
    await form.get_by_label("E-mail").fill("ana@example.com")
    await form.get_by_label("A password").fill(PASSWORD)
    await form.get_by_role("button", name="Make my account").click()
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()


async def _sets_up_a_salon(page: Page) -> None:
    await page.get_by_role("link", name="Set up a business").click()
    await page.get_by_label("Salon").check()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_label("Name of your business").fill("Lotus Hair")
    await page.get_by_label("Address").fill("12 Valencia Street, San Francisco")
    await page.get_by_label("Spanish").check()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_label("Price: a women's haircut").fill("75")
    await page.get_by_label("Price: a men's haircut").fill("45")
    await page.get_by_role("button", name="Next").click()
    await page.get_by_label("Name", exact=True).fill("Ana")
    await page.get_by_role("button", name="Next").click()


async def _buys_a_number(page: Page) -> None:
    await page.get_by_role("button", name="Search").click()
    await page.get_by_role("button", name="Buy (415) 555-0200").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("$1.15 each month")
    await dialog.get_by_role("button", name="Buy (415) 555-0200").click()
    await page.get_by_role("button", name="Make the business").click()


async def _goes_live(page: Page) -> None:
    await expect(page.get_by_text("What Lotus Hair still needs")).to_be_visible()
    await page.get_by_label("Who picks up").fill("Ana")
    await page.get_by_label("Their number").fill("415 555 0193")
    await page.get_by_role("button", name="Put it in the draft").click()
    await page.get_by_role("button", name="Go live").click()
    await expect(page.get_by_role("heading", name="Callers are answered.")).to_be_visible(timeout=240_000)


async def _signs_in(page: Page) -> None:
    await page.reload()
    await page.get_by_label("E-mail").fill("ana@example.com")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    await page.goto("/#/lotus_hair/live")
    await expect(page.get_by_text("connected", exact=True)).to_be_visible()


async def _a_cut_is_booked_in_spanish_while_somebody_listens(page: Page, there: Stage) -> None:
    recording = there.data / "spanish.wav"
    async with asyncio.TaskGroup() as group:
        call = group.create_task(ring(IN_SPANISH, there.data, there.rehearsal, recording))
        await page.get_by_role("button", name="Listen", exact=True).click()
        await expect(page.get_by_role("log").first).to_contain_text("corte", timeout=90_000)
        await page.get_by_label("Words").fill(WHISPER)
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_role("log").first).to_contain_text("estacionamiento gratis", timeout=90_000)
    rung = call.result()
    assert not rung.faults, told(rung)
    late = await heard_by(page, rung, recording)
    log.info("listening in: %s", late)
    assert len(late.caller_ms) >= 2, late
    assert len(late.assistant_ms) >= 2, late
    assert median([*late.caller_ms, *late.assistant_ms]) < MOST_LATE_MS, late
    acts = [one["act"] for one in await there.service.get(f"{HOME}/audit")]
    assert {"call.listened", "call.instructed", "number.bought"} <= set(acts)


async def _the_visit_and_the_text_are_on_the_page(page: Page) -> None:
    await page.goto(f"/#/lotus_hair/bookings?view=board&day={MONDAY}")
    await expect(page.get_by_text("Carmen López").first).to_be_visible()
    await page.goto("/#/lotus_hair/messages")
    await page.get_by_role("link", name="Carmen López").first.click()
    await expect(page.get_by_role("list", name="Texts")).to_contain_text("Lotus Hair")


async def _a_price_is_corrected_in_the_draft(page: Page) -> None:
    await page.goto("/#/lotus_hair/assistant?section=services")
    summary = page.locator("summary", has_text="a men's haircut")
    await summary.click()
    await page.locator("details").filter(has=summary).get_by_label("Price in USD").fill("52")
    await page.get_by_role("button", name="Save draft").click()
    await expect(page.get_by_text("Draft, not published yet")).to_be_visible()


async def _the_tests_go_well(page: Page) -> None:
    """Conversations with the draft, before anybody hears it."""
    await page.get_by_role("link", name="Look through and publish").click()
    await page.get_by_role("button", name="Run the tests").click()
    await expect(page.get_by_role("status").filter(has_text="tests go well")).to_be_visible(timeout=240_000)


async def _is_published(page: Page) -> None:
    await expect(page.get_by_role("list", name="What changes")).to_contain_text("$45 to $52")
    await page.get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("There is no draft")).to_be_visible()


async def _the_new_price_is_heard(there: Stage) -> None:
    """Off the line, by the caller's own ears: as digits or as words, whichever they write."""
    recording = there.data / "asks.wav"
    rung = await ring(ASKS, there.data, there.rehearsal, recording)
    heard = await _listened_to(recording, there.rehearsal.ears)
    assert NEW_PRICE.search(heard), f"{heard}\n{told(rung)}"
    assert not OLD_PRICE.search(heard), f"{heard}\n{told(rung)}"


async def _listened_to(recording: Path, ears: Transcriber) -> str:
    """What the assistant says in it: each utterance with some quiet around it, whole, and once more its first seconds. Cut close, or
    long, an amount of money can come out of the recogniser as a row of dollar signs."""
    with wave.open(str(recording)) as wav:
        rate = wav.getframerate()
        sound = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").reshape(-1, wav.getnchannels())[:, 1]
    assistant = sound.astype(np.float32) / np.float32(32768)
    heard = []
    for one in utterances(assistant, rate):
        start_s = max(0.0, one.start_s - QUIET_BEFORE_S)
        for end_s in (one.end_s + QUIET_AFTER_S, min(one.end_s, one.start_s + FIRST_S)):
            part = mulaw.encode(assistant[int(start_s * rate) : int(end_s * rate)])
            heard.append((await ears.transcribe(part, language="en")).text)
    return " ".join(heard)


async def _is_taken_back(page: Page) -> None:
    await page.goto("/#/lotus_hair/versions")
    await page.get_by_role("button", name="Go back to this").first.click()
    await page.get_by_role("dialog").get_by_role("button", name="Go back to this").click()
    await expect(page.get_by_role("listitem").filter(has_text="Callers hear this")).to_contain_text("Version 4")


async def _price(there: Stage) -> str:
    business: Any = await there.service.get(HOME)
    return str(next(one["price"] for one in business["services"] if one["id"] == "mens_cut"))
