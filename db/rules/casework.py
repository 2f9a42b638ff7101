"""What counts as a contact, and from when on a case or a hearing calls for attention."""

from db.rules.codes import NoteKind

SILENT_DAYS = 30  # an open case without a contact for so long is pointed out
HEARING_SOON_DAYS = 14

# An attempt reached nobody, a letter may never have been read, and paperwork is no contact.
CONTACT_KINDS = frozenset(NoteKind) - {
    NoteKind.ATTEMPTED,
    NoteKind.LETTER,
    NoteKind.ADMINISTRATIVE,
}


def is_contact(kind: NoteKind) -> bool:
    """Whether a note of this kind tells of somebody who was reached."""
    return kind in CONTACT_KINDS
