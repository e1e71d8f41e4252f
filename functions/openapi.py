"""The OpenAPI document of /api/v1, of all functions together: one API, whoever answers which path."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi

from functions.accounts import app as accounts
from functions.bookings import app as bookings
from functions.dashboard_api import app as dashboard_api
from functions.office import Office

TITLE = "Firstring"
VERSION = "1"

PARTS: tuple[Callable[[Office], APIRouter], ...] = (accounts.routes, dashboard_api.routes, bookings.routes)
"""Everything under /api/v1."""


def document(office: Office) -> dict[str, Any]:
    """For `/api/v1/openapi.json`, and for the types the dashboard is written against."""
    return get_openapi(
        title=TITLE,
        version=VERSION,
        summary="Businesses, their calls, bookings and messages.",
        routes=[route for part in PARTS for route in part(office).routes],
    )
