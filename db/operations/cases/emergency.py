"""Emergency access: reading a restricted case for a short while without being named on it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import false, func, or_, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.emergency import EmergencyAccess
from db.models.office import Office
from db.operations.cases.access import is_named
from db.operations.work import Work
from db.queries.openings import KNOWN, restricted_clients_called, through
from db.rules.codes import CaseStatus
from db.rules.emergency import MOST_REASON, EmergencyForm, check_emergency
from db.rules.findings import Refused, hard, raise_hard
from db.rules.names import tokens
from db.rules.permissions import Action
from db.rules.text_fields import stripped


@dataclass(frozen=True, slots=True)
class EmergencyOpened:
    """The case that may be read until then (aware, UTC)."""

    case_id: UUID
    number: str
    until: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """What is told of a case before it is opened."""

    id: UUID
    number: str
    restricted: bool


_KNOWN = select(CaseFile.id, CaseFile.number, CaseFile.restricted)


def open_in_emergency(work: Work, form: EmergencyForm) -> EmergencyOpened:
    """Let the user read one restricted case for as long as the office allows.

    Of a client with several restricted cases the newest that runs is opened. It makes nobody
    named: no access list, no assignment and no note for named staff is reached by it. Raises
    `Refused` ("emergency.…", "case.unknown", "permission.denied").
    """
    work.require(Action.READ_CASES)
    raise_hard(check_emergency(form))
    form = stripped(form)
    again = work.session.get(EmergencyAccess, form.id)
    with through(work.session, KNOWN):
        case = _case(work, again.case_id if again is not None else form.case_id, form.whom)
    if again is not None:
        return _opened(case, again)
    if not case.restricted or is_named(work, case.id):
        raise Refused(hard("emergency.not_needed", number=case.number))
    _not_open_already(work, case)
    minutes = work.session.scalars(select(Office.emergency_minutes)).one()
    access = EmergencyAccess(
        id=form.id,
        case_id=case.id,
        user_id=work.user.id,
        reason=" ".join(form.reason.split())[:MOST_REASON],
        began_at=work.now,
        until=work.now_seconds + int(timedelta(minutes=minutes).total_seconds()),
    )
    work.session.add(access)
    work.session.flush()
    work.record(
        "emergency.opened", "case", case.id, access=form.id.hex, reason=access.reason,
        minutes=minutes,
    )  # fmt: skip
    _changed(work, access)
    return _opened(case, access)


def end_emergency(work: Work, access_id: UUID) -> None:
    """Close one's own emergency access before its time. Raises `Refused` ("emergency.…")."""
    access = work.session.get(EmergencyAccess, access_id)
    if access is None or access.user_id != work.user.id:
        raise Refused(hard("emergency.unknown"))
    if access.until <= work.now_seconds:
        raise Refused(hard("emergency.over"))
    access.until, access.ended_at = work.now_seconds, work.now
    work.session.flush()
    work.record("emergency.ended", "case", access.case_id, access=access.id.hex)
    _changed(work, access)


def review_emergency(work: Work, access_id: UUID, remark: str = "") -> None:
    """Mark somebody else's emergency access as reviewed, once it is over.

    Raises `Refused` ("permission.denied", "emergency.…").
    """
    work.require(Action.READ_AUDIT)
    work.require(Action.READ_CASES)
    access = work.session.get(EmergencyAccess, access_id)
    if access is None:
        raise Refused(hard("emergency.unknown"))
    if access.user_id == work.user.id:
        raise Refused(hard("emergency.own_review"))
    if access.reviewed_at is not None:
        raise Refused(hard("emergency.is_reviewed"))
    if access.until > work.now_seconds:
        raise Refused(hard("emergency.still_open"))
    if len(remark) > MOST_REASON:
        raise Refused(hard("text.too_long", "remark", most=MOST_REASON))
    access.reviewed_by_id, access.reviewed_at = work.user.id, work.now
    access.review = remark.strip()
    work.session.flush()
    work.record("emergency.reviewed", "case", access.case_id, access=access.id.hex)
    work.changed("emergency", access.id)


def _not_open_already(work: Work, case: _Known) -> None:
    """One reason and one review for each time: it does not begin anew before it is over."""
    running = select(func.max(EmergencyAccess.until)).where(
        EmergencyAccess.case_id == case.id,
        EmergencyAccess.user_id == work.user.id,
        EmergencyAccess.until > work.now_seconds,
    )
    until = work.session.scalar(running)
    if until is not None:
        at = datetime.fromtimestamp(until, UTC).astimezone(work.zone)
        raise Refused(hard("emergency.running", number=case.number, until=at.time()))


def _changed(work: Work, access: EmergencyAccess) -> None:
    """What the user may see is another thing now: every list that shows cases or clients."""
    work.changed("emergency", access.id)
    work.changed("case", access.case_id)
    work.changed("client")


def _opened(case: _Known, access: EmergencyAccess) -> EmergencyOpened:
    return EmergencyOpened(case.id, case.number, datetime.fromtimestamp(access.until, UTC))


def _case(work: Work, case_id: UUID | None, whom: str) -> _Known:
    if case_id is not None:
        found = work.session.execute(_KNOWN.where(CaseFile.id == case_id)).first()
        if found is None:
            raise Refused(hard("case.unknown"))
        return _Known(*found)
    by_number = work.session.execute(
        _KNOWN.where(func.lower(CaseFile.number) == whom.lower(), CaseFile.restricted.is_(True))
    ).first()
    return _Known(*by_number) if by_number is not None else _case_of_client(work, whom)


def _case_of_client(work: Work, whom: str) -> _Known:
    words = tokens(whom)
    orders = [" ".join(words[n:] + words[:n]) for n in range(len(words))]
    named = or_(
        false(),  # the words have to be whole; middle names need not be known
        *(Client.sort_name == order for order in orders),
        *(Client.sort_name.startswith(order + " ", autoescape=True) for order in orders),
    )
    of_client = select(Client.id).where(
        Client.restricted.is_(True), Client.merged_into_id.is_(None)
    )
    clients = work.session.scalars(of_client.where(func.lower(Client.number) == whom.lower())).all()
    if not clients and len(words) > 1:
        called = restricted_clients_called(work.session, orders)
        clients = work.session.scalars(of_client.where(named)).all() if called is None else called
    if len(clients) > 1:
        raise Refused(hard("emergency.several", "whom"))
    cases = _KNOWN.where(CaseFile.client_id.in_(clients), CaseFile.restricted.is_(True))
    found = work.session.execute(
        cases.order_by(CaseFile.status == CaseStatus.CLOSED, CaseFile.opened_on.desc())
    ).first()
    if found is None:
        raise Refused(hard("emergency.nothing_found", "whom"))
    return _Known(*found)
