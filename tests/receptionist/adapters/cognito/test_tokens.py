"""Tokens of a user pool, against a stand-in that gives out its keys as Cognito does, and misbehaves."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from receptionist.adapters.cognito.identity import CognitoIdentity
from receptionist.adapters.cognito.tokens import Verifier
from receptionist.errors import VendorUnavailable
from receptionist.ids import PersonId
from receptionist.ports import Shown
from tests.fakes.front_office import NOW, SetClock

CLIENT = "57cbishk4j24pabc1234567890"
ANNA = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
TIMEOUT_S = 0.3


@cache
def key(kid: str) -> RSAPrivateKey:
    """A pair of keys for each name; making one takes a tenth of a second."""
    return generate_private_key(65537, 2048)


def public(kid: str) -> dict[str, Any]:
    """As a pool publishes it."""
    numbers = jwt.algorithms.RSAAlgorithm.to_jwk(key(kid).public_key(), as_dict=True)
    return {
        **numbers,
        "alg": "RS256", "e": "AQAB", "kid": kid, "kty": "RSA", "use": "sig",
    }  # fmt: skip


@dataclass(slots=True)
class Pool:
    """What the pool's address answers just now."""

    issuer: str = ""
    kids: list[str] = field(default_factory=lambda: ["one", "two"])
    answer: Callable[[], tuple[int, bytes]] | None = None
    """In place of the keys."""
    asked: int = 0

    def reply(self) -> tuple[int, bytes]:
        self.asked += 1
        if self.answer is not None:
            return self.answer()
        return 200, json.dumps({"keys": [public(kid) for kid in self.kids]}).encode()


