"""Everything on a client's own page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from db.models.case_file import CaseFile, Enrollment, Party
from db.models.client import Client
from db.models.office import Program
from db.queries.cases.case_list import primary_workers
from db.queries.cases.parties import ContactLine, contact_lines, safety_of
from db.queries.cases.people import person_name
from db.queries.clients.households import (
    HouseholdView,
    RelativeLine,
    household_of,
    relatives_of,
)
from db.queries.clients.workers import client_workers
from db.queries.reading import Reading
from db.queries.visibility import client_to_see, readable_case
from db.rules.codes import (
    CaseStatus,
    Education,
    EnrollmentEnd,
    Insurance,
    Military,
    PartyRole,
    Race,
    Sex,
    SsnQuality,
    WorkStatus,
    YesNo,
)
from db.rules.findings import Finding
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks


@dataclass(frozen=True, slots=True)
class Demographics:
    """What funders count by."""

    sex: Sex
    gender: str
    races: frozenset[Race]
    race_declined: bool
    ssn_last4: str
    ssn_quality: SsnQuality
    education: Education
    insurance: Insurance
    military: Military
    work_status: WorkStatus
    disability: YesNo
    tribe: str
    icwa: YesNo
    school: str


@dataclass(frozen=True, slots=True)
class ClientCase:
    """A case that the client is the subject of (`role` is CLIENT) or a party to."""

    id: UUID
    number: str
    status: CaseStatus
    opened_on: date
    closed_on: date | None
    restricted: bool
    role: PartyRole
    worker: str


@dataclass(frozen=True, slots=True)
class ClientProgram:
    """A time in a program."""

    id: UUID
    program: str
    started_on: date
    ended_on: date | None
    ended_because: EnrollmentEnd | None


@dataclass(frozen=True, slots=True)
class ClientFile:
    """A client's page. `marks` stand beside the name, as sentences; so do those of contacts.

    `workers` are whom a call may be put through to. `cases` and `programs` are empty for who may
    not read cases, and leave out what is restricted to others.
    """

    id: UUID
    version: int
    number: str
    name: PersonName
    aliases: tuple[str, ...]
    pronouns: str
    birth_date: PartialDate | None
    ages: tuple[int, int] | None
    deceased_on: date | None
    language: str
    interpreter: bool
    marks: tuple[Finding, ...]
    safety_alert: str
    restricted: bool
    contact: tuple[ContactLine, ...]
    demographics: Demographics
    referral_source: str
    presenting_need: str
    household: HouseholdView | None
    relatives: tuple[RelativeLine, ...]
    workers: tuple[str, ...]
    cases: tuple[ClientCase, ...]
    programs: tuple[ClientProgram, ...]


def client_file(reading: Reading, client_id: UUID) -> ClientFile:
    """The page of a client. Raises `Refused` with "client.unknown".

    Whoever shows it also writes `record_view`.
    """
    client = client_to_see(reading, client_id)
    birth = client.birth_date
    return ClientFile(
        id=client.id,
        version=client.version,
        number=client.number,
        name=person_name(client),
        aliases=tuple(alias.name for alias in client.aliases),
        pronouns=client.pronouns,
        birth_date=birth,
        ages=birth.ages_on(client.deceased_on or reading.today) if birth else None,
        deceased_on=client.deceased_on,
        language=client.language,
        interpreter=client.interpreter,
        marks=client_marks(safety_of(client)),
        safety_alert=client.safety_alert,
        restricted=client.restricted,
        contact=contact_lines(reading, {client_id}).get(client_id, ()),
        demographics=_demographics(client),
        referral_source=client.referral_source,
        presenting_need=client.presenting_need,
        household=household_of(reading, client_id),
        relatives=relatives_of(reading, client_id),
        workers=tuple(dict.fromkeys(client_workers(reading, client_id).values())),
        cases=client_cases(reading, client_id),
        programs=client_programs(reading, client_id),
    )


def client_cases(reading: Reading, client_id: UUID) -> tuple[ClientCase, ...]:
    """The client's cases that the user may read, running ones first, the newest first."""
    if not reading.may(Action.READ_CASES):
        return ()
    rows = reading.session.execute(
        select(CaseFile, Party.role)
        .outerjoin(
            Party,
            (Party.case_id == CaseFile.id)
            & (Party.client_id == client_id)
            & (CaseFile.client_id != client_id),
        )
        .where(
            or_(CaseFile.client_id == client_id, Party.client_id == client_id),
            readable_case(reading),
        )
        .order_by(CaseFile.opened_on.desc(), CaseFile.number)
    ).all()
    roles = {case.id: role or PartyRole.CLIENT for case, role in rows}
    cases = {case.id: case for case, _ in rows}
    workers = primary_workers(reading, cases)
    lines = [
        ClientCase(
            id=case.id,
            number=case.number,
            status=case.status,
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            restricted=case.restricted,
            role=roles[case.id],
            worker=workers[case.id][1] if case.id in workers else "",
        )
        for case in cases.values()
    ]
    return tuple(sorted(lines, key=lambda line: line.status is CaseStatus.CLOSED))


def client_programs(reading: Reading, client_id: UUID) -> tuple[ClientProgram, ...]:
    """The client's times in programs, as far as the user may read their cases."""
    if not reading.may(Action.READ_CASES):
        return ()
    rows = reading.session.execute(
        select(Enrollment, Program.name)
        .join(Program, Program.id == Enrollment.program_id)
        .outerjoin(CaseFile, CaseFile.id == Enrollment.case_id)
        .where(
            Enrollment.client_id == client_id,
            or_(Enrollment.case_id.is_(None), readable_case(reading)),
        )
        .order_by(Enrollment.started_on.desc())
    )
    return tuple(
        ClientProgram(row.id, name, row.started_on, row.ended_on, row.ended_because)
        for row, name in rows
    )


def _demographics(client: Client) -> Demographics:
    return Demographics(
        sex=client.sex,
        gender=client.gender,
        races=frozenset(race.race for race in client.races),
        race_declined=client.race_declined,
        ssn_last4=client.ssn_last4,
        ssn_quality=client.ssn_quality,
        education=client.education,
        insurance=client.insurance,
        military=client.military,
        work_status=client.work_status,
        disability=client.disability,
        tribe=client.tribe,
        icwa=client.icwa,
        school=client.school,
    )
