"""No store can be asked without saying for which business; where one must be, the reason stands here."""

import inspect
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Protocol, get_args, get_origin, get_type_hints

import pytest

from receptionist import ports
from receptionist.business.definition import Business
from receptionist.ids import BusinessId

OF_ALL_BUSINESSES = {
    "CallStore.find": "the carrier's webhooks know the call and nothing else; the record tells whose it is",
    "CallStore.lost": "the rescuer looks after the calls of all",
    "MessageStore.claim": "the sender empties the outbox of a region; each text tells whose it is",
    "MessageStore.by_vendor_id": "the vendor's callback knows the text and nothing else",
    "MessageStore.opt_out": "consent is between two numbers, and a number is one business's",
    "MessageStore.opted_out": "consent is between two numbers, and a number is one business's",
    "ErrandStore.claim": "the runner does the errands of a region; each errand tells whose it is",
    "BusinessStore.by_number": "a caller dials a number; that is how the business is found",
    "BusinessStore.all": "warming of voices, and the list an agency sees, filtered by what its people may",
    "AccountStore.anybody": "whether this machine has any account yet",
    "AccountStore.people": "people span businesses; whether somebody is the only one, and the command line of the machine",
    "AccountStore.person": "people span businesses",
    "AccountStore.by_email": "people span businesses; a person signs in before it is known where they work",
    "AccountStore.roster": "asked with a scope: one business, or an agency with its businesses",
    "AccountStore.memberships": "where a person may go is the question",
    "AccountStore.commit": "its rosters and papers carry their scopes; a person has none",
    "AccountStore.keep_session": "a session is a person's",
    "AccountStore.session": "known by the digest of a secret of 256 bits",
    "AccountStore.prolong": "known by the digest of a secret of 256 bits",
    "AccountStore.end_session": "known by the digest of a secret of 256 bits",
    "AccountStore.invitation": "known by the digest of a secret of 256 bits; it tells its scope",
    "AccountStore.invitations": "asked with a scope: one business, or an agency with its businesses",
    "AccountStore.api_key": "known by the digest of a secret of 256 bits; it tells its business",
    "AccountStore.attempt": "counts tries at a door before it is known who knocks",
    "AccountStore.forget_attempts": "counts tries at a door before it is known who knocks",
}


def stores() -> dict[str, type]:
    return {
        name: port
        for name, port in vars(ports).items()
        if inspect.isclass(port) and name.endswith("Store") and Protocol in port.__mro__
    }


def questions() -> dict[str, Any]:
    """What the first argument of every method of every store is."""
    found: dict[str, Any] = {}
    for name, port in stores().items():
        for method, code in inspect.getmembers(port, inspect.isfunction):
            if method.startswith("_"):
                continue
            hints = get_type_hints(code, code.__globals__ | {"Business": Business})
            given = [one for one in inspect.signature(code).parameters if one != "self"]
            found[f"{name}.{method}"] = hints[given[0]] if given else None
    return found


def names_a_business(given: Any) -> bool:
    if get_origin(given) is Sequence:
        return names_a_business(*get_args(given))
    return (
        given in (BusinessId, Business)
        or (is_dataclass(given) and "business" in {field.name for field in fields(given)})
        or "business" in getattr(given, "_fields", ())
    )


def test_there_are_stores_to_be_asked() -> None:
    assert {"BookingStore", "RowStore", "ErrandStore", "CallStore", "MessageStore", "ObjectStore"} <= set(stores())
    assert len(questions()) > 40


@pytest.mark.parametrize("question", sorted(questions()))
def test_a_store_cannot_be_asked_without_a_business(question: str) -> None:
    assert names_a_business(questions()[question]) or question in OF_ALL_BUSINESSES, (
        "say for which business, or why not"
    )


@pytest.mark.parametrize("question", sorted(OF_ALL_BUSINESSES))
def test_no_reason_stays_for_what_needs_none(question: str) -> None:
    assert question in questions()
    assert not names_a_business(questions()[question])
