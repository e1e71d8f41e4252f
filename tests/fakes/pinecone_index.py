"""A stand-in for a Pinecone index, over real sockets: the part of its data plane that we use, and its ways to fail.

Requests and answers as in https://docs.pinecone.io/reference/api/2026-04/data-plane: upsert, query with metadata filters,
delete by ids, list by prefix, and 401 for a wrong key.
"""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "a-key"
PAGE = 3
"""Ids a page at most, so that paging is exercised."""


class PineconeIndex:
    """`with PineconeIndex() as index: PineconeVectorStore(index.host, KEY)`. `trouble` makes it fail."""

    def __init__(self) -> None:
        self.spaces: dict[str, dict[str, dict[str, Any]]] = {}
        self.trouble: str = ""
        """`hang`, `garbage`, `error`, `stranger` (answers with what is somebody else's), or empty."""
        self.asked: list[str] = []
        self.inputs: list[str] = []
        """What each request for meanings said its texts were."""
        self._release = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "PineconeIndex":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._release.set()
        self._server.shutdown()
        self._server.server_close()

    def hold(self) -> None:
        """Answers nothing until the test is over."""
        self._release.wait(20)

    def upsert(self, body: dict[str, Any]) -> dict[str, Any]:
        space = self.spaces.setdefault(body.get("namespace", ""), {})
        for vector in body["vectors"]:
            assert len(vector["id"]) <= 512
            assert vector["id"].isascii()
            space[vector["id"]] = vector
        return {"upsertedCount": len(body["vectors"])}

    def query(self, body: dict[str, Any]) -> dict[str, Any]:
        namespace = body.get("namespace", "")
        spaces = self.spaces.values() if self.trouble == "stranger" else [self.spaces.get(namespace, {})]
        fitting = [
            one
            for space in spaces
            for one in space.values()
            if self.trouble == "stranger" or _fits(body.get("filter"), one["metadata"])
        ]
        matches = [
            {
                "id": one["id"],
                "score": sum(a * b for a, b in zip(one["values"], body["vector"], strict=True)),
                **({"metadata": one["metadata"]} if body.get("includeMetadata") else {}),
            }
            for one in fitting
        ]
        best = sorted(matches, key=lambda match: -match["score"])[: body["topK"]]
        return {"matches": best, "namespace": namespace, "usage": {"readUnits": 1}}

    def embed(self, body: dict[str, Any]) -> dict[str, Any]:
        """https://docs.pinecone.io/reference/api/2026-04/inference/generate-embeddings"""
        assert len(body["inputs"]) <= 96
        self.inputs.append(body["parameters"]["input_type"])
        data = [{"values": [3.0, 4.0, float(len(one["text"]))], "vector_type": "dense"} for one in body["inputs"]]
        return {"model": body["model"], "vector_type": "dense", "data": data, "usage": {"total_tokens": 1}}

    def delete(self, body: dict[str, Any]) -> dict[str, Any]:
        for id in body["ids"]:
            self.spaces.get(body.get("namespace", ""), {}).pop(id, None)
        return {}

    def list(self, query: dict[str, list[str]]) -> dict[str, Any]:
        namespace, prefix, after = (query.get(name, [""])[0] for name in ("namespace", "prefix", "paginationToken"))
        names = sorted(id for id in self.spaces.get(namespace, {}) if id.startswith(prefix) and id > after)
        page = names[: min(PAGE, int(query.get("limit", ["100"])[0]))]
        answer: dict[str, Any] = {
            "vectors": [{"id": id} for id in page],
            "namespace": namespace,
            "usage": {"readUnits": 1},
        }
        return answer | ({"pagination": {"next": page[-1]}} if len(names) > len(page) else {})


def _fits(wanted: dict[str, Any] | None, told: dict[str, Any]) -> bool:
    """Pinecone's metadata filters, those we use."""
    for name, condition in (wanted or {}).items():
        match name:
            case "$and":
                if not all(_fits(one, told) for one in condition):
                    return False
            case "$or":
                if not any(_fits(one, told) for one in condition):
                    return False
            case _:
                ((how, value),) = condition.items()
                compare: dict[str, Callable[[Any, Any], bool]] = {"$eq": lambda a, b: a == b, "$gt": lambda a, b: a > b}
                if name not in told or not compare[how](told[name], value):
                    return False
    return True


def _handler(index: PineconeIndex) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            acts = {
                "/vectors/upsert": index.upsert,
                "/query": index.query,
                "/vectors/delete": index.delete,
                "/embed": index.embed,
            }
            self._answer(lambda: acts[urlsplit(self.path).path](body))

        def do_GET(self) -> None:
            self._answer(lambda: index.list(parse_qs(urlsplit(self.path).query)))

        def _answer(self, act: Callable[[], dict[str, Any]]) -> None:
            index.asked.append(urlsplit(self.path).path)
            if index.trouble == "hang":
                index.hold()
            if self.headers.get("Api-Key") != KEY:
                self._send(401, b'{"code": 16, "message": "Unauthorized"}')
            elif index.trouble == "error":
                self._send(503, b'{"code": 14, "message": "unavailable"}')
            elif index.trouble == "garbage":
                self._send(200, b"<html>hello</html>")
            else:
                self._send(200, json.dumps(act()).encode())

        def _send(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    return Handler
