"""Where an appointment may go from where it stands: arrived, completed, no-show, cancelled."""

from datetime import datetime
from zoneinfo import ZoneInfo

from db.rules.codes import AppointmentStatus
from db.rules.findings import Finding, hard

S = AppointmentStatus

EXPECTED = frozenset({S.REQUESTED, S.TENTATIVE, S.CONFIRMED})
CHANGEABLE = frozenset({*EXPECTED, S.ARRIVED, S.IN_PROGRESS})
CANCELLED = frozenset({S.CANCELLED_BY_CLIENT, S.CANCELLED_BY_OFFICE})

_HELD = frozenset({S.ARRIVED, S.IN_PROGRESS, S.COMPLETED, S.NO_SHOW})
_STEPS: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    S.REQUESTED: frozenset({S.TENTATIVE, S.CONFIRMED, *_HELD, *CANCELLED}),
    S.TENTATIVE: frozenset({S.REQUESTED, S.CONFIRMED, *_HELD, *CANCELLED}),
    S.CONFIRMED: frozenset({S.REQUESTED, S.TENTATIVE, *_HELD, *CANCELLED}),
    S.ARRIVED: frozenset({S.IN_PROGRESS, S.COMPLETED, *CANCELLED}),
    S.IN_PROGRESS: frozenset({S.COMPLETED, *CANCELLED}),
    S.COMPLETED: frozenset(),
    S.NO_SHOW: frozenset({S.ARRIVED}),  # who comes after all, late
    S.CANCELLED_BY_CLIENT: frozenset(),
    S.CANCELLED_BY_OFFICE: frozenset(),
}


def next_steps(
    status: AppointmentStatus, starts_at: datetime, now: datetime, zone: ZoneInfo
) -> frozenset[AppointmentStatus]:
    """Every status that an appointment may be given now; taking a step back is apart."""
    return frozenset(
        step for step in _STEPS[status] if not step_findings(status, step, starts_at, now, zone)
    )


def step_findings(
    status: AppointmentStatus,
    step: AppointmentStatus,
    starts_at: datetime,
    now: datetime,
    zone: ZoneInfo,
) -> tuple[Finding, ...]:
    """What stands against giving the appointment this status now. Moments are aware."""
    if step not in _STEPS[status]:
        return (hard("appointment.not_possible_now", status=status),)
    if step is S.NO_SHOW and now < starts_at:
        return (hard("appointment.not_begun", starts=starts_at.astimezone(zone)),)
    if step in (S.ARRIVED, S.IN_PROGRESS, S.COMPLETED):
        day, today = starts_at.astimezone(zone).date(), now.astimezone(zone).date()
        if day > today:
            return (hard("appointment.not_today", day=day),)
    return ()


def may_return(status: AppointmentStatus, before: AppointmentStatus) -> bool:
    """Whether a step can be taken back, from `status` to what stood there `before`."""
    return (
        status is not before
        and before in (*EXPECTED, S.ARRIVED, S.IN_PROGRESS, S.NO_SHOW)
        and (status in _STEPS[before])
    )
