"""Requests to OpenAI, or to whoever speaks one of its two protocols, answered in server-sent events.

Over urllib3, in the thread that asks, on connections that are kept: a streamed answer of 25 words costs 3.6 ms of processor
time this way and 16 ms through the `openai` package (6 requests at once, Python 3.11, one core of two, November 2026).
The certificates trusted are the operating system's. https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import orjson
import urllib3

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.attempt import Attempt, NotNow
from receptionist.conversation.minds.model import Completion, Prompt
from receptionist.conversation.minds.prompt import tokens
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)

OPENAI = "https://api.openai.com/v1"
MOST_LETTERS = 4000
"""Of an answer. More is a model that has lost its thread."""
CONNECTIONS = 128
_LONGEST_EVENT = 1 << 20
_CONNECT_S = 1.0
_DONE = b"[DONE]"


class Reading(Protocol):
    """One answer, event by event."""

    over: bool
    """It is complete."""
    tokens: int
    """In and out; 0 where nobody says."""

    def take(self, event: dict[str, Any]) -> str:
        """The letters that come with it. Raises VendorUnavailable, NotNow among them."""
        ...

    def ended(self) -> None:
        """Nothing more comes. Raises VendorUnavailable if something should."""
        ...


class Api(Protocol):
    path: str

    def body(self, account: OpenAiAccount, prompt: Prompt) -> dict[str, Any]: ...

    def reading(self) -> Reading: ...


class OpenAi:
    """Safe from several threads."""

    def __init__(self, account: OpenAiAccount, api: Api, *, seconds: Callable[[], float]) -> None:
        self._account = account
        self._api = api
        self._seconds = seconds
        base = urllib3.util.parse_url(account.base_url or OPENAI)
        self._base = (base.path or "").rstrip("/")
        self._pool = urllib3.connection_from_url(str(base), maxsize=CONNECTIONS, retries=False)
        self._headers = {"Authorization": f"Bearer {account.api_key}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Idle connections; what runs is for the asker to give up. Safe to repeat."""
        self._pool.close()

    def warm(self, seconds: float = 2.0) -> None:
        """Has a connection open for the next request, by one that costs nothing. Blocks so long at most; never raises."""
        limits = urllib3.Timeout(connect=min(_CONNECT_S, seconds), read=seconds)
        try:
            self._pool.request("GET", f"{self._base}/models/{self._account.model}", headers=self._headers, timeout=limits,
                               redirect=False)  # fmt: skip
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            log.warning("the language model cannot be reached", extra={"why": type(error).__name__})

    def ask(self, prompt: Prompt, attempt: Attempt) -> Completion:
        """Raises VendorUnavailable, NotNow among them. Ends when its time is over or it is given up, at the latest a read
        later."""
        began = self._seconds()
        if began >= attempt.until:
            raise VendorUnavailable("too slow")
        try:
            text, used = self._answer(prompt, attempt, attempt.until - began)
        except urllib3.exceptions.TimeoutError as error:
            raise VendorUnavailable("too slow") from error
        except (urllib3.exceptions.HTTPError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise VendorUnavailable(type(error).__name__) from error
        seconds = self._seconds() - began
        return Completion(text, used or tokens(prompt.fixed + prompt.varying + text), round(seconds, 3))

    def _answer(self, prompt: Prompt, attempt: Attempt, left_s: float) -> tuple[str, int]:
        response = self._pool.request(
            "POST", f"{self._base}/{self._api.path}", body=orjson.dumps(self._api.body(self._account, prompt)),
            headers=self._headers, timeout=urllib3.Timeout(connect=min(_CONNECT_S, left_s), read=left_s),
            redirect=False, preload_content=False,
        )  # fmt: skip
        whole = False
        try:
            attempt.opened(response)
            _sure_it_answers(response)
            found = self._read(_events(_chunks(response)), attempt)
            whole = True
        finally:
            attempt.line = None
            if whole:
                response.release_conn()
            else:
                response.close()
        return found

    def _read(self, events: Iterator[bytes], attempt: Attempt) -> tuple[str, int]:
        """To the end of the stream, so that the connection can serve again."""
        reading, text = self._api.reading(), ""
        for event in events:
            if attempt.given_up.is_set() or self._seconds() > attempt.until:
                raise VendorUnavailable("too slow")
            if event == _DONE or reading.over:
                continue
            if piece := reading.take(orjson.loads(event)):
                text += piece
                if len(text) > MOST_LETTERS:
                    raise NotNow("an endless answer")
                attempt.came(piece)
        reading.ended()
        return text, reading.tokens


def _sure_it_answers(response: urllib3.BaseHTTPResponse) -> None:
    status = response.status
    if status == 429:
        raise NotNow("too many requests")
    if 300 <= status < 500 and status != 408:
        log.error("the language model refuses every request", extra={"status": status})
        raise NotNow(f"status {status}")
    if status != 200:
        raise VendorUnavailable(f"status {status}")
    if not response.headers.get("Content-Type", "").startswith("text/event-stream"):
        raise VendorUnavailable("no stream of events")


def _chunks(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """As they come."""
    while chunk := response.read1(65536):
        yield chunk


def _events(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The data of each event, however the stream was cut. One that is not over when the stream ends is none."""
    rest, data = b"", list[bytes]()
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST_EVENT:
            raise NotNow("an endless event")
        for line in lines:
            if line.startswith(b"data:"):
                data.append(line[5:].strip())
            elif data and not line.strip():
                yield b"\n".join(data)
                data = []