@pytest.fixture
def pool() -> Iterator[Pool]:
    there = Pool()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = there.reply() if self.path == "/pool/.well-known/jwks.json" else (404, b"")
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that did not wait is no error."""

    with Quiet(("127.0.0.1", 0), Answering) as server:
        there.issuer = f"http://127.0.0.1:{server.server_port}/pool"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield there
        server.shutdown()
        thread.join()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def door(pool: Pool, clock: SetClock) -> Verifier:
    return Verifier(pool.issuer, CLIENT, clock, TIMEOUT_S, new_key_after_s=0)


def claims(pool: Pool, use: str = "id", **changes: Any) -> dict[str, Any]:
    now = int(NOW.timestamp())
    told = {
        "sub": ANNA,
        "iss": pool.issuer,
        "iat": now - 60,
        "auth_time": now - 60,
        "exp": now + 3540,
        "token_use": use,
    }
    own: dict[str, dict[str, Any]] = {
        "id": {"aud": CLIENT, "email": "anna@example.com", "email_verified": True, "name": "Anna", "cognito:username": ANNA},
        "access": {"client_id": CLIENT, "scope": "aws.cognito.signin.user.admin", "username": ANNA},
    }  # fmt: skip
    return {name: value for name, value in (told | own[use] | changes).items() if value is not None}


def token(pool: Pool, use: str = "id", *, kid: str = "one", by: str | None = None, **changes: Any) -> str:
    return jwt.encode(claims(pool, use, **changes), key(by or kid), algorithm="RS256", headers={"kid": kid})


def test_an_id_token_tells_who_it_is_and_an_access_token_only_that(door: Verifier, pool: Pool) -> None:
    assert door.who(token(pool)) == Shown(PersonId(ANNA), "anna@example.com", "Anna")
    assert door.who(token(pool, "access", kid="two")) == Shown(PersonId(ANNA))
    assert pool.asked == 1, "the keys are kept"


@pytest.mark.parametrize("verified", [False, "false", None, 1])
def test_an_address_nobody_has_checked_is_not_told(door: Verifier, pool: Pool, verified: object) -> None:
    assert door.who(token(pool, email_verified=verified)) == Shown(PersonId(ANNA), "", "Anna")


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_somebody"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": None},
        {"aud": [CLIENT, "another-client"]},
        {"token_use": "access"},
        {"token_use": "refresh"},
        {"token_use": None},
        {"exp": int(NOW.timestamp())},
        {"exp": "tomorrow"},
        {"exp": None},
        {"iat": int(NOW.timestamp()) + 600},
        {"nbf": int(NOW.timestamp()) + 600},
        {"sub": None},
        {"sub": 7},
    ],
)
def test_a_token_that_is_not_for_us_now_lets_nobody_in(door: Verifier, pool: Pool, changes: dict[str, Any]) -> None:
    assert door.who(token(pool, **changes)) is None
    assert door.who(token(pool, "access", client_id="another-client")) is None


def test_a_token_is_good_until_it_expires(door: Verifier, pool: Pool, clock: SetClock) -> None:
    shown = token(pool)
    clock.pass_(seconds=3539)
    assert door.who(shown) is not None
    clock.pass_(seconds=1)
    assert door.who(shown) is None


def test_nothing_but_the_pools_own_signature_counts(door: Verifier, pool: Pool) -> None:
    pem = (
        key("one")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    genuine = token(pool)
    header, payload, signature = genuine.split(".")
    forged = [
        token(pool, by="stranger"),
        jwt.encode(claims(pool), key("one"), algorithm="RS512", headers={"kid": "one"}),
        jwt.encode(claims(pool), key("one"), algorithm="PS256", headers={"kid": "one"}),
        jwt.encode(claims(pool), "", algorithm="none", headers={"kid": "one"}),
        _signed_with_hmac(claims(pool), pem),
        f"{header}.{payload}.",
        f"{header}.{payload}.{signature[:-4]}AAAA",
        f"{header}.{payload[:-2]}AA.{signature}",
        "..", "a.b.c", f"{'e' * 4000}.{payload}.{signature}", f"{header}.{payload}.{signature}\x00",
    ]  # fmt: skip
    assert [door.who(one) for one in forged] == [None] * len(forged)
    assert door.who(genuine) is not None


def _signed_with_hmac(told: dict[str, Any], secret: bytes) -> str:
    """What an attacker sends who hopes that the public key is taken for a shared secret; the library will not write it."""
    import base64
    import hashlib
    import hmac

    def part(content: bytes) -> str:
        return base64.urlsafe_b64encode(content).rstrip(b"=").decode()

    body = f"{part(json.dumps({'alg': 'HS256', 'kid': 'one'}).encode())}.{part(json.dumps(told).encode())}"
    return f"{body}.{part(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"


def test_a_new_key_of_the_pool_is_fetched_when_a_token_names_it(door: Verifier, pool: Pool) -> None:
    assert door.who(token(pool)) is not None
    assert door.who(token(pool, kid="three")) is None
    pool.kids = ["two", "three"]
    assert door.who(token(pool, kid="three")) is not None
    assert pool.asked == 3
    assert door.who(jwt.encode(claims(pool), key("one"), algorithm="RS256")) is None, "names no key"


def test_tokens_that_name_keys_nobody_has_do_not_make_us_ask_again_and_again(pool: Pool, clock: SetClock) -> None:
    door = Verifier(pool.issuer, CLIENT, clock, TIMEOUT_S)
    assert [door.who(token(pool, kid="one", by="one")) is None for _ in range(2)] == [False, False]
    assert [door.who(token(pool, kid=f"k{n}", by="stranger")) for n in range(20)] == [None] * 20
    assert pool.asked == 1


def slowly() -> tuple[int, bytes]:
    time.sleep(3 * TIMEOUT_S)
    return 200, b"{}"


@pytest.mark.parametrize(
    "answer",
    [
        lambda: (500, b""),
        lambda: (200, b"<html>not the pool</html>"),
        lambda: (200, b'{"keys": []}'),
        lambda: (200, b"[]"),
        lambda: (302, b""),
        slowly,
    ],
    ids=["broken", "no JSON", "no keys", "no keys at all", "elsewhere", "slow"],
)
def test_without_the_pools_keys_nobody_can_tell_and_it_is_said_in_time(
    door: Verifier, pool: Pool, answer: Callable[[], tuple[int, bytes]]
) -> None:
    pool.answer = answer
    began = time.monotonic()
    with pytest.raises(VendorUnavailable):
        door.who(token(pool))
    assert time.monotonic() - began < 3 * TIMEOUT_S, "it did not wait for the answer"
    pool.answer = None
    assert door.who(token(pool)) is not None


def test_while_the_pool_is_down_known_keys_go_on_working(door: Verifier, pool: Pool, clock: SetClock) -> None:
    assert door.who(token(pool)) is not None
    pool.answer = lambda: (503, b"")
    assert door.who(token(pool)) is not None
    with pytest.raises(VendorUnavailable):
        door.who(token(pool, kid="three"))


def test_other_tokens_are_not_even_looked_at(pool: Pool, clock: SetClock) -> None:
    identity = CognitoIdentity(pool.issuer, CLIENT, clock, timeout_s=TIMEOUT_S)
    assert [identity.who(shown) for shown in ("", "fss_abc", "fsk_abc", "a.b", "\ud800.b.c")] == [None] * 5
    assert pool.asked == 0
    assert identity.who(token(pool)) == Shown(PersonId(ANNA), "anna@example.com", "Anna")
    clock.now += timedelta(hours=2)
    assert identity.who(token(pool)) is None
