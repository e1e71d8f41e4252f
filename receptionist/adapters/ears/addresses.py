"""Keys and addresses of recognisers, as the environment gives them."""

from collections.abc import Mapping

from receptionist.errors import Misconfigured


def key(env: Mapping[str, str], variable: str, chooser: str, name: str) -> str:
    """Raises Misconfigured naming what is not set, and who asks for it."""
    found = env.get(variable, "").strip()
    if not found:
        raise Misconfigured(f"{chooser} names {name}: set {variable}")
    return found


def base_url(env: Mapping[str, str], variable: str, default: str) -> str:
    """Without a slash at its end. Raises Misconfigured."""
    url = (env.get(variable, "").strip() or default).rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise Misconfigured(f"{variable}: {url} is no http(s) address")
    return url


def web_socket(url: str) -> str:
    """http becomes ws, https wss."""
    return "ws" + url.removeprefix("http")
