"""Drafts, versions, and the way back."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from receptionist.business.definition import Business, Faq, Location
from receptionist.business.versions import Imprint, digest_of
from receptionist.desk.answer_call import answer_call, as_the_call_began
from receptionist.desk.desk import Desk
from receptionist.desk.publish import (
    NoDraft,
    NotPublished,
    UnknownVersion,
    discard_draft,
    draft_of,
    edition_of,
    publish,
    publish_draft,
    review,
    roll_back,
    save_draft,
)
from receptionist.errors import NotAllowed, NotServable
from receptionist.ids import CallId, LocationId, Phone
from receptionist.language.understander import LocalUnderstander
from receptionist.ports import Conflict
from tests.receptionist.conversation.paper_book import demo
from tests.receptionist.desk.desks import Codes, Watch, desk_of

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SALON = demo("salon")
UNDERSTAND = LocalUnderstander().understand


@pytest.fixture
def desk() -> Desk:
    return desk_of(Watch(NOW), Codes())


@pytest.fixture
def live(desk: Desk) -> Business:
    return desk.businesses.put(SALON, imprint=Imprint(NOW, "Anna", "opening"))


def dearer(business: Business, price: int) -> Business:
    first = business.services[0].model_copy(update={"price": Decimal(price)})
    return business.model_copy(update={"services": (first, *business.services[1:])})


def contradicting(business: Business) -> Business:
    faq = Faq(question="Are you open on Mondays?", answer={"en": "We are open on Mondays."})
    return business.model_copy(update={"faqs": (*business.faqs, faq)})


def published(desk: Desk, wanted: Business, expected: int, **more: Any) -> Business:
    return publish(desk, wanted, UNDERSTAND, expected_version=expected, **more).business


def test_a_draft_changes_nothing_for_callers_until_it_is_published(desk: Desk, live: Business) -> None:
    save_draft(desk, dearer(live, 80), base=live.version, revision=0, by="Ben")
    assert desk.businesses.get(live.id) == live
    done = publish_draft(desk, live, UNDERSTAND, imprint=Imprint(by="Ben", note="new prices"))
    assert (done.business.version, done.business.services[0].price) == (2, Decimal(80))
    assert [str(one) for one in done.review.changes] == ["Women's haircut: $75 to $80"]
    assert desk.businesses.get(live.id) == done.business
    assert draft_of(desk, live.id) is None
    assert edition_of(desk, live.id, 2).imprint == Imprint(NOW, "Ben", "new prices")


def test_two_who_draft_at_once_do_not_undo_each_other(desk: Desk, live: Business) -> None:
    draft = save_draft(desk, dearer(live, 80), base=1, revision=0)
    with pytest.raises(Conflict):
        save_draft(desk, dearer(live, 90), base=1, revision=0)
    again = save_draft(desk, dearer(live, 90), base=1, revision=draft.revision)
    kept = draft_of(desk, live.id)
    assert kept == again
    assert kept is not None
    assert kept.kept.business.services[0].price == 90


def test_a_draft_of_a_version_that_stands_no_longer_is_not_published_over_the_new_one(
    desk: Desk, live: Business
) -> None:
    save_draft(desk, dearer(live, 80), base=1, revision=0)
    published(desk, dearer(live, 85), 1)
    with pytest.raises(Conflict, match="made from version 1, but version 2 was published meanwhile"):
        publish_draft(desk, live, UNDERSTAND)
    assert draft_of(desk, live.id) is not None


def test_a_draft_can_be_thrown_away(desk: Desk, live: Business) -> None:
    with pytest.raises(NoDraft):
        discard_draft(desk, live.id, revision=1)
    with pytest.raises(NoDraft):
        publish_draft(desk, live, UNDERSTAND)
    draft = save_draft(desk, live, base=1, revision=0)
    discard_draft(desk, live.id, revision=draft.revision)
    assert draft_of(desk, live.id) is None


def test_what_contradicts_itself_may_be_drafted_and_is_not_published(desk: Desk, live: Business) -> None:
    save_draft(desk, contradicting(live), base=1, revision=0)
    with pytest.raises(NotPublished, match="is closed on Monday") as caught:
        publish_draft(desk, live, UNDERSTAND)
    assert caught.value.findings[0].rule == "hours"
    assert desk.businesses.get(live.id) == live
    assert draft_of(desk, live.id) is not None


def test_publishing_the_same_again_makes_no_version(desk: Desk, live: Business) -> None:
    assert published(desk, dearer(live, 80), 1).version == 2
    assert published(desk, dearer(live, 80), 1).version == 2
    assert [one.version for one in desk.businesses.editions(live.id)] == [2, 1]


def test_an_old_version_is_published_anew_and_stays_what_it_was(desk: Desk, live: Business) -> None:
    published(desk, dearer(live, 80), 1)
    back = roll_back(desk, live, 1, expected_version=2, by="Anna")
    assert (back.version, back.services[0].price) == (3, Decimal(75))
    first, latest = (edition_of(desk, live.id, version) for version in (1, 3))
    assert (first.business, first.digest) == (live, digest_of(live))
    assert latest.digest == first.digest
    assert (latest.imprint.note, latest.imprint.back_to) == ("", 1)


def test_going_back_leaves_the_numbers_ringing_as_they_do_now(desk: Desk, live: Business) -> None:
    place = Location(id=LocationId("east"), name={"en": "East"}, timezone=live.timezone, address="1 East Street")
    east = live.model_copy(update={"locations": (place,)})
    published(desk, east, 1)
    moved = place.model_copy(update={"numbers": ("+14155550179",)})
    published(desk, east.model_copy(update={"numbers": ("+14155550178",), "locations": (moved,)}), 2, may_move=True)
    back = roll_back(desk, live, 2, expected_version=3)
    assert (back.numbers, back.locations[0].numbers) == (("+14155550178",), ("+14155550179",))


def test_going_back_while_somebody_publishes_is_a_conflict(desk: Desk, live: Business) -> None:
    published(desk, dearer(live, 80), 1)
    with pytest.raises(Conflict):
        roll_back(desk, live, 1, expected_version=1)
    with pytest.raises(UnknownVersion):
        roll_back(desk, live, 7, expected_version=2)


@pytest.mark.parametrize("change", [{"numbers": ("+14155550177",)}, {"agency": "Bright"}, {"home_region": "eu-west-1"}])
def test_numbers_agency_and_home_are_for_whoever_runs_the_deployment(
    desk: Desk, live: Business, change: dict[str, Any]
) -> None:
    wanted = live.model_copy(update=change)
    with pytest.raises(NotAllowed):
        published(desk, wanted, 1)
    assert published(desk, wanted, 1, may_move=True).version == 2


def test_a_new_business_is_made_by_whoever_runs_the_deployment(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        published(desk, SALON, 0)
    assert published(desk, SALON, 0, may_move=True).version == 1
    with pytest.raises(Conflict, match="it is there already"):
        published(desk, dearer(SALON, 80), 0, may_move=True)


def test_what_does_not_fit_together_is_not_published(desk: Desk, live: Business) -> None:
    with pytest.raises(NotServable, match="timezone"):
        published(desk, live.model_copy(update={"timezone": "Mars/Base"}), 1)


def test_a_review_says_what_would_change_and_changes_nothing(desk: Desk, live: Business) -> None:
    seen = review(desk, contradicting(dearer(live, 80)), UNDERSTAND, now=live)
    assert [str(one) for one in seen.changes][0] == "Women's haircut: $75 to $80"
    assert [one.rule for one in seen.errors] == ["hours"]
    assert desk.businesses.get(live.id) == live


def test_a_call_is_answered_to_its_end_with_the_version_it_began_with(desk: Desk, live: Business) -> None:
    answered = answer_call(desk, call=CallId("c"), caller=Phone("+14155550142"), called=Phone(live.numbers[0]))
    assert answered is not None
    published(desk, dearer(live, 80), 1)
    assert as_the_call_began(desk.businesses, answered.record) == live
