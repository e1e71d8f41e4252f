"""Economy, balanced or fastest is an order of providers, with what it costs and how quick it is."""

import pytest

from receptionist.business.facts import Language
from receptionist.business.quality import (
    MODES,
    PARTS,
    Part,
    Quality,
    asks_a_model,
    estimate,
    known,
    providers_for,
    read_on,
)


def test_every_provider_in_the_table_has_a_source_and_a_price() -> None:
    assert read_on() == "2026-11-28"
    assert len(known()) == len({(one.part, one.name) for one in known()})
    for one in known():
        assert one.source
        assert one.languages
        assert 0 <= one.usd_per_minute < 0.1


@pytest.mark.parametrize("quality", MODES)
@pytest.mark.parametrize("part", PARTS)
def test_a_provider_that_lacks_the_language_is_passed_over_and_local_is_always_last_resort(
    quality: Quality, part: Part
) -> None:
    for language in ("en", "es", "pa"):
        order = providers_for(quality, part, language)
        assert "local" in order
        assert len(order) == len(set(order))
        for name in order:
            able = next(one.languages for one in known() if (one.part, one.name) == (part, name))
            assert language in able or name == "local"


@pytest.mark.parametrize("language", ["en", "es", "pa"])
def test_every_language_has_two_cloud_ears(language: str) -> None:
    """One of them may be down."""
    assert (
        len([one for one in known() if one.part == "ears" and language in one.languages and one.name != "local"]) >= 2
    )


def test_only_what_is_set_up_serves_and_local_without_anything() -> None:
    assert providers_for("balanced", "ears", "en", ()) == ("local",)
    assert providers_for("balanced", "ears", "en", ("deepgram",)) == ("deepgram", "local")
    assert providers_for("balanced", "mouth", "pa", ("google",)) == ("google", "local")


def test_who_speaks_a_language_by_a_slower_model_comes_after_the_others() -> None:
    assert providers_for("balanced", "mouth", "en") == ("elevenlabs", "google", "openai", "local")
    assert providers_for("balanced", "mouth", "pa") == ("google", "elevenlabs", "local")
    assert providers_for("fastest", "mouth", "pa") == ("local", "google", "elevenlabs")


@pytest.mark.parametrize("language", ["en", "es", "pa"])
def test_every_language_has_two_cloud_mouths(language: str) -> None:
    """One of them may be down."""
    able = [one for one in known() if one.part == "mouth" and language in one.languages and one.name != "local"]
    assert len(able) >= 2


def test_economy_costs_nothing_but_machines_and_asks_no_model() -> None:
    cheapest = estimate("economy", "en")
    assert (cheapest.usd_per_minute, cheapest.ms) == (0, 333 + 5 + 255)
    assert not asks_a_model("economy", "en")
    assert asks_a_model("balanced", "en")


def test_a_minute_of_balanced_costs_what_its_price_lists_say() -> None:
    balanced = estimate("balanced", "en")
    model = 2 * (1500 * 0.01 + 500 * 0.10 + 120 * 0.50) / 1e6
    assert balanced.usd_per_minute == pytest.approx(0.0065 + model + 0.4 * 0.05, abs=1e-5)
    assert balanced.ms == round(281 + 288 + 5 + 546 / 2)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_choice_is_what_it_is_called(language: Language) -> None:
    economy, balanced, fastest = (estimate(mode, language) for mode in MODES)
    assert economy.usd_per_minute == min(one.usd_per_minute for one in (economy, balanced, fastest))
    assert economy.ms is not None
    assert balanced.ms is not None
    assert fastest.ms is not None
    assert fastest.ms < min(economy.ms, balanced.ms)


def test_what_nobody_has_published_is_not_made_up() -> None:
    assert estimate("balanced", "pa").ms is None
