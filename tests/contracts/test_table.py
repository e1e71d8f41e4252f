"""What every store of the cloud leans on."""

import time
from typing import Any

import pytest
from botocore.stub import Stubber

from receptionist.adapters.dynamodb.table import TRIES, ConditionFailed, Table, connect
from receptionist.errors import StoreUnavailable
from tests.contracts.backends import REGION, free_port


@pytest.fixture(params=["moto_table", pytest.param("ministack_table", marks=pytest.mark.aws)])
def table(request: pytest.FixtureRequest) -> Table:
    table: Table = request.getfixturevalue(request.param)
    return table


def item(sk: str, **more: object) -> dict[str, object]:
    return {"pk": "p", "sk": sk, **more}


def test_what_is_put_is_read_back_as_it_was(table: Table) -> None:
    kept = item("a", doc="{}", version=3, blob=b"\x00\x01", flag=True, nothing=None, list=["x", 1])
    table.put(kept)
    assert table.get("p", "a") == kept
    assert table.get("p", "b") is None


def test_a_failed_condition_tells_what_stood_there(table: Table) -> None:
    table.put(item("a", version=1))
    with pytest.raises(ConditionFailed) as failure:
        table.put(item("a", version=2), condition="attribute_not_exists(pk)")
    assert failure.value.items == (item("a", version=1),)


def test_a_transaction_writes_nothing_when_one_condition_fails(table: Table) -> None:
    table.put(item("a", version=1))
    with pytest.raises(ConditionFailed) as failure:
        table.transact(
            [
                table.put_operation(item("b")),
                table.put_operation(item("a"), condition="version = :v", values={":v": 7}),
            ]
        )
    assert failure.value.failed == (1,)
    assert table.get("p", "b") is None


def test_an_insert_leaves_what_is_there_and_does_not_fail_the_rest(table: Table) -> None:
    table.put(item("a", doc="old"))
    table.transact([table.insert_operation(item("a", doc="new")), table.insert_operation(item("b", doc="new"))])
    assert table.get("p", "a") == item("a", doc="old")
    assert table.get("p", "b") == item("b", doc="new")


def test_a_query_goes_by_sort_key_and_stops_at_its_limit(table: Table) -> None:
    for n in range(5):
        table.put(item(f"day#{n}", gsi1pk="g", gsi1sk=str(9 - n)))
    table.put(item("other"))
    assert [one["sk"] for one in table.query("p", begins="day#", limit=2)] == ["day#0", "day#1"]
    assert [one["sk"] for one in table.query("p", between=("day#1", "day#2"))] == ["day#1", "day#2"]
    assert [one["sk"] for one in table.query("g", index="gsi1", descending=True, limit=2)] == ["day#0", "day#1"]


def test_many_are_read_at_once(table: Table) -> None:
    for n in range(120):
        table.put(item(f"{n}"))
    found = table.get_many([("p", f"{n}") for n in range(130)])
    assert len(found) == 120


def nobody_there() -> Any:
    return connect(REGION, endpoint_url=f"http://127.0.0.1:{free_port()}", access_key="test", secret_key="test")


def cancelled(stub: Stubber, *codes: str) -> None:
    stub.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


def test_a_transaction_that_met_another_is_tried_again_ever_later() -> None:
    client, waited = nobody_there(), list[float]()
    table = Table(client, "firstring", jitter=lambda: 0.5, sleep=waited.append)
    with Stubber(client) as stub:
        cancelled(stub, "None", "TransactionConflict")
        stub.add_client_error("transact_write_items", "TransactionInProgressException")
        stub.add_response("transact_write_items", {})
        table.transact([table.put_operation(item("a"))])
    assert waited == [0.01, 0.02]


def test_a_transaction_that_always_meets_another_gives_up() -> None:
    client, waited = nobody_there(), list[float]()
    table = Table(client, "firstring", sleep=waited.append)
    with Stubber(client) as stub:
        for _ in range(TRIES):
            cancelled(stub, "TransactionConflict")
        with pytest.raises(StoreUnavailable):
            table.transact([table.put_operation(item("a"))])


def test_a_failed_condition_is_told_at_once_also_beside_a_conflict() -> None:
    client = nobody_there()
    table = Table(client, "firstring", sleep=lambda _: pytest.fail("nothing to wait for"))
    with Stubber(client) as stub:
        cancelled(stub, "TransactionConflict", "ConditionalCheckFailed")
        with pytest.raises(ConditionFailed) as failure:
            table.transact([table.put_operation(item("a")), table.put_operation(item("b"))])
    assert failure.value.failed == (1,)


def test_a_table_nobody_answers_for_is_unavailable_within_a_callers_patience() -> None:
    table = Table(nobody_there(), "firstring")
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable):
        table.get("p", "a")
    with pytest.raises(StoreUnavailable):
        table.transact([table.put_operation(item("a"))])
    assert time.monotonic() - begun < 6
