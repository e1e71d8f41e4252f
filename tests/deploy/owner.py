"""Somebody who may do everything at the restaurant, over the deployed API, as the gateway hands it on."""

import json
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.accounts.model import Person, Role, scope_of
from receptionist.adapters.dynamodb.accounts import DynamoAccountStore
from receptionist.clock import system_clock
from receptionist.desk.door import Door
from receptionist.desk.sign_in import open_session
from receptionist.ids import BusinessId, PersonId, random_id, random_token
from receptionist.ports import AccountChange
from tests.deploy.cloud import Deployed

BOOKINGS = "/api/v1/businesses/restaurant/bookings"


def signed_in(deployed: Deployed, name: str) -> dict[str, str]:
    """Headers of a new owner's session."""
    accounts = DynamoAccountStore(deployed.table)
    door = Door(accounts, (), clock=system_clock, new_id=random_id, new_token=random_token)
    owner = Person(PersonId(random_id()), f"{name}@example.com", "Anna", system_clock())
    roster = accounts.roster(scope_of(BusinessId("restaurant"))).with_(owner.id, Role.OWNER)
    accounts.commit(AccountChange(person=owner, rosters=(roster,)))
    return {"authorization": f"Bearer {open_session(door, owner).token}"}


class Owner:
    def __init__(self, deployed: Deployed, name: str) -> None:
        self._deployed = deployed
        self._headers = signed_in(deployed, name)

    def asks(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        """GET, or POST with a body."""
        address = f"{self._deployed.endpoint}/_aws/execute-api/{self._deployed.api}/$default{path}"
        content = None if body is None else json.dumps(body).encode()
        headers = {**self._headers, "content-type": "application/json"}
        try:
            with urllib.request.urlopen(urllib.request.Request(address, content, headers), timeout=120) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def books(self, hour: int) -> str:
        """A table for two, tomorrow. Gives the booking's code."""
        tomorrow = (system_clock().astimezone(ZoneInfo("America/Los_Angeles")) + timedelta(days=1)).replace(
            hour=hour, minute=0, second=0, microsecond=0
        )
        wish = {
            "service": "table", "start": tomorrow.isoformat(), "party_size": 2, "by_staff": True, "text": False,
            "customer": {"name": "Ann Lee"},
        }  # fmt: skip
        status, booking = self.asks(BOOKINGS, wish)
        assert status == 201, booking
        return str(booking["code"])

    def booked(self) -> set[str]:
        """Codes of all that is in the book."""
        status, found = self.asks(BOOKINGS)
        assert status == 200, found
        return {str(one["code"]) for one in found}
