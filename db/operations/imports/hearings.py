"""Rows of hearings, past and to come."""

from datetime import datetime, time

from sqlalchemy import select

from db.models.court import Hearing
from db.operations.imports.adding import Added, Plain
from db.operations.imports.lookups import Lookups
from db.operations.work import Work
from db.rules.ids import new_id
from db.rules.importing.row_reader import RowReader
from db.rules.importing.rows import HearingRow, hearing_row

_USUAL_TIME = time(9)


class HearingAdder(Plain):
    """Adds hearings. One of the same case at the same moment is that hearing."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._lookups = Lookups(work)

    def read(self, reader: RowReader) -> HearingRow:
        """The typed row."""
        return hearing_row(reader)

    def key(self, row: HearingRow) -> str:
        """The hearing's own id in the file."""
        return row.external_id

    def title(self, row: HearingRow) -> str:
        """The case's number and the day."""
        return f"{row.case} {row.day.isoformat() if row.day else ''}".strip()

    def add(self, reader: RowReader, row: HearingRow) -> Added:
        """Write the hearing; without a time it is at nine, as courts begin."""
        case = self._lookups.case(reader, row.case)
        if reader.problems or case is None or row.day is None:
            return Added(new_id())
        local = datetime.combine(row.day, row.time or _USUAL_TIME, self.work.zone)
        starts_at = int(local.timestamp())
        there = self.work.session.scalar(
            select(Hearing.id).where(Hearing.case_id == case, Hearing.starts_at == starts_at)
        )
        if there is not None:
            return Added(there, was_there=True)
        hearing = self.work.add(
            Hearing(
                id=new_id(),
                case_id=case,
                kind=row.kind,
                starts_at=starts_at,
                court=row.court,
                courtroom=row.courtroom,
                judge=row.judge,
                outcome=row.outcome,
            )
        )
        self.work.session.flush()
        self.work.record("hearing.imported", "hearing", hearing.id, case=str(case))
        return Added(hearing.id)
