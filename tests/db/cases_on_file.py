"""Cases for tests that are not about cases, put in as they are."""

from datetime import date
from uuid import UUID

from db.models.case_file import Assignment, CaseFile, Enrollment
from db.models.client import Client
from db.models.office import Program
from db.queries.search_index import search_index
from db.rules.codes import AssignmentRole, CaseStatus
from db.rules.search_words import number_words
from tests.db.bench import Bench


def case_on_file(
    bench: Bench,
    client: UUID,
    number: str = "2026-0007",
    *,
    worker: UUID | None = None,
    status: CaseStatus = CaseStatus.OPEN,
    restricted: bool = False,
) -> UUID:
    """A case of the client; if it is restricted, so is the client from now on."""
    row: CaseFile = bench.add(
        CaseFile(
            number=number,
            client_id=client,
            status=status,
            opened_on=date(2026, 1, 5),
            restricted=restricted,
        )
    )
    if restricted:
        bench.session.get_one(Client, client).restricted = True
    search_index(bench.session).put(bench.session, "case", row.id, number_words(number))
    bench.session.commit()
    if worker is not None:
        assigned(bench, row.id, worker)
    return row.id


def assigned(
    bench: Bench, case: UUID, worker: UUID, role: AssignmentRole = AssignmentRole.PRIMARY
) -> None:
    """Assign a worker to a case since January."""
    bench.add(Assignment(case_id=case, staff_id=worker, role=role, started_on=date(2026, 1, 5)))


def enrolled(bench: Bench, client: UUID, program: Program, case: UUID | None = None) -> None:
    """Enroll a client in a program since January."""
    bench.add(
        Enrollment(
            client_id=client, case_id=case, program_id=program.id, started_on=date(2026, 1, 5)
        )
    )
