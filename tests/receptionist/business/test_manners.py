"""How a business wants its callers met, and what cannot be meant."""

from receptionist.business.checks import faults
from receptionist.business.manners import Affect, Urgent
from receptionist.business.wordings import OwnWording
from tests.receptionist.conversation.paper_book import demo


def test_a_mood_may_not_end_above_where_it_begins() -> None:
    business = demo("salon").model_copy(update={"affect": Affect(urgent=Urgent(after=0.4, until=0.5))})
    assert [place for place, _ in faults(business)] == [("affect", "urgent", "until")]


def test_a_sentence_is_reworded_once() -> None:
    own = OwnWording(language="en", sentence="all_right", text="Fine.")
    business = demo("salon").model_copy(update={"wording": (own, own.model_copy(update={"variant": 1}), own)})
    assert [place for place, _ in faults(business)] == [("wording", 2)]
