"""The built dashboard, as small over the network as the cloud gives it out."""

import asyncio
import gzip
from functools import cache
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

WORTH_PACKING = ("text/", "application/javascript", "image/svg+xml")
FOREVER = "public, max-age=31536000, immutable"
"""Names under assets/ hold a hash of what is in them."""
ASK_AGAIN = "no-cache"


class BuiltPage(StaticFiles):
    """Packs each file once, off the event loop: calls go on in the same process."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOREVER if path.startswith("assets/") else ASK_AGAIN
        if not isinstance(response, FileResponse) or not _wants_packed(response, Headers(scope=scope)):
            return response
        body = await asyncio.to_thread(_packed, str(response.path), response.headers["etag"])
        kept: Any = {name: response.headers[name] for name in ("cache-control", "etag", "last-modified")}
        packed = {**kept, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(body, response.status_code, packed, response.media_type)


def _wants_packed(response: FileResponse, asked: Headers) -> bool:
    kind = response.media_type or ""
    return "gzip" in asked.get("accept-encoding", "") and "range" not in asked and kind.startswith(WORTH_PACKING)


@cache
def _packed(path: str, etag: str) -> bytes:
    """`etag`: of the file as it is now."""
    with open(path, "rb") as file:
        return gzip.compress(file.read())
