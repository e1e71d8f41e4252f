"""The account itself: what a set-up asks first, to know whether its credentials are right."""

from aiohttp import web

from local.carrier.exchange import Exchange
from local.carrier.rest import shapes


def routes(account: str, exchange: Exchange) -> list[web.RouteDef]:
    """/Accounts/{sid}.json."""

    async def fetch(request: web.Request) -> web.Response:
        sid = request.match_info["account_sid"]
        if sid not in exchange.accounts:
            raise web.HTTPNotFound
        return web.json_response(shapes.account(sid, exchange.accounts[sid], next(iter(exchange.accounts))))

    return [web.get(f"{account}.json", fetch)]
