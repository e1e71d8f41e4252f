"""AWS Lambda: /api/v1/businesses/{business}/numbers and /text-registration."""

import functions.lean_fastapi  # noqa: F401  first
from functions.entry import http
from functions.numbers.app import build

handler = http("numbers", build)
