"""The life of the case itself in a timeline: opened, assigned, enrolled, closed."""

from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from db.models.audit import AuditEvent
from db.models.case_file import Assignment, Enrollment
from db.models.office import Program
from db.models.staff import Staff
from db.queries.cases.timeline.asking import CASE, Asking, newest
from db.queries.cases.timeline.entry import TimelineEntry
from db.rules.timeline import TimelineKind

# What the log calls them.
LOGGED_AS = {
    TimelineKind.CLOSED: "case.closed",
    TimelineKind.REOPENED: "case.reopened",
    TimelineKind.RESTRICTED: "case.restricted",
    TimelineKind.RESTRICTION_LIFTED: "case.restriction_lifted",
}
_ASSIGNED: dict[TimelineKind, Any] = {
    TimelineKind.ASSIGNED: Assignment.started_on,
    TimelineKind.UNASSIGNED: Assignment.ended_on,
}
_ENROLLED: dict[TimelineKind, Any] = {
    TimelineKind.ENROLLED: Enrollment.started_on,
    TimelineKind.ENROLLMENT_ENDED: Enrollment.ended_on,
}


def _composed(kind: TimelineKind) -> Select[*tuple[Any, ...]]:
    found = (
        select(AuditEvent.operation_id, AuditEvent.at, Staff.display_name)
        .join(Staff, Staff.id == AuditEvent.user_id)
        .where(AuditEvent.record_id == CASE, AuditEvent.action == LOGGED_AS[kind])
    )
    if kind is TimelineKind.CLOSED:
        later = aliased(AuditEvent)
        found = found.where(
            exists().where(
                later.record_id == CASE,
                later.action == LOGGED_AS[TimelineKind.REOPENED],
                later.at >= AuditEvent.at,
            )
        )
    return newest(found, AuditEvent.at, AuditEvent.operation_id)


_LOGGED = {kind: _composed(kind) for kind in LOGGED_AS}
_ASSIGNMENTS = {
    kind: newest(
        select(Assignment.id, Assignment.role, day.label("day"), Staff.display_name)
        .join(Staff, Staff.id == Assignment.staff_id)
        .where(Assignment.case_id == CASE, day.is_not(None)),
        day,
        Assignment.id,
    )
    for kind, day in _ASSIGNED.items()
}
_ENROLLMENTS = {
    kind: newest(
        select(Enrollment.id, Enrollment.ended_because, day.label("day"), Program.name)
        .join(Program, Program.id == Enrollment.program_id)
        .where(Enrollment.case_id == CASE, day.is_not(None)),
        day,
        Enrollment.id,
    )
    for kind, day in _ENROLLED.items()
}


def opened(asking: Asking) -> list[TimelineEntry]:
    """The day on which the case was opened."""
    entry = TimelineEntry(
        kind=TimelineKind.OPENED,
        id=asking.case.id,
        at=asking.start_of(asking.case.opened_on),
        day_only=True,
        record=("case", asking.case.id),
        title=asking.case.number,
    )
    return [entry] if _is_older(asking, entry) else []


def closed(asking: Asking) -> list[TimelineEntry]:
    """The day on which the case was closed, and earlier closings that were taken back."""
    entries = _logged(asking, TimelineKind.CLOSED)
    if asking.case.closed_on is not None:
        entry = TimelineEntry(
            kind=TimelineKind.CLOSED,
            id=asking.case.id,
            at=asking.start_of(asking.case.closed_on),
            day_only=True,
            record=("case", asking.case.id),
            title=asking.case.number,
            code=asking.case.close_reason,
        )
        if _is_older(asking, entry):
            entries.append(entry)
    return entries


def reopened(asking: Asking) -> list[TimelineEntry]:
    """When the case was opened again."""
    return _logged(asking, TimelineKind.REOPENED)


def restricted(asking: Asking) -> list[TimelineEntry]:
    """When the case was restricted, or its access list changed."""
    return _logged(asking, TimelineKind.RESTRICTED)


def restriction_lifted(asking: Asking) -> list[TimelineEntry]:
    """When a restriction was lifted."""
    return _logged(asking, TimelineKind.RESTRICTION_LIFTED)


def assigned(asking: Asking) -> list[TimelineEntry]:
    """The days on which workers were assigned."""
    return _assignments(asking, TimelineKind.ASSIGNED)


def unassigned(asking: Asking) -> list[TimelineEntry]:
    """The days on which assignments ended."""
    return _assignments(asking, TimelineKind.UNASSIGNED)


def enrolled(asking: Asking) -> list[TimelineEntry]:
    """The days on which enrollments began."""
    return _enrollments(asking, TimelineKind.ENROLLED)


def enrollments_ended(asking: Asking) -> list[TimelineEntry]:
    """The days on which enrollments ended."""
    return _enrollments(asking, TimelineKind.ENROLLMENT_ENDED)


def _logged(asking: Asking, kind: TimelineKind) -> list[TimelineEntry]:
    page = asking.page(_LOGGED[kind], kind, AuditEvent.at, AuditEvent.operation_id)
    return [
        TimelineEntry(kind=kind, id=operation_id, at=at, record=("case", asking.case.id), who=who)
        for operation_id, at, who in asking.rows(page)
    ]


def _assignments(asking: Asking, kind: TimelineKind) -> list[TimelineEntry]:
    page = asking.page(_ASSIGNMENTS[kind], kind, _ASSIGNED[kind], Assignment.id, "day")
    return [
        TimelineEntry(
            kind=kind,
            id=row.id,
            at=asking.start_of(row.day),
            day_only=True,
            record=("case", asking.case.id),
            who=row.display_name,
            code=row.role,
        )
        for row in asking.rows(page)
    ]


def _enrollments(asking: Asking, kind: TimelineKind) -> list[TimelineEntry]:
    begun = kind is TimelineKind.ENROLLED
    page = asking.page(_ENROLLMENTS[kind], kind, _ENROLLED[kind], Enrollment.id, "day")
    return [
        TimelineEntry(
            kind=kind,
            id=row.id,
            at=asking.start_of(row.day),
            day_only=True,
            record=("case", asking.case.id),
            title=row.name,
            code=None if begun else row.ended_because,
        )
        for row in asking.rows(page)
    ]


def _is_older(asking: Asking, entry: TimelineEntry) -> bool:
    return asking.before is None or entry.place < asking.before
