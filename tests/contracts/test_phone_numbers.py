"""What every carrier account promises about its numbers: in memory, and Twilio's own client on the simulated network."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest

from local.carrier import Carrier
from receptionist.adapters.memory.numbers import MemoryPhoneNumbers
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.numbers import TwilioNumbers
from receptionist.calls.numbers import NumberGone, NumberUnknown, PhoneNumbers, Price, pointing_at
from receptionist.errors import Misconfigured, VendorUnavailable
from receptionist.ids import Phone

ACCOUNT, TOKEN = "AC" + "4" * 32, "the token of an account with numbers"
HERE = pointing_at("https://phone.example.com")
THERE = pointing_at("https://other.example.com", "https://apology.example.com/")
UNKNOWN = Phone("+14155559999")


@contextmanager
def a_network() -> Iterator[Carrier]:
    """Beside the test, which blocks."""
    started, over, carriers = threading.Event(), asyncio.Event(), []

    async def run() -> None:
        async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
            carriers.append((carrier, asyncio.get_running_loop()))
            started.set()
            await over.wait()

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    assert started.wait(10)
    carrier, loop = carriers[0]
    try:
        yield carrier
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)


@pytest.fixture(scope="module")
def network() -> Iterator[Carrier]:
    with a_network() as carrier:
        yield carrier


@pytest.fixture(params=["memory", "twilio"])
def numbers(request: pytest.FixtureRequest) -> Iterator[PhoneNumbers]:
    """Of an account that owns nothing."""
    if request.param == "memory":
        yield MemoryPhoneNumbers()
        return
    carrier: Carrier = request.getfixturevalue("network")
    ours = TwilioNumbers(LazyClient(ACCOUNT, TOKEN, base_url=carrier.api_base_url))
    yield ours
    for own in ours.owned():
        ours.release(own.number)


def test_numbers_of_an_area_are_for_sale_at_a_price(numbers: PhoneNumbers) -> None:
    found = numbers.for_sale("US", "local", area="212", limit=5)
    assert len(found) == 5
    assert all(one.number.startswith("+1212") and one.voice and one.texts and not one.needs_address for one in found)
    assert numbers.price("US", "local") == Price(Decimal("1.15"), "USD")


def test_some_digits_are_found_anywhere_in_the_number(numbers: PhoneNumbers) -> None:
    found = numbers.for_sale("US", "local", area="415", contains="0242")
    assert [one.number for one in found] == ["+14155550242"]


def test_a_toll_free_number_has_its_own_price(numbers: PhoneNumbers) -> None:
    found = numbers.for_sale("US", "toll_free", limit=1)
    assert found[0].number.startswith("+1888")
    assert numbers.price("US", "toll_free") == Price(Decimal("2.15"), "USD")


def test_where_nothing_is_sold_nothing_is_found(numbers: PhoneNumbers) -> None:
    assert list(numbers.for_sale("US", "mobile")) == []
    assert list(numbers.for_sale("AQ", "local")) == []
    assert numbers.price("AQ", "local") is None


def test_a_number_is_bought_once_however_often_it_is_asked_for(numbers: PhoneNumbers) -> None:
    wanted = numbers.for_sale("US", "local", area="646", limit=1)[0].number
    bought = numbers.buy(wanted, HERE)
    assert (bought.number, bought.webhooks, bought.voice, bought.texts) == (wanted, HERE, True, True)
    assert numbers.buy(wanted, THERE).sid == bought.sid
    assert [(one.number, one.webhooks) for one in numbers.owned()] == [(wanted, THERE)]
    assert wanted not in [one.number for one in numbers.for_sale("US", "local", area="646")]


def test_one_that_nobody_sells_is_not_bought(numbers: PhoneNumbers) -> None:
    with pytest.raises(NumberGone):
        numbers.buy(Phone("+1415"), HERE)
    assert list(numbers.owned()) == []


def test_a_number_is_pointed_elsewhere_and_says_what_is_different(numbers: PhoneNumbers) -> None:
    wanted = numbers.for_sale("US", "local", limit=1)[0].number
    numbers.buy(wanted, HERE)
    assert numbers.point(wanted, THERE).webhooks == THERE
    found = numbers.find(wanted)
    assert found is not None
    assert found.webhooks.unlike(THERE) == ()
    assert found.webhooks.unlike(HERE) == ("voice_url", "voice_fallback_url", "status_callback", "sms_url")


def test_a_number_of_somebody_else_is_not_pointed_anywhere(numbers: PhoneNumbers) -> None:
    assert numbers.find(UNKNOWN) is None
    with pytest.raises(NumberUnknown):
        numbers.point(UNKNOWN, HERE)


def test_a_released_number_is_for_sale_again(numbers: PhoneNumbers) -> None:
    wanted = numbers.for_sale("US", "local", area="628", limit=1)[0].number
    numbers.buy(wanted, HERE)
    numbers.release(wanted)
    numbers.release(wanted)
    assert numbers.find(wanted) is None
    assert wanted in [one.number for one in numbers.for_sale("US", "local", area="628")]


@pytest.mark.parametrize(
    ("number", "status", "told"),
    [
        ("+12125550299", None, "none"),
        ("+12125550299", "IN_PROGRESS", "pending"),
        ("+12125550299", "VERIFIED", "approved"),
        ("+12125550299", "FAILED", "failed"),
        ("+18885550299", None, "none"),
        ("+18885550299", "PENDING_REVIEW", "pending"),
        ("+18885550299", "TWILIO_APPROVED", "approved"),
        ("+14165550299", None, "not_needed"),
        ("+442079460299", None, "not_needed"),
    ],
)
def test_twilio_tells_whether_a_number_is_registered_for_texts(
    network: Carrier, number: str, status: str | None, told: str
) -> None:
    network.provision(number, voice_url="")
    if status:
        network.register(number, status)
    ours = TwilioNumbers(LazyClient(ACCOUNT, TOKEN, base_url=network.api_base_url))
    own = ours.find(Phone(number))
    assert own is not None
    assert ours.registration(own) == told
    ours.release(own.number)


def test_a_wrong_token_is_a_persons_affair_and_a_dead_line_is_not(network: Carrier) -> None:
    with pytest.raises(Misconfigured):
        TwilioNumbers(LazyClient(ACCOUNT, "wrong", base_url=network.api_base_url)).owned()
    with pytest.raises(VendorUnavailable):
        TwilioNumbers(LazyClient(ACCOUNT, TOKEN, base_url="http://127.0.0.1:9")).owned()
