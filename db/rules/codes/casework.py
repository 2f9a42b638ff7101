"""Codes of case files: parties, notes, tasks, court, placements, enrollments."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """Where a case stands."""

    INTAKE = "intake"
    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a case was closed."""

    GOALS_MET = "goals_met"
    REUNIFIED = "reunified"
    ADOPTED = "adopted"
    GUARDIANSHIP = "guardianship"
    AGED_OUT = "aged_out"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    WITHDREW = "withdrew"
    NO_CONTACT = "no_contact"
    NOT_ELIGIBLE = "not_eligible"
    DECEASED = "deceased"
    OTHER = "other"


class AssignmentRole(StrEnum):
    """A worker's part in a case."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SUPERVISOR = "supervisor"


class PartyRole(StrEnum):
    """A person's part in a case."""

    CLIENT = "client"
    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    GUARDIAN = "guardian"
    RELATIVE = "relative"
    FOSTER_PARENT = "foster_parent"
    ATTORNEY_CHILD = "attorney_child"
    ATTORNEY_PARENT = "attorney_parent"
    ATTORNEY_AGENCY = "attorney_agency"
    GUARDIAN_AD_LITEM = "guardian_ad_litem"
    CASA = "casa"
    JUDGE = "judge"
    SCHOOL = "school"
    THERAPIST = "therapist"
    DOCTOR = "doctor"
    PROBATION = "probation"
    OTHER = "other"


class NoteKind(StrEnum):
    """How a contact took place."""

    HOME_VISIT = "home_visit"
    OFFICE_VISIT = "office_visit"
    SCHOOL_VISIT = "school_visit"
    VISITATION = "visitation"
    PHONE = "phone"
    VIDEO = "video"
    TEXT_EMAIL = "text_email"
    LETTER = "letter"
    COLLATERAL = "collateral"
    COURT = "court"
    MEETING = "meeting"
    GROUP = "group"  # what was said of somebody at a session of a group
    ATTEMPTED = "attempted"
    ADMINISTRATIVE = "administrative"


class Topic(StrEnum):
    """What a contact was about: the headings of a court report's facts."""

    PLACEMENT = "placement"
    SAFETY = "safety"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SCHOOL = "school"
    FAMILY = "family"
    VISITATION = "visitation"
    PARENT_PROGRESS = "parent_progress"
    HOUSING = "housing"
    INCOME = "income"
    SUBSTANCE_USE = "substance_use"
    LEGAL = "legal"
    TRANSITION = "transition"
    STRENGTHS = "strengths"
    CHILD_WISHES = "child_wishes"
    OTHER = "other"


class NoteClass(StrEnum):
    """The confidentiality class of a contact note."""

    ORDINARY = "ordinary"
    PSYCHOTHERAPY = "psychotherapy"  # 45 CFR 164.501
    SUBSTANCE_USE = "substance_use"  # 42 CFR Part 2
    VICTIM_SERVICE = "victim_service"  # VAWA 34 USC 12291(b)(2)


class NoteStatus(StrEnum):
    """Where a contact note stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    ENTERED_IN_ERROR = "entered_in_error"
    WRONG_FILE = "wrong_file"


class TaskKind(StrEnum):
    """What a task is for."""

    FOLLOW_UP = "follow_up"
    VISIT_DUE = "visit_due"
    REPORT_DUE = "report_due"
    REVIEW = "review"
    DOCUMENT = "document"
    OTHER = "other"


class HearingKind(StrEnum):
    """What a hearing is for."""

    SHELTER = "shelter"
    ADJUDICATION = "adjudication"
    DISPOSITION = "disposition"
    REVIEW = "review"
    PERMANENCY = "permanency"
    TERMINATION = "termination"
    ADOPTION = "adoption"
    GUARDIANSHIP = "guardianship"
    PROTECTIVE_ORDER = "protective_order"
    STATUS = "status"
    MOTION = "motion"
    OTHER = "other"


class OrderStatus(StrEnum):
    """How far a court order has been carried out."""

    IMPLEMENTED = "implemented"
    PARTIAL = "partial"
    NOT_IMPLEMENTED = "not_implemented"


class PlacementKind(StrEnum):
    """Where a child lives."""

    PARENT = "parent"
    RELATIVE = "relative"
    FOSTER_FAMILY = "foster_family"
    TREATMENT_FOSTER = "treatment_foster"
    GROUP_HOME = "group_home"
    RESIDENTIAL = "residential"
    PRE_ADOPTIVE = "pre_adoptive"
    INDEPENDENT = "independent"
    SHELTER = "shelter"
    HOSPITAL = "hospital"
    OTHER = "other"


class EnrollmentEnd(StrEnum):
    """Why a program enrollment ended."""

    COMPLETED = "completed"
    WITHDREW = "withdrew"
    TRANSFERRED = "transferred"
    NO_CONTACT = "no_contact"
    NOT_ELIGIBLE = "not_eligible"
    OTHER = "other"
