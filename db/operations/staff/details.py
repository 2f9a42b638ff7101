"""How a member of staff is named and reached, and when they work."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from db.models.staff import Staff, WorkingHours
from db.operations.work import Work
from db.queries.staff import working_week
from db.rules.findings import Refused, Stale, hard, raise_hard
from db.rules.permissions import Action
from db.rules.staff_form import StaffForm, WeekSpan, check_staff, check_week
from db.rules.text_fields import stripped

_HOURS = "staff.hours_changed"


def change_staff(work: Work, form: StaffForm, form_version: int) -> int:
    """Save name, credential, phone, e-mail and what the calendar asks; gives the new version.

    Everybody may keep their own phone and e-mail; the rest is for who manages staff.
    """
    raise_hard(check_staff(form))
    staff = work.edit(Staff, form.id, form_version)
    form = stripped(form)
    named = (form.display_name, form.title, form.team, form.most_a_day)
    before = (staff.display_name, staff.title, staff.team, staff.most_a_day)
    if before != named or staff.id != work.user.id:
        work.require(Action.MANAGE_STAFF)
    staff.display_name, staff.title = form.display_name, form.title
    staff.phone, staff.email = form.phone, form.email
    staff.team, staff.most_a_day = form.team, form.most_a_day
    work.session.flush()
    work.record("staff.changed", "staff", staff.id)
    work.changed("staff", staff.id)
    return staff.version


def set_working_week(
    work: Work,
    staff_id: UUID,
    spans: Sequence[WeekSpan],
    shown: Sequence[WeekSpan] | None = None,
) -> None:
    """Put a worker's hours in place of what stood there.

    `shown` are the hours that the form opened with. Raises `Refused` ("hours.…"), or `Stale` if
    others stand there by now.
    """
    work.require(Action.MANAGE_OFFICE)
    if work.session.get(Staff, staff_id) is None:
        raise Refused(hard("record.gone", kind="staff"))
    raise_hard(check_week(spans))
    if shown is not None and set(shown) != set(working_week(work, staff_id)):
        raise Stale("working_hours", staff_id, _HOURS)
    before = _told(work, staff_id)
    work.session.execute(delete(WorkingHours).where(WorkingHours.staff_id == staff_id))
    work.session.add_all(
        WorkingHours(
            staff_id=staff_id,
            weekday=span.weekday,
            starts=span.starts,
            ends=span.ends,
            valid_from=span.valid_from,
            valid_to=span.valid_to,
        )
        for span in spans
    )
    work.session.flush()
    after = _told(work, staff_id)
    work.record(_HOURS, "staff", staff_id, hours=[before, after])
    work.changed("staff", staff_id)


def _told(work: Work, staff_id: UUID) -> list[str]:
    rows = work.session.scalars(
        select(WorkingHours)
        .where(WorkingHours.staff_id == staff_id)
        .order_by(WorkingHours.weekday, WorkingHours.starts, WorkingHours.valid_from)
    )
    return [
        f"{row.weekday} {row.starts // 60:02d}:{row.starts % 60:02d}"
        f"-{row.ends // 60:02d}:{row.ends % 60:02d}"
        for row in rows
    ]
