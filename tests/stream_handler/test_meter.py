"""What a call has cost."""

import pytest

from receptionist.business.quality import known
from stream_handler.meter import Meter

EARS = {one.name: one.usd_per_minute for one in known() if one.part == "ears"}
MOUTH = {one.name: one.usd_per_minute for one in known() if one.part == "mouth"}
MIND = {one.name: one.usd_per_minute for one in known() if one.part == "mind"}


def test_minutes_cost_what_the_table_says_of_who_served() -> None:
    meter = Meter(100.0)
    meter.heard_by("deepgram", 105.0)
    meter.spoken_by("elevenlabs", 110.0)
    meter.thought_by("openai")
    meter.thought_by("local")
    assert meter.at(220.0) == pytest.approx(
        EARS["deepgram"] * 2 + MOUTH["elevenlabs"] * 2 + MIND["openai"] / 2, rel=1e-6
    )
    assert meter.at(220.0) == meter.at(200.0)


def test_who_takes_over_is_paid_from_then_on() -> None:
    meter = Meter(0.0)
    meter.heard_by("deepgram", 0.0)
    meter.heard_by("local", 60.0)
    meter.heard_by("", 90.0)
    assert meter.at(600.0) == pytest.approx(EARS["deepgram"])


def test_a_call_of_our_own_costs_nothing() -> None:
    meter = Meter(0.0)
    meter.heard_by("local", 0.0)
    meter.spoken_by("local", 0.0)
    meter.thought_by("local")
    assert meter.at(3600.0) == 0.0


def test_once_spared_only_who_is_named_again_costs() -> None:
    meter = Meter(0.0, 1.5)
    meter.heard_by("deepgram", 0.0)
    meter.spared(60.0)
    assert meter.at(600.0) == pytest.approx(1.5 + EARS["deepgram"])
    meter.heard_by("deepgram", 600.0)
    assert meter.at(660.0) == pytest.approx(1.5 + 2 * EARS["deepgram"])
