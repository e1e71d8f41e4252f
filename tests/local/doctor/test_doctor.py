"""A sound deployment, and each way it can be unsound, with a remedy for every one. Outside are stand-ins."""

import asyncio
import json
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from infra_cdk.stages import Stage, stage_named
from local.carrier import Carrier
from local.doctor import account as accounts
from local.doctor import names, providers, telephony
from local.doctor.account import Denied
from local.doctor.examination import World, examine
from local.doctor.findings import Finding, State, data, ill, text
from receptionist.adapters.twilio.client import LazyClient

SID, TOKEN = "AC" + "a" * 32, "b" * 32
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
STAGE = stage_named("dev", twilio_account_sid=SID)
REGION = "us-east-1"
OURS = {
    "VoiceIncoming": "https://phone.example.com/voice/incoming", "VoiceFallback": "https://phone.example.com/voice/fallback",
    "VoiceStatus": "https://phone.example.com/voice/status", "SmsIncoming": "https://phone.example.com/sms/incoming",
}  # fmt: skip


@dataclass
class Standing:
    """An AWS account in which all is well, until something is changed."""

    status: dict[str, str] = field(default_factory=dict)
    quotas: dict[str, float] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=lambda: {"arn:twilio": TOKEN})
    tasks: tuple[int, int] = (1, 1)
    denies: tuple[str, ...] = ()
    asked: list[tuple[str, str]] = field(default_factory=list)
    """For which stacks, and where."""

    def identity(self) -> str:
        self._may("identity")
        return "arn:aws:iam::000000000000:user/operator"

    def stack(self, region: str, name: str) -> tuple[str, Mapping[str, str]] | None:
        self._may("stack")
        self.asked.append((region, name))
        part = name.rpartition("-")[2]
        status = self.status.get(part, "UPDATE_COMPLETE")
        outputs = {"data": {"TwilioSecret": "arn:twilio"}, "functions": OURS}.get(part, {})
        return (status, outputs) if status else None

    def quota(self, region: str, service: str, code: str) -> float:
        self._may("quota")
        return self.quotas.get(service, 1000.0)

    def secret(self, region: str, arn: str) -> str:
        self._may("secret")
        return self.secrets[arn]

    def running(self, region: str, stack: str) -> tuple[int, int]:
        return self.tasks

    def _may(self, what: str) -> None:
        if what in self.denies:
            raise Denied(f"{what}: AccessDenied")


def about(findings: Iterator[Finding] | list[Finding], word: str) -> State:
    (found,) = (one for one in findings if word in one.about)
    return found.state


def test_of_a_sound_account_nothing_is_to_be_mended() -> None:
    assert {one.state for one in accounts.examine(STAGE, Standing())} == {"well"}


@pytest.mark.parametrize(
    ("account", "word", "state"),
    [
        (Standing(denies=("identity",)), "credentials", "ill"),
        (Standing(status={"watch": ""}), "stack watch", "ill"),
        (Standing(status={"page": ""}), "stack page", "ill"),
        (Standing(status={"functions": "UPDATE_ROLLBACK_COMPLETE"}), "stack functions", "doubtful"),
        (Standing(status={"handler": "ROLLBACK_COMPLETE"}), "stack handler", "ill"),
        (Standing(tasks=(0, 2)), "stream handlers", "ill"),
        (Standing(tasks=(1, 2)), "stream handlers", "doubtful"),
        (Standing(quotas={"lambda": 10}), "Lambda", "ill"),
        (Standing(quotas={"fargate": 3}), "Fargate", "ill"),
        (Standing(quotas={"fargate": 4}), "Fargate", "well"),
        (Standing(secrets={"arn:twilio": "made up by the stack"}), "token", "ill"),
        (Standing(denies=("secret",)), "token", "ill"),
        (Standing(denies=("quota",)), "Lambda", "unknown"),
    ],
)
def test_what_is_wrong_with_the_account_is_found(account: Standing, word: str, state: State) -> None:
    findings = list(accounts.examine(STAGE, account))
    assert about(findings, word) == state
    assert all(one.remedy for one in findings if one.state != "well")


@pytest.mark.parametrize(("domain", "where"), [("example.com", "us-east-1"), ("", "eu-west-1")])
def test_a_page_is_looked_for_where_cloudfront_must_have_it(domain: str, where: str) -> None:
    account = Standing()
    list(accounts.examine(replace(STAGE, regions="eu-west-1", domain=domain), account))
    assert (where, "Firstring-dev-eu-west-1-page") in account.asked
    assert ("eu-west-1", "Firstring-dev-eu-west-1-handler") in account.asked


def with_twilio(
    act: Callable[[Any], list[Finding]], *, numbers: Mapping[str, str] | None, token: str = TOKEN
) -> list[Finding]:
    """`act` with a client of the simulated phone network, which has one number with those webhooks, or none."""

    async def go() -> list[Finding]:
        async with Carrier(account_sid=SID, auth_token=TOKEN) as carrier:
            client = LazyClient(SID, token, base_url=carrier.api_base_url)
            if numbers is not None:
                fields = {kind: numbers[name] for kind, name in telephony.EXPECTED.items() if name in numbers}
                own = LazyClient(SID, TOKEN, base_url=carrier.api_base_url)
                await asyncio.to_thread(
                    lambda: own.incoming_phone_numbers.create(phone_number="+14155550201", **fields)
                )
            return await asyncio.to_thread(act, client)

    return asyncio.run(go())


