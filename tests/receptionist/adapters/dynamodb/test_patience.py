"""A table that does not answer costs one caller's time, not everybody's."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from receptionist.adapters.dynamodb.patience import PAUSE_S, Patience
from receptionist.adapters.dynamodb.table import Table
from receptionist.errors import StoreUnavailable
from tests.fakes.hanging_client import GIVES_UP_S, HangingClient


class Empty:
    """A table with nothing in it."""

    def get_item(self, **request: Any) -> dict[str, Any]:
        return {}

    def transact_write_items(self, **request: Any) -> dict[str, Any]:
        return {}


@pytest.fixture
def client() -> HangingClient:
    return HangingClient(Empty())


@pytest.fixture
def table(client: HangingClient) -> Table:
    made: Any = client
    return Table(made, "firstring", elapsed=client.elapsed)


def test_who_comes_after_one_that_waited_in_vain_is_told_at_once(table: Table, client: HangingClient) -> None:
    client.hangs = {"*"}
    for _ in range(20):
        with pytest.raises(StoreUnavailable):
            table.get("p", "a")
        with pytest.raises(StoreUnavailable):
            table.transact([])
    assert client.now_s == GIVES_UP_S


def test_it_is_tried_again_by_one_and_when_it_answers_by_all(table: Table, client: HangingClient) -> None:
    client.hangs = {"*"}
    with pytest.raises(StoreUnavailable):
        table.get("p", "a")
    client.hangs.clear()
    client.now_s += PAUSE_S
    assert table.get("p", "a") is None
    assert table.get("p", "a") is None


def test_while_one_tries_the_others_do_not_wait_beside_it() -> None:
    now = [0.0]
    patience = Patience(elapsed=lambda: now[0])
    with pytest.raises(ReadTimeoutError), patience.asking():
        raise ReadTimeoutError(endpoint_url="x")
    now[0] += PAUSE_S
    with patience.asking(), pytest.raises(StoreUnavailable), patience.asking():
        pytest.fail("asked beside the one that tries")
    with patience.asking():
        pass


def test_one_that_is_stopped_while_it_tries_leaves_the_trying_to_the_next() -> None:
    now = [0.0]
    patience = Patience(elapsed=lambda: now[0])
    with pytest.raises(ReadTimeoutError), patience.asking():
        raise ReadTimeoutError(endpoint_url="x")
    now[0] += PAUSE_S
    with pytest.raises(KeyboardInterrupt), patience.asking():
        raise KeyboardInterrupt
    now[0] += PAUSE_S
    with patience.asking():
        pass


def test_a_refusal_is_an_answer() -> None:
    patience = Patience(elapsed=lambda: 0.0)
    for _ in range(3):
        with pytest.raises(ClientError), patience.asking():
            raise ClientError({"Error": {"Code": "ThrottlingException"}}, "GetItem")
    with patience.asking():
        pass
