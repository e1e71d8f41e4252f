"""AWS Lambda: /api/v1/session, /me, /invitations, and members and keys of a business."""

import functions.lean_fastapi  # noqa: F401  first
from functions.accounts.app import build
from functions.entry import http

handler = http("accounts", build)
