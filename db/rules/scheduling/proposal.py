"""What somebody wants to book, and what is already booked."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.scheduling.spans import Span

UNPROMISED = frozenset({AppointmentStatus.REQUESTED, AppointmentStatus.TENTATIVE})
LONGEST = 24 * 3600  # an appointment lasts at most a day, in seconds


@dataclass(frozen=True, slots=True)
class Resource:
    """Something an appointment takes, with the name that people know it by.

    `capacity` is how many appointments a room or car takes at a time.
    """

    id: UUID
    kind: ResourceKind
    name: str
    capacity: int = 1


class Taken(NamedTuple):
    """A resource's row of an appointment that is already booked.

    `blocks` is False for what excludes nobody: a requested, tentative or overridden booking, and
    a room for several. Without a place, one that is `in_a_room` is at the office's own.
    """

    resource_id: UUID
    span: Span
    appointment_id: UUID
    kind: AppointmentKind
    status: AppointmentStatus
    blocks: bool = True
    place_id: UUID | None = None
    in_a_room: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An appointment as the form has it. `appointment_id` is that of the one being changed.

    `set_by_court` is when the hearing was that is being changed. Without a place, an appointment
    in a room is at the office's own.
    """

    span: Span
    kind: AppointmentKind
    resources: tuple[Resource, ...]
    appointment_id: UUID | None = None
    place_id: UUID | None = None
    set_by_court: Span | None = None

    @property
    def in_a_room(self) -> bool:
        """Whether it takes a room."""
        return any(resource.kind is ResourceKind.ROOM for resource in self.resources)


def takes_place(status: AppointmentStatus) -> bool:
    """Whether an appointment of this status takes its time at all."""
    return status not in (
        AppointmentStatus.NO_SHOW,
        AppointmentStatus.CANCELLED_BY_CLIENT,
        AppointmentStatus.CANCELLED_BY_OFFICE,
    )


def excludes_others(status: AppointmentStatus, *, overridden: bool = False) -> bool:
    """What a row's `blocks` must say: whether the database itself keeps others away."""
    return takes_place(status) and status not in UNPROMISED and not overridden
