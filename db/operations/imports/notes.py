"""Rows of contact notes that were final in the program they come from."""

from dataclasses import replace
from datetime import datetime, time

from db.operations.imports.adding import Added, Plain
from db.operations.imports.lookups import Lookups
from db.operations.notes.draft import new_draft_of
from db.operations.notes.sign import put_signature
from db.operations.work import Work
from db.rules.ids import new_id
from db.rules.importing.row_reader import RowReader
from db.rules.importing.rows import NoteRow, note_row
from db.rules.notes import NoteContent, PersonPresent


class NoteAdder(Plain):
    """Adds notes as signed ones.

    The author is who wrote it; it is signed by whoever imports it, for the author's key was not
    there when it was written. Both stand beside the note.
    """

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._lookups = Lookups(work)

    def read(self, reader: RowReader) -> NoteRow:
        """The typed row."""
        return note_row(reader)

    def key(self, row: NoteRow) -> str:
        """The note's own id in the file."""
        return row.external_id

    def title(self, row: NoteRow) -> str:
        """The case's number and the day."""
        return f"{row.case} {row.day.isoformat() if row.day else ''}".strip()

    def add(self, reader: RowReader, row: NoteRow) -> Added:
        """Write the note and sign it."""
        case = self._lookups.case(reader, row.case)
        author = self._lookups.staff(reader, "author", row.author)
        program = self._lookups.program(reader, "program", row.program)
        if reader.problems or case is None or row.day is None:
            return Added(new_id())
        local = datetime.combine(row.day, row.time or time(12), self.work.zone)
        if local > self.work.now:
            reader.refuse("import.future_note", "date", row.day.isoformat())
            return Added(new_id())
        content = NoteContent(
            id=new_id(),
            case_id=case,
            author_id=author or self.work.user.id,
            kind=row.kind,
            topic=row.topic,
            note_class=row.note_class,
            started_at=local,
            minutes=row.minutes,
            miles=row.miles,
            place=row.place,
            program_id=program,
            units=row.units,
            text=row.text,
            people=tuple(PersonPresent(name=name[:200]) for name in row.people),
        )
        mine = replace(content, author_id=self.work.user.id)
        note = self.work.add(new_draft_of(mine, None))
        self.work.session.flush()
        put_signature(self.work, note, content.author_id)
        self.work.record("note.imported", "note", note.id, case=str(case))
        return Added(note.id)
