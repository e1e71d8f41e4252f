"""AWS Lambda: /api/v1/businesses/{business}/bookings and /places."""

import functions.lean_fastapi  # noqa: F401  first
from functions.bookings.app import build
from functions.entry import http

handler = http("bookings", build)
