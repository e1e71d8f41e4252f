"""PATCH of a business: a few fields of its definition, published as the next version without a draft."""

import logging
from http import HTTPStatus

from fastapi import APIRouter, Depends

from functions.access import Admitted, admitted
from functions.definitions.gate import answered_for
from functions.definitions.publishing import published, understander
from functions.definitions.shapes import ChangeIn
from functions.office import Office
from functions.problems import RESPONSES, Problem
from receptionist.business.definition import Business
from receptionist.business.versions import Imprint, says_the_same
from receptionist.desk.change_business import changed_business
from receptionist.desk.publish import publish
from receptionist.errors import NotServable

log = logging.getLogger(__name__)


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/api/v1/businesses", tags=["definition"], responses=RESPONSES)
    desk = office.desk
    editor = admitted(office, "edit_definition")

    @router.patch("/{business}", operation_id="changeBusiness", summary="Change a few fields of what callers are told")
    def change(wish: ChangeIn, there: Admitted = Depends(editor)) -> Business:
        """Hours, special days, overlays, prices and whether texts are sent; what is not given stays. Held to the tests as a draft is:
        409 where they were not played with the very same as a draft (`draft_untried`), fail (`draft_fails`) or are still being
        played (`trial_goes_on`), with the same ways to answer for it. What ends by itself, "sold out tonight", is quicker as an
        overlay of `/overlays`, which waits for no test."""
        now = there.business
        try:
            wanted = changed_business(now, wish)
        except NotServable as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
        imprint = Imprint() if says_the_same(now, wanted) else answered_for(office, there, wanted, wish)
        done = published(
            desk,
            lambda: publish(desk, wanted, understander(), expected_version=wish.version, imprint=imprint),
        ).business
        log.info("business changed", extra={"business": done.id, "version": done.version})
        return done

    return router
