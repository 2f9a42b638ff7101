"""A hearing put off to a time at which something is booked: both in one transaction."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from db.models.court import Hearing
from db.operations.calendar.apply_plan import AppliedPlan, Step, apply_plan, undo_plan
from db.operations.calendar.hearings import call_off, continue_hearing, set_hearing
from db.operations.court.hearings import HearingForm
from db.operations.work import Work
from db.rules.findings import Refused, hard


@dataclass(frozen=True, slots=True)
class Continuance:
    """What `continue_hearing` is asked for."""

    hearing_id: UUID
    version: int
    starts_at: datetime
    following: UUID
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Continued:
    """What was done: the plan, and the hearing that is now to come with its version. `before` is
    when it was (aware) if it was moved; one that had begun stays, and this one is new.
    """

    plan: AppliedPlan
    hearing_id: UUID
    version: int
    before: datetime | None


def continue_with_plan(
    work: Work, asked: Continuance, steps: tuple[Step, ...], reason: str = ""
) -> Continued:
    """Make room by the plan, then put the hearing off into it. Raises as both do."""
    hearing = work.session.get(Hearing, asked.hearing_id)
    if hearing is None:
        raise Refused(hard("record.gone", kind="hearing"))
    before = datetime.fromtimestamp(hearing.starts_at, UTC)
    done = apply_plan(work, steps, reason)
    now = continue_hearing(
        work,
        asked.hearing_id,
        asked.version,
        asked.starts_at,
        asked.following,
        asked.outcome,
        reason,
    )
    work.session.flush()
    version = work.session.get_one(Hearing, now).version
    return Continued(done, now, version, before if now == asked.hearing_id else None)


def undo_continued(work: Work, done: Continued) -> None:
    """The hearing back to where it was, or called off if it was a new one, and the plan undone.

    Raises `Refused` with "plan.not_undone" if the hearing was changed since, and as `undo_plan`.
    """
    hearing = work.session.get(Hearing, done.hearing_id)
    if hearing is None or hearing.version != done.version:
        raise Refused(hard("plan.not_undone"))
    if done.before is None:
        call_off(work, done.hearing_id, done.version)
    else:
        set_hearing(work, _form(hearing, done.before))
    work.session.flush()
    undo_plan(work, done.plan)


def _form(hearing: Hearing, starts_at: datetime) -> HearingForm:
    return HearingForm(
        id=hearing.id,
        case_id=hearing.case_id,
        kind=hearing.kind,
        starts_at=starts_at,
        court=hearing.court,
        courtroom=hearing.courtroom,
        judge=hearing.judge,
        outcome=hearing.outcome,
        appointment_id=hearing.appointment_id,
        version=hearing.version,
    )
