"""What may stand in a case's timeline."""

from enum import StrEnum


class TimelineKind(StrEnum):
    """The kinds of entry, by the record behind them."""

    NOTE = "note"
    ADDENDUM = "addendum"
    TASK_DONE = "task_done"
    DOCUMENT = "document"
    APPOINTMENT = "appointment"
    HEARING = "hearing"
    ORDER = "order"
    PLACEMENT = "placement"
    PLACEMENT_ENDED = "placement_ended"
    MESSAGE = "message"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    ENROLLED = "enrolled"
    ENROLLMENT_ENDED = "enrollment_ended"
    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"
    RESTRICTED = "restricted"
    RESTRICTION_LIFTED = "restriction_lifted"
