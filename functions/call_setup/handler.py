"""AWS Lambda: POST /voice/*."""

import functions.lean_fastapi  # noqa: F401  first
from functions.call_setup.app import build
from functions.entry import http

handler = http("call_setup", build)
