"""A group as it is typed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupForm:
    """A group as it is typed. `capacity` is how many people have a place; a closed group is not
    `active`. `version` is the one that the form was opened with; a new group has 0.
    """

    id: UUID
    name: str
    leader_id: UUID
    about: str = ""
    room_id: UUID | None = None
    program_id: UUID | None = None
    capacity: int = 8
    active: bool = True
    version: int = 0
