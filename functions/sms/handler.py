"""AWS Lambda: POST /sms/*."""

import functions.lean_fastapi  # noqa: F401  first
from functions.entry import http
from functions.sms.app import build

handler = http("sms", build)
