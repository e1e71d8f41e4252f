"""ETags are revisions: whoever changes something says which revision they have read (RFC 9110, section 13)."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import Response

from functions.problems import Problem

_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')
_LIST = re.compile(rf"\s*{_TAG.pattern}\s*(,\s*{_TAG.pattern}\s*)*")
_REVISION = re.compile(r"[0-9]{1,9}")


def etag(revision: int) -> str:
    return f'"{revision}"'


@dataclass(frozen=True, slots=True)
class Match:
    """What an If-Match allows."""

    anything: bool
    revisions: tuple[int, ...]
    """Empty, and not `anything`: tags we never gave, or weak ones, which match nothing here."""

    def expected(self, current: int) -> int:
        """The revision to be changed. One that is not there any more is given too: the change may be a repeated one."""
        if self.anything or current in self.revisions:
            return current
        if not self.revisions:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, "it has changed meanwhile: read it again and decide again")
        return self.revisions[0]


def if_match(
    request: Request,
    if_match: Annotated[
        str | None, Header(description="The ETag that was read; `*`: whatever there is.", examples=['"3"'])
    ] = None,
) -> Match | None:
    """A dependency. Raises Problem 400 for a header that is none."""
    del if_match  # Declared for the description; several lines of it are one list.
    lines = request.headers.getlist("if-match")
    if not lines:
        return None
    text = ", ".join(lines)
    if text.strip() == "*":
        return Match(True, ())
    return Match(False, tuple(revision for weak, revision in _tags(text, "If-Match") if not weak))


def if_none_match(
    request: Request,
    if_none_match: Annotated[str | None, Header(description="The ETag that is known already.")] = None,
) -> "Known":
    """A dependency for what is read."""
    del if_none_match
    text = ", ".join(request.headers.getlist("if-none-match"))
    if text.strip() == "*":
        return Known(True, ())
    return Known(False, tuple(revision for _, revision in _tags(text, "If-None-Match")) if text else ())


@dataclass(frozen=True, slots=True)
class Known:
    """What an If-None-Match says is there already."""

    anything: bool
    revisions: tuple[int, ...]

    def unchanged(self, revision: int) -> Response | None:
        """304 for whoever knows this revision."""
        if self.anything or revision in self.revisions:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag(revision)})
        return None


def expected(match: Match | None, told: int | None, current: int) -> int:
    """The revision to be changed, by header or else by body. Raises Problem 428 if neither says."""
    if match is not None:
        return match.expected(current)
    if told is not None:
        return told
    raise Problem(
        HTTPStatus.PRECONDITION_REQUIRED, "say which revision you have read: If-Match with its ETag, or `revision`"
    )


def expected_or_new(match: Match | None, known: Known, told: int | None, current: int) -> int:
    """The same for what may be made new: then `If-None-Match: *` says that nothing is there yet."""
    if match is None and known.anything:
        if current:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, "there is one already")
        return 0
    return expected(match, told, current)


def _tags(text: str, header: str) -> list[tuple[bool, int]]:
    """Each tag of ours: whether it is weak, and its revision."""
    if not _LIST.fullmatch(text):
        raise Problem(HTTPStatus.BAD_REQUEST, f'{header}: write ETags as they were given, in quotation marks: "3"')
    return [(bool(weak), int(tag)) for weak, tag in _TAG.findall(text) if _REVISION.fullmatch(tag)]
