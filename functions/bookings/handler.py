"""AWS Lambda: /api/v1/businesses/{business}/bookings and /places."""

from functions.bookings.app import build
from functions.entry import http

handler = http("bookings", build)
