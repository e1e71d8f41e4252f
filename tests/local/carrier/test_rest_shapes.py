"""Every answer of the REST API against Twilio's published OpenAPI."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest

from local.carrier import Carrier, Party, mulaw

from .application import ACCOUNT, CALLER, OURS, TOKEN, phone_network

PUBLISHED = Path(__file__).parents[4] / "shared/data/protocol/twilio_api_v2010.subset.json"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.together,
    pytest.mark.skipif(not PUBLISHED.exists(), reason="Twilio's OpenAPI is not on this machine"),
]


class Published:
    """The operations of the OpenAPI, and whether an answer keeps to them."""

    def __init__(self) -> None:
        self._api = json.loads(PUBLISHED.read_text())

    def check(self, method: str, path: str, status: int, body: Any) -> None:
        """The answer's schema, and that no documented field of it is missing."""
        answer = self._api["paths"][path][method]["responses"][str(status)]
        schema = self._nullable(answer["content"]["application/json"]["schema"])
        whole = {**schema, "components": self._nullable(self._api["components"])}
        jsonschema.Draft202012Validator(whole).validate(body)
        self._complete(answer["content"]["application/json"]["schema"], body)

    def _resolve(self, schema: Any) -> Any:
        while "$ref" in schema:
            schema = self._api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def _complete(self, schema: Any, value: Any) -> None:
        schema = self._resolve(schema)
        if isinstance(value, dict) and "properties" in schema:
            assert set(schema["properties"]) <= set(value), set(schema["properties"]) - set(value)
            for name, inner in schema["properties"].items():
                self._complete(inner, value[name])
        elif isinstance(value, list) and value and "items" in schema:
            self._complete(schema["items"], value[0])

    def _nullable(self, schema: Any) -> Any:
        """OpenAPI 3.0's `nullable` in JSON Schema's words."""
        if isinstance(schema, list):
            return [self._nullable(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        inner = {name: self._nullable(part) for name, part in schema.items() if name != "nullable"}
        return {"anyOf": [inner, {"type": "null"}]} if schema.get("nullable") is True else inner


SIGNED_IN = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}


class Api:
    """Raw requests, each checked."""

    def __init__(self, carrier: Carrier, session: aiohttp.ClientSession) -> None:
        self._base = carrier.api_base_url
        self._session = session
        self._published = Published()

    async def __call__(self, method: str, path: str, status: int, form: dict[str, str] | None = None, **at: str) -> Any:
        where = path.replace("{AccountSid}", ACCOUNT)
        for name, value in at.items():
            where = where.replace("{" + name + "}", value)
        async with self._session.request(method, self._base + where, data=form, headers=SIGNED_IN) as answer:
            body = await answer.json()
            assert answer.status == status, body
        self._published.check(method, path, status, body)
        return body


ROOT = "/2010-04-01/Accounts/{AccountSid}"


async def test_every_resource_has_the_published_shape() -> None:
    async with phone_network() as (carrier, app), aiohttp.ClientSession() as session:
        api = Api(carrier, session)
        await api("get", "/2010-04-01/Accounts/{Sid}.json", 200, Sid=ACCOUNT)
        carrier.add_party(CALLER, Party(rings_s=0))
        app.twiml("/voice/incoming", "<Record action='/after' timeout='0.3' playBeep='false'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        call.say(mulaw.tone(0.3, 300, level=0.3))
        await api("get", ROOT + "/Calls/{Sid}.json", 200, Sid=call.sid)
        await call.ended()
        await api("get", ROOT + "/Calls/{Sid}.json", 200, Sid=call.sid)
        placed = await api("post", ROOT + "/Calls.json", 201, {"To": CALLER, "From": OURS, "Twiml": "<Response/>"})
        await carrier.calls[placed["sid"]].ended()
        await api("get", ROOT + "/Calls.json", 200)
        text = await api("post", ROOT + "/Messages.json", 201, {"To": CALLER, "From": OURS, "Body": "x"})
        await api("get", ROOT + "/Messages/{Sid}.json", 200, Sid=text["sid"])
        await api("get", ROOT + "/Messages.json", 200)
        (kept,) = carrier.recordings
        await api("get", ROOT + "/Recordings.json", 200)
        await api("get", ROOT + "/Recordings/{Sid}.json", 200, Sid=kept)
        free = await api("get", ROOT + "/AvailablePhoneNumbers/{CountryCode}/Local.json", 200, CountryCode="US")
        bought = await api(
            "post",
            ROOT + "/IncomingPhoneNumbers.json",
            201,
            {"PhoneNumber": free["available_phone_numbers"][0]["phone_number"]},
        )
        await api("get", ROOT + "/IncomingPhoneNumbers.json", 200)
        await api("get", ROOT + "/IncomingPhoneNumbers/{Sid}.json", 200, Sid=bought["sid"])
        await api("post", ROOT + "/IncomingPhoneNumbers/{Sid}.json", 200, {"FriendlyName": "desk"}, Sid=bought["sid"])


async def test_a_live_call_that_is_updated_has_the_published_shape() -> None:
    async with phone_network() as (carrier, app), aiohttp.ClientSession() as session:
        api = Api(carrier, session)
        app.twiml("/voice/incoming", "<Pause length='0'/><Pause length='9'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        await api("post", ROOT + "/Calls/{Sid}.json", 200, {"Status": "completed"}, Sid=call.sid)
        await asyncio.shield(call.outcome)
