"""Which recognisers hear the callers, by the names in EARS."""

from collections.abc import Mapping, Sequence
from typing import Final

from receptionist.adapters import providers
from receptionist.adapters.deepgram import account as deepgram
from receptionist.adapters.deepgram import ears as deepgram_ears
from receptionist.adapters.ears.failover import FailoverEars, Member, Patience
from receptionist.adapters.ears.streamed import StreamedEars
from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.adapters.elevenlabs import account as elevenlabs
from receptionist.adapters.elevenlabs import ears as elevenlabs_ears
from receptionist.adapters.openai import transcription, transcription_live
from receptionist.errors import Misconfigured
from receptionist.ports import Ears

LOCAL: Final = "local"


def names_in(env: Mapping[str, str]) -> tuple[str, ...]:
    """Of EARS, in order; `local` alone where nothing is said. Raises Misconfigured for one that is named twice."""
    names = tuple(name.strip() for name in env.get("EARS", "").split(",") if name.strip()) or (LOCAL,)
    if len(set(names)) < len(names):
        raise Misconfigured(f"EARS: {', '.join(names)} names one twice")
    return names


def ears_from(
    env: Mapping[str, str], local: Ears | None, names: Sequence[str] | None = None, *, patience: Patience | None = None
) -> FailoverEars:
    """The first of `names` (those of EARS if None) hears, the next ones take over, `local` last of all where there is one, also
    unnamed. Opens no connection. Raises Misconfigured with everything that is missing."""
    chosen = list(names_in(env) if names is None else names)
    if local is not None and LOCAL not in chosen:
        chosen.append(LOCAL)
    members, faults = [], []
    for name in chosen:
        try:
            members.append(Member(name, _made(name, env, local)))
        except Misconfigured as fault:
            faults.append(str(fault))
    if faults:
        raise Misconfigured("; ".join(dict.fromkeys(faults)))
    return FailoverEars(members, patience)


def _made(name: str, env: Mapping[str, str], local: Ears | None) -> Ears:
    match name:
        case "local":
            if local is None:
                raise Misconfigured("EARS names local: this service has no recogniser of its own")
            return local
        case "deepgram":
            return StreamedEars(deepgram_ears.recogniser(deepgram.account_from(env)))
        case "elevenlabs":
            account = elevenlabs.account_from(env, "EARS")
            return StreamedEars(elevenlabs_ears.recogniser(account, elevenlabs_ears.model_from(env)))
        case "openai-realtime":
            return StreamedEars(transcription_live.recogniser(transcription.account_from(env, name)))
        case "openai":
            given = transcription.account_from(env, name)
            return TurnByTurn(transcription.OpenAiTranscriber(given), transcription.LANGUAGES)
    return providers.live_ears(name, env)
