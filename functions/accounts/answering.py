"""What the door refuses, as problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from functions.problems import Problem
from receptionist.errors import NotAllowed, NotLetIn, TooManyTries


@contextmanager
def answering(unknown: HTTPStatus) -> Iterator[None]:
    """Refusals of the door as problems; `unknown`: for somebody or something that it does not know."""
    try:
        yield
    except NotLetIn as refusal:
        raise Problem(unknown, str(refusal), reason=refusal.reason) from refusal
    except TooManyTries as refusal:
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS, str(refusal), headers={"Retry-After": "900"}, reason=refusal.reason
        ) from refusal
    except NotAllowed as refusal:
        raise Problem(HTTPStatus.FORBIDDEN, str(refusal), reason=refusal.reason) from refusal
