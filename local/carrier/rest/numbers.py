"""Numbers: those nobody has yet, and those of the account."""

import re

from aiohttp import web

from local.carrier.exchange import Exchange
from local.carrier.model import IncomingNumber
from local.carrier.rest import shapes
from local.carrier.sids import new_sid
from local.carrier.texts import E164, Refusal

FREE_PER_SEARCH = 30
DEFAULT_AREA = "415"
TOLL_FREE_AREA = "888"
AREA_BY_COUNTRY = {"US": "+1", "CA": "+1"}

_SETTABLE = {
    "FriendlyName": "friendly_name",
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "BundleSid": "bundle_sid",
    "AddressSid": "address_sid",
}


def routes(account: str, exchange: Exchange) -> list[web.RouteDef]:
    """/AvailablePhoneNumbers/{country}/{kind}.json, /IncomingPhoneNumbers.json and one of them."""

    def find(request: web.Request) -> IncomingNumber:
        number = exchange.numbers.get(request.match_info["sid"])
        if number is None or number.account_sid != request.match_info["account_sid"]:
            raise web.HTTPNotFound
        return number

    async def free(request: web.Request) -> web.Response:
        country = request.match_info["country"]
        taken = {number.phone_number for number in exchange.numbers.values()}
        found = [
            shapes.available(number, country, request.query.get("InRegion", ""))
            for number in free_numbers(country, area_of(request), request.query.get("Contains"))
            if number not in taken and request.match_info["kind"] != "Mobile"
        ]
        return web.json_response(
            shapes.page("available_phone_numbers", found[:FREE_PER_SEARCH], request.path, request.query)
        )

    async def create(request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        number = _buy(exchange, request.match_info["account_sid"], form)
        return web.json_response(shapes.number(number), status=201)

    async def fetch(request: web.Request) -> web.Response:
        return web.json_response(shapes.number(find(request)))

    async def listing(request: web.Request) -> web.Response:
        wanted = request.query.get("PhoneNumber", "")
        found = [
            shapes.number(number)
            for number in exchange.numbers.values()
            if number.account_sid == request.match_info["account_sid"] and _matches(number.phone_number, wanted)
        ]
        return web.json_response(shapes.page("incoming_phone_numbers", found, request.path, request.query))

    async def update(request: web.Request) -> web.Response:
        number = find(request)
        _set(number, {name: str(value) for name, value in (await request.post()).items()})
        number.updated = exchange.now()
        return web.json_response(shapes.number(number))

    async def delete(request: web.Request) -> web.Response:
        sid = find(request).sid
        del exchange.numbers[sid]
        exchange.registrations.pop(sid, None)
        return web.Response(status=204)

    return [
        web.get(f"{account}/AvailablePhoneNumbers/{{country}}/{{kind}}.json", free),
        web.post(f"{account}/IncomingPhoneNumbers.json", create),
        web.get(f"{account}/IncomingPhoneNumbers.json", listing),
        web.get(f"{account}/IncomingPhoneNumbers/{{sid}}.json", fetch),
        web.post(f"{account}/IncomingPhoneNumbers/{{sid}}.json", update),
        web.delete(f"{account}/IncomingPhoneNumbers/{{sid}}.json", delete),
    ]


def area_of(request: web.Request) -> str | None:
    """The area code that is asked for: a toll-free number has one of its own."""
    return TOLL_FREE_AREA if request.match_info["kind"] == "TollFree" else request.query.get("AreaCode")


def free_numbers(country: str, area: str | None, contains: str | None) -> list[str]:
    """Numbers for sale: 555-02xx of an area, which nobody real has. Only countries of the North American plan."""
    prefix = AREA_BY_COUNTRY.get(country)
    if prefix is None:
        return []
    found = [f"{prefix}{area or DEFAULT_AREA}55502{line:02d}" for line in range(100)]
    return [number for number in found if _matches(number, contains or "")]


def _buy(exchange: Exchange, account_sid: str, form: dict[str, str]) -> IncomingNumber:
    wanted = form.get("PhoneNumber", "")
    taken = {number.phone_number for number in exchange.numbers.values()}
    if not wanted and form.get("AreaCode"):
        wanted = next((n for n in free_numbers("US", form["AreaCode"], None) if n not in taken), "")
    if not E164.fullmatch(wanted):
        raise Refusal(21421, f"PhoneNumber {wanted} is invalid")
    if wanted in taken:
        raise Refusal(21422, f"{wanted} is not available")
    now = exchange.now()
    number = IncomingNumber(new_sid("PN"), wanted, account_sid, wanted, now, now)
    _set(number, form)
    exchange.numbers[number.sid] = number
    return number


def _set(number: IncomingNumber, form: dict[str, str]) -> None:
    for name, attribute in _SETTABLE.items():
        if name not in form:
            continue
        if name.endswith("Url") and form[name] and not form[name].startswith(("http://", "https://")):
            raise Refusal(21502, f"{name} is not a valid URL: {form[name]}")
        setattr(number, attribute, form[name])


def _matches(phone_number: str, pattern: str) -> bool:
    """Twilio's number patterns: digits, * for any one digit; anywhere in the number."""
    return re.search(re.escape(pattern).replace(r"\*", r"\d"), phone_number) is not None
