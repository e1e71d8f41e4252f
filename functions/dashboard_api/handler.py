"""AWS Lambda: /api/v1, except bookings."""

from functions.dashboard_api.app import build
from functions.entry import http
from functions.openapi import document

handler = http("dashboard_api", lambda office: build(office, lambda: document(office)))
