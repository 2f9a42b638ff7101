"""What it means to take somebody into a group: a place or the waiting list, and what collides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.models.appointment import Appointment
from db.queries.calendar.opened import form_of
from db.queries.calendar.wishes import checked_occurrences, wishes
from db.queries.groups.roster import group_to_see, roster
from db.queries.reading import Reading
from db.queries.visibility import client_to_see
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import AppointmentStatus, MemberState
from db.rules.findings import Finding, Severity, hard, information
from db.rules.groups import in_turn, joins_as, taking_findings


@dataclass(frozen=True, slots=True)
class SessionCollision:
    """A future session at which the client is busy, and with what."""

    appointment_id: UUID
    starts_at: datetime
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """As what somebody would join now, how many future sessions they would be taken into, and what
    collides there; `findings` stand against it as a whole.
    """

    state: MemberState
    sessions: int
    collisions: tuple[SessionCollision, ...]
    findings: tuple[Finding, ...] = ()


def check_joining(reading: Reading, group_id: UUID, client_id: UUID) -> Joining:
    """What `add_member` would do, or `take_from_waiting` with somebody who waits."""
    group = group_to_see(reading, group_id)
    client_to_see(reading, client_id)
    rows = roster(reading, [group_id])
    members = sum(1 for one in rows if one.state is MemberState.MEMBER)
    queue = in_turn(one for one in rows if one.state is MemberState.WAITING)
    mine = next((one for one in rows if one.client_id == client_id), None)
    if not group.active:
        return Joining(MemberState.WAITING, 0, (), (hard("group.closed"),))
    if mine is not None and mine.state is MemberState.MEMBER:
        return Joining(MemberState.MEMBER, 0, (), (hard("group.already_in"),))
    state = joins_as(group.capacity, members, len(queue))
    findings: tuple[Finding, ...] = ()
    if mine is not None:
        before = [one.id for one in queue].index(mine.id)
        findings = taking_findings(group.capacity, members, before)
        state = MemberState.MEMBER
    if state is MemberState.WAITING:
        return Joining(state, 0, (), (information("group.will_wait", before=len(queue)),))
    ahead = sessions_ahead(reading, group_id)
    found = collisions(reading, ahead, client_id)
    return Joining(state, len(ahead), found, findings)


def sessions_ahead(
    reading: Reading, group_id: UUID, states: Collection[AppointmentStatus] = EXPECTED
) -> Sequence[Appointment]:
    """The sessions that have not begun and are still expected, by their beginnings; or those that
    are in other states.
    """
    row = Appointment
    return reading.session.scalars(
        select(row)
        .where(
            row.group_id == group_id,
            row.starts_at > reading.now_seconds,
            row.status.in_(tuple(states)),
        )
        .options(selectinload(row.taken))
        .order_by(row.starts_at, row.id)
    ).all()


def collisions(
    reading: Reading, ahead: Sequence[Appointment], client_id: UUID
) -> tuple[SessionCollision, ...]:
    """At which of these sessions the client is busy; asked by one statement for all of them."""
    if not ahead:
        return ()
    forms = [form_of(reading, one, with_hearing=False) for one in ahead]
    made = [
        (
            form.starts_at.date(),
            replace(form, workers=(), room_id=None, car_id=None, interpreter_id=None,
                    members=(client_id,)),
        )
        for form in forms
    ]  # fmt: skip
    found = checked_occurrences(reading, wishes(reading, made), [form.id for form in forms])
    return tuple(
        SessionCollision(one.form.id, one.form.starts_at, busy)
        for one in found
        if (busy := tuple(f for f in one.findings if _weighs(f, client_id)))
    )


def _weighs(finding: Finding, client_id: UUID) -> bool:
    about_them = finding.params.get("resource") == str(client_id)
    return about_them and finding.severity is not Severity.INFORMATION
