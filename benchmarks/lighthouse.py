"""Lighthouse on the dashboard's pages as `firstring up` serves them, signed in, on this machine.

    python -m benchmarks.lighthouse              every page as on a phone: slow network, slow processor
    python -m benchmarks.lighthouse --desktop    as on a large screen
    python -m benchmarks.lighthouse today calls  these
    python -m benchmarks.lighthouse --times 5    of so many runs of each page the one in the middle, as Lighthouse advises; three if not told
    python -m benchmarks.lighthouse --slowdown 4 a phone's processor so many times slower than this one, whatever this one is
    python -m benchmarks.lighthouse --reports F  what Lighthouse itself tells of each run, as JSON in the folder F

How many times slower a phone's processor is depends on the machine that plays it. Lighthouse takes four, which it means for a machine
whose BenchmarkIndex is 1500 to 2000, and asks for less on slower ones
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md#calibrating-the-cpu-slowdown). That index is taken of a plain
page first and again with every run, and the same phone is played on every machine: PHONE.

Lighthouse itself is fetched by npx, in the version below. Exit code: 0 every score reaches 95, 1 one does not, 2 not measured.
"""

import argparse
import asyncio
import json
import secrets
import shutil
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Page, async_playwright

from benchmarks.figures import table
from local.service import Service, free_port, started
from receptionist.clock import system_clock
from receptionist.errors import Misconfigured, ReceptionistError

LIGHTHOUSE = "lighthouse@12.8.2"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
RESULTS = Path(".data") / "benchmarks" / "lighthouse.json"
ENOUGH = 95
HOME = "restaurant"
PAGES = ("today", "live", "calls", "bookings", "customers", "messages", "results", "questions", "assistant", "versions", "numbers",
         "team", "settings")  # fmt: skip
CATEGORIES = ("performance", "accessibility")
LONGEST_S = 300.0
PHONE = 440
"""BenchmarkIndex of the phone that is played: a fourth of the middle of Lighthouse's "high-end desktop", 1500 to 2000, and so in the middle
of its "mid-tier mobile", 125 to 800."""
PLAIN_PAGE = b"<!doctype html><html lang=en><title>Plain</title><p>A plain page."
"""Opens none of the dashboard's files: their first visit is still to come."""


@dataclass(frozen=True, slots=True)
class Scored:
    page: str
    performance: int
    accessibility: int
    first_paint_ms: int
    largest_paint_ms: int
    blocked_ms: int
    shift: float
    kilobytes: int
    faults: tuple[str, ...]
    """Audits of accessibility that failed."""
    slowdown: float
    """How many times slower than this machine the processor was played."""


@dataclass(frozen=True, slots=True)
class Given:
    """On the command line."""

    desktop: bool
    times: int
    slowdown: float | None
    reports: Path | None

    def slowness(self, indexes: Sequence[float]) -> tuple[str, ...]:
        """As Lighthouse is told it, with what was measured of this machine so far."""
        if self.desktop:
            return ("--preset=desktop",)
        slowdown = self.slowdown or (slowdown_of(indexes) if indexes else 1.0)
        return (f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}",)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints and writes RESULTS."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse")
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--desktop", action="store_true")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--slowdown", type=float)
    parser.add_argument("--reports", type=Path)
    given = parser.parse_args(argv)
    try:
        scores = asyncio.run(_measured(given.pages, Given(given.desktop, given.times, given.slowdown, given.reports)))
    except ReceptionistError as fault:
        print(f"lighthouse: {fault}", file=sys.stderr)
        return 2
    print(_told(scores))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([{name: getattr(one, name) for name in one.__slots__} for one in scores], indent=1))
    return 0 if all(min(one.performance, one.accessibility) >= ENOUGH for one in scores) else 1


def scored(page: str, report: dict[str, Any]) -> Scored:
    """Of Lighthouse's own report."""
    audits = report["audits"]
    accessible = {one["id"] for one in report["categories"]["accessibility"]["auditRefs"]}
    failed = tuple(sorted(one for one in accessible if audits[one]["score"] == 0))
    performance, accessibility = (round(100 * (report["categories"][one]["score"] or 0)) for one in CATEGORIES)
    return Scored(
        page=page,
        performance=performance,
        accessibility=accessibility,
        first_paint_ms=round(audits["first-contentful-paint"]["numericValue"]),
        largest_paint_ms=round(audits["largest-contentful-paint"]["numericValue"]),
        blocked_ms=round(audits["total-blocking-time"]["numericValue"]),
        shift=round(audits["cumulative-layout-shift"]["numericValue"], 3),
        kilobytes=round(audits["total-byte-weight"]["numericValue"] / 1000),
        faults=failed,
        slowdown=round(report["configSettings"]["throttling"]["cpuSlowdownMultiplier"], 1),
    )


