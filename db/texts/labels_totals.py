"""Words for an office's totals of a period, in English."""

from enum import StrEnum

from db.rules.totals import Total, TotalsPart

LABELS: tuple[tuple[StrEnum, str], ...] = (
    (TotalsPart.CLIENTS, "Clients"),
    (TotalsPart.CASES, "Cases"),
    (TotalsPart.ENROLLMENTS, "Programs"),
    (TotalsPart.CONTACTS, "Contacts"),
    (TotalsPart.APPOINTMENTS, "Appointments"),
    (TotalsPart.OVERSIGHT, "Oversight"),
    (Total.ON_FILE, "On file on the last day"),
    (Total.TAKEN_IN, "Taken in"),
    (Total.SERVED, "Served"),
    (Total.NEW, "New"),
    (Total.CONTINUING, "Continuing"),
    (Total.CASES_OPEN, "Open on the last day"),
    (Total.CASES_OPENED, "Cases opened"),
    (Total.CASES_CLOSED, "Cases closed"),
    (Total.NO_REASON, "Not said"),
    (Total.ENROLLED, "Enrolled on the last day"),
    (Total.ENROLLMENTS_BEGUN, "Enrollments begun"),
    (Total.ENROLLMENTS_ENDED, "Enrollments ended"),
    (Total.NOTES_SIGNED, "Signed contact notes"),
    (Total.APPOINTMENTS, "Appointments"),
    (Total.INTAKES, "Intake appointments"),
    (Total.HEARINGS, "Hearings that were not vacated"),
    (Total.DISCLOSURES, "Documents that left the office"),
    (Total.EMERGENCIES, "Emergency accesses"),
    (Total.EMERGENCIES_REVIEWED, "Reviewed by somebody else"),
)
