"""Further providers, from packages that are installed beside this one.

A package names what it gives in its `pyproject.toml`, by the name that EARS, MIND or MOUTH will say:

    [project.entry-points."firstring.providers"]
    acme = "acme_voice:PROVIDER"

    # acme_voice/__init__.py
    PROVIDER = Provider(languages=frozenset({"en", "es"}), mouth=lambda settings: AcmeVoice(settings["ACME_KEY"]))

What it makes must pass the suites of receptionist/contracts, which the package runs in its own tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.conversation.minds.model import LanguageModel
from receptionist.errors import Misconfigured
from receptionist.ports import Ears, Transcriber, Voice

GROUP = "firstring.providers"
OURS = frozenset(("local", "openai", "openai-realtime", "elevenlabs", "deepgram", "google"))
"""Names of our own, which no package may take."""

Settings = Mapping[str, str]
"""The environment, as the composition root has read it."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What a package gives. Each maker is called once per process and may raise Misconfigured naming what is not set."""

    languages: frozenset[str]
    ears: Callable[[Settings], Transcriber | Ears] | None = None
    """A recogniser of whole turns, or one that hears a call as it goes."""
    mind: Callable[[Settings], LanguageModel] | None = None
    mouth: Callable[[Settings], Voice] | None = None
    """A voice of whole texts, or a FluentVoice, which begins before they are written to their end."""

    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in ("ears", "mind", "mouth") if getattr(self, part) is not None)


def installed() -> dict[str, Provider]:
    """By name. Raises Misconfigured naming the package that cannot be used, and why."""
    found: dict[str, Provider] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        if entry.name in OURS or entry.name in found:
            whose = "is a name of Firstring's own" if entry.name in OURS else "is given by two packages"
            raise Misconfigured(f"provider {entry.name!r} of {_package(entry)} {whose}; rename or remove it")
        found[entry.name] = _loaded(entry)
    return found


def _loaded(entry: EntryPoint) -> Provider:
    try:
        provider = entry.load()
    except (ImportError, AttributeError) as error:
        raise Misconfigured(f"provider {entry.name!r} of {_package(entry)} cannot be loaded: {error}") from error
    if not isinstance(provider, Provider):
        raise Misconfigured(
            f"provider {entry.name!r} of {_package(entry)} is no receptionist.adapters.providers.Provider"
        )
    if not provider.parts() or not provider.languages:
        raise Misconfigured(f"provider {entry.name!r} of {_package(entry)} gives nothing, or speaks no language")
    return provider


def ears(name: str, settings: Settings) -> Transcriber | Ears:
    """Raises Misconfigured where no installed package gives it."""
    maker = _named(name).ears
    if maker is None:
        raise Misconfigured(f"EARS: {name} does not hear")
    return maker(settings)


def live_ears(name: str, settings: Settings) -> Ears:
    """For calls, whichever kind the package gives. Raises Misconfigured where none does."""
    made = ears(name, settings)
    if hasattr(made, "listen"):
        return cast("Ears", made)
    return TurnByTurn(made, _named(name).languages)


def mind(name: str, settings: Settings) -> LanguageModel:
    """Raises Misconfigured where no installed package gives it."""
    maker = _named(name).mind
    if maker is None:
        raise Misconfigured(f"MIND: {name} does not think")
    return maker(settings)


def mouth(name: str, settings: Settings) -> Voice:
    """Raises Misconfigured where no installed package gives it."""
    maker = _named(name).mouth
    if maker is None:
        raise Misconfigured(f"MOUTH: {name} does not speak")
    return maker(settings)


def _named(name: str) -> Provider:
    known = installed()
    if name not in known:
        others = ", ".join(sorted((*OURS, *known)))
        raise Misconfigured(f"there is no provider {name!r}; known: {others}")
    return known[name]


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value
