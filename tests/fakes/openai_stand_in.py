"""OpenAI on this machine, its Responses and its Chat Completions: what is asked is checked as the real service does, and the
answer streamed in its events. What is answered, and every way to fail, is the test's to say.

Requests: https://developers.openai.com/api/docs/api-reference/responses/create; events:
https://developers.openai.com/api/docs/api-reference/responses-streaming; .../chat/create, .../chat-streaming; errors: .../docs/guides/error-codes.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-stand-in"
_KNOWN = frozenset(
    {"model", "instructions", "input", "text", "max_output_tokens", "prompt_cache_key", "store", "stream", "reasoning"}
)
_CHAT_KNOWN = frozenset(
    {"model", "messages", "response_format", "max_completion_tokens", "prompt_cache_key", "store", "stream", "stream_options",
     "reasoning_effort"}
)  # fmt: skip
_EFFORTS = frozenset({"none", "minimal", "low", "medium", "high", "xhigh", "max"})


@dataclass(frozen=True, slots=True)
class Play:
    """What one request gets."""

    text: str = ""
    status: int = 200
    first_s: float = 0.0
    """Before the first letters."""
    piece_s: float = 0.0
    """Between two pieces."""
    piece: int = 7
    """Letters of a piece."""
    ends: str = "completed"
    """`completed`; `incomplete` (out of tokens), `refused`, `failed`, `error` (an error event), `dropped` (the connection is
    reset in mid-stream), `silent` (closed without a word), `garbage` (no JSON), `html` (somebody else's error page)."""
    usage: bool = True


Answering = Callable[[Mapping[str, Any]], Play]


def commands(*done: tuple[str, str | None, str | None], answer: str | None = None, facts: tuple[str, ...] = ()) -> str:
    """An answer by the schema."""
    listed = [{"do": do, "what": what, "value": value} for do, what, value in done]
    return json.dumps({"commands": listed, "facts": list(facts), "answer": answer}, ensure_ascii=False)


def heard_in(request: Mapping[str, Any]) -> str:
    """The caller's words, as the model was given them: the first reading."""
    told = request["input"] if "input" in request else request["messages"][-1]["content"]
    line = next(line for line in reversed(str(told).splitlines()) if line.startswith("HEARD: "))
    readings = json.loads(line.removeprefix("HEARD: "))
    return str(readings[0])


@dataclass
class StandIn:
    """A running server."""

    url: str
    """For OPENAI_BASE_URL."""
    answering: Answering
    requests: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What was wrong with requests."""
    connections: set[Any] = field(default_factory=set)
    """Ports they came from."""
    told: list[int] = field(default_factory=list)
    """Of each answer, in the order of its end, the events that were sent."""
    left: int = 0
    """Answers whose reader had hung up before their end."""
    warmed: int = 0
    """How often a model was looked up."""


@contextmanager
def openai_stand_in(answering: Answering) -> Iterator[StandIn]:
    """Serves until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    stand_in = StandIn(f"http://127.0.0.1:{server.server_address[1]}/v1", answering)
    server.stand_in = stand_in
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stand_in: StandIn

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has hung up is nothing to write home about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.server.stand_in.connections.add(self.client_address)
        self.server.stand_in.warmed += 1
        self._answer(
            200, "application/json", json.dumps({"id": self.path.rpartition("/")[2], "object": "model"}).encode()
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.stand_in.connections.add(self.client_address)
        if self.path not in ("/v1/responses", "/v1/chat/completions"):
            return self._refuse(404, "not_found", f"Unknown request URL: POST {self.path}.")
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            return self._refuse(401, "invalid_api_key", "Incorrect API key provided.")
        request = json.loads(body)
        if fault := _chat_fault(request) if "messages" in request else _fault(request):
            self.server.stand_in.faults.append(fault)
            return self._refuse(400, "invalid_request_error", fault)
        self.server.stand_in.requests.append(request)
        play = self.server.stand_in.answering(request)
        if play.status != 200:
            self._pause(play.first_s)
            return self._refuse(play.status, "rate_limit_exceeded" if play.status == 429 else "server_error", "No.")
        return self._stream(request, play)

    def _refuse(self, status: int, code: str, message: str) -> None:
        error = {"message": message, "type": code, "param": None, "code": code}
        self._answer(status, "application/json", json.dumps({"error": error}).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, request: Mapping[str, Any], play: Play) -> None:
        if play.ends == "html":
            return self._answer(200, "text/html", b"<html><body>Bad gateway</body></html>")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if play.ends == "silent":
            return self._chunk(b"")
        told = self.server.stand_in.told
        sent = 0
        try:
            for event in (self._chat_events if "messages" in request else self._events)(request, play):
                self._chunk(event)
                sent += 1
        except OSError:
            if play.ends != "dropped":
                self.server.stand_in.left += 1
            raise
        finally:
            told.append(sent)
        if play.ends != "dropped":
            self._chunk(b"")
        return None

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _chunk(self, data: bytes) -> None:
        """The empty one is the last."""
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _chat_events(self, request: Mapping[str, Any], play: Play) -> Iterator[bytes]:
        about = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": request["model"]}

        def event(content: Mapping[str, Any]) -> bytes:
            return f"data: {json.dumps({**about, **content}, ensure_ascii=False)}\n\n".encode()

        def choice(delta: Mapping[str, Any], finish: str | None = None) -> bytes:
            return event(
                {"choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}], "usage": None}
            )

        self._pause(play.first_s)
        yield choice({"role": "assistant", "content": "", "refusal": None})
        if play.ends == "refused":
            yield choice({"refusal": "I can't help with that."})
            yield choice({}, "stop")
            return
        pieces = [play.text[at : at + play.piece] for at in range(0, len(play.text), play.piece)]
        for n, piece in enumerate(pieces):
            if play.ends == "dropped" and n == len(pieces) // 2:
                return self._hang_up()
            yield choice({"content": piece})
            self._pause(play.piece_s)
        if play.ends == "garbage":
            yield b"data: {not json at all\n\n"
            return
        if play.ends in ("error", "failed"):
            yield event({"error": {"message": "The server had an error.", "type": "server_error", "code": None}})
            return
        yield choice({}, "length" if play.ends == "incomplete" else "stop")
        if play.usage:
            usage = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}
            yield event({"choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"

    def _events(self, request: Mapping[str, Any], play: Play) -> Iterator[bytes]:
        about = {"id": "resp_1", "object": "response", "created_at": 1, "status": "in_progress", "model": request["model"],
                 "output": [], "error": None, "incomplete_details": None}  # fmt: skip
        number = iter(range(10_000))

        def event(kind: str, **content: Any) -> bytes:
            data = {"type": kind, "sequence_number": next(number), **content}
            return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()

        item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
        place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        yield event("response.created", response=about)
        yield event("response.in_progress", response=about)
        self._pause(play.first_s)
        yield event("response.output_item.added", output_index=0, item=item)
        part = {"type": "output_text", "text": "", "annotations": []}
        yield event("response.content_part.added", part=part, **place)
        if play.ends == "refused":
            yield event("response.refusal.delta", delta="I can't help with that.", **place)
            yield event("response.completed", response={**about, "status": "completed"})
            return
        pieces = [play.text[at : at + play.piece] for at in range(0, len(play.text), play.piece)]
        for n, piece in enumerate(pieces):
            if play.ends == "dropped" and n == len(pieces) // 2:
                return self._hang_up()
            yield event("response.output_text.delta", delta=piece, logprobs=[], **place)
            self._pause(play.piece_s)
        if play.ends == "garbage":
            yield b"event: response.output_text.delta\ndata: {not json at all\n\n"
            return
        if play.ends == "error":
            yield event("error", code="server_error", message="The server had an error.", param=None)
            return
        yield event("response.output_text.done", text=play.text, logprobs=[], **place)
        yield event("response.content_part.done", part={**part, "text": play.text}, **place)
        done = {**item, "status": "completed", "content": [{**part, "text": play.text}]}
        yield event("response.output_item.done", output_index=0, item=done)
        usage = {"input_tokens": 900, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}, "output_tokens": 60,
                 "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 960}  # fmt: skip
        whole = {**about, "status": play.ends, "output": [done], "usage": usage if play.usage else None}
        if play.ends == "incomplete":
            whole["incomplete_details"] = {"reason": "max_output_tokens"}
        yield event(f"response.{play.ends}", response=whole)

    def _pause(self, seconds: float) -> None:
        """Ends early with the test, and with a reader who hangs up."""
        until = time.monotonic() + seconds
        while seconds and time.monotonic() < until and not self.server.over.is_set():
            time.sleep(min(0.01, seconds))
            with suppress(BlockingIOError):
                if not self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
                    raise ConnectionResetError


def _fault(request: Mapping[str, Any]) -> str:
    """What the service would not accept; empty if nothing."""
    if unknown := set(request) - _KNOWN:
        return f"Unknown parameter: {sorted(unknown)[0]}"
    if not isinstance(request.get("model"), str) or not request["model"]:
        return "Missing required parameter: 'model'."
    if request.get("stream") is not True or request.get("store") is not False:
        return "This stand-in streams, and stores nothing."
    effort = request.get("reasoning", {}).get("effort", "none")
    if effort not in _EFFORTS:
        return f"Invalid value: {effort!r}"
    if len(request.get("prompt_cache_key", "")) > 64:
        return "Invalid 'prompt_cache_key': string too long."
    given = request.get("text", {}).get("format", {})
    if given.get("type") != "json_schema" or given.get("strict") is not True:
        return "Invalid text.format"
    if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", given.get("name", "")):
        return "Invalid 'text.format.name'"
    return _schema_fault(given["schema"])


def _chat_fault(request: Mapping[str, Any]) -> str:
    if unknown := set(request) - _CHAT_KNOWN:
        return f"Unrecognized request argument supplied: {sorted(unknown)[0]}"
    if not isinstance(request.get("model"), str) or not request["model"]:
        return "you must provide a model parameter"
    if request.get("stream") is not True or request.get("stream_options") != {"include_usage": True}:
        return "This stand-in streams, and counts."
    if request.get("reasoning_effort", "none") not in _EFFORTS:
        return "Invalid value: 'reasoning_effort'"
    if [one.get("role") for one in request["messages"]] != ["system", "user"]:
        return "This stand-in is told the rules, then the turn."
    given = request.get("response_format", {})
    wanted = given.get("json_schema", {})
    if given.get("type") != "json_schema" or wanted.get("strict") is not True:
        return "Invalid response_format"
    if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", wanted.get("name", "")):
        return "Invalid 'response_format.json_schema.name'"
    return _schema_fault(wanted["schema"])


def _schema_fault(schema: Any) -> str:
    """The rules of strict schemas: every object closed, every key required."""
    if isinstance(schema, list):
        return next((fault for one in schema if (fault := _schema_fault(one))), "")
    if not isinstance(schema, dict):
        return ""
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            return "Invalid schema: 'additionalProperties' is required to be supplied and to be false."
        if set(schema.get("required", ())) != set(schema.get("properties", {})):
            return "Invalid schema: 'required' is required to be supplied and to include every key in properties."
    return next((fault for one in schema.values() if (fault := _schema_fault(one))), "")
