"""Where patients are served nothing starts with a provider nobody has an agreement with: handler, functions, one machine."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from functions import settings as of_functions
from functions import wiring as functions_wiring
from local.settings import from_environment as local_settings
from receptionist.adapters.health import sure_all_agreed
from receptionist.errors import Misconfigured
from stream_handler import wiring as handler_wiring
from stream_handler.settings import from_environment as handler_settings
from tests.functions.test_settings import TOLD
from tests.stream_handler.test_settings import GOOD


class Started(Exception):
    """It went on to load models, or to read secrets."""


def starts(*_: object, **__: object) -> None:
    raise Started


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"EARS": "deepgram,local"}, "EARS: deepgram"),
        ({"MOUTH": "google,elevenlabs"}, "MOUTH: elevenlabs"),
        ({"MIND": "local,openai", "OPENAI_SECRET_ARN": "arn:x"}, "MIND: openai"),
        ({"PINECONE_HOST": "x.pinecone.io", "PINECONE_SECRET_ARN": "arn:x"}, "PINECONE_HOST: pinecone"),
    ],
)
def test_the_handler_refuses_whom_nobody_has_an_agreement_with(
    told: dict[str, str], refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handler_wiring, "load", starts)
    with ExitStack() as closing:
        with pytest.raises(Misconfigured, match=refused):
            handler_wiring.build(handler_settings(GOOD | told | {"HEALTH_PROVIDERS": "google,twilio"}), closing)
        agreed = refused.partition(": ")[2]
        for enough in (f"google,twilio,{agreed}", ""):
            with pytest.raises(Started):
                handler_wiring.build(handler_settings(GOOD | told | {"HEALTH_PROVIDERS": enough}), closing)


@pytest.mark.parametrize(
    ("told", "agreed", "refused"),
    [
        ({}, "google", "TWILIO_ACCOUNT_SID: twilio"),
        ({"PINECONE_HOST": "x.pinecone.io"}, "twilio", "PINECONE_HOST: pinecone"),
        ({"GOOGLE_CALENDAR_SECRET_ARN": "arn:x"}, "twilio,google", "GOOGLE_CALENDAR_SECRET_ARN: google-calendar"),
    ],
)
def test_the_functions_refuse_likewise_before_a_secret_is_read(
    told: dict[str, str], agreed: str, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(functions_wiring, "_secret", starts)
    settings = of_functions.from_environment(TOLD | told | {"HEALTH_PROVIDERS": agreed})
    with pytest.raises(Misconfigured, match=refused):
        functions_wiring.build(settings)
    for enough in (f"{agreed},{refused.partition(': ')[2]}", ""):
        with pytest.raises(Started):
            functions_wiring.build(replace(settings, health_providers=enough))


def test_one_machine_refuses_likewise_and_names_everything_at_once(tmp_path: Path) -> None:
    told = {"EARS": "deepgram", "MOUTH": "elevenlabs", "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t"}
    with pytest.raises(Misconfigured) as error:
        local_settings(8000, tmp_path, told | {"HEALTH_PROVIDERS": "openai"})
    for name in ("EARS: deepgram", "MOUTH: elevenlabs", "TWILIO_ACCOUNT_SID: twilio"):
        assert name in str(error.value)
    local_settings(8000, tmp_path, told | {"HEALTH_PROVIDERS": "Deepgram, elevenlabs ,twilio"})
    local_settings(8000, tmp_path, {"HEALTH_PROVIDERS": "openai"})


def test_our_own_need_no_agreement() -> None:
    sure_all_agreed("nobody", {"EARS": "local", "MIND": "local", "MOUTH": "", "PINECONE_HOST": ""})
