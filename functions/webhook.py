"""A webhook of Twilio as it comes in: small, form-encoded, UTF-8, signed. Anything else gets a 4xx and no more."""

import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import ImmutableMultiDict

from functions.office import Office
from functions.problems import Problem
from receptionist.adapters.twilio.signature import SIGNATURE, SIGNATURE_SETTINGS
from receptionist.ids import CallId, Phone

MOST_BYTES = 64 * 1024
"""Twilio's largest forms (a text of 1600 characters with media) stay far below."""

MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"

_SID = re.compile(r"[A-Za-z0-9_-]{2,64}")
_CODE = re.compile(r"[0-9]{1,8}")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
WITHHELD = frozenset({"+266696687", "+7378742833", "+2562533", "+8566696", "+86282452253", "+464"})
"""What Twilio writes for anonymous, restricted, blocked, unknown and unavailable callers: letters on a keypad.
https://help.twilio.com/articles/223179988"""

Form = ImmutableMultiDict[str, str]


def signed_form(office: Office) -> Callable[[Request], Awaitable[Form]]:
    """A dependency that gives the form of a signed webhook, or ends the request: 403 without a true signature of one
    of our accounts' tokens over a URL of ours, else 413, 415 or 400."""

    async def read(request: Request) -> Form:
        signature = request.headers.get(SIGNATURE, "")
        if not signature:
            raise Problem(HTTPStatus.FORBIDDEN, "not signed")
        form = _parsed(await _body(request), request.headers.get("content-type", ""))
        if not office.signature.holds(asked_by(request), form, signature, request.headers.get(SIGNATURE_SETTINGS)):
            raise Problem(HTTPStatus.FORBIDDEN, "the signature is not Twilio's for this URL")
        if form.get("AccountSid") != office.account_sid:
            raise Problem(HTTPStatus.FORBIDDEN, "another account")
        return form

    return read


def asked_by(request: Request) -> str:
    """Path and query as they came."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    return str(request.scope["path"]) + (f"?{query}" if query else "")


def call_sid(form: Form) -> CallId:
    """Raises Problem 400 where there is none."""
    return CallId(sid(form, "CallSid"))


def sid(form: Form, name: str) -> str:
    """Raises Problem 400 where there is none, or nothing that could be one."""
    if text := named(form, name):
        return text
    raise Problem(HTTPStatus.BAD_REQUEST, f"{name} is missing or malformed")


def named(form: Form, name: str) -> str:
    """The same for the log, where a request is answered in any case: empty where there is none."""
    text = form.get(name, "")
    return text if _SID.fullmatch(text) else ""


def error_code(form: Form) -> str:
    """Digits, for the log; empty for anything else."""
    text = form.get("ErrorCode", "")
    return text if _CODE.fullmatch(text) else ""


def phone(form: Form, name: str) -> Phone:
    """The number in E.164; empty where it is withheld or none (`anonymous`, `client:...`, a SIP address)."""
    text = form.get(name, "")
    return Phone(text if _E164.fullmatch(text) and text not in WITHHELD else "")


def xml(document: str, headers: dict[str, str] | None = None) -> Response:
    return Response(document, headers=headers, media_type="text/xml; charset=utf-8")


async def _body(request: Request) -> bytes:
    """Raises Problem 413 as soon as there is too much, without reading the rest."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MOST_BYTES:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES} bytes")
    return bytes(content)


def _parsed(body: bytes, content_type: str) -> Form:
    """Every field, blank ones too: they are signed."""
    kind, _, parameters = content_type.partition(";")
    if kind.strip().lower() != FORM:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a webhook is {FORM}")
    charset = parameters.lower().replace(" ", "")
    if "charset=" in charset and "charset=utf-8" not in charset.replace('"', ""):
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a webhook is UTF-8")
    try:
        return ImmutableMultiDict(
            parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
        )
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "the form cannot be read") from error
