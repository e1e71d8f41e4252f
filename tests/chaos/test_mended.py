"""What the matrix has found, each as the caller heard it."""

from datetime import timedelta

import pytest

from tests.chaos.dialogues import BOOK
from tests.chaos.matrix import Cell, Fault, play
from tests.stream_handler.stage import Stage

HELLO, BOOKS, GOODBYE = 0, 5, 6


def ours(cell: Cell) -> list[str]:
    """What was heard of us, from one pause to the next."""
    played = play(cell)
    assert played.struck
    return [line.split("US     ")[1] for line in played.transcript if "US     " in line]


def test_words_repeated_at_our_request_are_answered_with_what_they_have_done() -> None:
    heard = ours(Cell(BOOK, BOOKS, "before the write", "store hangs"))
    assert any("Could you say that once more?" in said for said in heard)
    (news,) = [said for said in heard if "You're booked" in said]
    assert news.endswith("Is there anything else I can do for you?")


def test_news_that_a_lost_handler_broke_off_is_told_again() -> None:
    heard = ours(Cell(BOOK, BOOKS, "we speak", "killed"))
    (again,) = [
        said.partition("Sorry, we were cut off for a moment.")[2] for said in heard if "we were cut off" in said
    ]
    assert "You're booked: a table for four, tomorrow, Friday, November 27th at 7 PM." in again
    assert again.count("anything else") == 1


def test_news_that_was_heard_is_not_told_again() -> None:
    heard = ours(Cell(BOOK, BOOKS, "between turns", "killed"))
    assert sum("You're booked" in said for said in heard) == 1


def test_a_caller_who_was_lost_before_they_said_anything_is_asked_how_we_can_help() -> None:
    heard = ours(Cell(BOOK, HELLO, "caller speaks", "half open"))
    assert "Sorry, we were cut off for a moment. How can I help you?" in heard


def test_a_goodbye_that_a_lost_handler_broke_off_is_said_again() -> None:
    heard = ours(Cell(BOOK, GOODBYE, "we speak", "killed"))
    assert heard[-1] == "Sorry, we were cut off for a moment. Thank you for calling Saffron and Sage. Goodbye!"


def never_lost(stage: Stage) -> None:
    """The rescuer would not send the carrier away from a handler that is well."""
    assert not stage.calls.lost(stage.clock() - timedelta(seconds=1))


async def test_one_renewal_that_hangs_does_not_lose_the_lease() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.stores.hanging = True
        await phone.quiet(1.1)
        stage.stores.hanging = False
        for _ in range(60):
            await phone.quiet(0.1)
            never_lost(stage)
        phone.hang_up()


def test_a_renewal_that_hung_and_moves_at_last_does_not_shorten_the_lease() -> None:
    assert play(Cell(BOOK, HELLO, "caller speaks", "store hangs")).resumes == 0


@pytest.mark.parametrize("fault", ["half open", "asked twice"])
def test_news_nobody_has_proved_to_be_heard_is_told_again(fault: Fault) -> None:
    heard = ours(Cell(BOOK, BOOKS, "we speak", fault))
    assert "You're booked: a table for four, tomorrow, Friday, November 27th at 7 PM." in heard[-2]
