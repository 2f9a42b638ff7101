"""Every enumerated code that a record may hold.

The values are what stands in the database and in exported files, so they never change; the words
that people read for them are in `db.texts.labels`.
"""

from db.rules.codes.calendar import (
    AppointmentKind,
    AppointmentStatus,
    DisclosurePurpose,
    LeaveKind,
    ResourceKind,
)
from db.rules.codes.casework import (
    AssignmentRole,
    CaseStatus,
    CloseReason,
    EnrollmentEnd,
    HearingKind,
    NoteClass,
    NoteKind,
    NoteStatus,
    OrderStatus,
    PartyRole,
    PlacementKind,
    TaskKind,
    Topic,
)
from db.rules.codes.people import (
    ContactKind,
    ContactRule,
    Education,
    HouseholdType,
    Housing,
    Insurance,
    Military,
    Race,
    Relation,
    Role,
    Sex,
    SsnQuality,
    WorkStatus,
    YesNo,
)

__all__ = [
    "AppointmentKind",
    "AppointmentStatus",
    "AssignmentRole",
    "CaseStatus",
    "CloseReason",
    "ContactKind",
    "ContactRule",
    "DisclosurePurpose",
    "Education",
    "EnrollmentEnd",
    "HearingKind",
    "HouseholdType",
    "Housing",
    "Insurance",
    "LeaveKind",
    "Military",
    "NoteClass",
    "NoteKind",
    "NoteStatus",
    "OrderStatus",
    "PartyRole",
    "PlacementKind",
    "Race",
    "Relation",
    "ResourceKind",
    "Role",
    "Sex",
    "SsnQuality",
    "TaskKind",
    "Topic",
    "WorkStatus",
    "YesNo",
]
