"""AWS Lambda: /draft, /versions, /definition and /overlays of /api/v1/businesses/{business}."""

import functions.lean_fastapi  # noqa: F401  first
from functions.definitions.app import build
from functions.entry import http

handler = http("definitions", build)