def looked_at(client: Any) -> list[Finding]:
    return list(telephony.examine(SID, client, OURS))


def test_a_number_that_leads_here_is_well() -> None:
    found = with_twilio(looked_at, numbers=OURS)
    assert about(found, "Twilio account") == "well"
    assert about(found, "number +14155550201") == "well"


def test_a_token_that_twilio_does_not_know_is_told_before_anything_else() -> None:
    (found,) = with_twilio(looked_at, numbers=OURS, token="c" * 32)
    assert (found.about, found.state) == ("Twilio account", "ill")


def test_a_number_that_leads_astray_is_told_with_the_addresses_it_needs() -> None:
    elsewhere = {name: "https://old.example.com/" for name in OURS}
    (nobody,) = (one for one in with_twilio(looked_at, numbers=elsewhere) if one.about == "Twilio numbers")
    assert nobody.state == "ill"
    assert all(address in nobody.remedy for address in OURS.values())
    half = {**OURS, "VoiceFallback": "https://old.example.com/"}
    (one,) = (one for one in with_twilio(looked_at, numbers=half) if one.about.startswith("number"))
    assert (one.state, "voice_fallback_url" in one.found) == ("doubtful", True)
    assert about(with_twilio(looked_at, numbers=None), "Twilio numbers") == "ill"


@pytest.fixture
def vendor() -> Iterator[tuple[str, dict[str, tuple[int, object]]]]:
    """Its address, and what it answers by path."""
    answers: dict[str, tuple[int, object]] = {}

    class Vendor(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = "right" in str(self.headers.get("Authorization")) + str(self.headers.get("xi-api-key"))
            status, body = answers.get(self.path, (404, {})) if known else (401, {})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Vendor)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answers
    server.shutdown()
    server.server_close()


def heard_by(name: str, address: str, key: str = "right") -> State:
    how = providers.KNOWN[name]
    return about(providers.examine({"ears": (name, "local")}, {how.key: key, how.base: address}), f"provider {name}")


def test_a_provider_that_knows_the_key_is_well_and_one_that_does_not_is_ill(
    vendor: tuple[str, dict[str, tuple[int, object]]],
) -> None:
    address, answers = vendor
    answers |= {"/v1/projects": (200, {}), "/v1/models": (200, {}), "/v1/user/subscription": (200, {})}
    for name, base in (("deepgram", address), ("openai", f"{address}/v1"), ("elevenlabs", address)):
        assert heard_by(name, base) == "well"
        assert heard_by(name, base, key="wrong") == "ill"


@pytest.mark.parametrize(("used", "state"), [(10, "well"), (95, "doubtful"), (100, "ill")])
def test_what_is_left_of_a_quota_is_told(
    vendor: tuple[str, dict[str, tuple[int, object]]], used: int, state: State
) -> None:
    address, answers = vendor
    answers["/v1/user/subscription"] = (200, {"character_limit": 100, "character_count": used})
    assert heard_by("elevenlabs", address) == state


@pytest.mark.parametrize(("status", "state"), [(429, "ill"), (500, "doubtful")])
def test_a_provider_in_trouble_is_told(
    vendor: tuple[str, dict[str, tuple[int, object]]], status: int, state: State
) -> None:
    address, answers = vendor
    answers["/v1/projects"] = (status, {})
    assert heard_by("deepgram", address) == state


def test_a_key_that_is_missing_and_a_provider_without_a_second_are_told() -> None:
    found = list(providers.examine({"ears": ("deepgram",), "mouth": ("google", "local")}, {}))
    assert [(one.about, one.state) for one in found] == [
        ("ears: deepgram alone", "doubtful"), ("provider deepgram", "ill"), ("provider google", "unknown"),
    ]  # fmt: skip


def test_a_name_without_an_address_and_one_where_nobody_answers_are_ill() -> None:
    addresses = (
        "https://nobody.invalid/",
        "wss://127.0.0.1:1/media",
        "https://nobody.invalid/again",
        "http://plain.example",
    )
    found = list(names.examine(addresses, lambda: NOW))
    assert [one.state for one in found] == ["ill", "ill"]


def test_a_certificate_is_told_before_it_ends(secured: tuple[str, ssl.SSLContext, datetime]) -> None:
    address, trusted, ends = secured
    (early,) = names.examine([address], lambda: ends - timedelta(days=60), trusted)
    (late,) = names.examine([address], lambda: ends - timedelta(days=5), trusted)
    assert (early.state, late.state) == ("well", "doubtful")
    (stranger,) = names.examine([address], lambda: NOW)
    assert (stranger.state, "certificate" in stranger.found) == ("ill", True)


def test_everything_is_looked_at_and_told_to_people_and_programs() -> None:
    stage: Stage = replace(STAGE, ears="local", mouth="local")

    def act(client: Any) -> list[Finding]:
        world = World(Standing(), lambda sid, token: client, lambda: NOW, call=False, connect=refuse)
        return list(examine(stage, world))

    def refuse(*_: object) -> socket.socket:
        raise ConnectionRefusedError

    found = with_twilio(act, numbers=OURS)
    assert about(found, "name phone.example.com") == "ill"
    assert about(found, "number +14155550201") == "well"
    assert ill(found)
    assert "-> " in text(found)
    assert len(json.loads(data(found))) == len(found)


def test_without_a_twilio_account_that_is_said() -> None:
    world = World(Standing(denies=("stack",)), lambda sid, token: None, lambda: NOW, call=False)
    assert about(list(examine(stage_named("dev"), world)), "Twilio account") == "ill"
