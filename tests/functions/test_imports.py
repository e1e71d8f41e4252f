"""A caller waits for what a voice webhook imports."""

import json
import subprocess
import sys

import pytest

TOO_MUCH = [
    "openai", "elevenlabs", "pinecone", "google.cloud", "numpy", "onnxruntime", "ctranslate2", "rapidfuzz", "yaml",
    "twilio.rest", "requests", "redis", "uvicorn", "httpx", "httpx2", "icalendar", "pypdf", "bs4", "argon2", "jwt", "cryptography", "stream_handler", "local",
]  # fmt: skip

HANDLERS = [
    "call_setup.handler",
    "call_setup.rescue_handler",
    "sms.handler",
    "sms.outbox_handler",
    "accounts.handler",
    "errands.handler",
    "bookings.handler",
    "dashboard_api.handler",
    "calendars.handler",
    "definitions.handler",
    "knowledge.handler",
    "wording.handler",
    "canary.handler",
    "capacity.handler",
]

NEEDED = {"sms.handler": {"rapidfuzz"}}
"""What a customer writes ("move it to Friday at 7") is understood where it comes in."""
UNASKED = {
    "call_setup.handler": {"phonenumbers", "receptionist.conversation.wording", "receptionist.language.understander"},
    "dashboard_api.handler": {"functions.openapi", "receptionist.conversation.wording"},
    "call_setup.rescue_handler": {"fastapi", "mangum"},
    "sms.outbox_handler": {"fastapi", "mangum"},
    "canary.handler": {"fastapi", "mangum"},
    "capacity.handler": {"fastapi", "mangum"},
}
"""What these in particular do without until somebody asks for it."""


@pytest.mark.parametrize("name", HANDLERS)
def test_a_function_starts_without_models_vendors_kits_or_servers(name: str) -> None:
    code = f"import json, sys; import functions.{name}; print(json.dumps(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    modules = set(json.loads(loaded.stdout))
    assert f"functions.{name}" in modules
    spared = NEEDED.get(name, set())
    assert [module for module in TOO_MUCH if module in modules and module not in spared] == []
    assert UNASKED.get(name, set()) & modules == set()


@pytest.mark.parametrize("name", ["call_setup", "sms", "accounts", "bookings", "dashboard_api", "definitions"])
def test_a_function_does_not_wait_for_models_of_documents_it_does_not_write(name: str) -> None:
    code = (
        f"import functions.{name}.handler; from fastapi.openapi.models import Link; print(Link.__pydantic_complete__)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize(
    "name", ["call_setup.app", "call_setup.rescue", "sms.app", "sms.outbox", "errands.chore", "openapi"]
)
def test_what_one_machine_shares_with_the_cloud_knows_nothing_of_the_cloud(name: str) -> None:
    code = f"import json, sys; import functions.{name}; print(json.dumps(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert not {"boto3", "aws_lambda_powertools", "mangum"} & set(json.loads(loaded.stdout))
