"""What a new business of each trade begins with, and that it can be published as it is said."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.definitions.app import build
from functions.office import Office


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    app: FastAPI = build(office)
    with TestClient(app) as client:
        yield client


def pack(page: TestClient, vertical: str) -> Any:
    return next(one for one in page.get("/api/v1/packs").json() if one["vertical"] == vertical)


def test_every_trade_says_what_it_offers(page: TestClient) -> None:
    assert {one["vertical"] for one in page.get("/api/v1/packs").json()} == {"restaurant", "clinic", "salon"}
    cut = pack(page, "salon")["services"][0]
    assert (cut["id"], cut["name"]["es"], cut["minutes"]) == ("womens_cut", "un corte de mujer", 45)
    assert cut["needs"] == [{"kind": "staff", "skills": ["cut"]}, {"kind": "chair"}]


@pytest.mark.parametrize("vertical", ["restaurant", "clinic", "salon"])
def test_a_business_is_begun_with_ids_prices_and_places_only(page: TestClient, vertical: str) -> None:
    given = pack(page, vertical)
    kinds = {need["kind"]: need.get("skills", []) for one in given["services"] for need in one["needs"]}
    definition = {
        "pack": given["name"], "name": "Lotus", "timezone": "America/Los_Angeles", "address": "1 Main Street, San Francisco",
        "numbers": ["+14155550242"], "languages": ["en", "es"],
        "hours": [{"days": ["mon", "tue"], "opens": "09:00", "closes": "17:00"}],
        "services": [{"id": one["id"], "price": "40"} for one in given["services"]],
        "resources": [
            {"id": f"{kind}_{n}", "kind": kind, "name": f"{kind} {n}", "max_party": 4 if kind == "table" else 1,
             "skills": sorted({skill for one in given["services"] for need in one["needs"] if need["kind"] == kind for skill in need.get("skills", [])})}
            for kind in kinds for n in (1, 2)
        ],
    }  # fmt: skip
    told = page.put(
        "/api/v1/businesses/lotus/definition", json={"definition": definition}, headers={"If-None-Match": "*"}
    )
    assert told.status_code == 200, told.text
    assert told.json()["version"] == 1
