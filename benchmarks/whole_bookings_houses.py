"""The houses that the simulated caller calls: one of the goal's trade, made for the goal, or a demo business."""

import zlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from benchmarks.annotated_bookings import ZONE, Case
from local.text_office import BUSINESSES
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.business.opening import sittings

MINUTES = 30
DEMO = {"restaurant": "restaurant", "salon": "salon", "doctor": "clinic", "dentist": "clinic", "therapist": "clinic"}


@cache
def _demo(trade: str) -> Business:
    return load_business(BUSINESSES / f"{DEMO[trade]}.yaml")


def at_the_demo(case: Case) -> Case | None:
    """The same call to the demo business of the trade, where any provider will do; None if that house could not serve it."""
    if case.trade in ("dentist", "therapist"):
        return None
    house = _demo(case.trade)
    grid = 20 if case.trade == "doctor" else 15
    for mind in (case.goal.wishes, {**case.goal.wishes, **case.goal.at_first}):
        day, at = date.fromisoformat(mind["date"].value), time.fromisoformat(mind["time"].value)
        starts = datetime.combine(day, at)
        stays = timedelta(minutes=130)
        if not any(
            starts >= datetime.combine(day, opens) and starts + stays <= datetime.combine(day, closes)
            for opens, closes in sittings(house, day)
        ):
            return None
        if "party" in mind and not 1 <= mind["party"].value <= house.policies.max_party:
            return None
        if datetime.combine(day, at, ZONE) < case.now + timedelta(hours=2) or at.minute % grid:
            return None
    goal = replace(case.goal, wishes={slot: wish for slot, wish in case.goal.wishes.items() if slot != "staff"})
    return replace(case, goal=goal, blocked=None)


def business_of(case: Case) -> dict[str, Any]:
    """The house that is called: of the trade, with the goal's provider, one free place at a time."""
    goal = case.goal.wishes
    kind = "table" if case.trade == "restaurant" else "staff"
    resource: dict[str, Any] = {
        "id": "provider",
        "kind": kind,
        "name": case.staff or ("Table 1" if kind == "table" else "Robin Doe"),
    }
    if kind == "table":
        resource |= {"min_party": 1, "max_party": 12}
    if case.blocked:
        day, at = date.fromisoformat(case.blocked[0]), time.fromisoformat(case.blocked[1])
        resource["days"] = [{"first": day.isoformat(), "last": day.isoformat(), "hours": _around(at, case)}]
    others = [{"id": f"other_{n}", "kind": "staff", "name": name} for n, name in enumerate(case.colleagues)]
    opens, closes = _open(case)
    every = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return {
        "id": f"b{zlib.crc32(case.id.encode()):08x}", "name": case.place or _NAMES[case.trade], "vertical": _VERTICAL[case.trade],
        "timezone": ZONE.key, "numbers": [f"+1415{zlib.crc32(case.id.encode()) % 10**7:07d}"], "address": f"12 Main Street, {case.city or 'San Francisco'}",
        "languages": ["en", "es", "pa"], "recording": "off",
        "hours": [{"days": every, "opens": opens, "closes": closes}],
        "services": _SERVICES[case.trade][: case.services], "resources": [resource, *others],
        "policies": {"lead_minutes": 0, "horizon_days": 60, "max_party": 12 if goal.get("party") else 1},
    }  # fmt: skip


_NAMES = {
    "restaurant": "The Corner Table",
    "salon": "Studio Nine",
    "dentist": "Park Dental",
    "doctor": "Hill Clinic",
    "therapist": "Calm Rooms",
}
_VERTICAL = {
    "restaurant": "restaurant",
    "salon": "salon",
    "dentist": "clinic",
    "doctor": "clinic",
    "therapist": "clinic",
}


def _service(id: str, name: str, es: str, pa: str, synonyms: tuple[str, ...], kind: str = "staff") -> dict[str, Any]:
    return {
        "id": id, "name": {"en": name, "es": es, "pa": pa}, "synonyms": {"en": list(synonyms)}, "minutes": MINUTES,
        "needs": [{"kind": kind}], "slot_minutes": 15, "price": 40,
    }  # fmt: skip


_SERVICES: dict[str, list[dict[str, Any]]] = {
    "restaurant": [_service("table", "a table", "una mesa", "ਮੇਜ਼", ("table", "reservation", "dinner", "lunch"), "table")],
    "salon": [
        _service("haircut", "a haircut", "un corte de pelo", "ਵਾਲ ਕਟਾਈ", ("haircut", "hair cut", "cut")),
        _service("color", "hair coloring", "un tinte", "ਵਾਲ ਰੰਗਾਈ", ("color", "highlights")),
        _service("blow_dry", "a blow-dry", "un secado", "ਬਲੋ ਡਰਾਈ", ("blowout", "styling")),
    ],
    "dentist": [
        _service("checkup", "a dental check-up", "una revisión dental", "ਦੰਦਾਂ ਦੀ ਜਾਂਚ", ("check-up", "checkup", "cleaning")),
        _service("filling", "a filling", "un empaste", "ਦੰਦ ਭਰਾਈ", ("cavity",)),
        _service("whitening", "tooth whitening", "un blanqueamiento", "ਦੰਦ ਚਮਕਾਈ", ("whitening",)),
    ],
    "doctor": [
        _service("consultation", "a consultation", "una consulta", "ਡਾਕਟਰ ਨਾਲ ਮੁਲਾਕਾਤ", ("doctor's appointment", "see the doctor", "see a doctor")),
        _service("vaccination", "a vaccination", "una vacuna", "ਟੀਕਾ", ("vaccine", "shot")),
        _service("blood_test", "a blood test", "un análisis de sangre", "ਖੂਨ ਦੀ ਜਾਂਚ", ("blood work",)),
    ],
    "therapist": [
        _service("session", "a therapy session", "una sesión de terapia", "ਥੈਰੇਪੀ", ("therapy", "session", "appointment with the therapist")),
        _service("couples", "couples counseling", "terapia de pareja", "ਜੋੜਿਆਂ ਦੀ ਸਲਾਹ", ("couples therapy",)),
        _service("family", "a family session", "una sesión familiar", "ਪਰਿਵਾਰਕ ਸਲਾਹ", ("family therapy",)),
    ],
}  # fmt: skip


def _open(case: Case) -> tuple[str, str]:
    """Hours of the trade, wide enough for the goal."""
    times = [wish.value for mind in (case.goal.wishes, case.goal.at_first) if (wish := mind.get("time"))]
    opens, closes = ("11:00", "22:00") if case.trade == "restaurant" else ("08:00", "19:00")
    earliest, latest = f"{min(times)[:2]}:00", min(int(max(times)[:2]) + 2, 23)
    return min(opens, earliest), max(closes, f"{latest}:00" if latest < 23 else "23:59")


def _around(at: time, case: Case) -> list[list[str]]:
    """The opening hours of a day, but for the time nothing is to be had at."""
    opens, closes = _open(case)
    minute = at.hour * 60 + at.minute
    gap = (minute - 15, minute + MINUTES)
    begins, ends = (f"{m // 60:02d}:{m % 60:02d}" for m in (max(gap[0], 0), min(gap[1], 23 * 60 + 45)))
    return [[a, b] for a, b in ((opens, begins), (ends, closes)) if a < b]
