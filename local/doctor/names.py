"""Names and certificates, as a stranger on the internet meets them."""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from local.doctor.findings import Finding
from receptionist.clock import Clock

SOON = timedelta(days=21)
PATIENCE_S = 5.0
Connect = Callable[[tuple[str, int], float], socket.socket]
"""As socket.create_connection."""
ENDS = "%b %d %H:%M:%S %Y %Z"
"""As OpenSSL writes it: `Jun  1 12:00:00 2027 GMT`."""


def examine(
    addresses: Iterable[str],
    clock: Clock,
    context: ssl.SSLContext | None = None,
    connect: Connect = socket.create_connection,
) -> Iterator[Finding]:
    """Each `https://` or `wss://` host once. `context` None: the certificates this machine trusts."""
    seen: set[tuple[str, int]] = set()
    for address in addresses:
        parts = urlsplit(address)
        place = parts.hostname or "", parts.port or 443
        if parts.scheme in ("https", "wss") and place[0] and place not in seen:
            seen.add(place)
            yield _name(*place, clock, context or ssl.create_default_context(), connect)


def _name(host: str, port: int, clock: Clock, context: ssl.SSLContext, connect: Connect) -> Finding:
    about = f"name {host}"
    try:
        with (
            connect((host, port), PATIENCE_S) as plain,
            context.wrap_socket(plain, server_hostname=host) as secured,
        ):
            certificate = secured.getpeercert() or {}
    except socket.gaierror:
        return Finding(
            about,
            "ill",
            "has no address",
            "is hosted_zone_id the zone that the registrar's name servers point to? A new record takes a minute",
        )
    except ssl.SSLCertVerificationError as error:
        return Finding(about, "ill", f"its certificate is refused: {error.verify_message}",
                       "certificate_arn must be one for *.domain in the same region, and issued: ACM shows its state")  # fmt: skip
    except (OSError, ssl.SSLError) as error:
        return Finding(
            about,
            "ill",
            f"does not answer on {port}: {type(error).__name__}",
            "is the stack deployed, and the record of this deployment?",
        )
    ends = datetime.strptime(str(certificate["notAfter"]), ENDS).replace(tzinfo=UTC)
    if ends - clock() < SOON:
        return Finding(about, "doubtful", f"its certificate ends on {ends:%Y-%m-%d}",
                       "ACM renews by itself while its validation record is in the zone: put that back")  # fmt: skip
    return Finding(about, "well", f"answers, certificate until {ends:%Y-%m-%d}")
