"""Who has the floor, in 32 ms steps of caller audio."""

import pytest

from stream_handler.backchannel import is_backchannel
from stream_handler.floor import (
    CUT_OFF_S,
    PATIENCE,
    PAUSE_S,
    SHORT_PAUSE_S,
    Floor,
    Holder,
    Order,
    Patience,
    patience_for,
)

STEP = 0.032


def hear(floor: Floor, seconds: float, *, speech: bool) -> list[tuple[float, Order]]:
    """Orders, each with the seconds after which it came."""
    orders = []
    for step in range(1, round(seconds / STEP) + 1):
        order = floor.hear(STEP, speech=speech)
        if order is not None:
            orders.append((round(step * STEP, 3), order))
    return orders


def free(kind: str = "open", more_s: float = 0.0, *, pause_s: float = PAUSE_S) -> Floor:
    """Nobody has it, after our words."""
    floor = Floor(patience_for(kind, more_s, pause_s=pause_s))
    floor.spoken()
    return floor


def test_a_turn_begins_pauses_and_ends() -> None:
    floor = free()
    assert [order for _, order in hear(floor, 1.0, speech=True)] == [Order.BEGIN]
    assert [order for _, order in hear(floor, 1.5, speech=False)] == [Order.PAUSE, Order.AGAIN, Order.REPLY]
    assert floor.holder is Holder.RECEPTIONIST


def test_a_click_begins_nothing() -> None:
    floor = free()
    assert hear(floor, 0.064, speech=True) == []
    assert floor.holder is Holder.NOBODY


def test_going_on_after_a_pause_takes_the_thought_back() -> None:
    floor = free()
    hear(floor, 0.5, speech=True)
    assert [order for _, order in hear(floor, 0.3, speech=False)] == [Order.PAUSE]
    assert [order for _, order in hear(floor, 0.5, speech=True)] == [Order.GO_ON]


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("yes_no", 0.45, 0.55),
        ("number", 1.15, 1.25),
        ("open", 1.05, 1.15),
        ("phone", 1.3, 1.5),
        ("spelling", 2.65, 2.75),
    ],
)
def test_patience_is_for_what_was_asked(kind: str, least: float, most: float) -> None:
    floor = free(kind)
    hear(floor, 0.5, speech=True)
    ended = [at for at, order in hear(floor, 3.0, speech=False) if order is Order.REPLY]
    assert least <= ended[0] <= most


def test_a_hesitant_caller_gets_more_time() -> None:
    assert patience_for("open", 0.6).end_s == patience_for("open").end_s + 0.6
    floor = free("open", 0.6)
    hear(floor, 0.5, speech=True)
    ended = [at for at, order in hear(floor, 3.0, speech=False) if order is Order.REPLY]
    assert 1.65 <= ended[0] <= 1.8


def test_late_beginnings_and_stops_in_mid_turn_are_counted() -> None:
    floor = free("phone")
    hear(floor, 4.0, speech=False)
    hear(floor, 0.5, speech=True)
    for quiet_s in (0.2, 0.6, 0.6):
        hear(floor, quiet_s, speech=False)
        hear(floor, 0.5, speech=True)
    assert 3.9 <= floor.waited_s <= 4.2
    assert floor.stops == 2


@pytest.mark.parametrize("kind", PATIENCE)
def test_a_complete_turn_shortens_the_wait_and_an_unfinished_one_lengthens_it(kind: str) -> None:
    for complete, end_s in ((True, PATIENCE[kind].sure_s), (False, PATIENCE[kind].unsure_s)):
        floor = free(kind)
        hear(floor, 0.5, speech=True)
        hear(floor, 0.224, speech=False)
        floor.sounds_complete(complete)
        (at, order) = hear(floor, 4.0, speech=False)[-1]
        assert order is Order.REPLY
        assert at + 0.224 == pytest.approx(end_s, abs=STEP)


def test_what_a_pause_sounded_like_is_forgotten_when_they_go_on() -> None:
    floor = free("yes_no")
    hear(floor, 0.5, speech=True)
    hear(floor, 0.224, speech=False)
    floor.sounds_complete(False)
    hear(floor, 0.3, speech=True)
    ended = [at for at, order in hear(floor, 3.0, speech=False) if order is Order.REPLY]
    assert ended[0] == pytest.approx(0.5, abs=STEP)


def test_a_verdict_that_comes_too_late_changes_nothing() -> None:
    floor = free()
    floor.sounds_complete(True)
    assert floor.holder is Holder.NOBODY


def test_speech_over_ours_takes_the_floor_after_a_while() -> None:
    floor = Floor()
    orders = hear(floor, 1.0, speech=True)
    assert orders == [(0.032, Order.HUSH)]
    assert floor.holder is Holder.CALLER


