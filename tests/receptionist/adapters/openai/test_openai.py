"""The language model's adapter, over real sockets against a stand-in that speaks its protocol."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic

import pytest

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.openai.account import MODEL, OpenAiAccount, account_from
from receptionist.adapters.openai.chat import ChatCompletions
from receptionist.adapters.openai.client import Api, OpenAi
from receptionist.adapters.openai.hedged import Hedged, Patience
from receptionist.adapters.openai.mind import language_model
from receptionist.adapters.openai.responses import Responses
from receptionist.conversation.minds.model import Dropped, Interest, OnText, Prompt
from receptionist.conversation.minds.schema import SCHEMA
from receptionist.errors import Misconfigured, VendorUnavailable
from tests.fakes.openai_stand_in import KEY, Play, StandIn, commands, openai_stand_in

PROMPT = Prompt("Rules.", 'HEARD: ["hello"]', SCHEMA, "f" * 64)
GOOD = commands(("hello", None, None))
QUICK = Patience(hedge_after_s=0.15, deadline_s=0.6)


@contextmanager
def model(
    *plays: Play, patience: Patience = QUICK, breaker: Breaker | None = None, key: str = KEY, api: Api | None = None
) -> Iterator[tuple[Hedged, StandIn]]:
    """Each request gets the next play; the last one again and again."""
    left = list(plays)
    with openai_stand_in(lambda _: left.pop(0) if len(left) > 1 else left[0]) as stand_in:
        client = OpenAi(OpenAiAccount(key, stand_in.url), api or Responses(), seconds=monotonic)
        hedged = Hedged("openai", client.ask, seconds=monotonic, patience=patience, breaker=breaker, warm=client.warm)
        try:
            yield hedged, stand_in
        finally:
            hedged.close()
            client.close()


def listener(told: list[str]) -> OnText:
    def hear(piece: str) -> bool:
        told.append(piece)
        return False

    return hear


def test_a_streamed_answer_is_put_together_and_its_tokens_are_counted() -> None:
    with model(Play(GOOD)) as (hedged, stand_in):
        done = hedged.complete(PROMPT)
    assert (done.text, done.tokens, done.requests) == (GOOD, 960, 1)
    assert stand_in.faults == []
    request = stand_in.requests[0]
    assert request["model"] == MODEL
    assert request["instructions"] == "Rules."
    assert request["reasoning"] == {"effort": "none"}
    assert request["store"] is False


def test_without_usage_the_tokens_are_estimated() -> None:
    with model(Play(GOOD, usage=False)) as (hedged, _):
        assert hedged.complete(PROMPT).tokens > 10


def test_chat_completions_are_put_together_and_counted_the_same_way() -> None:
    with model(Play(GOOD), api=ChatCompletions()) as (hedged, stand_in):
        done = hedged.complete(PROMPT)
    assert (done.text, done.tokens, done.requests) == (GOOD, 960, 1)
    assert stand_in.faults == []
    assert [one["content"] for one in stand_in.requests[0]["messages"]] == ["Rules.", 'HEARD: ["hello"]']
    assert "store" not in stand_in.requests[0], "a compatible server refuses what it does not know"


def test_connections_are_kept_and_the_first_is_ready_when_it_was_warmed() -> None:
    with model(Play(GOOD)) as (hedged, stand_in):
        hedged.warm()
        for _ in range(3):
            hedged.complete(PROMPT)
    assert stand_in.warmed == 1
    assert len(stand_in.connections) == 1


def test_warming_what_cannot_be_reached_is_no_error() -> None:
    OpenAi(OpenAiAccount(KEY, "http://127.0.0.1:9/v1"), Responses(), seconds=monotonic).warm()


def test_the_answer_is_told_as_it_comes() -> None:
    came: list[tuple[float, str]] = []

    def hear(piece: str) -> bool:
        came.append((monotonic(), piece))
        return False

    with model(Play(GOOD, piece_s=0.02)) as (hedged, _):
        done = hedged.complete(PROMPT, hear)
    assert "".join(piece for _, piece in came) == done.text
    assert came[-1][0] - came[0][0] > 0.05


def test_only_the_request_that_is_first_with_a_word_is_told() -> None:
    slow, quick = commands(("hello", None, None)), commands(("bye", None, None))
    told: list[str] = []
    with model(Play(slow, first_s=0.3, piece_s=0.01), Play(quick, piece_s=0.001)) as (hedged, _):
        done = hedged.complete(PROMPT, listener(told))
        time.sleep(0.3)
    assert "".join(told) == done.text == quick
    assert done.requests == 2


def test_an_answer_that_is_being_heard_may_take_longer_and_no_other_may() -> None:
    slow = Play(GOOD, piece_s=0.1)
    patience = Patience(0.15, 0.4, whole_s=5.0)
    with model(slow, patience=patience) as (hedged, _):
        assert hedged.complete(PROMPT, lambda piece: True).text == GOOD
        with pytest.raises(VendorUnavailable):
            hedged.complete(PROMPT, lambda piece: False)


def test_nothing_is_told_after_it_was_given_up() -> None:
    told: list[str] = []
    with model(Play(GOOD, piece_s=0.05), patience=Patience(0.05, 0.2)) as (hedged, _):
        with pytest.raises(VendorUnavailable):
            hedged.complete(PROMPT, listener(told))
        known = len(told)
        time.sleep(0.3)
    assert len(told) == known


DROPPED_AT = pytest.mark.parametrize(
    "play", [Play(GOOD, first_s=5.0), Play(GOOD, piece=1, piece_s=0.03)], ids=("no-word-yet", "in-mid-answer")
)
"""Each would take its time."""


def seen(what: Callable[[], object], seconds: float = 2.0) -> bool:
    """Whether the other end gets to see it in time."""
    until = monotonic() + seconds
    while not what() and monotonic() < until:
        time.sleep(0.01)
    return bool(what())


@DROPPED_AT
@pytest.mark.parametrize("api", [Responses(), ChatCompletions()], ids=lambda api: api.path)
def test_what_nobody_waits_for_any_more_is_hung_up_on_at_once(play: Play, api: Api) -> None:
    interest, told = Interest(), list[str]()
    with model(play, patience=Patience(9.0, 8.0), api=api) as (hedged, stand_in):
        timer = threading.Timer(0.25, interest.give_up)
        timer.start()
        began = monotonic()
        with pytest.raises(Dropped):
            hedged.complete(PROMPT, listener(told), interest)
        assert monotonic() - began < 0.6
        known = len(told)
        assert seen(lambda: stand_in.left == 1), "the vendor sees it"
        assert len(told) == known
        assert stand_in.told[0] < len(GOOD) / 2
        assert len(stand_in.requests) == 1
    timer.join()


def test_both_requests_of_a_turn_are_hung_up_on() -> None:
    interest = Interest()
    with model(Play(GOOD, first_s=5.0), patience=Patience(0.05, 8.0)) as (hedged, stand_in):
        timer = threading.Timer(0.3, interest.give_up)
        timer.start()
        with pytest.raises(Dropped):
            hedged.complete(PROMPT, None, interest)
        assert seen(lambda: stand_in.left == 2)
    timer.join()


def test_dropping_is_no_failure_of_the_vendors_and_costs_the_next_turn_nothing() -> None:
    slow = Play(GOOD, first_s=5.0)
    with model(slow, slow, Play(GOOD), patience=Patience(9.0, 8.0), breaker=Breaker(most_failures=1)) as (hedged, _):
        for _ in range(2):
            interest = Interest()
            timer = threading.Timer(0.1, interest.give_up)
            timer.start()
            with pytest.raises(Dropped):
                hedged.complete(PROMPT, None, interest)
        assert hedged.complete(PROMPT, None, Interest()).text == GOOD


def test_what_was_dropped_before_is_not_even_asked() -> None:
    interest = Interest()
    interest.give_up()
    with model(Play(GOOD)) as (hedged, stand_in):
        with pytest.raises(Dropped):
            hedged.complete(PROMPT, None, interest)
        assert stand_in.requests == []


def test_losing_interest_in_an_answer_that_is_there_changes_nothing() -> None:
    interest = Interest()
    with model(Play(GOOD)) as (hedged, _):
        assert hedged.complete(PROMPT, None, interest).text == GOOD
        interest.give_up()
        assert hedged.complete(PROMPT).text == GOOD


def test_nothing_of_a_turn_is_left_to_the_collector_while_the_caller_may_still_lose_interest() -> None:
    """It looks through everything that is there, and stops every call of the process meanwhile."""
    interest, told = Interest(), list[str]()

    def left() -> list[str]:
        return [type(one).__name__ for one in gc.get_objects() if type(one).__name__ in ("_Race", "Attempt")]

    with model(Play(GOOD)) as (hedged, _):
        gc.collect()
        gc.disable()
        try:
            assert hedged.complete(PROMPT, listener(told), interest).text == GOOD
            assert seen(lambda: not left()), left()
        finally:
            gc.enable()
        interest.give_up()


def test_closing_ends_what_runs_and_leaves_no_thread_behind() -> None:
    before = set(threading.enumerate())
    with openai_stand_in(lambda _: Play(GOOD, first_s=20.0)) as stand_in:
        hedged = language_model(OpenAiAccount(KEY, stand_in.url), Patience(30.0, 30.0))
        with ThreadPoolExecutor(1) as caller:
            asked = caller.submit(hedged.complete, PROMPT)
            assert seen(lambda: stand_in.requests)
            began = monotonic()
            hedged.close()
            hedged.close()
            with pytest.raises(VendorUnavailable):
                asked.result(2)
        assert seen(lambda: stand_in.left == 1)
        assert monotonic() - began < 1.0
        models = [one for one in set(threading.enumerate()) - before if one.name.startswith("model")]
        for thread in models:
            thread.join(2)
        assert not any(thread.is_alive() for thread in models)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 418, 422])
def test_a_refused_request_is_not_repeated_whatever_its_page_says(status: int) -> None:
    with model(Play(status=status)) as (hedged, stand_in), pytest.raises(VendorUnavailable, match=str(status)):
        hedged.complete(PROMPT)
    assert len(stand_in.requests) == 1


@pytest.mark.parametrize(
    "play",
    [
        Play(status=500), Play(status=503), Play(status=429), Play(GOOD, ends="incomplete"), Play(GOOD, ends="refused"),
        Play(GOOD, ends="failed"), Play(GOOD, ends="error"), Play(GOOD, ends="dropped"), Play(GOOD, ends="silent"),
        Play(GOOD, ends="garbage"), Play(GOOD, ends="html"), Play(GOOD, first_s=5.0), Play(GOOD, piece_s=0.3), Play("x" * 9000, piece=200),
    ],
    ids=lambda play: f"{play.status}-{play.ends}-{play.first_s}-{play.piece_s}",
)  # fmt: skip
@pytest.mark.parametrize("api", [Responses(), ChatCompletions()], ids=lambda api: api.path)
def test_every_failure_is_one_kind_of_error_within_the_deadline(play: Play, api: Api) -> None:
    with model(play, api=api) as (hedged, _):
        began = monotonic()
        with pytest.raises(VendorUnavailable):
            hedged.complete(PROMPT)
        assert monotonic() - began < QUICK.deadline_s + 0.4


def test_a_slow_beginning_is_overtaken_by_a_second_request() -> None:
    with model(Play(GOOD, first_s=5.0), Play(GOOD)) as (hedged, stand_in):
        done = hedged.complete(PROMPT)
    assert (done.text, done.requests) == (GOOD, 2)
    assert 0.15 <= done.seconds < 0.55
    assert len(stand_in.requests) == 2


def test_what_has_begun_in_time_is_not_asked_twice() -> None:
    with model(Play(GOOD, piece_s=0.02)) as (hedged, stand_in):
        assert hedged.complete(PROMPT).requests == 1
    assert len(stand_in.requests) == 1


def test_a_request_that_breaks_off_is_asked_again_at_once() -> None:
    with model(Play(GOOD, ends="dropped"), Play(GOOD)) as (hedged, _):
        done = hedged.complete(PROMPT)
    assert (done.text, done.requests) == (GOOD, 2)


@pytest.mark.parametrize("play", [Play(status=429), Play(GOOD, ends="refused")], ids=("too-many", "refused"))
def test_what_will_not_be_better_is_not_asked_again(play: Play) -> None:
    with model(play) as (hedged, stand_in), pytest.raises(VendorUnavailable):
        hedged.complete(PROMPT)
    assert len(stand_in.requests) == 1


def test_a_wrong_key_is_no_answer() -> None:
    with model(Play(GOOD), key="sk-other") as (hedged, _), pytest.raises(VendorUnavailable):
        hedged.complete(PROMPT)


def test_after_failures_nobody_waits_and_a_request_of_its_own_finds_the_vendor_back() -> None:
    breaker = Breaker(most_failures=2, open_s=0.2)
    with model(Play(status=429), Play(status=429), Play(GOOD), breaker=breaker) as (hedged, stand_in):
        for _ in range(2):
            with pytest.raises(VendorUnavailable):
                hedged.complete(PROMPT)
        began = monotonic()
        with pytest.raises(VendorUnavailable, match="circuit"):
            hedged.complete(PROMPT)
        assert monotonic() - began < 0.1
        assert len(stand_in.requests) == 2
        time.sleep(0.25)
        with pytest.raises(VendorUnavailable, match="circuit"):
            hedged.complete(PROMPT)
        _until(breaker.closed)
        assert hedged.complete(PROMPT).text == GOOD


def test_a_probe_that_fails_keeps_the_circuit_open() -> None:
    breaker = Breaker(most_failures=1, open_s=0.0)
    breaker.failed(0.0)
    assert not breaker.closed()
    assert breaker.probe_due(1.0)
    assert not breaker.probe_due(1.0)
    breaker.failed(1.0)
    assert not breaker.closed()
    assert breaker.probe_due(2.0)


def test_no_more_than_so_many_requests_run_at_once() -> None:
    with model(Play(GOOD, first_s=1.0), patience=Patience(0.05, 0.2, requests_at_once=1)) as (hedged, stand_in):
        with pytest.raises(VendorUnavailable, match="slow"):
            hedged.complete(PROMPT)
        with pytest.raises(VendorUnavailable):
            hedged.complete(PROMPT)
    assert len(stand_in.requests) <= 2


def test_the_account_is_read_from_the_usual_variables() -> None:
    env = {
        "OPENAI_API_KEY": "k",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1/",
        "OPENAI_MODEL": "gpt-x",
        "OPENAI_REASONING": "",
    }
    assert account_from(env) == OpenAiAccount("k", "http://127.0.0.1:9/v1", "gpt-x", "")
    assert account_from({**env, "OPENAI_API": "chat"}).api == "chat"
    compatible = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API": "chat"}
    assert account_from(compatible).reasoning == "", "most refuse what they do not know"
    assert account_from({**compatible, "OPENAI_REASONING": "low"}).reasoning == "low"
    assert account_from({"OPENAI_API_KEY": "k", "OPENAI_API": "chat"}).reasoning == "none"
    with pytest.raises(Misconfigured, match="OPENAI_API: completions is none of responses, chat"):
        account_from({**env, "OPENAI_API": "completions"})
    assert account_from({"OPENAI_API_KEY": "k"}) == OpenAiAccount("k")
    with pytest.raises(Misconfigured, match="OPENAI_API_KEY"):
        account_from({})
    with pytest.raises(Misconfigured, match="OPENAI_BASE_URL"):
        account_from({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "127.0.0.1:9"})


def _until(true: Callable[[], bool]) -> None:
    until = monotonic() + 3
    while not true() and monotonic() < until:
        time.sleep(0.01)
    assert true()
