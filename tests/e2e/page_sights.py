"""Everything there is to see on the dashboard, page by page and with what opens on them: looked at by axe, and photographed for the
docs (`python -m tests.e2e.page_photos`)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page

from functions.office import Office
from receptionist.adapters.memory.numbers import MemoryPhoneNumbers
from receptionist.calls.numbers import pointing_at
from receptionist.calls.record import CallRecord
from receptionist.desk.texts_in import TextIn, keep_text
from receptionist.ids import CallId, Phone
from tests.e2e.page_seed import HOME, NOW, NUMBER, seed

LIVE = CallId("CA9")
LIVE_CALLER = Phone("+14155550199")
ANNA = "customers/%2B14155550142"

Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Sight:
    name: str
    path: str
    """Behind `#/`."""
    acts: tuple[Act, ...] = ()
    """What opens on it, one after another; each is looked at."""
    shown: int = 0
    """In the docs: after how many of these looks, the first being the page itself; 0 not at all."""
    on_a_phone: bool = False
    """In the docs, that is."""


def button(name: str) -> Act:
    def press(page: Page) -> None:
        page.get_by_role("button", name=name, exact=True).first.click()

    return press


MENU = b"name,price,section\nVegetable samosas,9.25,Starters\nMango lassi,5,Drinks\nCheese naan,four,Breads\n"


def a_menu_from_a_file(page: Page) -> None:
    page.get_by_role("button", name="From a file").last.click()
    page.get_by_label("File", exact=True).set_input_files({"name": "menu.csv", "mimeType": "text/csv", "buffer": MENU})
    page.get_by_text("Cheese naan").last.wait_for()


def fold(words: str) -> Act:
    def open_it(page: Page) -> None:
        page.locator("main summary", has_text=words).first.click()

    return open_it


def tick_in_view(words: str) -> Act:
    def scroll(page: Page) -> None:
        page.get_by_role("checkbox", name=words).first.evaluate("tick => tick.scrollIntoView({block: 'center'})")

    return scroll


def in_dialog(act: Act) -> Act:
    def and_close(page: Page) -> None:
        act(page)
        page.get_by_role("dialog").wait_for()

    return and_close


def settled(page: Page) -> None:
    """Waits until everything asked for is shown."""
    page.get_by_role("heading", level=1).wait_for()
    page.locator(".animate-pulse").first.wait_for(state="hidden")
    page.wait_for_load_state("networkidle")


SECTIONS = (
    "services",
    "hours",
    "house",
    "people",
    "intake",
    "tasks",
    "answers",
    "documents",
    "tone",
    "voice",
    "wording",
    "policies",
)
SETTINGS = ("limits", "data", "audit", "keys", "webhooks")

INSIDE: tuple[Sight, ...] = (
    Sight("today", "restaurant/today", (in_dialog(button("Close early")),), shown=1),
    Sight("live", "restaurant/live", (button("Speak with the caller"), in_dialog(button("End the call"))), shown=1),
    Sight("calls", "restaurant/calls", shown=1),
    Sight("call", "restaurant/calls/CA1", (fold("Details"), in_dialog(button("Redact"))), shown=2),
    Sight("call-fix", "restaurant/calls/CA1", (in_dialog(button("Fix the answer")),)),
    Sight("call-test", "restaurant/calls/CA1", (in_dialog(button("Make this a test")),)),
    Sight("bookings", "restaurant/bookings?view=board", shown=1),
    Sight("bookings-list", "restaurant/bookings?view=list", (in_dialog(button("New booking")),)),
    Sight("bookings-month", "restaurant/bookings?view=month"),
    Sight("calendars", "restaurant/bookings/calendars"),
    Sight("customers", "restaurant/customers"),
    Sight("customer", f"restaurant/{ANNA}", (in_dialog(button("Erase")),), shown=1),
    Sight("messages", "restaurant/messages", shown=1),
    Sight("results", "restaurant/results", (in_dialog(button("Show the calls: Visits booked")),), shown=1),
    Sight("questions", "restaurant/questions", (tick_in_view("Make it a test"),), shown=2, on_a_phone=True),
    Sight("assistant", "restaurant/assistant"),
    *(Sight(f"assistant-{one}", f"restaurant/assistant?section={one}") for one in SECTIONS),
    *(Sight(f"assistant-salon-{one}", f"salon/assistant?section={one}") for one in ("services", "house", "tasks")),
    Sight("assistant-menu-file", "restaurant/assistant?section=services", (a_menu_from_a_file,)),
    Sight("versions", "salon/versions"),
    *(Sight(f"settings-{one}", f"restaurant/settings?section={one}") for one in SETTINGS),
    Sight("numbers", "salon/numbers", (button("Search"),), shown=1),
    Sight("team", "restaurant/team"),
    Sight("go-live", "salon/set-up", shown=1),
    Sight("all", "all", shown=1),
)


def a_busy_house() -> Office:
    """With a call that goes on, a month of calls behind it, texts, and numbers to be had."""
    office = seed()
    assert isinstance(office.numbers, MemoryPhoneNumbers)
    office.numbers.own(Phone("+14155550102"), pointing_at("https://before.example.com"))
    office.numbers.own(Phone("+14155550277"))
    office.desk.calls.begin(CallRecord(LIVE, HOME, LIVE_CALLER, NUMBER, NOW - timedelta(seconds=34), status="live"))
    keep_text(
        office.desk, HOME,
        TextIn("SM1", NOW - timedelta(minutes=9), Phone("+14155550142"), "May we bring the dog?", "message", "Thank you, the team has it."),
    )  # fmt: skip
    _a_month(office)
    return office


def feed() -> list[dict[str, Any]]:
    """The call that goes on, as /live tells it."""
    told: list[tuple[str, float, str, dict[str, Any]]] = [
        ("call.started", 0.0, "en", {"caller": LIVE_CALLER, "language": "en", "resumed": False}),
        ("assistant.said", 6.0, "en", {"text": "Saffron and Sage, this is Robin, an AI assistant. How can I help?", "interrupted": False}),
        ("caller.said", 11.0, "es", {"text": "Buenas tardes, una mesa para cuatro mañana a las siete.", "confidence": 0.92, "final": True}),
        ("turn.timed", 11.6, "es", {"turn": 1, "end_of_turn_ms": 410, "transcribe_ms": 140, "think_ms": 85, "voice_ms": 190, "total_ms": 825}),
        ("effect", 11.7, "es", {"effect": "hold.taken", "detail": {}}),
        ("assistant.said", 19.0, "es", {"text": "Mañana a las siete, para cuatro personas. ¿A nombre de quién?", "interrupted": True}),
        ("interrupted", 19.1, "es", {"to_clear_ms": 160}),
        ("caller.said", 22.0, "es", {"text": "No, perdone, a las ocho. Tengo prisa.", "confidence": 0.9, "final": True}),
        ("mood", 22.1, "es", {"moods": ["urgent"]}),
        ("turn.timed", 22.7, "es", {"turn": 2, "end_of_turn_ms": 380, "transcribe_ms": 150, "think_ms": 95, "voice_ms": 180, "total_ms": 805}),
        ("assistant.said", 27.0, "es", {"text": "A las ocho, entonces. ¿A nombre de quién?", "interrupted": False}),
    ]  # fmt: skip
    begun = NOW - timedelta(seconds=34)
    return [
        {"type": kind, "call": LIVE, "business": HOME, "seq": seq, "at": (begun + timedelta(seconds=second)).isoformat(),
         "language": language, **fields}
        for seq, (kind, second, language, fields) in enumerate(told, 1)
    ]  # fmt: skip


ENDINGS = ("goodbye", "goodbye", "caller_hung_up", "goodbye", "transferred", "goodbye", "silence")
CAME = (
    (),
    ("booking.confirmed",),
    ("booking.confirmed", "sms.queued"),
    ("message.taken",),
    ("booking.cancelled",),
    ("gap.recorded",),
)
LANGUAGES = ("en", "en", "es", "en", "pa")


def _a_month(office: Office) -> None:
    for place in range(60):
        at = NOW - timedelta(hours=9 + 11 * place, minutes=7 * place % 60)
        language, seconds = LANGUAGES[place % 5], 50.0 + 13 * place % 90
        told: list[tuple[str, float, dict[str, Any]]] = [
            ("call.started", 0.0, {"caller": f"+1650555{1000 + place}", "resumed": False}),
            ("caller.said", 8.0, {"text": "A table, please.", "confidence": 0.9, "final": True}),
            ("turn.timed", 8.9, {"turn": 1, "end_of_turn_ms": 400, "transcribe_ms": 130, "think_ms": 60 + 7 * place % 200,
                                 "voice_ms": 190, "total_ms": 780 + 7 * place % 200}),
            *(("effect", 30.0 + n, {"effect": one, "detail": {}}) for n, one in enumerate(CAME[place % 6])),
            ("call.ended", seconds, {"reason": ENDINGS[place % 7], "seconds": seconds, "usd": 0.01 + 0.0003 * seconds}),
        ]  # fmt: skip
        call = CallId(f"CB{place}")
        begun = CallRecord(call, HOME, Phone(f"+1650555{1000 + place}"), NUMBER, at, language=language)
        office.desk.calls.begin(begun)
        events = tuple(
            {"type": kind, "call": call, "business": HOME, "seq": seq, "at": (at + timedelta(seconds=second)).isoformat(),
             "language": language, **fields}
            for seq, (kind, second, fields) in enumerate(told, 1)
        )  # fmt: skip
        ended = replace(
            begun, status="ended", ended=at + timedelta(seconds=seconds), outcome=ENDINGS[place % 7], transcript=events
        )
        office.desk.calls.finish(ended)
