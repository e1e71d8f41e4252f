"""The page comes packed to whoever can unpack it, and its hashed files are asked for once."""

import gzip
import os
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from local.page import BuiltPage

SCRIPT = "console.log('a word that comes again and again')\n" * 200


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-1a2b.js").write_text(SCRIPT)
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "sound.wav").write_bytes(b"RIFF")
    app = Starlette()
    app.mount("/", BuiltPage(tmp_path))
    return TestClient(app)


def test_a_script_comes_packed_and_may_be_kept(client: TestClient) -> None:
    answer = client.get("/assets/index-1a2b.js")
    assert answer.text == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(gzip.compress(SCRIPT.encode()))
    assert "immutable" in answer.headers["cache-control"]
    again = client.get("/assets/index-1a2b.js", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_who_cannot_unpack_it_gets_it_as_it_is(client: TestClient) -> None:
    answer = client.get("/assets/index-1a2b.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text == SCRIPT


def test_the_first_page_is_asked_for_again_each_time(client: TestClient) -> None:
    assert client.get("/").headers["cache-control"] == "no-cache"


def test_a_new_build_is_not_answered_with_the_old_one(client: TestClient, tmp_path: Path) -> None:
    client.get("/")
    (tmp_path / "index.html").write_text("<!doctype html><title>new</title>")
    assert "new" in client.get("/").text


def test_what_does_not_get_smaller_and_what_is_not_there(client: TestClient) -> None:
    assert "content-encoding" not in client.get("/sound.wav").headers
    assert client.get("/assets/gone.js").status_code == 404


def test_what_the_build_has_packed_by_brotli_is_given_to_who_knows_it(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "assets" / "index-1a2b.js.br").write_bytes(b"packed by the build")
    asked = {"Accept-Encoding": "gzip, deflate, br"}
    with client.stream("GET", "/assets/index-1a2b.js", headers=asked) as answer:
        assert answer.headers["content-encoding"] == "br"
        assert b"".join(answer.iter_raw()) == b"packed by the build"
        assert (answer.headers["vary"], answer.headers["content-type"].split(";")[0]) == (
            "Accept-Encoding",
            "text/javascript",
        )
    older = client.get("/assets/index-1a2b.js", headers={"Accept-Encoding": "gzip"})
    assert (older.headers["content-encoding"], older.text) == ("gzip", SCRIPT)


def test_what_an_earlier_build_has_packed_is_not_given(client: TestClient, tmp_path: Path) -> None:
    packed = tmp_path / "index.html.br"
    packed.write_bytes(b"of an earlier build")
    os.utime(packed, ns=(0, 0))
    assert client.get("/", headers={"Accept-Encoding": "gzip, br"}).text == "<!doctype html>"


def test_who_wants_to_know_is_told_of_each_file_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    told: list[str] = []
    app = Starlette()
    app.mount("/", BuiltPage(tmp_path, opened=lambda: told.append("opened")))
    client = TestClient(app)
    assert not told
    client.get("/")
    client.get("/assets/gone.js")
    assert len(told) == 2
