"""The case that an operation is about, if the user may change it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import exists, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.operations.work import Work
from db.queries.openings import KNOWN, follow_restriction, is_walled, through
from db.queries.visibility import case_to_read, named_on_case
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


def case_to_change(work: Work, case_id: UUID, action: Action = Action.EDIT_CASES) -> CaseFile:
    """The case, if the user may read it and may do this.

    Raises `Refused`: "permission.denied", "case.unknown" or "case.restricted".
    """
    work.require(action)
    return case_to_read(work, case_id)


def case_to_staff(work: Work, case_id: UUID, action: Action) -> CaseFile:
    """The case, if the user may decide who works on it or sees it.

    Administrators may do so without being named on a restricted case, so that it is not lost
    when everybody named has left; they read nothing by it, and it stands in the audit log.
    """
    work.require(action)
    if work.user.role is not Role.ADMINISTRATOR:
        found = case_to_read(work, case_id)
        if found.restricted and not is_named(work, case_id):  # an emergency lets one read only
            raise Refused(hard("case.restricted", number=found.number))
        return found
    case = work.session.get(CaseFile, case_id)
    if case is None:
        with through(work.session, KNOWN):
            case = work.session.get(CaseFile, case_id)
    if case is None:
        raise Refused(hard("case.unknown"))
    return case


def is_named(work: Work, case_id: UUID) -> bool:
    """Whether the user is assigned to the case or stands on its access list."""
    named = select(CaseFile.id).where(CaseFile.id == case_id, named_on_case(work.user))
    return work.session.scalar(named) is not None


def keep_restriction_of_clients(work: Work, client_ids: Iterable[UUID]) -> None:
    """Mark clients as restricted exactly when a case of theirs, as its main client, is.

    Closed cases count: ending the work must not uncover who had to be protected.
    """
    for client_id in set(client_ids):
        if _follows_restriction(work, client_id):
            work.record("client.restriction_followed", "client", client_id)
            work.changed("client", client_id)


def _follows_restriction(work: Work, client_id: UUID) -> bool:
    """Whether the client was something else until now."""
    if is_walled(work.session):  # who asks may not see every case of theirs
        work.session.flush()
        return follow_restriction(work.session, client_id, work.now)
    client = work.session.get(Client, client_id)
    if client is None:
        return False
    of_client = CaseFile.client_id == client_id, CaseFile.restricted.is_(True)
    restricted = bool(work.session.scalar(select(exists().where(*of_client))))
    if client.restricted == restricted:
        return False
    work.touch(client).restricted = restricted
    return True
