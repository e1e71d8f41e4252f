"""Google's two services as far as a calendar needs them, over real sockets: the Calendar API v3 and OAuth 2.0.

Answers are shaped as https://developers.google.com/workspace/calendar/api/v3/reference and
https://developers.google.com/identity/protocols/oauth2/web-server show them. Faults are set by hand: `next_faults` are
answered once each, in order, before anything else.
"""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from receptionist.adapters.google.calendars import EVENTS, LIST

CLIENT_ID, CLIENT_SECRET = "client-of-the-operator", "secret-of-the-operator"
RATE_LIMITED = (403, {"error": {"code": 403, "errors": [{"domain": "usageLimits", "reason": "rateLimitExceeded"}]}})
TOO_MANY = (429, {"error": {"code": 429, "errors": [{"domain": "usageLimits", "reason": "rateLimitExceeded"}]}})
BROKEN = (503, {"error": {"code": 503, "errors": [{"domain": "global", "reason": "backendError"}]}})
NONSENSE = (200, "<html>a page of some proxy</html>")
HANGING = (0, None)
"""Nothing is answered for a while."""


@dataclass
class Entry:
    body: dict[str, Any]
    changed: int
    """In the order of all changes of the calendar."""


@dataclass
class TheirCalendar:
    name: str
    zone: str = "America/Los_Angeles"
    role: str = "owner"
    entries: dict[str, Entry] = field(default_factory=dict)


