"""Messages: send, find, fetch, withdraw the body, delete."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from aiohttp import web

from local.carrier.exchange import Exchange
from local.carrier.model import TextMessage
from local.carrier.rest import shapes
from local.carrier.texts import Refusal, Texts


def routes(account: str, exchange: Exchange, texts: Texts) -> list[web.RouteDef]:
    """/Messages.json and /Messages/{sid}.json."""

    def find(request: web.Request) -> TextMessage:
        for text in exchange.messages:
            if (text.sid, text.account_sid) == (request.match_info["sid"], request.match_info["account_sid"]):
                return text
        raise web.HTTPNotFound

    async def create(request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        text = texts.accept(request.match_info["account_sid"], form)
        return web.json_response(shapes.message(text), status=201)

    async def fetch(request: web.Request) -> web.Response:
        return web.json_response(shapes.message(find(request)))

    async def listing(request: web.Request) -> web.Response:
        found = [
            shapes.message(text)
            for text in reversed(exchange.messages)
            if text.account_sid == request.match_info["account_sid"] and _wanted(text, request)
        ]
        return web.json_response(shapes.page("messages", found, request.path, request.query))

    async def delete(request: web.Request) -> web.Response:
        exchange.messages.remove(find(request))
        return web.Response(status=204)

    return [
        web.post(f"{account}/Messages.json", create),
        web.get(f"{account}/Messages.json", listing),
        web.get(f"{account}/Messages/{{sid}}.json", fetch),
        web.delete(f"{account}/Messages/{{sid}}.json", delete),
    ]


def _wanted(text: TextMessage, request: web.Request) -> bool:
    """Does the text meet the filters To, From, DateSent, DateSent< and DateSent>?"""
    query = request.query
    if query.get("To", text.to) != text.to or query.get("From", text.from_) != text.from_:
        return False
    for name, meets in _DATE_FILTERS.items():
        if name in query and not (text.sent is not None and meets(text.sent, query[name])):
            return False
    return True


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise Refusal(20001, f"{value!r} is not a date") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _on(sent: datetime, value: str) -> bool:
    return sent.astimezone(UTC).date() == (date.fromisoformat(value) if len(value) == 10 else _moment(value).date())


def _by(sent: datetime, value: str) -> bool:
    return sent <= _moment(value)


def _from(sent: datetime, value: str) -> bool:
    return sent >= _moment(value)


_DATE_FILTERS: dict[str, Callable[[datetime, str], bool]] = {"DateSent": _on, "DateSent<": _by, "DateSent>": _from}
