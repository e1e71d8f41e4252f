"""Where a guest would like to sit: had there, had elsewhere and told, or noted where the house does not tell its places apart."""

from dataclasses import dataclass, field, replace

import pytest

from receptionist.booking.requests import Offer, Refusal
from receptionist.conversation.commands import Affirm, SetSlot, StartTask
from receptionist.conversation.deeds import Deed, FindPlace
from tests.receptionist.conversation.paper_book import PaperBook, Talk

WISH = (StartTask("book"), SetSlot("date", "2026-11-27"), SetSlot("time", "19:00"), SetSlot("party_size", 4))
SARAH = SetSlot("name", "Sarah Johnson")
PATIO = SetSlot("area", {"kind": "outside", "names": ["patio"]})
INSIDE = SetSlot("area", {"kind": "inside", "names": ["window", "main room"]})


@dataclass
class Outdoors(PaperBook):
    """Nothing is free on the patio."""

    why: Refusal = "slot_taken"

    def do(self, deed: Deed) -> object:
        if isinstance(deed, FindPlace) and deed.request.area == "patio":
            return Offer(None, (), self.why)
        return super().do(deed)


@dataclass
class Listening(PaperBook):
    asked: list[str] = field(default_factory=list)
    accessible: list[bool] = field(default_factory=list)

    def do(self, deed: Deed) -> object:
        if isinstance(deed, FindPlace):
            self.asked.append(deed.request.area)
            self.accessible.append(deed.request.accessible)
        return super().do(deed)


@pytest.mark.parametrize(
    ("why", "told"), [("slot_taken", "nothing is free"), ("no_such_place", "can't seat that many")]
)
def test_who_cannot_sit_where_they_like_is_told_before_another_place_is_offered(why: Refusal, told: str) -> None:
    talk = Talk.at()
    talk.book = Outdoors(talk.business, why=why)
    talk.say(*WISH, PATIO, SARAH)
    assert told in talk.text
    assert "for four, " in talk.text, "the read-back promises no patio"
    assert talk.state.expecting == "yes_no"


def test_of_several_areas_that_would_do_each_is_tried() -> None:
    talk = Talk.at()
    talk.book = Outdoors(talk.business)
    talk.say(*WISH, SetSlot("area", {"kind": "outside", "names": ["patio", "window"]}), SARAH)
    assert "nothing is free" not in talk.text


def test_a_wish_told_after_the_read_back_is_looked_for_anew() -> None:
    talk = Talk.at()
    book = talk.book = Listening(talk.business)
    talk.say(*WISH, SARAH)
    talk.say(INSIDE)
    assert book.asked == ["", "window"]
    talk.say(Affirm())
    assert "booking.confirmed" in [effect.type for effect in talk.new]


def test_a_house_without_areas_notes_the_wish_and_promises_nothing() -> None:
    talk = Talk.at()
    plain = tuple(one.model_copy(update={"area": ""}) for one in talk.business.resources)
    talk.business = talk.business.model_copy(update={"resources": plain})
    talk.book = PaperBook(talk.business)
    talk.say(*WISH, replace(PATIO, value={"kind": "outside", "names": []}), SARAH)
    assert "can't promise" in talk.text
    talk.say(Affirm())
    (booking,) = talk.book.bookings.values()
    assert "outside" in booking.notes


@pytest.mark.parametrize(("marked", "asked"), [(True, [False, True]), (False, [False, False])])
def test_a_wheelchair_is_given_a_place_it_gets_to_where_the_house_has_said_which(
    marked: bool, asked: list[bool]
) -> None:
    talk = Talk.at()
    places = tuple(one.model_copy(update={"accessible": marked}) for one in talk.business.resources)
    talk.business = talk.business.model_copy(update={"resources": places})
    book = talk.book = Listening(talk.business)
    talk.say(*WISH, SARAH)
    talk.say(SetSlot("accessible", True), SetSlot("notes", "wheelchair"))
    assert book.accessible == asked
    talk.say(Affirm())
    (booking,) = book.bookings.values()
    assert booking.notes == "wheelchair"


def test_a_house_that_has_no_such_place_says_so() -> None:
    talk = Talk.at()
    talk.say(*WISH, SetSlot("area", {"kind": "bar", "names": []}), SARAH)
    assert "no places at the bar" in talk.text
