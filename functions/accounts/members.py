"""Members, invitations, keys and the audit log of a business."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from functions.access import Admitted, admitted
from functions.accounts.answering import answering
from functions.accounts.shapes import (
    AuditOut,
    InvitationLink,
    InvitationOut,
    KeyCut,
    KeyOut,
    MemberOut,
    NewKey,
    NewMember,
    RoleChange,
)
from functions.office import Office
from functions.problems import Problem
from receptionist.accounts.model import HOUSE, Membership, Person, Role, Scope, scope_of
from receptionist.business.definition import Business
from receptionist.desk.audit import entries
from receptionist.desk.door import LOCAL_OWNER, is_open
from receptionist.desk.keys import cut_key, withdraw_key
from receptionist.desk.members import change_role, invite, remove_member, withdraw
from receptionist.ids import PersonId

log = logging.getLogger(__name__)


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    _members(router, office)
    _keys(router, office)
    _audit(router, office)
    return router


def _members(router: APIRouter, office: Office) -> None:
    manage = admitted(office, "manage_members")
    home = "/businesses/{business}"

    @router.get(f"{home}/members", operation_id="listMembers")
    def members(there: Admitted = Depends(manage)) -> list[MemberOut]:
        """Everybody with a role here, also through the agency or over the whole house."""
        return [MemberOut.of(person, one) for person, one in _everybody(office, there.business)]

    @router.post(f"{home}/members", operation_id="inviteMember", status_code=HTTPStatus.CREATED)
    def add(wish: NewMember, there: Admitted = Depends(manage)) -> InvitationLink:
        """Nothing is sent: the link is told, once."""
        if is_open(office.door) and wish.role is not Role.OWNER:
            raise Problem(HTTPStatus.CONFLICT, "the first account is an owner's: from then on everybody signs in")
        with answering(HTTPStatus.FORBIDDEN):
            invited = invite(
                office.door, scope_of(there.business.id), email=wish.email, name=wish.name, role=wish.role,
                by=PersonId("") if there.visitor is LOCAL_OWNER else there.visitor.person, own=there.role,
            )  # fmt: skip
        log.info("invited", extra={"business": there.business.id, "by": there.visitor.person, "role": wish.role})
        return InvitationLink.to(invited.invitation, f"{office.origin}/invitation/{invited.token}")

    @router.patch(f"{home}/members/{{person}}", operation_id="changeMember", status_code=HTTPStatus.NO_CONTENT)
    def change(person: str, wish: RoleChange, there: Admitted = Depends(manage)) -> None:
        scope = scope_of(there.business.id)
        with answering(HTTPStatus.NOT_FOUND):
            change_role(office.door, scope, PersonId(person), wish.role, own=there.role)

    @router.delete(f"{home}/members/{{person}}", operation_id="removeMember", status_code=HTTPStatus.NO_CONTENT)
    def remove(person: str, there: Admitted = Depends(manage)) -> None:
        """Counts at once, also for sessions that are open."""
        with answering(HTTPStatus.NOT_FOUND):
            remove_member(office.door, scope_of(there.business.id), PersonId(person), own=there.role)
        log.info("member removed", extra={"business": there.business.id, "by": there.visitor.person})

    @router.get(f"{home}/invitations", operation_id="listInvitations")
    def waiting(there: Admitted = Depends(manage)) -> list[InvitationOut]:
        """Those that nobody has accepted yet."""
        now = office.door.clock()
        found = office.door.accounts.invitations(scope_of(there.business.id))
        return [InvitationOut.of(one) for one in found if one.expires > now]

    @router.delete(
        f"{home}/invitations/{{invitation}}", operation_id="withdrawInvitation", status_code=HTTPStatus.NO_CONTENT
    )
    def call_off(invitation: str, there: Admitted = Depends(manage)) -> None:
        if not withdraw(office.door, scope_of(there.business.id), invitation):
            raise Problem(HTTPStatus.NOT_FOUND, "no such invitation")


def _keys(router: APIRouter, office: Office) -> None:
    manage = admitted(office, "manage_members")
    home = "/businesses/{business}/keys"

    @router.get(home, operation_id="listKeys")
    def keys(there: Admitted = Depends(manage)) -> list[KeyOut]:
        return [KeyOut.of(key) for key in office.door.accounts.api_keys(there.business.id)]

    @router.post(home, operation_id="cutKey", status_code=HTTPStatus.CREATED)
    def cut(wish: NewKey, there: Admitted = Depends(manage)) -> KeyCut:
        """For another program: `Authorization: Bearer`. The token is told only now."""
        with answering(HTTPStatus.FORBIDDEN):
            made = cut_key(office.door, there.business.id, name=wish.name, role=wish.role, by=there.visitor.person)
        log.info("key cut", extra={"business": there.business.id, "by": there.visitor.person, "key": made.key.id})
        return KeyCut.told(made.key, made.token)

    @router.delete(f"{home}/{{key}}", operation_id="withdrawKey", status_code=HTTPStatus.NO_CONTENT)
    def remove(key: str, there: Admitted = Depends(manage)) -> None:
        """Counts at once."""
        if not withdraw_key(office.door, there.business.id, key):
            raise Problem(HTTPStatus.NOT_FOUND, "no such key")


def _audit(router: APIRouter, office: Office) -> None:
    manage = admitted(office, "manage_members")

    @router.get("/businesses/{business}/audit", operation_id="listAudit")
    def audit(limit: Annotated[int, Query(ge=1, le=1000)] = 100, there: Admitted = Depends(manage)) -> list[AuditOut]:
        """Who looked into calls, took data away and changed the definition, members or keys; the latest first, for three
        years. Reading is written down once an hour, whatever was asked is written down also if it was refused."""
        return [AuditOut.of(one) for one in entries(office.desk.rows, there.business.id, limit)]


def _everybody(office: Office, business: Business) -> Iterator[tuple[Person, Membership]]:
    scopes = [scope_of(business.id), HOUSE]
    if business.agency:
        scopes.insert(1, Scope("agency", business.agency))
    for scope in scopes:
        for member in office.door.accounts.roster(scope).members:
            person = office.door.accounts.person(member.person)
            if person is not None:
                yield person, Membership(scope, member.role)
