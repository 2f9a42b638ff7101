"""Codes of staff, clients and households."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may do; see `db.rules.permissions`."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    CASEWORKER = "caseworker"
    RECEPTIONIST = "receptionist"
    AUDITOR = "auditor"


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
