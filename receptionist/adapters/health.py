"""A deployment that serves patients lets nobody hear, read or speak for them but who has an agreement with its owner.

HEALTH_PROVIDERS lists them by the names of EARS, MIND and MOUTH, and `twilio`, `pinecone`, `google-calendar`. Once it is set,
nothing starts with anybody else; our own ears, mind and voice need no agreement. Whether an agreement was really signed
(in the United States a business associate agreement, 45 CFR 164.504(e)) is for the owner to know.
"""

from collections.abc import Mapping

from receptionist.errors import Misconfigured

VARIABLE = "HEALTH_PROVIDERS"
OWN = frozenset({"local"})


def sure_all_agreed(agreed: str, used: Mapping[str, str]) -> None:
    """Raises Misconfigured naming every provider of `used` that is not in `agreed`. Both are comma-separated; `used` by the
    variable that brings them in. `agreed` empty: no patients are served here, and nothing is asked."""
    let_in = admitted(agreed)
    if let_in is None:
        return
    faults = [
        f"{variable}: {name} is not among {VARIABLE}"
        for variable, names in used.items()
        for name in sorted(_named(names) - let_in)
    ]
    if faults:
        raise Misconfigured("; ".join(faults))


def admitted(agreed: str) -> frozenset[str] | None:
    """Who may hear, read or speak for patients, our own among them; None: there is no list, and nobody is refused."""
    return OWN | _named(agreed) if agreed.strip() else None


def _named(text: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in text.split(",") if part.strip())
