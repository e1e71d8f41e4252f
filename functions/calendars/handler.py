"""AWS Lambda: feeds, connected calendars and imports."""

from functions.calendars.app import build
from functions.entry import http

handler = http("calendars", build)
