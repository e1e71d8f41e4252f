"""What cannot wait reaches a colleague once, and the next one if nobody answers."""

from datetime import time, timedelta
from typing import Any

import pytest

from receptionist.business.definition import Business, Policies
from receptionist.business.people import Colleague, OpenHours
from receptionist.desk.desk import Desk
from receptionist.desk.receive_text import receive_text
from receptionist.desk.take_message import take_message
from receptionist.desk.tell_staff import (
    KIND,
    StaffNotice,
    UnknownNotice,
    look_after,
    notice_called,
    notices,
    take_up,
    tell_staff,
)
from receptionist.ids import MessageId, Phone
from receptionist.messages.model import TakenMessage
from tests.receptionist.booking.houses import NOW, house, table
from tests.receptionist.desk.desks import Codes, Watch, desk_of

MARIA, JOSE = Phone("+447911000001"), Phone("+447911000002")
CALLER = Phone("+447911123456")
STAFF = (Colleague(name="Maria", number=MARIA), Colleague(name="José", number=JOSE, language="es"))


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(watch: Watch) -> Desk:
    return desk_of(watch, Codes())


def the_house(desk: Desk, colleagues: tuple[Colleague, ...] = STAFF, **changes: Any) -> Business:
    return desk.businesses.put(
        house(table("t1", 2), colleagues=colleagues, policies=Policies(escalate_minutes=10), **changes)
    )


def left(desk: Desk, business: Business, id: str = "m1", **changes: Any) -> None:
    take_message(desk, TakenMessage(MessageId(id), business.id, CALLER, "Ana", "Is my scarf there?", NOW, **changes))


def run_due(desk: Desk, business: Business) -> None:
    for errand in desk.errands.claim("", desk.clock(), desk.clock() + timedelta(minutes=1)):
        assert errand.kind == KIND
        look_after(desk, business, errand)
        desk.errands.settle(errand, "done")


def texts(desk: Desk, business: Business) -> list[tuple[str, str]]:
    return [(text.to, text.body) for text in reversed(desk.messages.sent_to(business.id))]


def test_a_message_reaches_the_first_colleague_with_all_they_need(desk: Desk) -> None:
    business = the_house(desk)
    left(desk, business)
    run_due(desk, business)
    ((to, body),) = texts(desk, business)
    assert to == MARIA
    assert "Ana: Is my scarf there?" in body
    assert CALLER in body
    assert "Reply OK" in body


def test_the_same_message_is_told_once(desk: Desk) -> None:
    business = the_house(desk)
    left(desk, business)
    left(desk, business)
    run_due(desk, business)
    run_due(desk, business)
    assert len(texts(desk, business)) == 1


def test_without_an_answer_the_next_colleague_is_told_in_their_language(desk: Desk, watch: Watch) -> None:
    business = the_house(desk)
    left(desk, business, wants_call_back=True)
    run_due(desk, business)
    watch.now += timedelta(minutes=9)
    run_due(desk, business)
    assert len(texts(desk, business)) == 1
    watch.now += timedelta(minutes=1)
    run_due(desk, business)
    assert [to for to, _ in texts(desk, business)] == [MARIA, JOSE]
    assert "hay que devolver la llamada" in texts(desk, business)[1][1]
    watch.now += timedelta(minutes=10)
    run_due(desk, business)
    assert len(texts(desk, business)) == 2
    assert notices(desk, business.id)[0].status == "nobody_answered"


def test_an_ok_by_text_ends_it(desk: Desk, watch: Watch) -> None:
    business = the_house(desk)
    left(desk, business)
    run_due(desk, business)
    answer = receive_text(desk, vendor_id="SM1", sender=MARIA, to=Phone(business.numbers[0]), body="On it")
    assert answer.made_of_it == "taken_up"
    watch.now += timedelta(minutes=11)
    run_due(desk, business)
    assert len(texts(desk, business)) == 1
    (notice,) = notices(desk, business.id)
    assert (notice.status, notice.taken_up_by) == ("taken_up", "Maria")


def test_an_ok_of_a_customer_takes_up_nothing(desk: Desk) -> None:
    business = the_house(desk)
    left(desk, business)
    run_due(desk, business)
    receive_text(desk, vendor_id="SM1", sender=CALLER, to=Phone(business.numbers[0]), body="OK")
    assert notices(desk, business.id)[-1].status == "open"


def test_a_step_that_was_interrupted_is_done_again_without_a_second_text(desk: Desk) -> None:
    business = the_house(desk)
    left(desk, business)
    (errand,) = desk.errands.claim("", desk.clock(), desk.clock() + timedelta(minutes=1))
    look_after(desk, business, errand)
    look_after(desk, business, errand)
    assert len(texts(desk, business)) == 1
    assert notices(desk, business.id)[0].told == ("Maria",)


def test_who_sleeps_is_not_woken_while_somebody_is_up(desk: Desk) -> None:
    asleep = STAFF[0].model_copy(
        update={"hours": (OpenHours(days=("mon",), opens=time(3), closes=time(3, 30)),)},
    )
    business = the_house(desk, (asleep, STAFF[1]))
    left(desk, business)
    run_due(desk, business)
    assert [to for to, _ in texts(desk, business)] == [JOSE]


def test_if_all_sleep_the_first_hears_of_it(desk: Desk) -> None:
    nights = (OpenHours(days=("mon",), opens=time(3), closes=time(3, 30)),)
    business = the_house(desk, tuple(one.model_copy(update={"hours": nights}) for one in STAFF))
    left(desk, business)
    run_due(desk, business)
    assert [to for to, _ in texts(desk, business)] == [MARIA]


def test_each_hears_only_what_is_theirs(desk: Desk) -> None:
    business = the_house(desk, (STAFF[0].model_copy(update={"about": ("severe_allergy",)}), STAFF[1]))
    left(desk, business)
    tell_staff(desk, business, StaffNotice("c1:severe_allergy", "severe_allergy", "peanuts", NOW, CALLER))
    run_due(desk, business)
    assert {to for to, _ in texts(desk, business)} == {MARIA, JOSE}
    assert not tell_staff(desk, the_house(desk, ()), StaffNotice("x", "message", "", NOW))


def test_taking_up_is_the_first_ones(desk: Desk) -> None:
    business = the_house(desk)
    left(desk, business)
    run_due(desk, business)
    take_up(desk, business.id, "m1", by="Ana from the office")
    assert take_up(desk, business.id, "m1", by="Late").taken_up_by == "Ana from the office"
    with pytest.raises(UnknownNotice):
        take_up(desk, business.id, "nothing", by="x")
    kept = notice_called(desk, business.id, "m1")
    assert kept is not None
    assert kept.taken_up_at == desk.clock()
