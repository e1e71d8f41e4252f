"""What `make scan` says of the pinned packages, asked of stand-ins that answer as the two public databases do
(google.github.io/osv.dev/post-v1-query, docs.npmjs.com/cli/commands/npm-audit)."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pytest

from local.setup.audit import Answer, main, of_npm, of_pip_audit, verdict

CLOSED = "http://127.0.0.1:9"
"""The discard port: nobody listens."""


def weakness(package: str, version: str) -> dict[str, Any]:
    return {
        "id": "GHSA-xxxx-xxxx-0001",
        "aliases": ["CVE-2026-0001"],
        "summary": "Reads what it should not.",
        "published": "2026-11-01T00:00:00Z",
        "affected": [
            {
                "package": {"name": package, "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999.0"}]}],
                "versions": [version],
            }
        ],
    }


@contextmanager
def databases(python: str = "", npm: str = "") -> Iterator[str]:
    """Both, at one address; something is known of the packages named."""

    pinned: dict[str, list[str]] = {}

    class Database(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            asked = json.loads(body)
            self._answer(self._osv(asked) if self.path == "/v1/query" else self._advisories(asked))

        def do_GET(self) -> None:
            """Of what is weak, and of what needs it, npm looks up the versions there are."""
            name = unquote(self.path.removeprefix("/"))
            versions = {one: {"name": name, "version": one} for one in (*pinned.get(name, ()), "999.0.0")}
            self._answer({"name": name, "dist-tags": {"latest": "999.0.0"}, "versions": versions})

        def _answer(self, answer: dict[str, Any]) -> None:
            sent = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def _osv(self, asked: dict[str, Any]) -> dict[str, Any]:
            name = asked["package"]["name"]
            return {"vulns": [weakness(name, asked["version"])]} if name == python else {}

        def _advisories(self, asked: dict[str, list[str]]) -> dict[str, Any]:
            assert self.path.endswith("/security/advisories/bulk")
            pinned.update(asked)
            if npm not in asked:
                return {}
            return {
                npm: [
                    {
                        "id": 1, "url": "https://github.com/advisories/GHSA-xxxx-xxxx-0002", "title": "Runs what it reads",
                        "severity": "high", "vulnerable_versions": "<999", "cwe": [], "cvss": {"score": 8.0},
                    }
                ]
            }  # fmt: skip

        def log_message(self, format: str, *args: object) -> None:
            """Kept out of the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Database)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def scan(address: str, *more: str) -> int:
    return main(["functions", "dashboard", f"--osv={address}/v1/query", f"--npm={address}", *more])


def test_nothing_known_passes(capsys: pytest.CaptureFixture[str]) -> None:
    with databases() as address:
        assert scan(address) == 0
    assert capsys.readouterr().out.splitlines() == [
        "functions: nothing known",
        "dashboard: nothing known",
    ]


def test_a_weak_package_fails_by_its_name_even_where_a_database_may_be_away(capsys: pytest.CaptureFixture[str]) -> None:
    with databases(python="boto3", npm="react") as address:
        assert scan(address, "--unreachable=told") == 1
    told = capsys.readouterr().out
    assert "functions: known: boto3 " in told
    assert "CVE-2026-0001" in told
    assert "dashboard: known: react " in told


def test_a_database_that_is_away_is_told_and_is_not_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(CLOSED) == 2
    assert capsys.readouterr().out.count("NOT LOOKED UP") == 2
    assert scan(CLOSED, "--unreachable=told") == 0
    assert capsys.readouterr().out.count("NOT LOOKED UP") == 2


def test_one_package_that_could_not_be_looked_up_leaves_its_list_unknown() -> None:
    output = '{"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}]}'
    assert of_pip_audit(output, "") == Answer(failed="b: not found")


@pytest.mark.parametrize("output", ["", "no json", "[]", '{"message": "405", "error": {}}'])
def test_what_is_no_report_is_not_taken_for_a_clean_one(output: str) -> None:
    assert of_npm(output, "refused").failed
    assert of_pip_audit(output, "refused").failed == "refused"


def test_a_known_weakness_counts_more_than_a_list_that_is_unknown() -> None:
    assert verdict([Answer(failed="away"), Answer(known=("a 1: CVE",))], unreachable_is_told=True) == 1
