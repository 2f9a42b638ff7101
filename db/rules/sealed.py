"""Sealed files as the screen and the command line show them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """Whether a member can open the file."""

    OPENS = "opens"
    NEW_KEYS = "new_keys"  # the password was reset since: must be added again
    LEFT = "left"  # no longer of the office: should be removed


@dataclass(frozen=True)
class SealedPerson:
    """A member of a sealed file; who `manages` it may change who else belongs to it."""

    id: UUID
    name: str
    manages: bool
    standing: Standing


@dataclass(frozen=True)
class SealedFile:
    """A sealed file that the user can open. Its label is for its members alone."""

    id: UUID
    label: str
    officer_id: UUID
    officer: str
    members: tuple[SealedPerson, ...]
    recovery: bool  # whether the office's recovery code opens it
    manages: bool


@dataclass(frozen=True)
class SealedFiles:
    """`others` counts those that the user cannot open; of them nothing more can be known.

    `damaged` counts seals that were changed or cannot be read. `candidates` may belong to one.
    """

    files: tuple[SealedFile, ...]
    others: int
    damaged: int
    recovery: bool  # of those made from now on
    candidates: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True)
class SealedMatch:
    """A client of the office who may be somebody in a sealed file: for its officer alone."""

    sealed_id: UUID
    label: str
    client_id: UUID
    number: str
    visible: bool  # whether the officer may open the client's file
    by: str  # who entered the client
    at: datetime | None  # aware, in the office's zone


@dataclass(frozen=True)
class Together:
    """Who and what is sealed together with a client, because it hangs together.

    `clients` are names and numbers. `digest` stands for all of it as it was when it was asked.
    """

    clients: tuple[tuple[str, str], ...]
    cases: tuple[str, ...]
    notes: int
    documents: int
    appointments: int
    digest: str


@dataclass(frozen=True)
class SealedForm:
    """What a manager of a sealed file can change of it. The officer is told of duplicates."""

    label: str
    officer_id: UUID
    member_ids: frozenset[UUID]


@dataclass(frozen=True)
class NewSealed(SealedForm):
    """A sealed file that is to be made; its id is the caller's.

    The id is random (no UUIDv7: its name shall not tell when the file was made).
    """

    id: UUID
