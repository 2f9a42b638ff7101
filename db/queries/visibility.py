"""Which cases and clients the person who asks may see, as conditions for a WHERE clause."""

from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    exists,
    false,
    literal,
    or_,
    select,
    union_all,
)

from db.models.case_file import Assignment, CaseAccess, CaseFile, Party
from db.models.client import Client
from db.models.emergency import EmergencyAccess
from db.queries.by_heart import ByHeart, Question
from db.queries.made_once import NOW, made_once
from db.queries.openings import KNOWN, through
from db.queries.reading import Reading
from db.rules.findings import Finding, Refused, hard
from db.rules.permissions import Action, CurrentUser

Now = ColumnElement[int]


def named_on_case(user: CurrentUser) -> ColumnElement[bool]:
    """Whether the user is assigned to the case today or stands on its access list."""
    assigned = exists().where(
        Assignment.case_id == CaseFile.id,
        Assignment.staff_id == user.id,
        Assignment.ended_on.is_(None),
    )
    listed = exists().where(CaseAccess.case_id == CaseFile.id, CaseAccess.staff_id == user.id)
    # Correlated by name, or a statement that asks for assignments itself would be meant.
    return or_(assigned.correlate(CaseFile), listed.correlate(CaseFile))


def readable_case(reading: Reading, now: Now | None = None) -> ColumnElement[bool]:
    """Condition on `CaseFile`: the user may read its content.

    `now` stands for the moment (seconds, UTC) in a statement that is kept for later.
    """
    if not reading.may(Action.READ_CASES):
        return false()
    return or_(
        CaseFile.restricted.is_(False),
        named_on_case(reading.user),
        open_in_emergency(reading, now),
    )


def reads_only(reading: Reading, case: CaseFile) -> bool:
    """Whether the user may read the case, and write notes, but change nothing else in it.

    So it is for whoever a restricted case is open to by an emergency alone.
    """
    if not case.restricted:
        return False
    return reading.session.scalar(_case_if_named(reading), {"case_id": case.id}) is None


@made_once
def _case_if_named(reading: Reading) -> Select[UUID]:
    named = named_on_case(reading.user)
    return select(CaseFile.id).where(CaseFile.id == bindparam("case_id"), named)


def open_in_emergency(reading: Reading, now: Now | None = None) -> ColumnElement[bool]:
    """Condition on `CaseFile`: an emergency access of the user runs. Nobody is named by one."""
    if not reading.may(Action.READ_CASES):
        return false()
    return CaseFile.id.in_(_emergencies(reading, now))


def visible_client(reading: Reading, now: Now | None = None) -> ColumnElement[bool]:
    """Condition on `Client`: the user may know that the client is known here."""
    if not reading.may(Action.FIND_CLIENTS):
        return false()
    return or_(Client.restricted.is_(False), _of_some_case_open_to(reading, now))


def client_of_named(reading: Reading) -> ColumnElement[bool]:
    """Condition on `Client`: the user may know of them without any emergency access."""
    return or_(Client.restricted.is_(False), _of_cases(_cases_of(reading.user)))


def _emergencies(reading: Reading, now: Now | None) -> Select[UUID]:
    moment = literal(reading.now_seconds) if now is None else now
    running = select(EmergencyAccess.case_id).where(
        EmergencyAccess.user_id == reading.user.id, EmergencyAccess.until > moment
    )
    return running.correlate(None)


def _of_some_case_open_to(reading: Reading, now: Now | None) -> ColumnElement[bool]:
    opened = [_emergencies(reading, now)] if reading.may(Action.READ_CASES) else []
    return _of_cases([*_cases_of(reading.user), *opened])


def _cases_of(user: CurrentUser) -> list[Select[UUID]]:
    assigned = select(Assignment.case_id).where(
        Assignment.staff_id == user.id, Assignment.ended_on.is_(None)
    )
    listed = select(CaseAccess.case_id).where(CaseAccess.staff_id == user.id)
    return [assigned.correlate(None), listed.correlate(None)]


def _of_cases(ids: list[Select[UUID]]) -> ColumnElement[bool]:
    # From the user's few cases to their people, so that no client's cases are searched. Never
    # correlated, or a statement that asks for cases itself would be meant.
    cases = union_all(*ids)
    clients = select(CaseFile.client_id).where(CaseFile.id.in_(cases)).correlate(None)
    parties = select(Party.client_id).where(Party.case_id.in_(cases), Party.client_id.is_not(None))
    return or_(Client.id.in_(clients), Client.id.in_(parties.correlate(None)))


def case_to_read(reading: Reading, case_id: UUID) -> CaseFile:
    """The case, if it exists and the user may read it.

    Raises `Refused`: "case.unknown", "permission.denied", or "case.restricted" with the case's
    number.
    """
    reading.require(Action.READ_CASES)
    told = {"case_id": case_id, "now": reading.now_seconds}
    found = reading.session.execute(_case_and_whether_readable(reading), told).one_or_none()
    if found is None:
        raise Refused(_refusal_of(reading, case_id))
    case, readable = found
    if not readable:
        raise Refused(hard("case.restricted", number=case.number))
    return case


@made_once
def _case_and_whether_readable(reading: Reading) -> Select[CaseFile, bool]:
    readable = readable_case(reading, NOW)
    return select(CaseFile, readable).where(CaseFile.id == bindparam("case_id"))


def see_case(reading: Reading, case_id: UUID, *before: Question) -> CaseFile:
    """The same as a record that is only read (`db.queries.records`), asked after what comes
    `before`. Raises as `case_to_read`."""
    reading.require(Action.READ_CASES)
    told = {"case_id": case_id, "now": reading.now_seconds}
    found = _seen_and_whether_readable(reading).records(reading.session, told, *before)
    if not found:
        raise Refused(_refusal_of(reading, case_id))
    case: CaseFile
    case, readable = found[0]
    if not readable:
        raise Refused(hard("case.restricted", number=case.number))
    return case


@made_once
def _seen_and_whether_readable(reading: Reading) -> ByHeart:
    return ByHeart(_case_and_whether_readable(reading))


def _refusal_of(reading: Reading, case_id: UUID) -> Finding:
    with through(reading.session, KNOWN):
        number = reading.session.scalar(select(CaseFile.number).where(CaseFile.id == case_id))
    if number is None:
        return hard("case.unknown")
    return hard("case.restricted", number=number)


def client_to_see(reading: Reading, client_id: UUID) -> Client:
    """The client, if the user may know of them. Raises `Refused` with "client.unknown"."""
    found = reading.session.scalar(
        select(Client).where(Client.id == client_id, visible_client(reading))
    )
    if found is None:
        raise Refused(hard("client.unknown"))
    return found
