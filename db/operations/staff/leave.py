"""When somebody is away."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.staff import Leave, Staff
from db.operations.work import Work
from db.rules.codes import LeaveKind
from db.rules.findings import Refused, hard, raise_hard
from db.rules.permissions import Action
from db.rules.text_fields import too_long


@dataclass(frozen=True, slots=True)
class LeaveForm:
    """A time away: aware moments, the end not included. A whole day ends at midnight."""

    id: UUID
    staff_id: UUID
    starts: datetime
    ends: datetime
    kind: LeaveKind = LeaveKind.VACATION
    remark: str = ""


def add_leave(work: Work, form: LeaveForm) -> UUID:
    """Enter leave: anybody who books may, since reception hears first who is ill.

    Appointments that fall into it stay; the calendar shows them as conflicts. Raises `Refused`:
    "leave.turned", "leave.overlaps".
    """
    work.require(Action.BOOK)
    if work.session.get(Leave, form.id) is not None:
        return form.id
    if work.session.get(Staff, form.staff_id) is None:
        raise Refused(hard("record.gone", kind="staff"))
    _check(work, form)
    leave = work.add(Leave(id=form.id, staff_id=form.staff_id))
    _fill(leave, form)
    work.session.flush()
    work.record("leave.added", "leave", form.id, staff=form.staff_id.hex)
    work.changed("leave", form.id)
    return form.id


def change_leave(work: Work, form: LeaveForm, form_version: int) -> int:
    """Save other times; gives the new version."""
    work.require(Action.BOOK)
    _check(work, form)
    leave = work.edit(Leave, form.id, form_version)
    _fill(leave, form)
    work.session.flush()
    work.record("leave.changed", "leave", form.id)
    work.changed("leave", form.id)
    return leave.version


def remove_leave(work: Work, leave_id: UUID) -> None:
    """Take leave back; what is gone already is no mistake."""
    work.require(Action.BOOK)
    leave = work.session.get(Leave, leave_id)
    if leave is None:
        return
    work.record(
        "leave.removed",
        "leave",
        leave_id,
        staff=leave.staff_id.hex,
        times=[leave.starts_at, leave.ends_at],
    )
    work.session.delete(leave)
    work.changed("leave", leave_id)


def _check(work: Work, form: LeaveForm) -> None:
    raise_hard(too_long(form, {"remark": 200}))
    starts, ends = int(form.starts.timestamp()), int(form.ends.timestamp())
    if ends <= starts:
        raise Refused(hard("leave.turned", "ends"))
    overlapping = select(Leave.id).where(
        Leave.staff_id == form.staff_id,
        Leave.id != form.id,
        Leave.starts_at < ends,
        Leave.ends_at > starts,
    )
    if work.session.scalar(overlapping.limit(1)) is not None:
        raise Refused(hard("leave.overlaps", "starts"))


def _fill(leave: Leave, form: LeaveForm) -> None:
    leave.staff_id = form.staff_id
    leave.starts_at = int(form.starts.timestamp())
    leave.ends_at = int(form.ends.timestamp())
    leave.kind = form.kind
    leave.remark = form.remark.strip()
