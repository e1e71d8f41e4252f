"""Whether the networks know whose texts a number sends: messaging services with their campaigns, and toll-free verifications.

https://www.twilio.com/docs/messaging/compliance/a2p-10dlc. Every number that was registered here has a service of its own.
"""

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from local.carrier.exchange import Exchange


def routes(exchange: Exchange) -> list[web.RouteDef]:
    """/v1/Services, their PhoneNumbers and Compliance/Usa2p; /v1/Tollfree/Verifications."""

    def registered(request: web.Request) -> str:
        """The sid of the number whose service this is."""
        sid = "PN" + request.match_info["service"][2:]
        if sid not in exchange.registrations:
            raise web.HTTPNotFound
        return sid

    async def services(request: web.Request) -> web.Response:
        return _page(
            request, "services", [{"sid": f"MG{sid[2:]}", "friendly_name": "texts"} for sid in exchange.registrations]
        )

    async def numbers(request: web.Request) -> web.Response:
        number = exchange.numbers[registered(request)]
        return _page(request, "phone_numbers", [{"sid": number.sid, "phone_number": number.phone_number}])

    async def campaigns(request: web.Request) -> web.Response:
        status = exchange.registrations[registered(request)]
        return _page(request, "compliance", [{"sid": "QE2c6890da8086d771620e9b13fadeba0b", "campaign_status": status}])

    async def verifications(request: web.Request) -> web.Response:
        sid = request.query.get("TollfreePhoneNumberSid", "")
        told = (
            [{"tollfree_phone_number_sid": sid, "status": exchange.registrations[sid]}]
            if sid in exchange.registrations
            else []
        )
        return _page(request, "verifications", told)

    return [
        web.get("/v1/Services", services),
        web.get("/v1/Services/{service}/PhoneNumbers", numbers),
        web.get("/v1/Services/{service}/Compliance/Usa2p", campaigns),
        web.get("/v1/Tollfree/Verifications", verifications),
    ]


def _page(request: web.Request, key: str, found: Sequence[dict[str, Any]]) -> web.Response:
    """All of them: one page, as the newer APIs write it."""
    meta = {"key": key, "page": 0, "page_size": 50, "url": str(request.url), "first_page_url": str(request.url), "previous_page_url": None, "next_page_url": None}  # fmt: skip
    return web.json_response({"meta": meta, key: list(found)})
