"""The notes of a session: the group's, and each member's in a file of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from db.operations.work import Work
from db.queries.groups.notes import GroupNotesForm


@dataclass(frozen=True, slots=True)
class SavedNotes:
    """The version of the group's note, and each member's note with its version."""

    version: int
    notes: tuple[tuple[UUID, int], ...]


def save_group_notes(work: Work, form: GroupNotesForm) -> SavedNotes:
    """Save the drafts: the group's note, and an ordinary contact note for each member, which holds
    the group's part and their own. All or none.

    Raises `Stale`, or `Refused`: "group.note_signed", "group.note_of_other", what `save_draft_note`
    says of a member's note.
    """
    raise NotImplementedError


def sign_group_notes(
    work: Work,
    appointment_id: UUID,
    version: int,
    notes: Sequence[tuple[UUID, int]],
    reason: str = "",
) -> SavedNotes:
    """Sign the group's note and these notes of members (id, version), as `sign_note` does. All or
    none.

    Raises `NeedsReason` with `check_group_notes`' findings unless a reason is given; `Refused` with
    everything that is missing; `Stale`.
    """
    raise NotImplementedError
