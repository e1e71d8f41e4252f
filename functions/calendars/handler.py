"""AWS Lambda: feeds, connected calendars and imports."""

import functions.lean_fastapi  # noqa: F401  first
from functions.calendars.app import build
from functions.entry import http

handler = http("calendars", build)
