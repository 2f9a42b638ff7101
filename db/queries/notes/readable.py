"""Which notes the person who asks may know of, and which they may read, as SQL conditions.

The same rule in Python is `db.rules.confidentiality.may_read_note`; a test holds them together.
"""

from sqlalchemy import ColumnElement, and_, or_

from db.models.note import ContactNote
from db.queries.reading import Reading
from db.queries.visibility import Now, named_on_case, readable_case
from db.rules.codes import NoteClass, NoteStatus, Role

_FOR_NAMED_STAFF = (NoteClass.SUBSTANCE_USE, NoteClass.VICTIM_SERVICE)
_HIDDEN = (NoteStatus.ENTERED_IN_ERROR, NoteStatus.WRONG_FILE)


def known_note(reading: Reading, now: Now | None = None) -> ColumnElement[bool]:
    """Condition on `ContactNote` with `CaseFile`: the user may know that the note exists.

    A draft is known to its author alone. `now` stands for the moment (seconds, UTC) in a statement
    that is kept for later.
    """
    return and_(
        readable_case(reading, now),
        or_(ContactNote.status != NoteStatus.DRAFT, ContactNote.author_id == reading.user.id),
    )


def readable_note(reading: Reading, now: Now | None = None) -> ColumnElement[bool]:
    """Condition on `ContactNote` with `CaseFile`: the user may read the note's text.

    The text of a note that was entered in error or in the wrong file is read by nobody.
    """
    named = named_on_case(reading.user)
    by_class = [
        ContactNote.note_class == NoteClass.ORDINARY,
        ContactNote.author_id == reading.user.id,
        and_(ContactNote.note_class.in_(_FOR_NAMED_STAFF), named),
    ]
    if reading.user.role is Role.SUPERVISOR:
        by_class.append(and_(ContactNote.note_class == NoteClass.PSYCHOTHERAPY, named))
    return and_(known_note(reading, now), ContactNote.status.not_in(_HIDDEN), or_(*by_class))
