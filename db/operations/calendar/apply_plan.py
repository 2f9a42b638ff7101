"""A plan for appointments that break: carried out in one transaction, and undone in one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from db.models.appointment import Appointment
from db.operations.calendar.mark import LONGEST_REASON
from db.operations.calendar.resettling import Settled, free_all, resettle
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import form_of, moved
from db.queries.calendar.visible import appointment_to_see
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import Refused, Stale, hard
from db.rules.permissions import Action
from db.rules.scheduling.plan import WayKind

_BY = AppointmentStatus.CANCELLED_BY_OFFICE
_COUNTED = (WayKind.MOVE, WayKind.REASSIGN, WayKind.CANCEL)


@dataclass(frozen=True, slots=True)
class Step:
    """What is to become of an appointment. `version` is the one that the plan was made for.

    A MOVE has its aware beginning, a REASSIGN the worker who cannot and the one who takes it.
    """

    id: UUID
    version: int
    kind: WayKind
    starts_at: datetime | None = None
    from_worker: UUID | None = None
    to_worker: UUID | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """How an appointment was before, and the version that the plan gave it."""

    id: UUID
    version: int
    form: AppointmentForm
    status: AppointmentStatus
    override_reason: str
    override_by_id: UUID | None
    cancel_reason: str


@dataclass(frozen=True, slots=True)
class AppliedPlan:
    """What was done, and what `undo_plan` needs."""

    before: tuple[Undone, ...]
    moved: int = 0
    reassigned: int = 0
    cancelled: int = 0

    @property
    def changed(self) -> int:
        """How many appointments were changed."""
        return len(self.before)


def apply_plan(work: Work, steps: Sequence[Step], reason: str = "") -> AppliedPlan:
    """Move, give to others and call off, all of it or nothing; what is left takes no step.

    Raises `Stale` for an appointment that was changed since the plan was made; `Refused` with
    "plan.collides" for each that cannot be so, `NeedsReason` with "plan.asks" unless a reason is
    given. Times may be swapped among them.
    """
    work.require(Action.BOOK)
    todo = [step for step in steps if step.kind is not WayKind.LEAVE]
    rows = {step.id: _row(work, step) for step in todo}
    before = {one: _remembered(work, row) for one, row in rows.items()}
    called_off = [rows[step.id] for step in todo if step.kind is WayKind.CANCEL]
    settled = [
        Settled(rows[step.id], _as_it_will_be(before[step.id].form, step))
        for step in todo
        if step.kind is not WayKind.CANCEL
    ]
    free_all(work, rows.values(), (one.form for one in settled))
    for row in called_off:
        row.status, row.cancel_reason = _BY, reason.strip()[:LONGEST_REASON]
    said = resettle(work, settled, reason)
    _touch(work, rows.values())
    done = AppliedPlan(
        tuple(replace(before[one], version=row.version) for one, row in rows.items()),
        *(sum(step.kind is kind for step in todo) for kind in _COUNTED),
    )
    if rows:
        work.record("appointment.plan_applied", "appointment", None, **_counts(done), **said)
        work.changed("appointment", *rows)
    return done


def undo_plan(work: Work, done: AppliedPlan) -> None:
    """Put back all that a plan changed, into the leave or the closure that broke it.

    Raises `Refused` with "plan.not_undone" if somebody changed one of them since, and with
    "plan.collides" if a time has been given to others.
    """
    work.require(Action.BOOK)
    rows = {one.id: appointment_to_see(work, one.id) for one in done.before}
    if any(rows[one.id].version != one.version for one in done.before):
        raise Refused(hard("plan.not_undone"))
    free_all(work, rows.values(), (one.form for one in done.before))
    for one in done.before:
        row = rows[one.id]
        row.status, row.cancel_reason = one.status, one.cancel_reason
    resettle(work, [Settled(rows[one.id], one.form) for one in done.before], back=True)
    for one in done.before:
        rows[one.id].override_reason = one.override_reason
        rows[one.id].override_by_id = one.override_by_id
    _touch(work, rows.values())
    work.record("appointment.plan_undone", "appointment", None, **_counts(done))
    work.changed("appointment", *rows)


def _counts(done: AppliedPlan) -> dict[str, object]:
    return {
        "moved": done.moved,
        "reassigned": done.reassigned,
        "cancelled": done.cancelled,
        "appointments": [one.id.hex for one in done.before],
    }


def _row(work: Work, step: Step) -> Appointment:
    row = appointment_to_see(work, step.id)
    if row.version != step.version:
        raise Stale("appointment", step.id)
    if row.status not in EXPECTED:
        raise Refused(hard("appointment.is_over", status=row.status))
    if row.kind is AppointmentKind.HEARING and step.kind is not WayKind.REASSIGN:
        raise Refused(hard("plan.hearing_stays"))
    return row


def _remembered(work: Work, row: Appointment) -> Undone:
    return Undone(
        row.id,
        row.version,
        form_of(work, row),
        row.status,
        row.override_reason,
        row.override_by_id,
        row.cancel_reason,
    )


def _as_it_will_be(form: AppointmentForm, step: Step) -> AppointmentForm:
    if step.kind is WayKind.REASSIGN:
        if step.from_worker is None or step.to_worker is None:
            raise ValueError("somebody takes it from somebody")
        swap = (step.from_worker, step.to_worker)
        return moved(form, form.starts_at, form.ends_at, swap)
    if step.starts_at is None:
        raise ValueError("what moves has a time")
    length = timedelta(seconds=form.span.ends_at - form.span.starts_at)
    starts_at = step.starts_at.astimezone(UTC)
    return moved(form, starts_at, starts_at + length)


def _touch(work: Work, rows: Iterable[Appointment]) -> None:
    touched: Sequence[Appointment] = list(rows)
    for row in touched:
        row.changed_at = work.now
    work.session.flush()
