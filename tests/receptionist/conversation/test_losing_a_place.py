"""Somebody else is quicker: at the hold, at the very end, or with what was just offered."""

from dataclasses import dataclass
from datetime import datetime

from receptionist.booking.requests import BookingRequest
from receptionist.conversation.commands import Affirm, SetSlot, StartTask
from receptionist.conversation.deeds import Deed, Failed, Hold
from tests.receptionist.conversation.paper_book import PaperBook, Talk

WISH = (StartTask("book"), SetSlot("date", "2026-11-27"), SetSlot("time", "19:00"), SetSlot("party_size", 4))
SARAH = SetSlot("name", "Sarah Johnson")


@dataclass
class CrowdedBook(PaperBook):
    lost_holds: int = 0
    lost_takings: int = 0
    """So many places are lost before one of several for the same time is had."""

    def do(self, deed: Deed) -> object:
        if isinstance(deed, Hold) and self.lost_holds:
            self.lost_holds -= 1
            return Failed("slot_taken")
        return super().do(deed)

    def _take(self, request: BookingRequest) -> object:
        if self.lost_takings:
            self.lost_takings -= 1
            return Failed("slot_taken")
        return super()._take(request)


def crowded(*, lost_holds: int = 0, lost_takings: int = 0) -> Talk:
    talk = Talk.at()
    talk.book = CrowdedBook(talk.business, lost_holds=lost_holds, lost_takings=lost_takings)
    return talk


def test_a_table_lost_at_the_hold_is_replaced_by_another_at_the_same_time() -> None:
    talk = crowded(lost_holds=2)
    talk.say(*WISH, SARAH)
    assert talk.state.expecting == "yes_no"
    assert "7 PM" in talk.text
    assert "would that suit" not in talk.text.lower()


def test_a_table_lost_at_the_very_end_is_replaced_without_asking_again() -> None:
    talk = crowded(lost_takings=1)
    talk.say(*WISH, SARAH)
    talk.say(Affirm())
    assert [effect.type for effect in talk.new] == ["booking.confirmed", "sms.queued"]
    assert "somebody else" not in talk.text


def test_where_no_other_place_is_left_at_that_time_the_caller_hears_of_it_and_of_other_times() -> None:
    talk = Talk.at()
    talk.book.snatched = True
    talk.say(*WISH, SARAH)
    talk.say(Affirm())
    assert not talk.book.bookings
    assert "somebody else has just taken" in talk.text
    assert talk.state.expecting == "choice"


def test_an_offer_that_is_gone_leads_back_to_the_first_wish_and_to_the_waiting_list() -> None:
    talk = Talk.at()
    talk.say(*WISH)
    (start,) = {slot.span.start for slot in talk.book.holds.values()}
    talk.say(SetSlot("time", "18:00"))
    talk.book.taken |= {start}
    talk.say(SetSlot("time", "19:00"))
    assert talk.state.expecting == "choice"
    talk.book.taken |= {_offered(talk)[0]}
    talk.say(SetSlot("choice", 0))
    assert "waiting list" in talk.text
    assert talk.state.expecting == "choice"
    assert talk.value("time") == "19:00"


def _offered(talk: Talk) -> list[datetime]:
    return [datetime.fromisoformat(str(one["start"])) for one in talk.state.tasks[-1].offered if isinstance(one, dict)]
