"""A way of having a service with its own length is looked for, booked and moved as that, and given up with the service."""

from dataclasses import dataclass, field

from receptionist.conversation.commands import Affirm, SetSlot, StartTask
from receptionist.conversation.deeds import Deed, FindPlace
from tests.receptionist.conversation.paper_book import PaperBook, Talk

COLOR = (StartTask("book"), SetSlot("service", "full_color"), SetSlot("date", "2026-11-25"), SetSlot("time", "14:00"))
ROOTS = SetSlot("variant", "roots")
PRIYA = SetSlot("name", "Priya Raman")


@dataclass
class Listening(PaperBook):
    asked: list[str] = field(default_factory=list)

    def do(self, deed: Deed) -> object:
        if isinstance(deed, FindPlace):
            self.asked.append(deed.request.variant)
        return super().do(deed)


def salon() -> tuple[Talk, Listening]:
    talk = Talk.at("salon")
    book = talk.book = Listening(talk.business)
    return talk, book


def test_the_way_that_was_named_is_looked_for_and_read_back() -> None:
    talk, book = salon()
    talk.say(*COLOR, ROOTS, PRIYA)
    assert book.asked == ["roots"]
    assert "root touch-up" in talk.text


def test_another_service_has_no_such_way() -> None:
    talk, book = salon()
    talk.say(*COLOR, ROOTS, PRIYA)
    talk.say(SetSlot("service", "highlights"))
    assert book.asked == ["roots", ""]
    assert "highlights" in talk.text


def test_a_way_the_service_is_not_had_in_is_nothing() -> None:
    talk, book = salon()
    talk.say(*COLOR, SetSlot("variant", "gold leaf"), PRIYA)
    assert book.asked == [""]
    assert "full color" in talk.text


def test_taken_back_it_is_the_service_as_such() -> None:
    talk, book = salon()
    talk.say(*COLOR, ROOTS, PRIYA)
    talk.say(SetSlot("variant", None))
    assert book.asked == ["roots", ""]
    assert "full color" in talk.text


def test_a_visit_that_is_moved_stays_what_it_is() -> None:
    talk, book = salon()
    talk.say(*COLOR, ROOTS, PRIYA)
    talk.say(Affirm())
    talk.say(StartTask("change_booking"), SetSlot("date", "2026-12-02"))
    assert book.asked == ["roots", "roots"]
