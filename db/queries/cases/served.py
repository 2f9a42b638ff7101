"""Who was served in a period, as `db.rules.counts` takes it, and what was counted before."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from db.models.audit import CountedRun
from db.models.case_file import CaseFile
from db.models.client import Client, ClientRace, HouseholdMember
from db.models.note import ContactNote, NotePerson
from db.models.office import Program
from db.queries.cases.people import staff_names
from db.queries.notes.contacts import start_of
from db.queries.openings import COUNTED, through
from db.queries.reading import Reading
from db.rules.codes import NoteStatus, Race
from db.rules.counts import (
    NOT_COUNTED,
    ClientFacts,
    FunderCounts,
    Period,
    ServedContact,
    funder_counts,
)
from db.rules.counts_record import RowDifference, counts_record, differences
from db.rules.demographics import AgeBands
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


@dataclass(frozen=True)
class FunderRows:
    """What a period's counts are made of. `programs` maps each code to its name."""

    contacts: tuple[ServedContact, ...]
    clients: tuple[ClientFacts, ...]
    programs: dict[str, str]


@dataclass(frozen=True)
class CountedRunRow:
    """A count that was handed in; auditors are not told by `who`."""

    id: UUID
    export: str
    first_day: date
    last_day: date
    at: datetime
    who: str
    sha256: str


def funder_rows(reading: Reading, period: Period) -> FunderRows:
    """Every counted contact of the period with the facts of the clients it served.

    A note serves the client of its case and every client named as present. Restricted cases and
    notes of every class count: only numbers leave, and a funder must be told all of them.
    Of merged clients the record that stands is counted.
    """
    reading.require(Action.EXPORT_FUNDER)
    with through(reading.session, COUNTED):
        standing = _standing(reading)
        contacts = _contacts(reading, period, standing)
        served = {contact.client_id for contact in contacts}
        programs = reading.session.execute(select(Program.code, Program.name))
        return FunderRows(
            contacts=tuple(contacts),
            clients=tuple(_facts(reading, period, served, standing)),
            programs={row.code: row.name for row in programs},
        )


def counts_of_period(
    reading: Reading, period: Period, bands: AgeBands = AgeBands.CSBG
) -> FunderCounts:
    """The counts of a period, as they stand now."""
    rows = funder_rows(reading, period)
    return funder_counts(period, rows.contacts, rows.clients, bands)


def counted_runs(reading: Reading) -> tuple[CountedRunRow, ...]:
    """What was counted and handed in so far, the latest first."""
    reading.require(Action.EXPORT_FUNDER)
    runs = reading.session.scalars(select(CountedRun).order_by(CountedRun.at.desc())).all()
    told = reading.may(Action.READ_CASES)
    names = staff_names(reading, (run.user_id for run in runs)) if told else {}
    return tuple(
        CountedRunRow(
            id=run.id,
            export=run.export,
            first_day=run.first_day,
            last_day=run.last_day,
            at=run.at,
            who=names.get(run.user_id, ""),
            sha256=run.sha256,
        )
        for run in runs
    )


def differences_since(reading: Reading, run_id: UUID) -> tuple[RowDifference, ...]:
    """In which rows a count that was handed in differs from the same count made now."""
    reading.require(Action.EXPORT_FUNDER)
    run = reading.session.get(CountedRun, run_id)
    if run is None:
        raise Refused(hard("record.gone", kind="counted_run"))
    reported = str(run.counted["record"])
    content = json.loads(reported.partition("\n")[2])
    ages_on = date.fromisoformat(content["ages_on"])
    period = Period(run.first_day, run.last_day, ages_on)
    now = counts_of_period(reading, period, AgeBands(content["bands"]))
    return differences(reported, counts_record(now))


def _counted() -> ColumnElement[bool]:
    return (ContactNote.status == NoteStatus.SIGNED) & ContactNote.kind.not_in(NOT_COUNTED)


def _standing(reading: Reading) -> dict[UUID, UUID]:
    """For each merged client the record that stands, at the end of the chain."""
    merged = select(Client.id, Client.merged_into_id).where(Client.merged_into_id.is_not(None))
    into: dict[UUID, UUID] = {row[0]: row[1] for row in reading.session.execute(merged) if row[1]}
    standing = {}
    for client_id in into:
        last, seen = client_id, set[UUID]()
        while last in into and last not in seen:
            seen.add(last)
            last = into[last]
        standing[client_id] = last
    return standing


