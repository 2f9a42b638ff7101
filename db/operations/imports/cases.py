"""Rows of open (and closed) cases, with their workers and programs."""

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.operations.cases.assign import AssignmentForm, assign_case
from db.operations.cases.enroll import EnrollmentForm
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.restrict import restrict_case
from db.operations.cases.status import close_case
from db.operations.imports.adding import Added, Plain
from db.operations.imports.lookups import Lookups
from db.operations.work import Work
from db.rules.codes import AssignmentRole, CaseStatus, CloseReason
from db.rules.ids import new_id
from db.rules.importing.row_reader import RowReader
from db.rules.importing.rows import CaseRow, case_row


class CaseAdder(Plain):
    """Adds cases. A number that is taken by the same client's case is that case."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._lookups = Lookups(work)

    def read(self, reader: RowReader) -> CaseRow:
        """The typed row."""
        return case_row(reader)

    def key(self, row: CaseRow) -> str:
        """Cases are known by their number."""
        return row.number

    def title(self, row: CaseRow) -> str:
        """The case's number."""
        return row.number

    def add(self, reader: RowReader, row: CaseRow) -> Added:
        """Open the case, assign its workers, and close it again if it was closed."""
        find = self._lookups
        client = find.client(reader, row.client, row.client_name, row.birth_date)
        workers = [find.staff(reader, "workers", name) for name in row.workers]
        supervisor = find.staff(reader, "supervisor", row.supervisor)
        programs = [find.program(reader, "programs", name) for name in row.programs]
        there = self.work.session.scalar(select(CaseFile).where(CaseFile.number == row.number))
        if there is not None:
            if client is not None and there.client_id != client:
                reader.refuse("import.number_taken", "case", row.number)
            return Added(there.id, was_there=True)
        if reader.problems or client is None or row.opened_on is None:
            return Added(new_id())
        form = CaseForm(
            id=new_id(),
            client_id=client,
            opened_on=row.opened_on,
            status=CaseStatus.OPEN
            if row.closed_on or row.status is CaseStatus.CLOSED
            else row.status,
            number=row.number,
            summary=row.summary,
            court=row.court,
            county=row.county,
            docket=row.docket,
            removed_on=row.removed_on,
        )
        enrollments = tuple(
            EnrollmentForm(id=new_id(), program_id=program, started_on=row.opened_on)
            for program in programs
            if program is not None and not row.closed_on
        )
        opened = open_case(self.work, form, enrollments=enrollments)
        for position, worker in enumerate(dict.fromkeys(w for w in workers if w is not None)):
            role = AssignmentRole.SECONDARY if position else AssignmentRole.PRIMARY
            assign_case(self.work, opened.id, AssignmentForm(new_id(), worker, role, row.opened_on))
        if supervisor is not None and supervisor not in workers:
            role = AssignmentRole.SUPERVISOR
            assign_case(
                self.work, opened.id, AssignmentForm(new_id(), supervisor, role, row.opened_on)
            )
        self._finish(row, opened.id)
        find.case_is_new(row.number)
        return Added(opened.id)

    def _finish(self, row: CaseRow, case_id: object) -> None:
        session = self.work.session
        session.flush()
        case = session.get_one(CaseFile, case_id)
        if row.restricted:
            restrict_case(self.work, case.id, case.version, frozenset())
            session.flush()
        if row.closed_on or row.status is CaseStatus.CLOSED:
            close_case(
                self.work,
                case.id,
                case.version,
                row.closed_on or self.work.today,
                row.close_reason or CloseReason.OTHER,
            )
