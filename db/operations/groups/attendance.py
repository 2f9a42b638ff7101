"""Attendance of a session, taken in one grid and saved at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from db.models.appointment import Appointment
from db.models.group import GroupAttendance
from db.operations.work import Work
from db.queries.groups.roster import known_clients, roster
from db.queries.groups.session_view import attendance_rows, session_to_see
from db.rules.appointment_steps import CHANGEABLE
from db.rules.codes import AppointmentStatus, Attended, MemberState
from db.rules.findings import Finding, Stale, hard, raise_hard
from db.rules.groups import LONGEST_REMARK, attendance_findings
from db.rules.permissions import Action
from db.rules.scheduling import local
from db.rules.text_fields import storable


@dataclass(frozen=True, slots=True)
class AttendedForm:
    """Whether somebody came; None takes back what was said."""

    client_id: UUID
    attended: Attended | None
    remark: str = ""


def save_attendance(
    work: Work, appointment_id: UUID, rows: Sequence[AttendedForm], version: int
) -> int:
    """Say who came, of those that are named; gives the session's new version.

    A session that is over counts as completed with it, one that has begun as in progress. Raises
    `Stale`, or `Refused`: "appointment.not_today", "appointment.is_over" for a cancelled one,
    "group.not_on_roster", "group.remark_too_long".
    """
    work.require(Action.BOOK)
    session, group = session_to_see(work, appointment_id)
    if session.version != version:
        raise Stale("appointment", appointment_id)
    day = local(session.starts_at, work.zone).date()
    raise_hard(attendance_findings(session.status, day, work.today))
    raise_hard(_findings(work, session, group.id, rows))
    work.touch(session)
    for form in rows:
        _say(work, session, form)
    if any(form.attended for form in rows):
        _follow(work, session)
    work.session.flush()
    said = Counter(form.attended.value for form in rows if form.attended is not None)
    work.record("group.attendance", "appointment", session.id, **said)
    work.changed("appointment", session.id)
    work.changed("group", group.id)
    return session.version


def _findings(
    work: Work, session: Appointment, group_id: UUID, rows: Sequence[AttendedForm]
) -> Iterator[Finding]:
    ids = {form.client_id for form in rows}
    known = set(known_clients(work, ids))
    there = {one.client_id for one in attendance_rows(work, session.id)}
    joined = {one.client_id for one in roster(work, [group_id], MemberState)}
    if not ids <= known & (there | joined):
        yield hard("group.not_on_roster")
    if any(len(form.remark.strip()) > LONGEST_REMARK for form in rows):
        yield hard("group.remark_too_long", "remark", longest=LONGEST_REMARK)


def _say(work: Work, session: Appointment, form: AttendedForm) -> None:
    row = work.session.get(GroupAttendance, (session.id, form.client_id))
    if form.attended is None:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = GroupAttendance(appointment_id=session.id, client_id=form.client_id)
        work.session.add(row)
    row.attended = form.attended
    row.remark = storable(form.remark).strip()


def _follow(work: Work, session: Appointment) -> None:
    """What people came to has taken place, or does."""
    if session.status not in CHANGEABLE or session.starts_at > work.now_seconds:
        return
    over = session.ends_at <= work.now_seconds
    session.status = AppointmentStatus.COMPLETED if over else AppointmentStatus.IN_PROGRESS
    if not over:
        session.begun_at = session.begun_at or work.now
