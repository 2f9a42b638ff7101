"""What counts as a contact, and from when on a case or a hearing calls for attention."""

from db.rules.codes import NoteKind
from db.rules.counts import NOT_COUNTED

SILENT_DAYS = 30  # an open case without a contact for so long is pointed out
HEARING_SOON_DAYS = 14

# Stricter than what funders count: a letter that may never have been read ends no silence.
CONTACT_KINDS = frozenset(NoteKind) - NOT_COUNTED - {NoteKind.LETTER}


def is_contact(kind: NoteKind) -> bool:
    """Whether a note of this kind tells of somebody who was reached."""
    return kind in CONTACT_KINDS
