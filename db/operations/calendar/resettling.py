"""Several appointments put elsewhere at once, so that they may take each other's times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from db.models.appointment import Appointment
from db.operations.calendar.saving import keep_reason, letting_pass, make_resources, put_rows
from db.operations.locks import hold
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.named import wanted
from db.queries.calendar.wishes import Occurrence, checked_occurrences, wishes
from db.rules.findings import Finding, NeedsReason, Refused, Severity, hard, soft
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class Settled:
    """An appointment, and the times and resources that it is to have."""

    row: Appointment
    form: AppointmentForm


def free_all(work: Work, rows: Iterable[Appointment], forms: Iterable[AppointmentForm]) -> None:
    """Let these appointments keep nobody away for now, so that what they take can be swapped.

    Nobody else books meanwhile what they have, or what they are to have by the forms.
    """
    known = list(rows)
    ids = {one.resource_id for row in known for one in row.taken}
    hold(work, ids | {one for form in forms for one in wanted(work, form).ids()})
    for row in known:
        for taken in row.taken:
            taken.blocks = 0
    work.session.flush()


def resettle(
    work: Work, settled: Sequence[Settled], reason: str = "", *, back: bool = False
) -> dict[str, object]:
    """Give each its times and resources, by its status; gives what the audit log says of the
    reason. `free_all` has been called for them, and for whatever else makes room.

    Raises `Refused` with "plan.collides" for each that cannot be so, `NeedsReason` with
    "plan.asks" unless a reason is given. With `back` they return to where they were: then only
    what others have taken meanwhile stands in the way.
    """
    if not settled:
        return {}
    wished = wishes(work, ((one.form.starts_at.date(), one.form) for one in settled))
    found = checked_occurrences(work, wished, [one.row.id for one in settled])
    weighed = {one.form.id: _weighed(one, back) for one in found}
    _refuse(work, found, weighed, reason)
    said = {one.form.id: one.findings for one in found}
    asked = {w.form.id: letting_pass(w.asked, said[w.form.id]) for w in wished.all}
    codes: set[str] = set()
    for one in settled:
        make_resources(work, asked[one.form.id])
        one.row.starts_at, one.row.ends_at = one.form.span
        if not back:
            keep_reason(work, one.row, weighed[one.form.id], reason)
        codes |= {finding.code for finding in weighed[one.form.id]}
        put_rows(one.row, asked[one.form.id])
    work.session.flush()
    if back or not codes:
        return {}
    return {"overridden": sorted(codes), "reason": reason.strip()[:500]}


def _weighed(one: Occurrence, back: bool) -> tuple[Finding, ...]:
    """What weighs: of one that returns, only other appointments that refuse it."""
    return tuple(
        f
        for f in one.findings
        if (f.severity is Severity.HARD and "appointment" in f.params)
        or (f.severity is not Severity.INFORMATION and not back)
    )


def _refuse(
    work: Work,
    found: Sequence[Occurrence],
    weighed: Mapping[UUID, tuple[Finding, ...]],
    reason: str,
) -> None:
    causes = [(one, cause) for one in found for cause in weighed[one.form.id]]
    refusing = [(one, cause) for one, cause in causes if cause.severity is Severity.HARD]
    if refusing:
        raise Refused(*(hard("plan.collides", "", **_told(one, c)) for one, c in refusing))
    if causes and not reason.strip():
        raise NeedsReason(*(soft("plan.asks", "", **_told(one, c)) for one, c in causes))
    if causes:
        work.require(Action.OVERRIDE_BOOKING)


def _told(one: Occurrence, cause: Finding) -> dict[str, object]:
    return {"day": one.day, "cause": cause, "appointment": str(one.form.id)}