def test_blips_do_not_add_up_to_an_interruption() -> None:
    floor = Floor(patience_for("open", false_stops=1))
    for _ in range(20):
        assert hear(floor, STEP, speech=True) == []
        assert hear(floor, 0.32, speech=False) == []


def test_long_silence_is_told_once_and_counts_from_the_end_of_our_words() -> None:
    floor = Floor()
    assert hear(floor, 60.0, speech=False) == [], "while we speak nobody is asked whether they are there"
    floor.spoken()
    orders = hear(floor, 20.0, speech=False)
    assert [order for _, order in orders] == [Order.SILENT]
    assert orders[0][0] == pytest.approx(6.0, abs=STEP)


def test_a_turn_without_a_pause_is_answered_all_the_same() -> None:
    floor = Floor(Patience(longest_turn_s=5.0))
    floor.spoken()
    assert Order.REPLY in [order for _, order in hear(floor, 6.0, speech=True)]


@pytest.mark.parametrize("text", ["Mm-hm.", "okay", "Uh-huh, yeah.", "sí, claro", "ਹਾਂ ਜੀ"])
def test_backchannels(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize("text", ["", "no", "yes but at seven", "okay okay okay okay", "seven", "one more", "7"])
def test_what_is_a_turn(text: str) -> None:
    assert not is_backchannel(text)


def test_a_number_that_is_not_all_there_is_waited_for() -> None:
    floor = free("phone")
    hear(floor, 0.5, speech=True)
    hear(floor, 0.224, speech=False)
    floor.sounds_complete(False)
    ended = [at for at, order in hear(floor, 5.0, speech=False) if order is Order.REPLY]
    assert ended[0] + 0.224 == pytest.approx(3.5, abs=STEP)


def test_a_long_pause_is_recognised_once_more_and_the_next_one_too() -> None:
    floor = free("spelling")
    for _ in range(2):
        hear(floor, 0.5, speech=True)
        assert [order for _, order in hear(floor, 1.4, speech=False)] == [Order.PAUSE, Order.AGAIN]
    assert Order.REPLY not in [order for _, order in hear(floor, 0.5, speech=True)]


def test_who_goes_on_before_they_can_have_heard_us_was_cut_off() -> None:
    for after_s, cut_off in ((0.3, True), (CUT_OFF_S + 0.2, False)):
        floor = free("yes_no")
        hear(floor, 0.5, speech=True)
        assert hear(floor, 0.53, speech=False)[-1][1] is Order.REPLY
        hear(floor, after_s, speech=False)
        assert [order for _, order in hear(floor, 0.1, speech=True)] == [Order.HUSH]
        assert floor.cut_off is cut_off


def test_who_breaks_in_on_our_greeting_or_after_our_words_was_not_cut_off() -> None:
    greeted = Floor()
    greeted.take()
    hear(greeted, 0.1, speech=True)
    answered = free()
    hear(answered, 0.2, speech=True)
    assert not greeted.cut_off
    assert not answered.cut_off


def test_a_caller_who_was_cut_off_is_given_longer_and_not_without_end() -> None:
    waits = [patience_for("open", cut_offs=times) for times in range(5)]
    assert waits[0].sure_s < waits[1].sure_s < waits[2].sure_s == waits[4].sure_s
    assert waits[0].end_s < waits[1].end_s < waits[2].end_s == waits[4].end_s


def test_a_line_that_has_stopped_us_for_nothing_has_to_speak_for_longer() -> None:
    once = Floor(patience_for("open", false_stops=1))
    (at, order) = hear(once, 1.0, speech=True)[0]
    assert order is Order.HUSH
    assert at == pytest.approx(0.16, abs=STEP)


def test_a_complete_turn_whose_answer_is_ready_ends_sooner_and_no_other() -> None:
    ended = {}
    for complete in (True, False):
        for ready in (True, False):
            floor = free(pause_s=SHORT_PAUSE_S)
            hear(floor, 0.5, speech=True)
            hear(floor, 0.13, speech=False)
            if complete:
                floor.sounds_complete(True, at_once=True)
            steps = (step for step in range(1, 60) if floor.hear(STEP, speech=False, ready=ready) is Order.REPLY)
            ended[complete, ready] = 0.128 + next(steps) * STEP
    assert ended[True, True] < 0.2 < ended[True, False] < 0.4 < ended[False, True] == ended[False, False]


def test_what_was_complete_is_no_longer_once_the_caller_goes_on() -> None:
    floor = free(pause_s=SHORT_PAUSE_S)
    hear(floor, 0.5, speech=True)
    hear(floor, 0.13, speech=False)
    floor.sounds_complete(True, at_once=True)
    hear(floor, 0.2, speech=True)
    assert not any(floor.hear(STEP, speech=False, ready=True) is Order.REPLY for _ in range(12))


def test_who_was_cut_off_is_not_hurried() -> None:
    assert patience_for("open", cut_offs=1).ready_s == patience_for("open").ready_s + 0.2