def _contacts(reading: Reading, period: Period, standing: dict[UUID, UUID]) -> list[ServedContact]:
    in_period = (
        _counted(),
        ContactNote.started_at >= start_of(reading, period.first_day),
        ContactNote.started_at < start_of(reading, period.last_day + timedelta(days=1)),
    )
    present: defaultdict[UUID, set[UUID]] = defaultdict(set)
    named = (
        select(NotePerson.note_id, NotePerson.client_id)
        .join(ContactNote, ContactNote.id == NotePerson.note_id)
        .where(NotePerson.client_id.is_not(None), *in_period)
    )
    for note_id, client_id in reading.session.execute(named):
        if client_id is not None:
            present[note_id].add(client_id)
    notes = (
        select(
            ContactNote.id, CaseFile.client_id, ContactNote.started_at, Program.code,
            ContactNote.kind, ContactNote.minutes, ContactNote.units,
        )
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .outerjoin(Program, Program.id == ContactNote.program_id)
        .where(*in_period)
        .order_by(ContactNote.started_at, ContactNote.id)
    )  # fmt: skip
    contacts = []
    for row in reading.session.execute(notes):
        clients = {standing.get(one, one) for one in present[row.id] | {row.client_id}}
        contacts += [
            ServedContact(
                note_id=row.id,
                client_id=client_id,
                day=row.started_at.astimezone(reading.zone).date(),
                program=row.code or "",
                kind=row.kind,
                minutes=row.minutes or 0,
                units=row.units or Decimal(0),
            )
            for client_id in sorted(clients)
        ]
    return contacts


def _facts(
    reading: Reading, period: Period, served: set[UUID], standing: dict[UUID, UUID]
) -> list[ClientFacts]:
    first = _first_contacts(reading, standing)
    sizes = _household_sizes(reading, period.ages_on)
    races: defaultdict[UUID, set[Race]] = defaultdict(set)
    for client_id, race in reading.session.execute(select(ClientRace.client_id, ClientRace.race)):
        races[client_id].add(race)
    clients = reading.session.execute(select(Client.id, Client.birth_date, Client.sex))
    return [
        ClientFacts(
            client_id=row.id,
            first_contact=first.get(row.id),
            birth_date=row.birth_date,
            sex=row.sex,
            races=frozenset(races.get(row.id, ())),
            household_members=sizes.get(row.id),
        )
        for row in clients
        if row.id in served
    ]


def _first_contacts(reading: Reading, standing: dict[UUID, UUID]) -> dict[UUID, date]:
    of_case = (
        select(CaseFile.client_id, func.min(ContactNote.started_at))
        .join(ContactNote, ContactNote.case_id == CaseFile.id)
        .where(_counted())
        .group_by(CaseFile.client_id)
    )
    of_people = (
        select(NotePerson.client_id, func.min(ContactNote.started_at))
        .join(ContactNote, ContactNote.id == NotePerson.note_id)
        .where(NotePerson.client_id.is_not(None), _counted())
        .group_by(NotePerson.client_id)
    )
    first: dict[UUID, date] = {}
    rows = [*reading.session.execute(of_case), *reading.session.execute(of_people)]
    for client_id, moment in rows:
        client_id = standing.get(client_id, client_id)
        day = moment.astimezone(reading.zone).date()
        first[client_id] = min(day, first.get(client_id, day))
    return first


def _household_sizes(reading: Reading, day: date) -> dict[UUID, int]:
    """How many live in each client's household on a day; in the one joined last, if in two."""
    there = (
        or_(HouseholdMember.joined_on.is_(None), HouseholdMember.joined_on <= day),
        or_(HouseholdMember.left_on.is_(None), HouseholdMember.left_on > day),
    )
    members = reading.session.execute(
        select(HouseholdMember.household_id, HouseholdMember.client_id)
        .where(*there)
        .order_by(HouseholdMember.joined_on.asc().nulls_first(), HouseholdMember.id)
    ).all()
    living: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for household_id, client_id in members:
        living[household_id].add(client_id)
    return {client_id: len(living[household_id]) for household_id, client_id in members}
