"""Google Calendar as a CalendarService: the Calendar API v3 and OAuth 2.0 for web server applications.

https://developers.google.com/workspace/calendar/api/v3/reference
https://developers.google.com/identity/protocols/oauth2/web-server
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from receptionist.adapters.google.http import Answer, ask
from receptionist.calendars.entries import REVISION, outside
from receptionist.calendars.service import (
    Access,
    AccessExpired,
    CalendarChoice,
    CalendarGone,
    Changes,
    Grant,
    GrantGone,
    KnownEntry,
    Moved,
    OutsideEvent,
    SyncGone,
)
from receptionist.errors import VendorUnavailable
from receptionist.spans import Span

CALENDAR_URL = "https://www.googleapis.com/calendar/v3"
CONSENT_URL = "https://accounts.google.com/o/oauth2/v2/auth"
OAUTH_URL = "https://oauth2.googleapis.com"
EVENTS = "https://www.googleapis.com/auth/calendar.events"
LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
"""Leave to read and write events, and to know which calendars there are; no more is asked for.
https://developers.google.com/workspace/calendar/api/auth"""
PAGE = "250"
MOST_PAGES = 200
"""50,000 entries: a calendar that goes on and on is given up."""
EARLY = timedelta(seconds=60)
"""An access token is replaced that long before its end."""


@dataclass(frozen=True, slots=True)
class GoogleAccount:
    """Of whoever runs this: an OAuth client made in the Google Cloud console."""

    client_id: str
    client_secret: str


