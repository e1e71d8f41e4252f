"""What stands between a definition and its callers: its tests, or somebody who answers for it by name."""

from http import HTTPStatus

from functions.access import Admitted
from functions.definitions.shapes import PublishIn
from functions.office import Office
from functions.problems import Problem
from receptionist.accounts.model import Role
from receptionist.business.definition import Business
from receptionist.desk.audit import note
from receptionist.suites.trial import DraftFails, DraftUntried, TrialGoesOn, is_tried, sure_it_may_be_published


def answered_for(office: Office, there: Admitted, wanted: Business, wish: PublishIn) -> str:
    """That its tests go well, or that somebody answers for it; gives the note for the history. Raises Problem 409, 403."""
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
        return f"{wish.note} (tests fail; published because: {wish.although})".strip()
    return wish.note if is_tried(office.desk, wanted) else noted_untried(office, there, wish.note)


def noted_untried(office: Office, there: Admitted, words: str) -> str:
    """Writes down who publishes what was not tried; gives the note for the history."""
    _write_down(office, there, "definition.published_untried")
    return f"{words} (not tried)".strip()


def _write_down(office: Office, there: Admitted, act: str) -> None:
    desk = office.desk
    note(desk.rows, desk.clock, desk.new_id, there.business.id, there.visitor.person, act)
