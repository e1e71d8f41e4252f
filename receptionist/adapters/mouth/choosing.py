"""Which voices speak to the callers, by the names in MOUTH."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Final, cast

from receptionist.adapters import providers
from receptionist.adapters.elevenlabs.account import account_from
from receptionist.adapters.elevenlabs.cast import Cast, cast_from, is_on_the_socket
from receptionist.adapters.elevenlabs.voice import ElevenLabsVoice
from receptionist.adapters.elevenlabs.whole import WholeTexts
from receptionist.adapters.google.speaker import GoogleSpeaker, speaker_from
from receptionist.adapters.mouth.cache import SoundCache
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause, Pauses
from receptionist.adapters.mouth.digits import DigitClips
from receptionist.adapters.mouth.failover import Candidate, Failover, Patience
from receptionist.adapters.mouth.late import Late, Warmed
from receptionist.adapters.openai import speech as openai
from receptionist.errors import Misconfigured
from receptionist.ports import FluentVoice, Voice

LOCAL: Final = "local"
LOCAL_PAUSES: Final = Pauses(clause_s=0.1, sentence_s=0.26)
"""What the local voice leaves between clauses of one text; between texts it leaves nothing."""
LOCAL_PATIENCE: Final = Patience(first_s=3.0, next_s=3.0)
"""Where somebody comes after it: on a busy machine it only has much to do."""


def names_in(env: Mapping[str, str]) -> tuple[str, ...]:
    """Of MOUTH, in order; `local` alone where nothing is said. Raises Misconfigured for one that is named twice."""
    names = tuple(name.strip() for name in env.get("MOUTH", "").split(",") if name.strip()) or (LOCAL,)
    if len(set(names)) < len(names):
        raise Misconfigured(f"MOUTH: {', '.join(names)} names one twice")
    return names


def mouth_from(
    env: Mapping[str, str], local: Voice | None, names: Sequence[str] | None = None, *, patience: Patience | None = None
) -> Failover:
    """The first of `names` (those of MOUTH if None) that speaks a call's language speaks, the next ones take over, `local` last of
    all where there is one, also unnamed. Opens no connection. Raises Misconfigured with everything that is missing."""
    chosen = list(names_in(env) if names is None else names)
    if local is not None and LOCAL not in chosen:
        chosen.append(LOCAL)
    candidates: list[Candidate] = []
    faults: list[str] = []
    for name in chosen:
        try:
            waits = patience or patience_from(env)
            candidates.append(_candidate(name, env, local, waits, last=name == chosen[-1]))
        except Misconfigured as fault:
            faults.append(str(fault))
    if faults:
        raise Misconfigured("; ".join(dict.fromkeys(faults)))
    mouth = Failover(candidates, seconds=time.monotonic)
    _load_the_usual(mouth, candidates)
    return mouth


def _load_the_usual(mouth: Failover, candidates: Sequence[Candidate]) -> None:
    """Who speaks a language while all is well is there before the first greeting; who only takes over may come later."""
    usual = {mouth.usual(language) for language in mouth.languages()}
    for one in candidates:
        if one.name in usual and isinstance(one.voice, ClauseByClause):
            one.voice.load()


def clips_from(env: Mapping[str, str], voice: Failover, who: str, cache: SoundCache) -> DigitClips | None:
    """Of digits, where the first of MOUTH is paid for each request; our own voice says a number with its sentence. `who`: as in
    Wanted."""
    return DigitClips(voice, who, cache, usual=voice.usual) if names_in(env)[0] != LOCAL else None


def unhurried_from(
    env: Mapping[str, str], local: Callable[[], AbstractContextManager[Voice]]
) -> Callable[[], AbstractContextManager[FluentVoice]] | None:
    """Our own voice for what is made in advance, as `local` gives and takes it back, where it is the first of MOUTH: a provider's
    takes nothing of this machine."""
    if names_in(env)[0] != LOCAL:
        return None

    @contextmanager
    def lent() -> Iterator[FluentVoice]:
        with local() as voice:
            yield ClauseByClause(voice, LOCAL, LOCAL_PAUSES)

    return lent


def patience_from(env: Mapping[str, str]) -> Patience:
    """From `MOUTH_FIRST_SOUND_S` and `MOUTH_NEXT_SOUND_S`. Raises Misconfigured."""
    usual = Patience()
    return Patience(
        _seconds(env, "MOUTH_FIRST_SOUND_S", usual.first_s), _seconds(env, "MOUTH_NEXT_SOUND_S", usual.next_s)
    )


def _candidate(name: str, env: Mapping[str, str], local: Voice | None, patience: Patience, *, last: bool) -> Candidate:
    if name == LOCAL:
        if local is None:
            raise Misconfigured("MOUTH names local: this service has no voice of its own")
        own = ClauseByClause(local, LOCAL, LOCAL_PAUSES)
        return Candidate(name, own, patience=None if last else LOCAL_PATIENCE, breaker=None)
    voice = _made(name, env)
    if isinstance(voice, ElevenLabsVoice):
        return Candidate(name, voice, eager=True, patience=patience, behind=voice.spoken_whole())
    return Candidate(name, voice, patience=patience.with_slow_beginning() if name == openai.NAME else patience)


def _made(name: str, env: Mapping[str, str]) -> FluentVoice:
    match name:
        case "elevenlabs":
            account, who = account_from(env, "MOUTH"), cast_from(env)
            return ElevenLabsVoice(account, who, _by_http(env, who))
        case "google":
            return ClauseByClause(_google(speaker_from(env)), name)
        case "openai":
            return ClauseByClause(openai.OpenAiVoice(openai.speaker_from(env)), name)
    voice = providers.mouth(name, env)
    return cast("FluentVoice", voice) if hasattr(voice, "speak_along") else ClauseByClause(voice, name)


def _google(speaker: GoogleSpeaker) -> Late:
    def make() -> Warmed:
        from receptionist.adapters.google.speech import GoogleVoice  # noqa: PLC0415  gRPC takes a second

        return GoogleVoice(speaker)

    return Late(frozenset(speaker.voices), make)


def _by_http(env: Mapping[str, str], who: Cast) -> FluentVoice | None:
    """For the languages whose model is not on the socket, if there are any."""
    if all(is_on_the_socket(model) for model in who.models.values()):
        return None
    return ClauseByClause(WholeTexts(account_from(env, "MOUTH"), who), "elevenlabs")


def _seconds(env: Mapping[str, str], variable: str, usual: float) -> float:
    told = env.get(variable, "").strip()
    try:
        seconds = float(told) if told else usual
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 30:
        raise Misconfigured(f"{variable}: {told} is no number of seconds up to 30")
    return seconds
