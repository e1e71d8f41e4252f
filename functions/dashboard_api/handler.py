"""AWS Lambda: /api/v1, except bookings."""

from typing import Any

import functions.lean_fastapi  # noqa: F401  first
from functions.dashboard_api.app import build
from functions.entry import http
from functions.office import Office


def _described(office: Office) -> dict[str, Any]:
    from functions.openapi import document  # noqa: PLC0415  all functions' code, for a document that is seldom asked for

    return document(office)


handler = http("dashboard_api", lambda office: build(office, lambda: _described(office)))
