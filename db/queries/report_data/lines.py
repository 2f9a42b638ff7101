"""The rows of the lists that leave as spreadsheets: clients, cases, contacts."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from db.models.case_file import Assignment, CaseFile
from db.models.client import Client, ClientRace, HouseholdMember
from db.models.note import ContactNote
from db.models.office import Program
from db.models.staff import Staff
from db.queries.cases.case_filter import CaseFilter
from db.queries.cases.case_list import case_ids, case_rows
from db.queries.reading import Reading
from db.queries.report_data.lists import CaseLine, ClientLine, ContactLine
from db.queries.visibility import readable_case, visible_client
from db.rules.codes import AssignmentRole, CaseStatus, NoteStatus
from db.rules.names import PersonName
from db.rules.permissions import Action
from db.texts import label


def client_lines(reading: Reading) -> tuple[ClientLine, ...]:
    """Every client whom the user may see, by name."""
    reading.require(Action.EXPORT_LISTS)
    session = reading.session
    clients = session.scalars(
        select(Client)
        .where(visible_client(reading), Client.merged_into_id.is_(None))
        .order_by(Client.sort_name, Client.id)
    ).all()
    races: dict[UUID, list[str]] = defaultdict(list)
    for client_id, race in session.execute(select(ClientRace.client_id, ClientRace.race)):
        races[client_id].append(label(race))
    sizes = _household_sizes(reading)
    cases = _cases_of_clients(reading)
    lines = []
    for client in clients:
        open_cases, worker, last_contact = cases.get(client.id, (0, "", None))
        lines.append(
            ClientLine(
                number=client.number,
                last_name=client.last_name,
                first_name=client.first_name,
                preferred_name=client.preferred_name,
                birth_date=client.birth_date.stored() if client.birth_date else "",
                sex=label(client.sex),
                races=", ".join(sorted(races[client.id])),
                language=client.language,
                interpreter="x" if client.interpreter else "",
                household_members=sizes.get(client.id),
                open_cases=open_cases,
                worker=worker,
                last_contact_on=last_contact,
                created_on=_day(reading, client.created_at),
                do_not_confirm=client.do_not_confirm,
            )
        )
    return tuple(lines)


def case_lines(reading: Reading) -> tuple[CaseLine, ...]:
    """Every case that the user may read, by number, closed ones too."""
    reading.require(Action.EXPORT_LISTS)
    ids = case_ids(reading, CaseFilter(statuses=frozenset(CaseStatus)))
    numbers = dict(reading.session.execute(select(Client.id, Client.number)).tuples().all())
    courts = {
        case_id: (court, docket)
        for case_id, court, docket in reading.session.execute(
            select(CaseFile.id, CaseFile.court, CaseFile.docket)
        )
    }
    return tuple(
        CaseLine(
            number=row.number,
            client_number=numbers.get(row.client_id, ""),
            client=row.client_name,
            status=label(row.status),
            programs=", ".join(row.programs),
            worker=row.worker,
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            court=courts[row.id][0],
            docket=courts[row.id][1],
            last_contact_on=_day(reading, row.last_contact_at),
            next_hearing_at=_local(reading, row.next_hearing_at),
            open_tasks=row.open_tasks,
            overdue_tasks=row.overdue_tasks,
        )
        for row in case_rows(reading, ids)
    )


def contact_lines(reading: Reading, first: date, last: date) -> tuple[ContactLine, ...]:
    """Signed notes that began on a day of the period in the office's zone, without their text."""
    reading.require(Action.EXPORT_LISTS)
    begins = datetime.combine(first, time(), reading.zone)
    ends = datetime.combine(last + timedelta(days=1), time(), reading.zone)
    found = (
        select(ContactNote, CaseFile, Client, Staff.display_name, Program.name)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .join(Staff, Staff.id == ContactNote.author_id)
        .outerjoin(Program, Program.id == ContactNote.program_id)
        .where(
            ContactNote.status == NoteStatus.SIGNED,
            ContactNote.started_at >= begins,
            ContactNote.started_at < ends,
            readable_case(reading),
        )
        .order_by(ContactNote.started_at, ContactNote.id)
    )
    lines = []
    for note, case, client, author, program in reading.session.execute(found):
        signed = note.signed_at
        lines.append(
            ContactLine(
                case_number=case.number,
                client_number=client.number,
                client=PersonName(client.first_name, client.last_name).display(),
                started_at=note.started_at.astimezone(reading.zone),
                kind=label(note.kind) if note.kind else "",
                topic=label(note.topic) if note.topic else "",
                program=program or "",
                minutes=note.minutes,
                units=note.units,
                miles=note.miles,
                place=note.place,
                author=author,
                signed_on=_day(reading, signed),
            )
        )
    return tuple(lines)


def _household_sizes(reading: Reading) -> dict[UUID, int]:
    current = HouseholdMember.left_on.is_(None)
    sizes = dict(
        reading.session.execute(
            select(HouseholdMember.household_id, func.count())
            .where(current)
            .group_by(HouseholdMember.household_id)
        ).all()
    )
    members = reading.session.execute(
        select(HouseholdMember.client_id, HouseholdMember.household_id).where(current)
    )
    return {client_id: sizes[household_id] for client_id, household_id in members}


def _cases_of_clients(reading: Reading) -> dict[UUID, tuple[int, str, date | None]]:
    """Open cases, primary worker and last contact of each client, as far as they may be read."""
    found = (
        select(CaseFile.client_id, CaseFile.last_contact_at, Staff.display_name)
        .outerjoin(
            Assignment,
            (Assignment.case_id == CaseFile.id)
            & (Assignment.role == AssignmentRole.PRIMARY)
            & Assignment.ended_on.is_(None),
        )
        .outerjoin(Staff, Staff.id == Assignment.staff_id)
        .where(CaseFile.status != CaseStatus.CLOSED, readable_case(reading))
    )
    answer: dict[UUID, tuple[int, str, date | None]] = {}
    for client_id, last_contact, worker in reading.session.execute(found):
        number, before, latest = answer.get(client_id, (0, "", None))
        day = _day(reading, last_contact)
        newest = max(filter(None, (latest, day)), default=None)
        answer[client_id] = (number + 1, before or worker or "", newest)
    return answer


def _local(reading: Reading, moment: datetime | None) -> datetime | None:
    return moment.astimezone(reading.zone) if moment else None


def _day(reading: Reading, moment: datetime | None) -> date | None:
    return moment.astimezone(reading.zone).date() if moment else None
