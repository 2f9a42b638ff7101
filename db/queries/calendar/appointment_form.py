"""An appointment as it is typed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.rules.codes import AppointmentKind, HearingKind
from db.rules.scheduling import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingPart:
    """The hearing that an appointment is for.

    With the id of a hearing that is there already the appointment is linked to it; otherwise the
    hearing is added to the case together with the appointment.
    """

    id: UUID
    kind: HearingKind
    court: str = ""
    courtroom: str = ""
    judge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentForm:
    """An appointment as it is typed. Moments are aware; seconds are dropped.

    `id` comes from the caller, so that a save which is sent twice books once. `household` holds
    members of the client's household who come along, by client id. `version` is the one that the
    form was opened with; a new appointment has 0. `place_id` is one of the office's places, and
    `place` what else is said of where it is; `joining_link` is an https address, or empty. What is
    `requested` has been asked for and not been promised: it keeps nobody away, as what is
    `tentative` does not. A session of a group has the `group_id` and takes the `members`; None of
    them means whoever is on the roster when it is booked.
    """

    id: UUID
    kind: AppointmentKind
    starts_at: datetime
    ends_at: datetime
    workers: tuple[UUID, ...] = ()
    client_id: UUID | None = None
    household: tuple[UUID, ...] = ()
    room_id: UUID | None = None
    car_id: UUID | None = None
    interpreter_id: UUID | None = None
    place_id: UUID | None = None
    place: str = ""
    joining_link: str = ""
    subject: str = ""
    case_id: UUID | None = None
    hearing: HearingPart | None = None
    remark: str = ""
    tentative: bool = False
    requested: bool = False
    group_id: UUID | None = None
    members: tuple[UUID, ...] | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if self.requested and not self.tentative:
            object.__setattr__(self, "tentative", True)

    @property
    def span(self) -> Span:
        """Its times in the calendar's seconds. A naive moment raises ValueError."""
        return Span(seconds_of(self.starts_at), seconds_of(self.ends_at))


def seconds_of(moment: datetime) -> int:
    """A moment in the calendar's seconds, on the full minute. Naive ones raise ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return int(moment.timestamp()) // 60 * 60
