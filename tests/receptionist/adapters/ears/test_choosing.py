"""Who hears is chosen by names; what is missing is named; each recogniser is told language and names in its own way."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from receptionist.adapters import providers
from receptionist.adapters.deepgram.ears import LANGUAGES as DEEPGRAM
from receptionist.adapters.ears.choosing import ears_from, names_in
from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.adapters.elevenlabs.ears import LANGUAGES as ELEVENLABS
from receptionist.adapters.openai.transcription import LANGUAGES as OPENAI
from receptionist.business.quality import known
from receptionist.errors import Misconfigured
from receptionist.ports import Ears, Listening
from tests.fakes.recognisers import StandIn, recognisers
from tests.fakes.spoken_code import QUIET, frames, say
from tests.receptionist.adapters.ears.test_promises import Understands, hung_up, settings

LOCAL = TurnByTurn(Understands(), frozenset({"en", "es"}))


def names_of(ears: Ears) -> list[str]:
    return [member.name for member in ears._members]  # type: ignore[attr-defined]


def test_without_settings_everything_is_heard_on_the_machine() -> None:
    assert names_of(ears_from({}, LOCAL)) == ["local"]


def test_the_order_is_that_of_the_list_and_local_is_last_also_unnamed() -> None:
    env = {**settings("https://stand-in.test"), "EARS": "elevenlabs, openai-realtime,deepgram,openai"}
    assert names_of(ears_from(env, LOCAL)) == ["elevenlabs", "openai-realtime", "deepgram", "openai", "local"]
    assert names_of(ears_from(env, LOCAL, ["local", "deepgram"])) == ["local", "deepgram"]
    assert ears_from(env, LOCAL).languages() == {"en", "es", "pa"}


def test_everything_that_is_missing_is_named_at_once() -> None:
    env = {"EARS": "deepgram,elevenlabs,openai,openai-realtime,nobody,local", "ELEVENLABS_BASE_URL": "example.com"}
    with pytest.raises(Misconfigured) as fault:
        ears_from(env, None)
    told = str(fault.value).split("; ")
    assert told == [
        "EARS names deepgram: set DEEPGRAM_API_KEY",
        "EARS names elevenlabs: set ELEVENLABS_API_KEY",
        "EARS names openai: set OPENAI_API_KEY",
        "EARS names openai-realtime: set OPENAI_API_KEY",
        *[one for one in told if one.startswith("there is no provider 'nobody'") or one.startswith("known: ")],
        "EARS names local: this service has no recogniser of its own",
    ]


@pytest.mark.parametrize(
    ("env", "fault"),
    [
        ({"EARS": "local,local"}, "names one twice"),
        (
            {"EARS": "deepgram", "DEEPGRAM_API_KEY": "k", "DEEPGRAM_BASE_URL": "ftp://x"},
            "DEEPGRAM_BASE_URL: ftp://x is no",
        ),
        ({"EARS": "deepgram", "DEEPGRAM_API_KEY": "k", "DEEPGRAM_MODEL": "flux-general-en"}, "name a nova model"),
        ({"EARS": "google"}, "there is no provider 'google'"),
    ],
)
def test_what_is_wrong_is_said(env: dict[str, str], fault: str) -> None:
    with pytest.raises(Misconfigured, match=fault):
        ears_from(env, LOCAL)


def test_names_come_from_the_environment() -> None:
    assert names_in({"EARS": " deepgram , local "}) == ("deepgram", "local")
    assert names_in({}) == ("local",)


@pytest.mark.parametrize(
    ("name", "languages"),
    [("deepgram", DEEPGRAM), ("elevenlabs", ELEVENLABS), ("openai", OPENAI), ("openai-realtime", OPENAI)],
)
def test_the_table_and_the_recogniser_agree_on_languages(name: str, languages: frozenset[str]) -> None:
    assert next(one.languages for one in known() if (one.part, one.name) == ("ears", name)) == languages


PACKAGE = """\
from receptionist.adapters.providers import Provider
from tests.receptionist.adapters.ears.test_choosing import LOCAL
from tests.receptionist.adapters.ears.test_promises import Understands

