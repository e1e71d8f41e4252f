"""Calls: place, find, fetch, and change one that is going on."""

from aiohttp import web

from local.carrier import life
from local.carrier.call import Fetch, HangUp, Order, Perform, PhoneCall
from local.carrier.exchange import Exchange
from local.carrier.model import CallState
from local.carrier.rest import shapes
from local.carrier.script import Script
from local.carrier.texts import E164, Refusal


def routes(account: str, exchange: Exchange) -> list[web.RouteDef]:
    """/Calls.json and /Calls/{sid}.json."""

    def find(request: web.Request) -> PhoneCall:
        call = exchange.calls.get(request.match_info["sid"])
        if call is None or call.account_sid != request.match_info["account_sid"]:
            raise web.HTTPNotFound
        return call

    async def create(request: web.Request) -> web.Response:
        form = {name: [str(v) for v in (await request.post()).getall(name)] for name in (await request.post())}
        call = place(exchange, request.match_info["account_sid"], {k: v[0] for k, v in form.items()},
                     frozenset(form.get("StatusCallbackEvent", ["completed"])))  # fmt: skip
        return web.json_response(shapes.call(call) | {"status": "queued"}, status=201)

    async def fetch(request: web.Request) -> web.Response:
        return web.json_response(shapes.call(find(request)))

    async def listing(request: web.Request) -> web.Response:
        found = [
            shapes.call(call)
            for call in reversed(exchange.calls.values())
            if call.account_sid == request.match_info["account_sid"] and _wanted(call, request)
        ]
        return web.json_response(shapes.page("calls", found, request.path, request.query))

    async def update(request: web.Request) -> web.Response:
        call = find(request)
        form = {name: str(value) for name, value in (await request.post()).items()}
        order = _order(form)
        if call.over:
            raise Refusal(21220, "Call is not in-progress. Cannot redirect.")
        call.note("webhook", "update", form)
        call.order(order)
        answer = shapes.call(call)
        if isinstance(order, HangUp):
            answer["status"] = order.state.value
        return web.json_response(answer)

    return [
        web.post(f"{account}/Calls.json", create),
        web.get(f"{account}/Calls.json", listing),
        web.get(f"{account}/Calls/{{sid}}.json", fetch),
        web.post(f"{account}/Calls/{{sid}}.json", update),
    ]


def place(exchange: Exchange, account_sid: str, form: dict[str, str], events: frozenset[str]) -> PhoneCall:
    """Call somebody from a number of the account. Raises Refusal."""
    to, from_ = form.get("To", ""), form.get("From", "")
    if not E164.fullmatch(to):
        raise Refusal(21211, f"The phone number you are attempting to call, {to}, is not valid.")
    ours = exchange.number(from_)
    if ours is None or ours.account_sid != account_sid:
        raise Refusal(21210, f"'From' phone number not verified: {from_}.")
    if not (form.get("Url") or form.get("Twiml")):
        raise Refusal(21205, "Url parameter is required.")
    progress = life.Progress(exchange, form.get("StatusCallback", ""), form.get("StatusCallbackMethod", "POST"), events)
    call = life.new_call(
        exchange, account_sid=account_sid, from_=from_, to=to, direction="outbound-api", progress=progress
    )
    fallback = Fetch(form["FallbackUrl"], form.get("FallbackMethod", "POST")) if form.get("FallbackUrl") else None
    first = Perform(form["Twiml"]) if form.get("Twiml") else Fetch(form["Url"], form.get("Method", "POST"))
    life.ring_party(exchange, call, first, Script(call, exchange, fallback).run, progress)
    return call


def _order(form: dict[str, str]) -> Order:
    """What an update asks of the call. Raises Refusal."""
    if form.get("Status") in ("completed", "canceled"):
        return HangUp("api", CallState(form["Status"]))
    if form.get("Twiml"):
        return Perform(form["Twiml"])
    if form.get("Url"):
        return Fetch(form["Url"], form.get("Method", "POST"))
    raise Refusal(20001, "An update needs Twiml, Url or Status completed or canceled.")


def _wanted(call: PhoneCall, request: web.Request) -> bool:
    query = request.query
    return (
        query.get("To", call.to) == call.to
        and query.get("From", call.from_) == call.from_
        and query.get("Status", call.state.value) == call.state.value
        and query.get("ParentCallSid", call.parent_sid) == call.parent_sid
    )
