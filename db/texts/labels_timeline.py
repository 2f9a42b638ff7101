"""Words for the kinds of entry in a case's timeline, in English."""

from enum import StrEnum

from db.rules.timeline import TimelineKind

LABELS: tuple[tuple[StrEnum, str], ...] = (
    (TimelineKind.NOTE, "Contact note"),
    (TimelineKind.ADDENDUM, "Addendum"),
    (TimelineKind.TASK_DONE, "Task done"),
    (TimelineKind.DOCUMENT, "Document"),
    (TimelineKind.APPOINTMENT, "Appointment"),
    (TimelineKind.HEARING, "Hearing"),
    (TimelineKind.ORDER, "Court order"),
    (TimelineKind.PLACEMENT, "Placement"),
    (TimelineKind.PLACEMENT_ENDED, "Placement ended"),
    (TimelineKind.MESSAGE, "Phone message"),
    (TimelineKind.ASSIGNED, "Worker assigned"),
    (TimelineKind.UNASSIGNED, "Assignment ended"),
    (TimelineKind.ENROLLED, "Enrolled in program"),
    (TimelineKind.ENROLLMENT_ENDED, "Enrollment ended"),
    (TimelineKind.OPENED, "Case opened"),
    (TimelineKind.CLOSED, "Case closed"),
    (TimelineKind.REOPENED, "Case opened again"),
    (TimelineKind.RESTRICTED, "Case restricted to named staff"),
    (TimelineKind.RESTRICTION_LIFTED, "Restriction lifted"),
)
