"""One value for every gap, so that each sentence can be listed and heard before anybody calls."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from receptionist.conversation.visits import Visit

DAY = date(2026, 11, 23)
"""The day on which the examples are said: a Monday."""
_VISIT = Visit(
    {"en": "a table", "es": "una mesa", "pa": "ਮੇਜ਼"}, datetime(2026, 11, 27, 19, 30, tzinfo=UTC), 4, "", "Sam Lee"
)
_EARLIER = Visit(_VISIT.service, datetime(2026, 11, 26, 18, 0, tzinfo=UTC), 2, "", "Sam Lee")
_DISH = {"en": "lentil soup", "es": "sopa de lentejas", "pa": "ਦਾਲ ਸੂਪ"}
_OTHER_DISH = {"en": "walnut salad", "es": "ensalada de nueces", "pa": "ਅਖਰੋਟ ਸਲਾਦ"}

EXAMPLE: Mapping[str, Any] = {
    "assistant": "Robin", "label": "the front desk", "text": "…", "visit": _VISIT, "before": _EARLIER, "visits": (_EARLIER, _VISIT),
    "options": (datetime(2026, 11, 27, 19, 0, tzinfo=UTC), datetime(2026, 11, 27, 20, 0, tzinfo=UTC)), "early": time(18), "late": time(20),
    "service": {"en": "a table", "es": "una mesa", "pa": "ਮੇਜ਼"}, "party_size": 4, "code": "ACD47", "phone": "+14155550123", "name": "Sam Lee", "notes": "", "languages": ("en", "es"), "day": date(2026, 11, 27),
    "weekday": 4, "clock": time(23), "sittings": ((time(17), time(22)),), "holiday": "Thanksgiving", "first": DAY,
    "week": ((), *((((time(17), time(22)),),) * 6)), "person": "Robin", "people": ("Robin", "Sam"),
    "shifts": ((), *((((time(9), time(17)),),) * 3), (), (), ()), "days": 60, "minutes": 45, "most": 8, "party": 12, "known": (date(2026, 11, 27), time(20), 4), "notice": 30, "address": "410 Larkin Street",
    "directions": "", "section": "mains", "items": ((_DISH, Decimal("9.50")), (_OTHER_DISH, Decimal("12"))), "item": _DISH,
    "place": "patio", "price": Decimal("9.50"), "description": "", "services": (_DISH, _OTHER_DISH), "allergens": ("peanut", "tree_nuts"),
    "contains": ("milk",), "containing": ((_OTHER_DISH, Decimal("12")),), "doubtful": ("egg",), "unstated": (), "diet": "vegan",
    "choices": (_DISH, _OTHER_DISH), "lines": ((_DISH, 2),),
}  # fmt: skip
"""By name of an act's argument."""
