"""What stands between a definition and its callers: its tests, or somebody who answers for it by name."""

from dataclasses import replace
from http import HTTPStatus

from functions.access import Admitted
from functions.definitions.shapes import PublishIn
from functions.office import Office
from functions.problems import Problem
from receptionist.accounts.model import Role
from receptionist.business.definition import Business
from receptionist.business.versions import Imprint
from receptionist.desk.audit import note
from receptionist.suites.trial import DraftFails, DraftUntried, TrialGoesOn, is_tried, sure_it_may_be_published


def answered_for(office: Office, there: Admitted, wanted: Business, wish: PublishIn) -> Imprint:
    """That its tests go well, or that somebody answers for it; gives what the history says of it. Raises Problem 409, 403."""
    imprint = Imprint(by=there.visitor.name, note=wish.note)
    try:
        sure_it_may_be_published(office.desk, wanted, untried=wish.untried)
    except DraftUntried as refused:
        raise Problem(HTTPStatus.CONFLICT, str(refused), reason=refused.reason) from refused
    except (DraftFails, TrialGoesOn) as refused:
        if not wish.although:
            raise Problem(HTTPStatus.CONFLICT, str(refused), reason=refused.reason) from refused
        if not there.role.reaches(Role.OWNER):
            raise Problem(
                HTTPStatus.FORBIDDEN, "only an owner publishes what fails a test", reason="not_allowed"
            ) from refused
        _write_down(office, there, "definition.published_although_tests_fail")
        return replace(imprint, although=wish.although)
    if is_tried(office.desk, wanted):
        return imprint
    untried_noted(office, there)
    return replace(imprint, untried=True)


def untried_noted(office: Office, there: Admitted) -> None:
    """Writes down who publishes what was not tried."""
    _write_down(office, there, "definition.published_untried")


def _write_down(office: Office, there: Admitted, act: str) -> None:
    desk = office.desk
    note(desk.rows, desk.clock, desk.new_id, there.business.id, there.visitor.person, act)