def middle(runs: Sequence[Scored]) -> Scored:
    """Of several of one page: the one whose speed is in the middle, the slower of two."""
    return sorted(runs, key=lambda one: one.performance)[(len(runs) - 1) // 2]


def slowdown_of(indexes: Sequence[float]) -> float:
    """That makes a machine of which these BenchmarkIndexes were taken as slow as PHONE."""
    return max(1.0, statistics.median(indexes) / PHONE)


def _told(scores: Sequence[Scored]) -> str:
    head = (
        "page",
        "performance",
        "accessibility",
        "first paint",
        "largest paint",
        "blocked",
        "shift",
        "fetched",
        "slowdown",
        "",
    )
    rows = [
        (one.page, str(one.performance), str(one.accessibility), f"{one.first_paint_ms} ms", f"{one.largest_paint_ms} ms", f"{one.blocked_ms} ms",
         str(one.shift), f"{one.kilobytes} kB", f"{one.slowdown:.1f}", ", ".join(one.faults))
        for one in scores
    ]  # fmt: skip
    return table(head, rows)


async def _measured(pages: Sequence[str], given: Given) -> list[Scored]:
    if CHROMIUM is None:
        raise Misconfigured("there is no Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            _a_service(Path(folder) / "data") as service,
            _signed_in(service, Path(folder) / "profile") as browser,
        ):
            async with _a_plain_page() as plain:
                indexes = [_index(await _report(plain, browser, given.slowness([]))) for _ in range(given.times)]
            found = []
            for page in pages:
                runs = []
                for _ in range(given.times):
                    runs.append(await _report(f"{service.url}/#/{HOME}/{page}", browser, given.slowness(indexes)))
                    indexes.append(_index(runs[-1]))
                if given.reports is not None:
                    _keep(given.reports, page, runs)
                found.append(middle([scored(page, one) for one in runs]))
            print(
                f"BenchmarkIndex of this machine: {statistics.median(indexes):.0f} ({min(indexes):.0f} to {max(indexes):.0f})"
            )
            return found


@asynccontextmanager
async def _a_plain_page() -> AsyncIterator[str]:
    """Its address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PLAIN_PAGE)}\r\nConnection: close\r\n\r\n"
        with suppress(asyncio.IncompleteReadError):  # connected in advance, and asked for nothing
            await reader.readuntil(b"\r\n\r\n")
            writer.write(head.encode() + PLAIN_PAGE)
            await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", port := free_port()):
        yield f"http://127.0.0.1:{port}/"


def _index(report: dict[str, Any]) -> float:
    return float(report["environment"]["benchmarkIndex"])


def _keep(folder: Path, page: str, runs: Sequence[dict[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for place, report in enumerate(runs, start=1):
        (folder / f"{page}-{place}.json").write_text(json.dumps(report))


@asynccontextmanager
async def _a_service(data: Path) -> AsyncIterator[Service]:
    """With an evening's bookings."""
    sid, token = "AC" + secrets.token_hex(16), secrets.token_hex(16)
    async with started(port=free_port(), data=data, account_sid=sid, auth_token=token, environment={}) as service:
        today = system_clock().date()
        for place in range(12):
            day = today + timedelta(days=1 + place % 3)
            wish = {
                "service": "table", "start": f"{day}T{17 + place % 4}:00:00-08:00", "party_size": 2 + place % 3,
                "customer": {"name": f"Guest {place + 1}", "phone": f"+141555501{60 + place}"}, "by_staff": True, "text": False,
            }  # fmt: skip
            status, answer = await service.post(f"/businesses/{HOME}/bookings", wish)
            if status >= 300 and status != 409:
                raise Misconfigured(f"the book could not be filled: {answer}")
        yield service


@asynccontextmanager
async def _signed_in(service: Service, profile: Path) -> AsyncIterator["_Browser"]:
    """In which the first account has been made."""
    port = free_port()
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=["--no-sandbox", f"--remote-debugging-port={port}"]
        )
        await _make_account(await context.new_page(), service.url)
        yield _Browser(context, port)
        await context.close()


async def _make_account(page: Page, url: str) -> None:
    await page.goto(f"{url}/#/{HOME}/team")
    form = page.get_by_role("form", name="Make my account")
    await form.get_by_label("Your name").fill("Ana")
    await form.get_by_label("E-mail").fill("ana@example.com")
    await form.get_by_label("A password").fill(secrets.token_urlsafe(12))
    await form.get_by_role("button", name="Make my account").click()
    await page.get_by_role("button", name="Sign out").wait_for()
    await page.close()


@dataclass(frozen=True, slots=True)
class _Browser:
    context: BrowserContext
    port: int
    """For debugging: Lighthouse drives it by that, with the cookies that are there."""

    async def forget_files(self) -> None:
        """As somebody who comes for the first time."""
        page = await self.context.new_page()
        session = await self.context.new_cdp_session(page)
        await session.send("Network.clearBrowserCache")
        await page.close()


async def _report(url: str, browser: _Browser, slowness: Sequence[str]) -> dict[str, Any]:
    """Raises Misconfigured with Lighthouse's last words if there is none."""
    await browser.forget_files()
    run = await asyncio.create_subprocess_exec(
        *(
            "npx",
            "--yes",
            LIGHTHOUSE,
            url,
            f"--port={browser.port}",
            "--disable-storage-reset",
            "--output=json",
            "--quiet",
        ),
        *(f"--only-categories={','.join(CATEGORIES)}", *slowness),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST_S):
            out, words = await run.communicate()
    except TimeoutError:
        run.kill()
        raise Misconfigured(f"Lighthouse did not come to an end with {url}") from None
    if run.returncode:
        raise Misconfigured(f"Lighthouse: {words.decode(errors='replace').strip()[-300:]}")
    report: dict[str, Any] = json.loads(out)
    return report


if __name__ == "__main__":
    raise SystemExit(main())