class GoogleCalendars:
    """CalendarService. Blocking; holds no connection and no token."""

    def __init__(
        self,
        account: Callable[[], GoogleAccount | None],
        *,
        calendar_url: str = "",
        oauth_url: str = "",
        timeout_s: float = 5.0,
    ) -> None:
        """`account` is asked when it is needed; None: there is none. The addresses empty: Google's own."""
        self._account_of = account
        self._calendar_url = calendar_url or CALENDAR_URL
        self._consent_url = f"{oauth_url}/o/oauth2/v2/auth" if oauth_url else CONSENT_URL
        self._oauth_url = oauth_url or OAUTH_URL
        self._timeout_s = timeout_s

    @property
    def ready(self) -> bool:
        return self._account_of() is not None

    def consent_url(self, *, state: str, redirect_url: str, verifier: str) -> str:
        """`prompt=consent`: only then a refresh token is sure to come, also the second time somebody agrees."""
        challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
        return f"{self._consent_url}?" + urlencode(
            {
                "client_id": self._account().client_id,
                "redirect_uri": redirect_url,
                "response_type": "code",
                "scope": f"{EVENTS} {LIST}",
                "access_type": "offline",
                "prompt": "consent",
                "state": state,
                "code_challenge": challenge,
                "code_challenge_method": "S256",
            }
        )

    def grant(self, code: str, *, redirect_url: str, verifier: str, now: datetime) -> Grant:
        told = self._tokens(
            {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_url, "code_verifier": verifier}
        )
        if not {EVENTS, LIST} <= set(str(told.get("scope", "")).split()):
            raise GrantGone("not everything that is needed was agreed to")
        if not isinstance(told.get("refresh_token"), str):
            raise VendorUnavailable("Google gave no refresh token")
        return Grant(told["refresh_token"], _access(told, now))

    def access(self, refresh_token: str, now: datetime) -> Access:
        return _access(self._tokens({"grant_type": "refresh_token", "refresh_token": refresh_token}), now)

    def give_back(self, refresh_token: str) -> None:
        """Whatever Google answers: what it does not know it need not forget."""
        ask("POST", f"{self._oauth_url}/revoke", timeout_s=self._timeout_s, form={"token": refresh_token})

    def calendars(self, access: str) -> list[CalendarChoice]:
        return [
            CalendarChoice(
                str(one["id"]),
                str(one.get("summaryOverride") or one.get("summary") or one["id"]),
                one.get("accessRole") in ("owner", "writer"),
                bool(one.get("primary")),
            )
            for page in self._pages(access, "/users/me/calendarList", {})
            for one in _items(page)
            if isinstance(one.get("id"), str)
        ]

    def everything(self, access: str, calendar: str, within: Span) -> Changes:
        """`singleEvents`: repeating events come as their occurrences, hence only those of a bounded time."""
        bounds = {"timeMin": _instant(within.start), "timeMax": _instant(within.end)}
        return self._changes(access, calendar, {"singleEvents": "true", **bounds})

    def since(self, access: str, calendar: str, sync_token: str) -> Changes:
        """Not to be asked with bounds, and with the other parameters of the first time:
        https://developers.google.com/workspace/calendar/api/guides/sync"""
        return self._changes(access, calendar, {"singleEvents": "true", "syncToken": sync_token})

    def entry(self, access: str, calendar: str, event: str) -> KnownEntry | None:
        answer = self._asked("GET", access, _event(calendar, event))
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            # Also what a calendar that is gone answers: writing will tell.
            return None
        told = _well(answer)
        private = (told.get("extendedProperties") or {}).get("private") or {}
        revision = str(private.get(REVISION, ""))
        return KnownEntry(
            str(told.get("etag", "")), told.get("status") != "cancelled", int(revision) if revision.isdecimal() else 0
        )

    def write(self, access: str, calendar: str, event: str, content: Mapping[str, Any], *, version: str | None) -> None:
        """A deleted event keeps its id and is shown again by writing it (reference/events: `status`)."""
        if version is None:
            answer = self._asked("POST", access, _events(calendar), body={"id": event, **content})
        else:
            answer = self._asked("PUT", access, _event(calendar, event), body={"id": event, **content}, version=version)
        if answer.status in (HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED):
            raise Moved(f"Google answered {answer.status}")
        _well(answer)

    def remove(self, access: str, calendar: str, event: str, *, version: str) -> None:
        answer = self._asked("DELETE", access, _event(calendar, event), version=version)
        if answer.status == HTTPStatus.PRECONDITION_FAILED:
            raise Moved("Google answered 412")
        if answer.status not in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            _well(answer)

    def _changes(self, access: str, calendar: str, query: Mapping[str, str]) -> Changes:
        events: list[OutsideEvent] = []
        token = ""
        for page in self._pages(access, _events(calendar), query):
            token = str(page.get("nextSyncToken") or "")
            zone = str(page.get("timeZone") or "UTC")
            try:
                events += [outside(item, zone) for item in _items(page)]
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
                raise VendorUnavailable("Google's list has an event that is none") from error
        if not token:
            raise VendorUnavailable("Google gave no sync token")
        return Changes(events, token)

    def _pages(self, access: str, path: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        further: dict[str, str] = {}
        while len(found) < MOST_PAGES:
            answer = self._asked("GET", access, path, query={"maxResults": PAGE, **query, **further})
            spoilt = answer.status == HTTPStatus.BAD_REQUEST and "syncToken" in query
            if answer.status == HTTPStatus.GONE or spoilt:
                raise SyncGone(f"{answer.status} {answer.reason}")
            found.append(_well(answer))
            following = found[-1].get("nextPageToken")
            if not following:
                return found
            further = {"pageToken": str(following)}
        raise VendorUnavailable("Google's list does not end")

    def _asked(
        self,
        method: str,
        access: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        version: str = "",
    ) -> Answer:
        """`version`: only if the entry still is of that one.
        https://developers.google.com/workspace/calendar/api/guides/version-resources"""
        headers = {"Authorization": f"Bearer {access}", **({"If-Match": version} if version else {})}
        url = self._calendar_url + path
        answer = ask(method, url, timeout_s=self._timeout_s, headers=headers, query=query, body=body)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            raise AccessExpired(answer.reason)
        return answer

    def _tokens(self, form: Mapping[str, str]) -> dict[str, Any]:
        account = self._account()
        own = {"client_id": account.client_id, "client_secret": account.client_secret}
        answer = ask("POST", f"{self._oauth_url}/token", timeout_s=self._timeout_s, form={**form, **own})
        if answer.reason == "invalid_grant":
            raise GrantGone("invalid_grant")
        if answer.status != HTTPStatus.OK:
            # invalid_client and the like: the operator's fault, which a person mends while the work waits.
            raise VendorUnavailable(f"Google's token endpoint answered {answer.status} {answer.reason}")
        return answer.body

    def _account(self) -> GoogleAccount:
        account = self._account_of()
        if account is None:
            raise VendorUnavailable("no Google account is set")
        return account


def _well(answer: Answer) -> dict[str, Any]:
    """Raises CalendarGone for a calendar that is not there or not ours, VendorUnavailable for any other refusal."""
    if answer.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise CalendarGone(f"{answer.status} {answer.reason}")
    if answer.status >= HTTPStatus.BAD_REQUEST:
        raise VendorUnavailable(f"Google answered {answer.status} {answer.reason}")
    return answer.body


def _access(told: Mapping[str, Any], now: datetime) -> Access:
    token, seconds = told.get("access_token"), told.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int):
        raise VendorUnavailable("Google gave no access token")
    return Access(token, now + timedelta(seconds=seconds) - EARLY)


def _items(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    items = page.get("items") or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise VendorUnavailable("Google's list is none")
    return items


def _events(calendar: str) -> str:
    return f"/calendars/{quote(calendar, safe='')}/events"


def _event(calendar: str, event: str) -> str:
    return f"{_events(calendar)}/{quote(event, safe='')}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
