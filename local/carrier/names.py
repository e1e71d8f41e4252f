"""Where the application's public names lead. On one machine they lead nowhere; a test says what stands for DNS and TLS."""

from collections.abc import Mapping

Names = Mapping[str, str]
"""Origin to address: `https://phone.example.com` to `http://127.0.0.1:4566/api`, `wss://stream.example.com` to `ws://127.0.0.1:8080`.
May change while calls go on, as what stands behind a load balancer does."""


def reached(url: str, names: Names) -> str:
    """Where to connect for `url`, which is itself what is signed and what relative addresses are relative to."""
    for origin, address in names.items():
        if url == origin or url.startswith((f"{origin}/", f"{origin}?")):
            return address + url.removeprefix(origin)
    return url
