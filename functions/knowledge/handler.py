"""AWS Lambda: documents, and questions nobody could answer."""

import functions.lean_fastapi  # noqa: F401  first
from functions.entry import http
from functions.knowledge.app import build

handler = http("knowledge", build)
