"""Two callers want the last table at the same second."""

import asyncio
from pathlib import Path

import pytest

from local.caller.ring import Rung, ring
from local.caller.scenario import load_scenario
from tests.e2e.stage import stage, told

PAIR = Path(__file__).parents[1] / "conversations" / "pair"

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.long, pytest.mark.timeout(240)]


def test_one_of_them_gets_it_and_the_other_is_told_so(tmp_path: Path) -> None:
    async def both() -> tuple[Rung, Rung]:
        async with stage(tmp_path) as there:
            one, two = load_scenario(PAIR / "one.yaml"), load_scenario(PAIR / "two.yaml")
            return await asyncio.gather(ring(one, PAIR, there.rehearsal), ring(two, PAIR, there.rehearsal))

    rungs = asyncio.run(both())
    made = [booking for rung in rungs for booking in rung.stored.bookings if booking["call"] == rung.call]
    assert len(made) == 1, "\n\n".join(map(told, rungs))
    assert made[0]["local_start"][11:16] == "19:00"
    loser = next(rung for rung in rungs if made[0]["call"] != rung.call)
    assert loser.stored.call["status"] == "ended", told(loser)
    at_seven = [b for b in loser.stored.bookings if b["local_start"][11:16] == "19:00" and b["status"] == "confirmed"]
    assert len(at_seven) == len({table for b in at_seven for table in b["resources"]}), "a table was sold twice"
