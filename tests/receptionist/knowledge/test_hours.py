"""The hours of every week, beside what is different in the coming one."""

from datetime import date, timedelta

from receptionist.business.definition import HoursOverride
from receptionist.business.opening import usually
from receptionist.knowledge.answers import answer_question
from tests.receptionist.conversation.paper_book import Talk

TODAY = date(2027, 3, 1)


def test_every_day_that_is_different_is_told_and_the_week_stays_the_usual_one() -> None:
    salon = Talk.at("salon").business
    closed = tuple(
        HoursOverride(first=one, last=one, reason="Repairs") for one in (TODAY + timedelta(days=n) for n in (1, 2, 3))
    )
    week, *different = answer_question(
        salon.model_copy(update={"overrides": closed}), "hours", "What are your hours?", (), TODAY
    )
    assert week.args["week"] == tuple(usually(salon, TODAY + timedelta(days=n)) for n in range(7))
    assert [one.args["day"] for one in different] == [one.first for one in closed]
    assert all(not one.args["sittings"] and one.args["holiday"] == "Repairs" for one in different)
