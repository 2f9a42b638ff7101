"""Every enumerated code that a record may hold.

The values are what stands in the database and in exported files, so they never change; the words
that people read for them are in `db.texts.labels`.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may do; see `db.rules.permissions`."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    CASEWORKER = "caseworker"
    RECEPTIONIST = "receptionist"
    AUDITOR = "auditor"


# ---- clients ---------------------------------------------------------------------------------


class Sex(StrEnum):
    """Sex as the Community Services Block Grant report counts it, with what intake may meet."""

    FEMALE = "female"
    MALE = "male"
    ANOTHER = "another"
    DECLINED = "declined"
    UNKNOWN = "unknown"


class Race(StrEnum):
    """Race and/or ethnicity, one set, select all that apply (OMB SPD 15, 2024)."""

    AMERICAN_INDIAN = "american_indian"
    ASIAN = "asian"
    BLACK = "black"
    HISPANIC = "hispanic"
    MIDDLE_EASTERN = "middle_eastern"
    PACIFIC_ISLANDER = "pacific_islander"
    WHITE = "white"


class YesNo(StrEnum):
    """An answer that may be missing for a reason."""

    YES = "yes"
    NO = "no"
    DECLINED = "declined"
    UNKNOWN = "unknown"


class Education(StrEnum):
    """Highest education (CSBG Annual Report 3.0, C3)."""

    GRADES_0_8 = "grades_0_8"
    GRADES_9_12 = "grades_9_12"
    HIGH_SCHOOL = "high_school"
    SOME_POST_SECONDARY = "some_post_secondary"
    COLLEGE = "college"
    OTHER_POST_SECONDARY = "other_post_secondary"
    UNKNOWN = "unknown"


class Insurance(StrEnum):
    """Source of health insurance (CSBG Annual Report 3.0, C5b)."""

    NONE = "none"
    MEDICAID = "medicaid"
    MEDICARE = "medicare"
    CHIP = "chip"
    STATE_ADULT = "state_adult"
    MILITARY = "military"
    DIRECT = "direct"
    EMPLOYMENT = "employment"
    UNKNOWN = "unknown"


class Military(StrEnum):
    """Military status (CSBG Annual Report 3.0, C7)."""

    VETERAN = "veteran"
    ACTIVE = "active"
    NEVER = "never"
    UNKNOWN = "unknown"


class WorkStatus(StrEnum):
    """Work status of adults (CSBG Annual Report 3.0, C8)."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    SEASONAL_FARM = "seasonal_farm"
    UNEMPLOYED_SHORT = "unemployed_short"
    UNEMPLOYED_LONG = "unemployed_long"
    NOT_IN_LABOR_FORCE = "not_in_labor_force"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Housing(StrEnum):
    """Housing of a household (CSBG Annual Report 3.0, D11)."""

    OWN = "own"
    RENT = "rent"
    OTHER_PERMANENT = "other_permanent"
    HOMELESS = "homeless"
    OTHER = "other"
    UNKNOWN = "unknown"


class HouseholdType(StrEnum):
    """Type of household (CSBG Annual Report 3.0, D9)."""

    SINGLE_PERSON = "single_person"
    TWO_ADULTS = "two_adults"
    ADULTS_NO_CHILDREN = "adults_no_children"
    SINGLE_PARENT_FEMALE = "single_parent_female"
    SINGLE_PARENT_MALE = "single_parent_male"
    TWO_PARENT = "two_parent"
    UNRELATED_WITH_CHILDREN = "unrelated_with_children"
    MULTIGENERATIONAL = "multigenerational"
    OTHER = "other"
    UNKNOWN = "unknown"


class SsnQuality(StrEnum):
    """What the last four digits of a social security number are worth."""

    REPORTED = "reported"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    NONE = "none"


class ContactKind(StrEnum):
    """A way to reach somebody."""

    MOBILE = "mobile"
    HOME_PHONE = "home_phone"
    WORK_PHONE = "work_phone"
    EMAIL = "email"
    ADDRESS = "address"
    MAILING_ADDRESS = "mailing_address"
    OTHER = "other"


class ContactRule(StrEnum):
    """What a contact point must not be used for."""

    NO_VOICEMAIL = "no_voicemail"
    NO_TEXT = "no_text"
    NO_CALL = "no_call"
    NO_MAIL = "no_mail"
    NO_EMAIL = "no_email"
    ASK_CODE_WORD = "ask_code_word"
    PROTECTED = "protected"  # never printed, and shown to those who may read case files


class Relation(StrEnum):
    """How one person is related to another: "Rosa is the MOTHER of …"."""

    HEAD = "head"
    SPOUSE = "spouse"
    PARTNER = "partner"
    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    CHILD = "child"
    STEPPARENT = "stepparent"
    STEPCHILD = "stepchild"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    AUNT_UNCLE = "aunt_uncle"
    NIECE_NEPHEW = "niece_nephew"
    COUSIN = "cousin"
    FOSTER_PARENT = "foster_parent"
    FOSTER_CHILD = "foster_child"
    GUARDIAN = "guardian"
    WARD = "ward"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"


# ---- case files ------------------------------------------------------------------------------


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


# ---- calendar --------------------------------------------------------------------------------


class AppointmentKind(StrEnum):
    """What an appointment is for."""

    INTAKE = "intake"
    HOME_VISIT = "home_visit"
    OFFICE_VISIT = "office_visit"
    SUPERVISED_VISIT = "supervised_visit"
    MEETING = "meeting"
    HEARING = "hearing"
    PHONE_CALL = "phone_call"
    TRANSPORT = "transport"
    OUTSIDE = "outside"  # a client's commitment without a worker of ours: doctor, school, court
    OTHER = "other"


class AppointmentStatus(StrEnum):
    """Where an appointment stands."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED_BY_CLIENT = "cancelled_by_client"
    CANCELLED_BY_OFFICE = "cancelled_by_office"


class ResourceKind(StrEnum):
    """What an appointment takes."""

    WORKER = "worker"
    CLIENT = "client"
    HOUSEHOLD_MEMBER = "household_member"
    ROOM = "room"
    CAR = "car"


class LeaveKind(StrEnum):
    """Why a worker is away."""

    VACATION = "vacation"
    SICK = "sick"
    TRAINING = "training"
    COURT = "court"
    OTHER = "other"


# ---- the office ------------------------------------------------------------------------------


class DisclosurePurpose(StrEnum):
    """Why client data left the office."""

    COURT = "court"
    CLIENT_REQUEST = "client_request"
    FUNDER = "funder"
    OVERSIGHT = "oversight"
    REFERRAL = "referral"
    CARE = "care"
    INTERNAL = "internal"
    OTHER = "other"
