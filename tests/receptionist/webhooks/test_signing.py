"""What we sign, others can verify with the library of the specification."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from receptionist.clock import system_clock
from receptionist.ids import BusinessId
from receptionist.webhooks.model import Endpoint, EndpointId, Secret, event_id
from receptionist.webhooks.signing import random_secret, signed_headers

BODY = '{"business":"restaurant","data":{"customer":{"name":"José ਸਿੰਘ"}}}'


def test_the_signature_is_the_one_of_the_specifications_own_example() -> None:
    headers = signed_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_verifies_it_with_the_library() -> None:
    secret = random_secret()
    headers = signed_headers("evt_1", system_clock(), BODY.encode(), [secret])
    assert Webhook(secret).verify(BODY, headers)["business"] == "restaurant"
    for other in (BODY.replace("restaurant", "salon"), BODY + " "):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(other, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(random_secret()).verify(BODY, headers)


def test_either_secret_verifies_while_one_is_replaced() -> None:
    now = system_clock()
    old, new = random_secret(), random_secret()
    endpoint = Endpoint(EndpointId("e"), "https://x.example.com", ("booking.*",), (Secret(old),), now)
    both = Endpoint(EndpointId("e"), "https://x.example.com", ("booking.*",), endpoint.with_secret(new, now), now)
    headers = signed_headers("evt_1", now, BODY.encode(), both.valid_secrets(now))
    for secret in (old, new):
        Webhook(secret).verify(BODY, headers)
    assert both.valid_secrets(now + timedelta(hours=24)) == (new,)


def test_ids_have_no_full_stop_and_differ_by_business() -> None:
    one, other = event_id(BusinessId("a.b"), "x.y:1"), event_id(BusinessId("c"), "x.y:1")
    assert "." not in one
    assert one != other
    assert one == event_id(BusinessId("a.b"), "x.y:1")


def test_the_example_we_give_to_receivers_verifies_it() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    given: dict[str, Any] = {}
    exec(guide.partition("```python\n")[2].partition("```")[0], given)
    old, new = random_secret(), random_secret()
    headers = signed_headers("evt_1", system_clock(), BODY.encode(), [new, old])
    assert given["verified"](new, headers, BODY.encode())
    assert given["verified"](old, headers, BODY.encode())
    assert not given["verified"](new, headers, BODY.encode() + b" ")
    assert not given["verified"](random_secret(), headers, BODY.encode())
    late = signed_headers("evt_1", system_clock() - timedelta(minutes=6), BODY.encode(), [new])
    assert not given["verified"](new, late, BODY.encode())
