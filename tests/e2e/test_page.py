"""The page, in a real browser, with sound: a call by microphone, listening in, and the recording."""

import asyncio
import os
import shutil
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from playwright.async_api import Page, async_playwright, expect

from local.caller.scenario import Line, Scenario
from local.caller.voice import prepare
from receptionist.calls import mulaw
from tests.e2e.stage import Stage, stage

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.models,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium"),  # noqa: TID251
]

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
GREETING_S = 11.0
"""Until the greeting is over: the microphone is silent that long."""


async def a_microphone(there: Stage, words: str, path: Path) -> None:
    """A caller who waits for the greeting, says `words` once and is quiet."""
    scenario = Scenario(name="by microphone", lines=(Line(say=words),))
    sounds = await prepare(scenario, path.parent, there.rehearsal.voice, there.rehearsal.sounds)
    speech = mulaw.decode_int16(sounds[0])
    silence = np.zeros(int(GREETING_S * 8000), np.int16)
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(8000)
        wav.writeframes(np.concatenate([silence, speech, np.zeros(8000 * 40, np.int16)]).tobytes())


@asynccontextmanager
async def a_page(there: Stage, microphone: Path) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*QUIET, f"--use-file-for-fake-audio-capture={microphone}"]
        )
        page = await browser.new_page()
        await page.goto(there.service.url)
        await page.goto(f"{there.service.url}/#/restaurant/live")
        yield page
        await browser.close()


def test_a_business_watches_and_hears_its_assistant_on_the_page(tmp_path: Path) -> None:
    async def visit() -> None:
        async with stage(tmp_path) as there:
            microphone = tmp_path / "microphone.wav"
            await a_microphone(there, "What time do you close tonight?", microphone)
            async with a_page(there, microphone) as page:
                await _a_call_by_microphone(page)
                await _the_recording_can_be_played(page)

    asyncio.run(visit())


async def _a_call_by_microphone(page: Page) -> None:
    heard: list[int] = []
    page.on(
        "websocket", lambda s: s.on("framereceived", lambda f: heard.append(len(f))) if "/listen/" in s.url else None
    )
    await page.get_by_role("button", name="Call Saffron").click()
    transcript = page.get_by_label("Transcript")
    await expect(transcript).to_contain_text("AI assistant", timeout=30_000)
    await page.get_by_role("button", name="Listen", exact=True).click()
    await expect(transcript).to_contain_text("close", timeout=40_000)
    await expect(transcript).to_contain_text("answered in", timeout=20_000)
    await expect(transcript).to_contain_text("11 PM", timeout=30_000)
    assert sum(heard) > 8_000, "listening in brought no sound"
    await page.get_by_role("button", name="Speak with the caller").click()
    await expect(transcript).to_contain_text("speaks with the caller", timeout=10_000)
    await page.get_by_role("button", name="Give back to the assistant").click()
    await expect(transcript).to_contain_text("with the assistant again", timeout=20_000)
    await page.get_by_role("button", name="Hang up").click()
    await expect(page.get_by_text("call over: caller hung up")).to_be_visible(timeout=10_000)


async def _the_recording_can_be_played(page: Page) -> None:
    await page.get_by_role("link", name="Calls", exact=True).click()
    await page.get_by_role("list", name="Calls").get_by_role("link").first.click()
    player = page.locator("audio")
    await expect(player).to_be_visible(timeout=15_000)
    seconds = await player.evaluate(
        "a => new Promise((ok, no) => { a.onloadedmetadata = () => ok(a.duration); a.onerror = no; a.preload = 'auto'; a.load() })"
    )
    assert seconds > 3
