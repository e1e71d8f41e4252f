"""The REST server: who may ask, what shall go wrong, and where each resource is."""

import asyncio
import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web

from local.carrier.exchange import Exchange
from local.carrier.model import FaultPlan, RestFault
from local.carrier.rest import accounts, calls, messages, numbers, pricing, recordings, registration, shapes
from local.carrier.texts import Refusal, Texts

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def rest_app(exchange: Exchange, texts: Texts, faults: FaultPlan) -> web.Application:
    """The API of every account of the exchange."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = faults.take(request.path)
        match fault:
            case RestFault.HTTP_500:
                return refusal(20500, "Internal Server Error", 500)
            case RestFault.RATE_LIMITED:
                return refusal(20429, "Too Many Requests", 429)
            case RestFault.HANG:
                await asyncio.Event().wait()
        answer = await _answer(exchange, request, handler)
        if fault is RestFault.ACCEPT_THEN_DROP and request.transport is not None:
            request.transport.abort()
        return answer

    app = web.Application(middlewares=[guard])
    account = shapes.account_path("{account_sid}")
    app.add_routes(accounts.routes(account, exchange))
    app.add_routes(messages.routes(account, exchange, texts))
    app.add_routes(calls.routes(account, exchange))
    app.add_routes(numbers.routes(account, exchange))
    app.add_routes(recordings.routes(account, exchange))
    app.add_routes(pricing.routes(exchange))
    app.add_routes(registration.routes(exchange))
    return app


def refusal(code: int, message: str, status: int) -> web.Response:
    """An error answer."""
    headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if status == 401 else {}
    return web.json_response(shapes.error(code, message, status), status=status, headers=headers)


async def _answer(exchange: Exchange, request: web.Request, handler: Handler) -> web.StreamResponse:
    if not _authentic(exchange, request):
        return refusal(20003, "Authenticate", 401)
    try:
        return await handler(request)
    except Refusal as refused:
        return refusal(refused.code, refused.message, refused.status)
    except web.HTTPNotFound:
        return refusal(20404, f"The requested resource {request.path} was not found", 404)
    except web.HTTPMethodNotAllowed:
        return refusal(20004, "Method not allowed", 405)


def _authentic(exchange: Exchange, request: web.Request) -> bool:
    """Basic authentication by AccountSid and token. The main account may act for its subaccounts."""
    scheme, _, coded = request.headers.get("Authorization", "").partition(" ")
    try:
        user, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    if scheme.lower() != "basic" or user not in exchange.accounts:
        return False
    main = next(iter(exchange.accounts))
    allowed = user in (main, request.match_info.get("account_sid", user))
    return allowed and hmac.compare_digest(password.encode(), exchange.accounts[user].encode())
