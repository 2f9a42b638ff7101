"""Codes of the calendar, and of disclosures."""

from enum import StrEnum


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
    GROUP = "group"  # a session of a group
    OUTSIDE = "outside"  # a client's commitment without a worker of ours: doctor, school, court
    OTHER = "other"


class AppointmentStatus(StrEnum):
    """Where an appointment stands."""

    REQUESTED = "requested"  # asked for, and not yet promised
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED_BY_CLIENT = "cancelled_by_client"
    CANCELLED_BY_OFFICE = "cancelled_by_office"


class ResourceKind(StrEnum):
    """What an appointment takes."""

    WORKER = "worker"
    CLIENT = "client"
    HOUSEHOLD_MEMBER = "household_member"
    MEMBER = "member"  # of the group whose session it is
    ROOM = "room"
    ROOM_PART = "room_part"  # taken because the whole of it is
    CAR = "car"
    INTERPRETER = "interpreter"


class RuleWeight(StrEnum):
    """How much an office lets a rule of its calendar weigh."""

    HARD = "hard"
    SOFT = "soft"
    INFORMATION = "information"
    OFF = "off"


class RequestState(StrEnum):
    """Where somebody stands who waits for an appointment."""

    WAITING = "waiting"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"


class MemberState(StrEnum):
    """Where somebody stands with a group."""

    MEMBER = "member"
    WAITING = "waiting"
    LEFT = "left"


class Attended(StrEnum):
    """Whether a member of a group came to a session."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"


class CalendarNames(StrEnum):
    """What other calendars are told of the client whom an appointment is with."""

    INITIALS = "initials"
    NUMBER = "number"  # the client's number in this office
    NOTHING = "nothing"


class ReminderOutcome(StrEnum):
    """What became of reminding somebody of an appointment."""

    REACHED = "reached"
    LEFT_MESSAGE = "left_message"
    NOT_REACHED = "not_reached"
    SENT = "sent"  # a letter, a text message, an e-mail


class LeaveKind(StrEnum):
    """Why a worker is away."""

    VACATION = "vacation"
    SICK = "sick"
    TRAINING = "training"
    COURT = "court"
    OTHER = "other"


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
