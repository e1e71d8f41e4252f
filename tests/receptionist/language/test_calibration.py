"""What the scores of intents are worth: tables that never turn the order round."""

from datetime import UTC, datetime

import pytest

from receptionist.language.calibration import Calibration
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Understanding, Utterance

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
AS_WEIGHED = LocalUnderstander(calibration=lambda: None)
SHIPPED = LocalUnderstander()
STEPS = [step / 100 for step in range(101)]


def understood(understander: LocalUnderstander, text: str, language: str) -> Understanding:
    here = Circumstances(NOW, "Europe/London", language=language)  # type: ignore[arg-type]
    return understander.understand(Utterance((text,), language), here)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "es", "pa"])
def test_a_higher_score_is_never_worth_less(language: str) -> None:
    shares = [Calibration.shipped().share(language, step) for step in STEPS]  # type: ignore[arg-type]
    assert shares == sorted(shares)
    assert len(set(shares)) > 90
    assert all(0 <= share < 1 for share in shares)


def test_between_two_points_it_goes_straight() -> None:
    tables = Calibration({"en": [(0.2, 0.4), (0.6, 0.8)]})
    assert tables.share("en", 0.3) == pytest.approx(0.5)
    assert (tables.share("en", 0.0), tables.share("en", 0.6), tables.share("en", 1.0)) == (0.4, 0.8, 0.8)


def test_a_language_without_a_table_keeps_its_scores() -> None:
    assert Calibration({}).share("pa", 0.7) == 0.7


@pytest.mark.parametrize("table", [[], [(0.0, 0.5), (1.0, 0.4)], [(0.5, 0.1), (0.2, 0.2)], [(0.5, 0.1), (0.5, 0.2)]])
def test_a_table_that_does_not_rise_is_refused(table: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="must rise"):
        Calibration({"es": table})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("el jueves a las 12 y media de la tarde, por favor", "es"),
        ("Hi, can I move my table to eight? And do you have parking?", "en"),
        ("ਮੈਨੂੰ ਚਾਰ ਜਣਿਆਂ ਲਈ ਮੇਜ਼ ਚਾਹੀਦਾ ਹੈ", "pa"),
        ("", "en"),
    ],
)
def test_what_was_best_stays_best(text: str, language: str) -> None:
    weighed, mapped = understood(AS_WEIGHED, text, language), understood(SHIPPED, text, language)
    assert [one.name for one in weighed.intents] == [one.name for one in mapped.intents]
    scores = [one.score for one in mapped.intents]
    assert scores == sorted(scores, reverse=True)
    assert scores != [one.score for one in weighed.intents]
    assert weighed.entities == mapped.entities
