"""A stream gets in with a ticket we signed, while it holds, and with nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.calls.ticket import LONGEST, StreamTicket, sign, verify
from receptionist.errors import BadTicket
from receptionist.ids import BusinessId, CallId, Phone

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
KEY, OLD_KEY = b"k" * 32, b"o" * 32
TICKET = StreamTicket(
    CallId("CA" + "0" * 32), BusinessId("restaurant"), Phone("+14155550111"), Phone("+14155550100"), "en",
    NOW + timedelta(seconds=60), "n" * 22,
)  # fmt: skip


def test_a_signed_ticket_reads_back_as_it_was() -> None:
    assert verify(sign(TICKET, KEY), [KEY], NOW) == TICKET
    resumed = replace(TICKET, resumed=True, caller=Phone(""), language="pa")
    assert verify(sign(resumed, KEY), [KEY], NOW) == resumed


def test_a_ticket_fits_into_a_stream_parameter() -> None:
    longest = replace(TICKET, business=BusinessId("a-rather-long-name-of-a-business-in-the-hills"), resumed=True)
    assert len(sign(longest, KEY)) < LONGEST


def test_a_ticket_of_the_key_being_replaced_still_holds() -> None:
    assert verify(sign(TICKET, OLD_KEY), [KEY, OLD_KEY], NOW) == TICKET


def test_a_ticket_is_void_from_the_second_it_expires() -> None:
    text = sign(TICKET, KEY)
    verify(text, [KEY], TICKET.expires - timedelta(milliseconds=1))
    with pytest.raises(BadTicket, match="expired"):
        verify(text, [KEY], TICKET.expires)


def test_a_ticket_of_a_strange_key_is_forged() -> None:
    with pytest.raises(BadTicket, match="forged"):
        verify(sign(TICKET, b"x" * 32), [KEY, OLD_KEY], NOW)
    with pytest.raises(BadTicket, match="forged"):
        verify(sign(TICKET, KEY), [], NOW)


def test_every_changed_character_of_what_is_sealed_is_noticed() -> None:
    text = sign(TICKET, KEY)
    sealed = text.index(".")
    for place in range(sealed):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises(BadTicket):
            verify(changed, [KEY], NOW)


@pytest.mark.parametrize("text", ["", ".", "a", "a.b", "é.é", "{}", "A" * 600, "=.=", "\x00.\x00"])
def test_what_is_no_ticket_is_refused(text: str) -> None:
    with pytest.raises(BadTicket):
        verify(text, [KEY], NOW)


@given(st.text(max_size=600))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(BadTicket):
        verify(text, [KEY], NOW)
