"""The full-text index made anew from the records, where a database got them from another one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from db.models.base import Identified
from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.models.note import ContactNote
from db.operations.cases.open_case import case_words
from db.operations.clients.indexing import client_words, person_words
from db.operations.notes.draft import note_words
from db.operations.work import Work
from db.rules.codes import NoteStatus

R = TypeVar("R", bound=Identified)
_AT_ONCE = 200  # records in memory at the same time
_FOUND = (NoteStatus.DRAFT, NoteStatus.SIGNED)  # what was written wrongly is not looked for


_OF_CLIENT = (selectinload(Client.aliases), selectinload(Client.contact_points))
_OF_PERSON = (selectinload(OutsidePerson.contact_points),)
_OF_NOTE = (selectinload(ContactNote.addenda),)


def index_everything(work: Work, told: Callable[[str, int], None] = lambda *_: None) -> None:
    """Let every record be found. The index is empty before, and no record changes."""
    _index(work, told, "client", Client, client_words, _OF_CLIENT)
    _index(work, told, "person", OutsidePerson, person_words, _OF_PERSON)
    _index(work, told, "case", CaseFile, case_words, ())
    _index(work, told, "note", ContactNote, note_words, _OF_NOTE, ContactNote.status.in_(_FOUND))


def _index(
    work: Work,
    told: Callable[[str, int], None],
    kind: str,
    model: type[R],
    words_of: Callable[[R], tuple[str, ...]],
    also: Sequence[ExecutableOption],
    *which: ColumnElement[bool],
) -> None:
    """In the order in which they were made: the newest note is found first."""
    part = select(model).options(*also).where(*which).order_by(model.id).limit(_AT_ONCE)
    after, done = part, 0
    while True:
        records = [(row.id, words_of(row)) for row in work.session.scalars(after)]
        if not records:
            return
        work.search.add(work.session, kind, records)
        work.session.expunge_all()
        after, done = part.where(model.id > records[-1][0]), done + len(records)
        told(kind, done)
