"""Finding the records that a row names: a case by number, a worker or program by name."""

from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.importing import ImportedRow
from db.models.office import Program
from db.models.staff import Staff
from db.operations.work import Work
from db.rules.importing import values
from db.rules.importing.fields import ImportKind
from db.rules.importing.row_reader import RowReader
from db.rules.names import PersonName, fold
from db.rules.partial_date import PartialDate


class Lookups:
    """Answers about records that are there, each asked of the database once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cases: dict[str, UUID | None] = {}
        staff = work.session.scalars(select(Staff)).all()
        self._staff = {fold(name): s.id for s in staff for name in (s.user_name, s.display_name)}
        programs = work.session.scalars(select(Program)).all()
        self._programs = {fold(name): p.id for p in programs for name in (p.code, p.name)}

    def case(self, reader: RowReader, number: str) -> UUID | None:
        """The case with this number, or a problem of the row."""
        if number not in self._cases:
            self._cases[number] = self._work.session.scalar(
                select(CaseFile.id).where(CaseFile.number == number)
            )
        found = self._cases[number]
        if found is None and number:
            reader.refuse("import.unknown_case", "case", number)
        return found

    def case_is_new(self, number: str) -> None:
        """Forget what was known of a number, since such a case is there now."""
        self._cases.pop(number, None)

    def staff(self, reader: RowReader, key: str, name: str) -> UUID | None:
        """The member of staff with this user name or full name, or a problem of the row."""
        found = self._staff.get(fold(name))
        if found is None and name:
            reader.refuse("import.unknown_worker", key, name)
        return found

    def program(self, reader: RowReader, key: str, name: str) -> UUID | None:
        """The program with this code or name, or a problem of the row."""
        found = self._programs.get(fold(name))
        if found is None and name:
            reader.refuse("import.unknown_program", key, name)
        return found

    def client(
        self, reader: RowReader, number: str, name: str, birth_date: PartialDate | None
    ) -> UUID | None:
        """The client by our number, by the id they came in with, or by name and birth date."""
        session = self._work.session
        if number:
            known = session.get(ImportedRow, (ImportKind.CLIENTS.value, number))
            found = known.record_id if known else None
            found = found or session.scalar(select(Client.id).where(Client.number == number))
            if found is None:
                reader.refuse("import.unknown_client", "client", number)
            return found
        first, _, last = values.split_name(name)
        wanted = PersonName(first, last).sort_name()
        statement = select(Client.id).where(Client.sort_name.like(wanted + "%"))
        if birth_date is not None:
            statement = statement.where(Client.birth_date == birth_date)
        candidates = session.scalars(statement.limit(2)).all()
        if len(candidates) == 1:
            return candidates[0]
        code = "import.ambiguous_client" if candidates else "import.unknown_client"
        reader.refuse(code, "client_name", name)
        return None
