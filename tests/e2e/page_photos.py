"""Photographs of the dashboard, of an office in memory whose house is busy.

python -m tests.e2e.page_photos                                      those the docs show, into docs/media
python -m tests.e2e.page_photos FOLDER [NAME...]                     every sight, or those, to be looked at
python -m tests.e2e.page_photos FOLDER --width 360 --dark --language pa-IN
"""

import argparse
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.e2e.page_office import served
from tests.e2e.page_seed import NOW
from tests.e2e.page_sights import INSIDE, Sight, a_busy_house, feed, settled
from tests.e2e.test_pages import CHROMIUM, QUIET

DOCS = Path(__file__).parents[2] / "docs" / "media"
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
LONGEST_MS = 120_000
PHONE: ViewportSize = {"width": 360, "height": 740}
QUALITY = 78
"""Of JPEG, which the docs are content with."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.page_photos")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--width", type=int, default=1100)
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", default="en-US")
    given = parser.parse_args()
    wanted = [one for one in INSIDE if (one.name in given.names or not given.names) and (given.folder or one.shown)]
    with served(a_busy_house(), feed()) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *MICROPHONE])
        context = browser.new_context(
            base_url=url, locale=given.language, color_scheme="dark" if given.dark else "light",
            viewport={"width": given.width, "height": given.height}, timezone_id="America/Los_Angeles",
        )  # fmt: skip
        context.set_default_timeout(LONGEST_MS)
        for sight in wanted:
            page = context.new_page()
            if sight.on_a_phone and given.folder is None:
                page.set_viewport_size(PHONE)
            page.clock.set_system_time(NOW)
            page.goto(f"/#/{sight.path}")
            if given.folder is None:
                _for_the_docs(page, sight)
            else:
                _all_of_it(page, sight, given.folder)
            page.close()


def _for_the_docs(page: Page, sight: Sight) -> None:
    settled(page)
    for act in sight.acts[: sight.shown - 1]:
        act(page)
        settled(page)
    page.screenshot(path=DOCS / f"dashboard-{sight.name}.jpg", type="jpeg", quality=QUALITY)


def _all_of_it(page: Page, sight: Sight, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    settled(page)
    page.screenshot(path=folder / f"{sight.name}.png")
    for place, act in enumerate(sight.acts, 1):
        act(page)
        settled(page)
        page.screenshot(path=folder / f"{sight.name}-{place}.png")


if __name__ == "__main__":
    main()
