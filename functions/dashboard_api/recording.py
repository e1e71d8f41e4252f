"""Sound as a browser's player asks for it: whole, or one range of bytes (RFC 9110, section 14)."""

import re
from http import HTTPStatus

from fastapi.responses import Response

from functions.problems import problem

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def ranged(content: bytes, media_type: str, asked: str) -> Response:
    """200 with everything, 206 with the part `asked` for (the Range header), 416 if there is no such part. Several
    ranges, or another unit, are answered with everything, as the RFC allows."""
    headers = {"Accept-Ranges": "bytes", "Cache-Control": "private, max-age=3600"}
    wanted = _RANGE.fullmatch(asked.replace(" ", "").lower())
    if wanted is None or wanted.group() == "bytes=-":
        return Response(content, media_type=media_type, headers=headers)
    size = len(content)
    first_text, last_text = wanted.groups()
    first = int(first_text) if first_text else max(size - int(last_text), 0)
    last = min(int(last_text), size - 1) if first_text and last_text else size - 1
    if first > last:
        return problem(
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "no such part", headers={"Content-Range": f"bytes */{size}"}
        )
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(content[first : last + 1], HTTPStatus.PARTIAL_CONTENT, headers, media_type)
