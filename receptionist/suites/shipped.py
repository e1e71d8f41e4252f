"""The conversations that come with the product: of a business's pack, and those that hold for any business."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from receptionist.business.definition import Business
from receptionist.business.packs import pack
from receptionist.suites.script import Script, merged

ANY_BUSINESS = Path(__file__).parent / "any-business.yaml"
NOON = "2026-11-27T12:00-08:00"
"""A Friday: when the conversations of a pack take place."""


def pack_suite(business: Business) -> dict[str, Any] | None:
    """The content of a suite with the conversations of the business's pack; None: there are none."""
    given = pack(business.pack)
    if given is None or not given.tests:
        return None
    tasks = {own.id for own in business.workflows}
    conversations = [
        {name: value for name, value in one.items() if name != "task"}
        for one in given.tests["conversations"]
        if one.get("task") in (None, *tasks)
    ]
    return {"suite": given.name, "now": NOON, **given.tests, "conversations": conversations}


def shipped(business: Business) -> list[tuple[str, Script]]:
    """Each with the name of its suite, to be played with `business`."""
    of_pack = pack_suite(business)
    of_all = yaml.safe_load(ANY_BUSINESS.read_text(encoding="utf-8"))
    return [one for content in (of_pack, of_all) if content for one in _scripts(content)]


def _scripts(content: Mapping[str, Any]) -> Iterator[tuple[str, Script]]:
    common = {key: value for key, value in content.items() if key not in ("conversations", "suite")}
    for one in content["conversations"]:
        yield str(content["suite"]), Script.model_validate(merged(common, one))
