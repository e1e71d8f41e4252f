"""The built dashboard, as small over the network as the cloud gives it out."""

import asyncio
import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

WORTH_PACKING = ("text/", "application/javascript", "image/svg+xml")
FOREVER = "public, max-age=31536000, immutable"
"""Names under assets/ hold a hash of what is in them."""
ASK_AGAIN = "no-cache"


Coding = Literal["br", "gzip"]


class BuiltPage(StaticFiles):
    """Packed by brotli where the build has done so (dashboard/pack.mjs), else by gzip, each file once and off the event
    loop: calls go on in the same process. `opened` is told of each that is asked for."""

    def __init__(self, directory: Path, *, opened: Callable[[], None] = lambda: None) -> None:
        super().__init__(directory=directory, html=True)
        self._opened = opened

    async def get_response(self, path: str, scope: Scope) -> Response:
        self._opened()
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOREVER if path.startswith("assets/") else ASK_AGAIN
        coding = _coding(response, Headers(scope=scope)) if isinstance(response, FileResponse) else None
        if coding is None or not isinstance(response, FileResponse):
            return response
        body = await asyncio.to_thread(_packed, str(response.path), response.headers["etag"], coding)
        kept: Any = {name: response.headers[name] for name in ("cache-control", "etag", "last-modified")}
        packed = {**kept, "Content-Encoding": coding, "Vary": "Accept-Encoding"}
        return Response(body, response.status_code, packed, response.media_type)


def _coding(response: FileResponse, asked: Headers) -> Coding | None:
    if "range" in asked or not (response.media_type or "").startswith(WORTH_PACKING):
        return None
    understood = {one.split(";")[0].strip() for one in asked.get("accept-encoding", "").split(",")}
    if "br" in understood and _by_the_build(Path(response.path)):
        return "br"
    return "gzip" if "gzip" in understood else None


def _by_the_build(path: Path) -> bool:
    """Not one left over from an earlier build."""
    packed = _brotli(path)
    return packed.exists() and packed.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _brotli(path: Path) -> Path:
    return path.with_name(f"{path.name}.br")


@cache
def _packed(path: str, etag: str, coding: Coding) -> bytes:
    """`etag`: of the file as it is now."""
    if coding == "br":
        return _brotli(Path(path)).read_bytes()
    return gzip.compress(Path(path).read_bytes())
