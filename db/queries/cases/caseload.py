"""The caseload list: a worker's cases, or everybody's."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from db.models.case_file import Task
from db.models.staff import Staff
from db.queries.cases.case_filter import CaseFilter, CaseSort
from db.queries.cases.case_list import CaseRow, case_ids, case_rows
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.caseload import CaseloadData, CaseloadRow, WorkerCaseload
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


def caseload_data(reading: Reading, staff_id: UUID | None = None) -> CaseloadData:
    """The open cases of one worker, or of everybody, each under its primary worker.

    A worker's own list also holds the cases on which they are second. Restricted cases stand on
    it only if the user may read them.
    """
    reading.require(Action.PRINT_CASES)
    workers = _of_everybody(reading) if staff_id is None else (_of_worker(reading, staff_id),)
    return CaseloadData(letterhead(reading), reading.today, workers)


def _of_worker(reading: Reading, staff_id: UUID) -> WorkerCaseload:
    staff = reading.session.get(Staff, staff_id)
    if staff is None:
        raise Refused(hard("record.gone", "worker", kind="staff"))
    ids = case_ids(reading, CaseFilter(worker_id=staff_id), CaseSort.CLIENT)
    return WorkerCaseload(staff.display_name, _rows(reading, case_rows(reading, ids)))


def _of_everybody(reading: Reading) -> tuple[WorkerCaseload, ...]:
    ids = case_ids(reading, CaseFilter(), CaseSort.CLIENT)
    by_worker: defaultdict[str, list[CaseRow]] = defaultdict(list)
    for row in case_rows(reading, ids):
        by_worker[row.worker].append(row)
    order = sorted(by_worker, key=lambda name: (name == "", name))
    return tuple(WorkerCaseload(name, _rows(reading, tuple(by_worker[name]))) for name in order)


def _rows(reading: Reading, rows: tuple[CaseRow, ...]) -> tuple[CaseloadRow, ...]:
    deadlines = _next_deadlines(reading, [row.id for row in rows])
    return tuple(
        CaseloadRow(
            number=row.number,
            client=row.client_name,
            status=row.status,
            opened_on=row.opened_on,
            programs=", ".join(row.programs),
            last_contact_on=None
            if row.last_contact_at is None
            else row.last_contact_at.astimezone(reading.zone).date(),
            days_silent=row.days_silent,
            next_hearing_at=None
            if row.next_hearing_at is None
            else row.next_hearing_at.astimezone(reading.zone),
            next_deadline=deadlines.get(row.id, (None, ""))[0],
            next_deadline_title=deadlines.get(row.id, (None, ""))[1],
            restricted=row.restricted,
        )
        for row in rows
    )


def _next_deadlines(reading: Reading, ids: list[UUID]) -> dict[UUID, tuple[date | None, str]]:
    """The open task of each case that is due first, overdue ones before all."""
    place = (
        func.row_number().over(partition_by=Task.case_id, order_by=(Task.due_on, Task.id))
    ).label("place")
    tasks = (
        select(Task.case_id, Task.due_on, Task.title, place)
        .where(Task.done_at.is_(None), Task.due_on.is_not(None), Task.case_id.in_(ids))
        .subquery()
    )
    found = select(tasks.c.case_id, tasks.c.due_on, tasks.c.title).where(tasks.c.place == 1)
    return {row.case_id: (row.due_on, row.title) for row in reading.session.execute(found)}
