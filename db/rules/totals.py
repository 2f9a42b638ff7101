"""What an office's totals of a period are about: numbers that a reader gets who may know nobody."""

from enum import StrEnum


class TotalsPart(StrEnum):
    """A group of totals."""

    CLIENTS = "clients"
    CASES = "cases"
    ENROLLMENTS = "enrollments"
    CONTACTS = "contacts"
    APPOINTMENTS = "appointments"
    OVERSIGHT = "oversight"


class Total(StrEnum):
    """One number, or what several numbers beneath it divide."""

    ON_FILE = "on_file"
    TAKEN_IN = "taken_in"
    SERVED = "served"
    NEW = "new"
    CONTINUING = "continuing"
    CASES_OPEN = "cases_open"
    CASES_OPENED = "cases_opened"
    CASES_CLOSED = "cases_closed"
    NO_REASON = "no_reason"
    ENROLLED = "enrolled"
    ENROLLMENTS_BEGUN = "enrollments_begun"
    ENROLLMENTS_ENDED = "enrollments_ended"
    NOTES_SIGNED = "notes_signed"
    APPOINTMENTS = "appointments"
    INTAKES = "intakes"
    HEARINGS = "hearings"
    DISCLOSURES = "disclosures"
    EMERGENCIES = "emergencies"
    EMERGENCIES_REVIEWED = "emergencies_reviewed"
