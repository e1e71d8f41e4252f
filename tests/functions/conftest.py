"""An office for the tests of the functions."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.office import Office
from receptionist.desk.desk import Desk
from tests.fakes.front_office import RememberingCarrier, RememberingSms, SetClock, Twilio, a_desk, an_office


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def carrier() -> RememberingCarrier:
    return RememberingCarrier()


@pytest.fixture
def sms() -> RememberingSms:
    return RememberingSms()


@pytest.fixture
def office(desk: Desk, carrier: RememberingCarrier, sms: RememberingSms) -> Office:
    return an_office(desk, carrier, sms)


@pytest.fixture
def twilio(app: FastAPI) -> Iterator[Twilio]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Twilio(client)
