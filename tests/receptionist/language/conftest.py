"""A caller's sentence and what is understood of it: Monday 23 November 2026, ten in the morning in San Francisco."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Understanding, Utterance

Understand = Callable[..., Understanding]
_DEMO = Path(__file__).parents[3] / "local" / "businesses"


@pytest.fixture(scope="session")
def businesses() -> dict[str, Business]:
    return {path.stem: load_business(path) for path in _DEMO.glob("*.yaml")}


@pytest.fixture(scope="session")
def understand(businesses: dict[str, Business]) -> Understand:
    understander = LocalUnderstander()

    def understood(*nbest: str, business: str | None = "restaurant", **more: object) -> Understanding:
        now = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
        heard = more.pop("heard", None)
        zone = str(more.pop("timezone", "America/Los_Angeles"))
        known = businesses[business] if business else None
        return understander.understand(
            Utterance(nbest, heard),  # type: ignore[arg-type]
            Circumstances(now, zone, known, **more),  # type: ignore[arg-type]
        )

    return understood