PROVIDER = Provider(languages=frozenset({"fr"}), ears=lambda settings: EARS)
"""


@pytest.mark.parametrize(("made", "languages"), [("LOCAL", {"en", "es"}), ("Understands()", {"fr"})])
def test_a_package_gives_ears_or_a_recogniser_of_whole_turns(
    made: str, languages: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "acme_ears.py").write_text(PACKAGE.replace("EARS", made), encoding="utf-8")
    info = tmp_path / "acme_ears-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-ears\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{providers.GROUP}]\nacme = acme_ears:PROVIDER\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "acme_ears", raising=False)
    ears = ears_from({"EARS": "acme"}, None)
    assert names_of(ears) == ["acme"]
    assert ears.languages() == languages


async def _turns(listening: Listening, *words: str) -> list[str]:
    heard = []
    for said in words:
        listening.begin(say(said))
        for frame in frames(QUIET):
            listening.hear(frame)
            await asyncio.sleep(0.002)
        heard.append((await listening.words()).text)
        listening.end()
    return heard


def _call(name: str, talk: "Callable[[Ears, StandIn], Any]", **env: str) -> StandIn:
    with recognisers() as stand_in:

        async def call() -> None:
            await talk(ears_from({**settings(stand_in.url), **env}, None, [name]), stand_in)

        asyncio.run(asyncio.wait_for(hung_up(call()), 20))
    return stand_in


async def _tuned(ears: Ears, _: StandIn) -> None:
    """A call that begins in any language, and is one for a name in Spanish from the second turn on."""
    listening = ears.listen(language=None, phrases=("Saffron",))
    assert await _turns(listening, "yes") == ["yes"]
    listening.tune(language="es", phrases=("Saffron",))
    listening.tune(language="es", phrases=("Ramirez", "Saffron"))
    assert await _turns(listening, "no") == ["no"]
    listening.tune(language="es", phrases=("Ramirez", "Saffron"))
    assert await _turns(listening, "thanks") == ["thanks"]
    await listening.close()


def test_deepgram_is_dialled_for_a_language_and_told_names_on_the_way() -> None:
    stand_in = _call("deepgram", _tuned)
    first, *_, last = stand_in.queries
    assert first == {
        "model": ["nova-3"], "encoding": ["mulaw"], "sample_rate": ["8000"], "channels": ["1"], "language": ["multi"],
        "interim_results": ["true"], "endpointing": ["10"], "punctuate": ["true"],
    }  # fmt: skip
    assert last["language"] == ["es"]
    told = [one["keyterms"] for one in stand_in.told if one["type"] == "Configure"]
    assert (told[0], told[-1]) == (["Saffron"], ["Ramirez", "Saffron"])


@pytest.mark.parametrize(("model", "word"), [("nova-3-medical", "keyterms"), ("nova-2-phonecall", "keywords")])
def test_models_of_deepgram_are_told_names_each_in_its_way(model: str, word: str) -> None:
    stand_in = _call("deepgram", _tuned, DEEPGRAM_MODEL=model)
    if word == "keywords":
        assert [query["keywords"] for query in stand_in.queries][-1] == ["Ramirez", "Saffron"]
        assert not [one for one in stand_in.told if one["type"] == "Configure"]
    else:
        assert not [query for query in stand_in.queries if "keyterm" in query]


def test_scribe_is_dialled_anew_for_another_language_or_other_names() -> None:
    stand_in = _call("elevenlabs", _tuned)
    first, *_, last = stand_in.queries
    assert first == {
        "model_id": ["scribe_v2_realtime"], "audio_format": ["ulaw_8000"], "commit_strategy": ["manual"],
        "include_timestamps": ["true"], "include_language_detection": ["true"], "keyterms": ["Saffron"],
    }  # fmt: skip
    assert last == {
        "model_id": ["scribe_v2_realtime"], "audio_format": ["ulaw_8000"], "commit_strategy": ["manual"],
        "language_code": ["es"], "keyterms": ["Ramirez", "Saffron"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "word", "env"),
    [("elevenlabs", "keyterms", {}), ("deepgram", "keywords", {"DEEPGRAM_MODEL": "nova-2"})],
)
def test_questions_that_come_back_mean_no_other_line(name: str, word: str, env: dict[str, str]) -> None:
    async def talk(ears: Ears, _: StandIn) -> None:
        listening = ears.listen(language="en", phrases=("Saffron",))
        for phrases in (("Ramirez",), ("Saffron",), ("Ramirez", "Saffron"), (), ("Ramirez",)):
            listening.tune(language="en", phrases=phrases)
            assert await _turns(listening, "yes") == ["yes"]
        await listening.close()

    stand_in = _call(name, talk, **env)
    assert [set(query[word]) for query in stand_in.queries][-1] == {"Saffron", "Ramirez"}
    assert len(stand_in.queries) <= 2


def test_openai_is_told_on_the_way() -> None:
    stand_in = _call("openai-realtime", _tuned)
    assert stand_in.queries == [{"intent": ["transcription"]}]
    sessions = [one["session"] for one in stand_in.told if one["type"] == "session.update"]
    heard = [one["audio"]["input"] for one in sessions]
    assert all(one["type"] == "transcription" for one in sessions)
    assert all((one["format"], one["turn_detection"]) == ({"type": "audio/pcmu"}, None) for one in heard)
    assert [one["transcription"] for one in heard] == [
        {"model": "gpt-live-transcribe", "keywords": ["Saffron"]},
        {"model": "gpt-live-transcribe", "languages": ["es"], "keywords": ["Saffron"]},
        {"model": "gpt-live-transcribe", "languages": ["es"], "keywords": ["Ramirez", "Saffron"]},
    ]


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("gpt-transcribe", {"languages[]": ["es"], "keywords[]": ["Ramirez", "Saffron"]}),
        ("gpt-4o-transcribe", {"language": ["es"], "prompt": ["Ramirez, Saffron"]}),
    ],
)
def test_openai_is_told_with_each_turn(model: str, told: dict[str, Any]) -> None:
    stand_in = _call("openai", _tuned, OPENAI_TRANSCRIPTION_MODEL=model)
    assert stand_in.told[-1] == {"model": [model], "response_format": ["json"], **told}


def test_names_that_a_recogniser_would_refuse_are_left_out() -> None:
    long, many = "a name that is longer than twenty letters", tuple(f"name {n}" for n in range(200))

    async def talk(ears: Ears, _: StandIn) -> None:
        listening = ears.listen(language="en", phrases=("", long, "Saffron", *many))
        assert await _turns(listening, "yes") == ["yes"]
        await listening.close()

    assert len(_call("elevenlabs", talk).queries[0]["keyterms"]) == 50
    (told,) = [one for one in _call("deepgram", talk).told if one["type"] == "Configure"]
    assert len(told["keyterms"]) <= 100
    assert told["keyterms"][:2] == [long, "Saffron"]
