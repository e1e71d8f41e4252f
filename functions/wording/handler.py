"""AWS Lambda: /api/v1/businesses/{business}/wording."""

import functions.lean_fastapi  # noqa: F401  first
from functions.entry import http
from functions.wording.app import build

handler = http("wording", build)