@dataclass
class Google:
    """What a person has there, and what was asked."""

    calendars: dict[str, TheirCalendar] = field(default_factory=lambda: {"ana@example.com": TheirCalendar("Ana")})
    page: int = 2
    next_faults: list[tuple[int, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    """With the challenge each was given for."""
    refresh_tokens: set[str] = field(default_factory=set)
    access_tokens: set[str] = field(default_factory=set)
    scope: str = f"{EVENTS} {LIST}"
    forgotten: set[str] = field(default_factory=set)
    """Sync tokens that are too old."""
    url: str = ""
    lock: threading.RLock = field(default_factory=threading.RLock)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _synced: dict[str, tuple[int, str, str]] = field(default_factory=dict)

    # what a person does

    def agree(self, consent_url: str) -> dict[str, str]:
        """Opens the consent page and agrees: what the browser brings back."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(consent_url).query).items()}
        assert (asked["client_id"], asked["response_type"], asked["access_type"]) == (CLIENT_ID, "code", "offline")
        code = f"4/code{next(self._numbers)}"
        self.codes[code] = asked["code_challenge"]
        return {"state": asked["state"], "code": code}

    def enter(self, event: str, start: Any, end: Any, calendar: str = "ana@example.com", **more: Any) -> None:
        """Writes an event into the calendar; a date makes it one of whole days."""
        body = {"id": event, "status": "confirmed", "start": _told(start), "end": _told(end), **more}
        with self.lock:
            self._keep(self.calendars[calendar], event, body)

    def delete(self, event: str, calendar: str = "ana@example.com") -> None:
        with self.lock:
            whole = self.calendars[calendar]
            self._keep(whole, event, {**whole.entries[event].body, "status": "cancelled"})

    def shown(self, calendar: str = "ana@example.com") -> list[dict[str, Any]]:
        entries = self.calendars[calendar].entries.values()
        return [one.body for one in entries if one.body["status"] != "cancelled"]

    # what is asked over HTTP

    def token(self, form: dict[str, str]) -> tuple[int, Any]:
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        answer: dict[str, Any] = {"expires_in": 3599, "scope": self.scope, "token_type": "Bearer"}
        if form["grant_type"] == "authorization_code":
            challenge = self.codes.pop(form["code"], "")
            shown = base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
            if not form.get("redirect_uri") or challenge != shown:
                return 400, {"error": "invalid_grant", "error_description": "Bad Request"}
            answer["refresh_token"] = f"1//refresh{next(self._numbers)}"
            self.refresh_tokens.add(answer["refresh_token"])
        elif form.get("refresh_token") not in self.refresh_tokens:
            return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
        answer["access_token"] = f"ya29.access{next(self._numbers)}"
        self.access_tokens = {answer["access_token"]}
        return 200, answer

    def revoke(self, token: str) -> tuple[int, Any]:
        if token not in self.refresh_tokens:
            return 400, {"error": "invalid_token"}
        self.refresh_tokens.discard(token)
        return 200, {}

    def calendar(
        self, method: str, path: str, query: dict[str, str], body: dict[str, Any], bearer: str, if_match: str
    ) -> tuple[int, Any]:
        if bearer not in self.access_tokens:
            return _error(401, "authError")
        if path == "/users/me/calendarList":
            items = [
                {"id": id, "summary": one.name, "accessRole": one.role, "primary": at == 0}
                for at, (id, one) in enumerate(self.calendars.items())
            ]
            return 200, {"kind": "calendar#calendarList", **self._paged(items, query)}
        parts = [unquote(part) for part in path.strip("/").split("/")]
        whole = self.calendars.get(parts[1]) if parts[0] == "calendars" and len(parts) in (3, 4) else None
        if whole is None:
            return _error(404, "notFound")
        if method == "GET" and len(parts) == 3:
            return self._list(parts[1], whole, query)
        if whole.role not in ("owner", "writer") and method != "GET":
            return _error(403, "requiredAccessLevel")
        if method == "POST":
            return self._insert(whole, body)
        return self._one(method, whole, parts[3], body, if_match)

    def _list(self, id: str, whole: TheirCalendar, query: dict[str, str]) -> tuple[int, Any]:
        """Repeating events are kept as their occurrences here: only `singleEvents` is known."""
        assert query["singleEvents"] == "true"
        since, begin, end = 0, query.get("timeMin", ""), query.get("timeMax", "")
        if told := query.get("syncToken"):
            if begin or end or "orderBy" in query:
                return _error(400, "badRequest")
            if told in self.forgotten or told not in self._synced:
                return _error(410, "fullSyncRequired")
            since, begin, end = self._synced[told]
        known = sorted(whole.entries.values(), key=lambda one: one.changed)
        items = [
            one.body if one.body["status"] != "cancelled" else {"id": one.body["id"], "status": "cancelled"}
            for one in known
            if one.changed > since and _within(one.body, begin, end, whole.zone)
            if told or one.body["status"] != "cancelled"
        ]
        page = self._paged(items, query)
        if "nextPageToken" not in page:
            token = f"sync{next(self._numbers)}"
            self._synced[token] = (max((one.changed for one in known), default=0), begin, end)
            page["nextSyncToken"] = token
        return 200, {"kind": "calendar#events", "summary": whole.name, "timeZone": whole.zone, **page}

    def _paged(self, items: list[Any], query: dict[str, str]) -> dict[str, Any]:
        first = int(query.get("pageToken", "0"))
        more = {"nextPageToken": str(first + self.page)} if len(items) > first + self.page else {}
        return {"items": items[first : first + self.page], **more}

    def _insert(self, whole: TheirCalendar, body: dict[str, Any]) -> tuple[int, Any]:
        if body["id"] in whole.entries:
            return _error(409, "duplicate")
        if not set(body["id"]) <= set("abcdefghijklmnopqrstuv0123456789") or not 5 <= len(body["id"]) <= 1024:
            return _error(400, "invalid")
        return 200, self._keep(whole, body["id"], body)

    def _one(
        self, method: str, whole: TheirCalendar, event: str, body: dict[str, Any], if_match: str
    ) -> tuple[int, Any]:
        known = whole.entries.get(event)
        if known is None:
            return _error(404, "notFound")
        if method == "GET":
            return 200, known.body
        if if_match and if_match != known.body["etag"]:
            return _error(412, "conditionNotMet")
        if method == "PUT":
            return 200, self._keep(whole, event, body)
        if known.body["status"] == "cancelled":
            return _error(410, "deleted")
        self._keep(whole, event, {**known.body, "status": "cancelled"})
        return 204, None

    def _keep(self, whole: TheirCalendar, event: str, body: dict[str, Any]) -> dict[str, Any]:
        changed = next(self._numbers)
        whole.entries[event] = Entry({**body, "etag": f'"{changed}"'}, changed)
        return whole.entries[event].body


def _error(code: int, reason: str) -> tuple[int, Any]:
    return code, {"error": {"code": code, "message": reason, "errors": [{"domain": "global", "reason": reason}]}}


def _told(at: Any) -> dict[str, str]:
    if isinstance(at, datetime):
        return {"dateTime": at.isoformat()}
    return {"date": at.isoformat()} if isinstance(at, date) else dict(at)


def _within(body: dict[str, Any], begin: str, end: str, zone: str) -> bool:
    def moment(told: dict[str, str]) -> datetime:
        at = datetime.fromisoformat(told.get("dateTime") or told["date"])
        return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(told.get("timeZone") or zone))

    after = not begin or moment(body["end"]) > datetime.fromisoformat(begin)
    return after and (not end or moment(body["start"]) < datetime.fromisoformat(end))


def handler(google: Google) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

        def _answer(self) -> None:
            split = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(split.query).items()}
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with google.lock:
                google.asked.append(f"{self.command} {split.path.rpartition('/')[2]}")
                status, body = self._fault() or self._judge(split.path, query, sent)
            if status == 0:
                time.sleep(0.6)
                return
            content = b"" if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _fault(self) -> tuple[int, Any] | None:
            return google.next_faults.pop(0) if google.next_faults else None

        def _judge(self, path: str, query: dict[str, str], sent: bytes) -> tuple[int, Any]:
            if path in ("/token", "/revoke"):
                form = {key: values[0] for key, values in parse_qs(sent.decode()).items()}
                return google.token(form) if path == "/token" else google.revoke(form.get("token", ""))
            bearer = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            body = json.loads(sent) if sent else {}
            if_match = self.headers.get("If-Match") or ""
            return google.calendar(self.command, path.removeprefix("/calendar/v3"), query, body, bearer, if_match)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  as http.server calls them

    return Handler


@contextmanager
def serving(google: Google) -> Iterator[Google]:
    """On a port of its own, until the block ends. `google.url` is where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(google))
    server.daemon_threads = True
    google.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    try:
        yield google
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def hours_from(start: datetime, hours: float) -> datetime:
    return (start + timedelta(hours=hours)).astimezone(UTC)
