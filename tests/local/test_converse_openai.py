"""`firstring converse --mind openai` from the command line, against a stand-in of the service."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from local.settings import inherited_environment, mind_of
from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.errors import Misconfigured
from tests.fakes.openai_stand_in import KEY, Answering, Play, commands, heard_in, openai_stand_in

NOW = "2026-11-27T15:00:00-08:00"
ODD = "gimme the thing with the chairs for the missus and the two sprogs"
FIRSTRING = Path(sys.executable).with_name("firstring")


def converse(
    answering: Answering, *said: str, business: str = "restaurant", api: str = "responses"
) -> tuple[list[dict[str, Any]], list[str]]:
    """What comes out, and what the model was asked about."""
    with openai_stand_in(answering) as stand_in:
        env = {
            **inherited_environment(),
            "OPENAI_BASE_URL": stand_in.url,
            "OPENAI_API_KEY": KEY,
            "OPENAI_MODEL": "gpt-test",
            "OPENAI_API": api,
        }
        lines = "".join(json.dumps({"session": "a", "say": text, "now": NOW}) + "\n" for text in said)
        done = subprocess.run(
            [FIRSTRING, "converse", "--business", business, "--mind", "openai"],
            input=lines, capture_output=True, text=True, env=env, timeout=150, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        assert stand_in.faults == []
        asked = [heard_in(request) for request in stand_in.requests]
    return [json.loads(line) for line in done.stdout.splitlines()], asked


@pytest.mark.parametrize("api", ["responses", "chat"])
def test_a_call_is_understood_by_both_minds_and_says_which_one_it_was(api: str) -> None:
    def answering(request: Mapping[str, Any]) -> Play:
        return Play(
            commands(
                ("start", "book", None),
                ("set", "party_size", "4"),
                ("set", "date", "2026-11-28"),
                ("set", "time", "19:00"),
            )
        )

    replies, asked = converse(answering, ODD, "Sarah Johnson", "yes", api=api)
    assert [reply["mind"] for reply in replies] == ["openai", "local", "local"]
    assert asked == [ODD]
    assert [effect["type"] for effect in replies[-1]["effects"]][0] == "booking.confirmed"
    assert replies[-1]["effects"][0]["booking"]["party_size"] == 4


@pytest.mark.parametrize(
    "play", [Play(status=500), Play("I'd love to!"), Play(first_s=9.0)], ids=("down", "nonsense", "slow")
)
def test_bookings_go_through_while_the_model_is_down_slow_or_talks_nonsense(play: Play) -> None:
    said = (
        "Is there somewhere my lads could kick a ball about?",
        "No. A table for two tomorrow at seven, please.",
        "Sarah Johnson",
        "yes",
    )
    replies, asked = converse(lambda _: play, *said)
    assert asked
    assert {reply["mind"] for reply in replies} == {"local"}
    assert "booking.confirmed" in [effect["type"] for effect in replies[-1]["effects"]]
    assert max(reply["ms"] for reply in replies) < 4000


def test_settings_name_the_minds() -> None:
    assert mind_of("local") is None
    assert mind_of("openai,local", {"OPENAI_API_KEY": "k"}) == OpenAiAccount("k")
    with pytest.raises(Misconfigured, match="OPENAI_API_KEY"):
        mind_of("openai", {})
    with pytest.raises(Misconfigured, match="oracle"):
        mind_of("oracle", {})
