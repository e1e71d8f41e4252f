"""Each function, and the handler, may do to the table what its code does, and nothing else."""

import re
from collections import defaultdict
from typing import Any

import pytest

from infra_cdk.rights import OF_TABLE, USES
from infra_cdk.stacks.functions import CHORES, PRIVATE, WEBHOOKS
from receptionist.adapters.dynamodb import schema
from receptionist.ports import (
    AccountStore,
    BookingStore,
    BusinessStore,
    CallStore,
    ErrandStore,
    MessageStore,
    Redeemer,
    RowStore,
    Switchboard,
    Tally,
)
from tests.infra_cdk.conftest import Templates
from tests.infra_cdk.reach import Reached, effects

STARTS = {
    **{name: f"functions.{name}.handler" for name in (*WEBHOOKS, *PRIVATE, "canary")},
    **{name: handler.rpartition(".")[0] for name, handler in CHORES.items()},
    "handler": "stream_handler.__main__",
}
PORTS: dict[str, type] = {
    "businesses": BusinessStore, "bookings": BookingStore, "calls": CallStore, "messages": MessageStore, "rows": RowStore,
    "errands": ErrandStore, "accounts": AccountStore, "tally": Tally, "switchboard": Switchboard, "live": Redeemer,
}  # fmt: skip
"""By the names of tests/infra_cdk/reach.py."""


def test_every_program_is_known() -> None:
    assert USES.keys() == STARTS.keys()


@pytest.mark.parametrize("who", STARTS)
def test_a_program_has_the_rights_its_code_uses_and_no_others(who: str) -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for store, method in Reached([STARTS[who]]).uses:
        for kept, use in effects(store, method):
            used[kept].add(use)
    assert used == {kept: set(uses.split()) for kept, uses in USES[who].items()}


@pytest.mark.parametrize("store", PORTS)
def test_it_is_known_what_each_method_of_a_store_asks_of_the_table(store: str) -> None:
    """Or whoever calls it would have too few rights, and this file would not see it."""
    methods = [name for name, what in vars(PORTS[store]).items() if callable(what) and not name.startswith("_")]
    assert methods
    assert [name for name in methods if not effects(store, name)] == []


def rights(policy: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Action, index and how the keys begin that it is allowed for; of the table's stream nothing."""
    found = set()
    for statement in policy["PolicyDocument"]["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        if not any(action.removeprefix("dynamodb:") in OF_TABLE.values() for action in actions):
            continue
        ((condition, told),) = statement["Condition"].items()
        assert condition == "ForAllValues:StringLike"
        (begins,) = told.values()
        where = re.search(r"/index/(\w+)", str(statement["Resource"]))
        found |= {
            (action, where[1] if where else "", begin)
            for action in actions
            for begin in ([begins] if isinstance(begins, str) else begins)
        }
    return found


def test_the_templates_say_so(templates: Templates) -> None:
    told = {
        re.split("[rR]ole", policy["Properties"]["Roles"][0]["Ref"])[0]: rights(policy["Properties"])
        for part in ("functions", "handler")
        for policy in templates[part]["Resources"].values()
        if policy["Type"] == "AWS::IAM::Policy"
    }
    for who, uses in USES.items():
        expected = {
            (f"dynamodb:{OF_TABLE[use]}", use if use in schema.INDEXES else "", begin)
            for kept, of_it in uses.items()
            for use in of_it.split()
            for known in schema.KEYS[kept][use if use in schema.INDEXES else schema.PARTITION_KEY]
            for begin in ((known, f"{known}#*") if use in schema.INDEXES else (f"{known}#*",))
        }
        assert told["TaskTask" if who == "handler" else who.replace("_", "")] == expected, who


def test_nobody_but_who_signs_people_in_changes_who_somebody_is_and_gives_keys() -> None:
    changing = {"put", "update", "delete"}
    assert {who for who, uses in USES.items() if changing & set(uses.get("people", "").split())} == {"accounts"}
    assert {who for who, uses in USES.items() if {"put", "delete"} & set(uses.get("passes", "").split())} == {
        "accounts"
    }


def test_what_strangers_ring_and_what_runs_by_itself_knows_no_people_and_no_passes() -> None:
    """A webhook that was broken into reads no session and makes none."""
    assert not [who for who in (*WEBHOOKS, *CHORES, "canary") if {"people", "passes"} & USES[who].keys()]


def test_who_only_counts_writes_nothing() -> None:
    assert USES["capacity"] == {"slots": "query"}
