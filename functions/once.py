"""Idempotency keys: a request that is sent again, because nobody knows what became of it, is carried out once.

The first request with a key writes down what it asks and the id under which it is carried out; whoever repeats it works
with the same id, and the verbs of the desk give what was made. So it holds also for two at the same moment, and for one
whose server died in between. https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
"""

import hashlib
import json
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import Header, Request
from pydantic import BaseModel

from functions.problems import Problem
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId
from receptionist.ports import Conflict, Row

KIND = "key"
KEPT = timedelta(hours=24)
TRIES = 3
"""A row that cannot be written was written by somebody else; it may expire before it is read."""


def idempotency_key(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=200,
            pattern="^[!-~]+$",
            description="Chosen anew for each wish, the same when it is sent again. Remembered for 24 hours.",
        ),
    ] = None,
) -> str | None:
    """A dependency."""
    if len(request.headers.getlist("idempotency-key")) > 1:
        raise Problem(HTTPStatus.BAD_REQUEST, "Idempotency-Key: one is enough")
    return idempotency_key


def fingerprint(subject: str, key: str, wish: BaseModel) -> str:
    """Of a wish with its key; tells neither."""
    return _digest(subject, key, wish.model_dump_json())


def the_id(desk: Desk, business: BusinessId, subject: str, key: str | None, wish: BaseModel, fresh: str) -> str:
    """The id under which this is carried out: `fresh`, or that of the first request with this key.

    Raises Problem 422 if that one asked for something else.
    """
    if key is None:
        return fresh
    name, asked = _digest(subject, key), fingerprint(subject, key, wish)
    for _ in range(TRIES):
        row = desk.rows.get(business, KIND, name)
        if row is None:
            doc = json.dumps({"asked": asked, "id": fresh})
            try:
                row = desk.rows.put(business, Row(KIND, name, doc, expires=desk.clock() + KEPT))
            except Conflict:
                continue
        known = json.loads(row.doc)
        if known["asked"] != asked:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "Idempotency-Key: it was used for another request; choose a new one",
                reason="key_used",
            )
        return str(known["id"])
    raise Conflict(f"key {name} moves too fast")


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
