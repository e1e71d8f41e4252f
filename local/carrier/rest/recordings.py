"""Recordings: of a whole call (start, pause, stop), find, fetch, play, delete."""

from aiohttp import web

from local.carrier import mulaw
from local.carrier.exchange import Exchange
from local.carrier.model import CallRecording
from local.carrier.rest import shapes


def routes(account: str, exchange: Exchange) -> list[web.RouteDef]:
    """/Recordings.json, one of them, its sound, and a call's own list."""

    def find(request: web.Request) -> CallRecording:
        kept = exchange.recordings.get(request.match_info["sid"])
        if kept is None or kept.account_sid != request.match_info["account_sid"]:
            raise web.HTTPNotFound
        return kept

    async def listing(request: web.Request) -> web.Response:
        call_sid = request.match_info.get("call_sid") or request.query.get("CallSid", "")
        found = [
            shapes.recording(kept, exchange.api_base_url)
            for kept in reversed(exchange.recordings.values())
            if kept.account_sid == request.match_info["account_sid"] and call_sid in ("", kept.call_sid)
        ]
        return web.json_response(shapes.page("recordings", found, request.path, request.query))

    async def fetch(request: web.Request) -> web.Response:
        return web.json_response(shapes.recording(find(request), exchange.api_base_url))

    async def media(request: web.Request) -> web.Response:
        return web.Response(body=mulaw.wav(*find(request).channels), content_type="audio/x-wav")

    async def delete(request: web.Request) -> web.Response:
        del exchange.recordings[find(request).sid]
        return web.Response(status=204)

    one = f"{account}/Recordings/{{sid}}"
    return [
        web.get(f"{account}/Recordings.json", listing),
        web.get(f"{account}/Calls/{{call_sid}}/Recordings.json", listing),
        web.get(f"{one}.json", fetch),
        web.delete(f"{one}.json", delete),
        web.get(f"{one}.wav", media),
        web.get(one, media),
    ]
