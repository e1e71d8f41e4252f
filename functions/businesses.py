"""The business a path of the API is about."""

from collections.abc import Callable
from http import HTTPStatus

from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId


def business_of(desk: Desk) -> Callable[[str], Business]:
    """A dependency that gives the business named in the path, or answers 404."""

    def read(business: str) -> Business:
        known = desk.businesses.get(BusinessId(business))
        if known is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no such business")
        return known

    return read
