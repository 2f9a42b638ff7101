"""The rows of a series that is moved: all let go at once, and all put where they belong.

In between they keep nobody away, so that the series never stands in its own way.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from db.models.appointment import Appointment, AppointmentSeries
from db.operations.calendar.book import fill
from db.operations.calendar.saving import keep_reason, letting_pass, make_resources, put_rows
from db.operations.locks import hold
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.wishes import Occurrence, Wishes
from db.rules.codes import AppointmentStatus
from db.rules.findings import Severity
from db.rules.permissions import Action

LONGEST_REASON = 500
Said = dict[str, object]


def hold_all(work: Work, rows: Iterable[Appointment], wished: Wishes) -> None:
    """Nobody else books what these have now, or are to have."""
    had = {taken.resource_id for row in rows for taken in row.taken}
    hold(work, had.union(wished.resource_ids))


def put_all(
    work: Work,
    changed: Sequence[tuple[Appointment, AppointmentForm]],
    wished: Wishes,
    found: Sequence[Occurrence],
    reason: str,
) -> Said:
    """Make these appointments what their forms say; those that were wished for take their times and
    resources. They have been checked. Gives what the audit log says of the reason.
    """
    asked = {wish.form.id: wish.asked for wish in wished.all}
    for one in {id(one): one for one in asked.values()}.values():
        make_resources(work, one)
    for row, _ in changed:
        count_as_changed(work, row)
        for taken in row.taken if row.id in asked else ():
            taken.blocks = 0
    work.session.flush()
    findings = {one.form.id: one.findings for one in found}
    reads_cases = work.may(Action.READ_CASES)
    codes: set[str] = set()
    for row, form in changed:
        case_id = row.case_id
        fill(row, form)
        if not reads_cases:  # who does not see the case cannot mean to drop it
            row.case_id = case_id
        if row.id in asked:
            soft = tuple(f for f in findings[row.id] if f.severity is Severity.SOFT)
            keep_reason(work, row, soft, reason)
            codes |= {finding.code for finding in soft}
            put_rows(row, letting_pass(asked[row.id], findings[row.id]))
    work.session.flush()
    return reason_said(codes, reason)


def add_all(
    work: Work,
    series_id: UUID,
    wished: Wishes,
    found: Sequence[Occurrence],
    reason: str,
    case_id: UUID | None = None,
) -> Said:
    """Book these as appointments of a series; they have been checked. Gives what the audit log says
    of the reason. `case_id` is for whoever does not see the case.
    """
    for asked in {id(wish.asked): wish.asked for wish in wished.all}.values():
        make_resources(work, asked)
    codes: set[str] = set()
    for one, wish in zip(found, wished.all, strict=True):
        row = Appointment(id=one.form.id, booked_by_id=work.user.id)
        fill(row, one.form)
        row.case_id = row.case_id or case_id
        row.series_id = series_id
        soft = tuple(f for f in one.findings if f.severity is Severity.SOFT)
        keep_reason(work, row, soft, reason)
        codes |= {finding.code for finding in soft}
        put_rows(row, letting_pass(wish.asked, one.findings))
        work.add(row)
    work.session.flush()
    return reason_said(codes, reason)


def cancel_all(work: Work, rows: Iterable[Appointment], reason: str = "") -> None:
    """Cancel these by the office: what they took is free."""
    for row in rows:
        count_as_changed(work, row)
        row.status = AppointmentStatus.CANCELLED_BY_OFFICE
        row.cancel_reason = reason.strip()[:LONGEST_REASON]
        for taken in row.taken:
            taken.blocks = 0
    work.session.flush()


def go_over(work: Work, rows: Iterable[Appointment], series: AppointmentSeries) -> None:
    """Let these be of another series from now on."""
    work.add(series)
    for row in rows:
        count_as_changed(work, row)
        row.series_id = series.id
    work.session.flush()


def count_as_changed(work: Work, row: Appointment | AppointmentSeries) -> None:
    """A new version, of which the one event of the series tells: `Work.touch` would tell of each,
    and a series may have the id of its first appointment.
    """
    row.changed_at = work.now
    flag_modified(row, "changed_at")


def reason_said(codes: set[str], reason: str) -> Said:
    """What the audit log says where something was booked with a reason."""
    if not codes:
        return {}
    return {"overridden": sorted(codes), "reason": reason.strip()[:LONGEST_REASON]}
