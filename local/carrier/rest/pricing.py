"""What a number costs. https://www.twilio.com/docs/phone-numbers/pricing"""

from aiohttp import web

from local.carrier.exchange import Exchange

LOCAL_USD, TOLL_FREE_USD = "1.15", "2.15"
COUNTRIES = {"US": "United States", "CA": "Canada"}


def routes(exchange: Exchange) -> list[web.RouteDef]:
    """/v1/PhoneNumbers/Countries/{country}."""

    async def fetch(request: web.Request) -> web.Response:
        country = request.match_info["country"]
        if country not in COUNTRIES:
            raise web.HTTPNotFound
        prices = [("local", LOCAL_USD), ("toll free", TOLL_FREE_USD)]
        return web.json_response(
            {
                "country": COUNTRIES[country],
                "iso_country": country,
                "phone_number_prices": [
                    {"number_type": kind, "base_price": price, "current_price": price} for kind, price in prices
                ],
                "price_unit": "USD",
                "url": f"{exchange.api_base_url}{request.path}",
            }
        )

    return [web.get("/v1/PhoneNumbers/Countries/{country}", fetch)]
