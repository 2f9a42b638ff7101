"""The office's totals of a period: how many clients, cases, contacts, appointments, no person.

Every record counts, restricted ones too, whoever asks: only numbers leave. Sealed files are
offices of their own and are in none of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from db.models.appointment import Appointment
from db.models.audit import Disclosure
from db.models.case_file import CaseFile, Enrollment
from db.models.client import Client
from db.models.court import Hearing
from db.models.emergency import EmergencyAccess
from db.models.note import ContactNote
from db.models.office import Program
from db.queries.cases.served import counts_of_period
from db.queries.letterhead import letterhead
from db.queries.notes.contacts import start_of
from db.queries.openings import COUNTED, through
from db.queries.reading import Reading
from db.queries.report_data.totals import TotalRow, TotalsData, TotalsGroup
from db.rules.codes import AppointmentKind, NoteStatus
from db.rules.counts import Period
from db.rules.findings import Refused, hard
from db.rules.permissions import Action
from db.rules.totals import Total, TotalsPart

Condition = ColumnElement[bool]


def totals_data(reading: Reading, first_day: date, last_day: date) -> TotalsData:
    """The totals of these days of the office, both included.

    Raises `Refused` with "permission.denied" or "period.ends_before_start".
    """
    reading.require(Action.EXPORT_FUNDER)
    if last_day < first_day:
        raise Refused(hard("period.ends_before_start", "last_day", day=first_day))
    within = _Days(reading, first_day, last_day)
    groups = (
        (TotalsPart.CLIENTS, _clients),
        (TotalsPart.CASES, _cases),
        (TotalsPart.ENROLLMENTS, _enrollments),
        (TotalsPart.CONTACTS, _contacts),
        (TotalsPart.APPOINTMENTS, _appointments),
        (TotalsPart.OVERSIGHT, _oversight),
    )
    with through(reading.session, COUNTED):
        counted = tuple(TotalsGroup(part, tuple(count(within))) for part, count in groups)
    return TotalsData(
        letterhead=letterhead(reading),
        first_day=first_day,
        last_day=last_day,
        made_on=reading.today,
        groups=counted,
    )


class _Days:
    """The period, and how things are counted in it."""

    def __init__(self, reading: Reading, first: date, last: date) -> None:
        self.reading = reading
        self.first, self.last = first, last
        self.begin = start_of(reading, first)
        self.end = start_of(reading, last + timedelta(days=1))

    def day(self, column: Any) -> Condition:
        """The day in this column is one of them."""
        return column.between(self.first, self.last)  # type: ignore[no-any-return]

    def moment(self, column: Any) -> Condition:
        """The moment in this column lies on one of them."""
        return (column >= self.begin) & (column < self.end)  # type: ignore[no-any-return]

    def seconds(self, column: Any) -> Condition:
        """The calendar's moment in this column lies on one of them."""
        begin, end = _seconds(self.begin), _seconds(self.end)
        return (column >= begin) & (column < end)  # type: ignore[no-any-return]

    def number(self, of: type[Any], *where: Condition) -> int:
        """How many records there are."""
        return self.reading.session.scalar(select(func.count()).select_from(of).where(*where)) or 0

    def divided(self, column: Any, *where: Condition) -> list[TotalRow]:
        """The same by the codes in a column, in the order in which they are defined."""
        counted = select(column, func.count()).where(*where).group_by(column)
        found: dict[StrEnum | None, int] = dict(iter(self.reading.session.execute(counted)))
        without = found.pop(None, 0)
        codes = [code for code in found if code is not None]
        order = list(type(codes[0])) if codes else []
        rows = [TotalRow(code, found[code], within=True) for code in order if code in found]
        return [*rows, TotalRow(Total.NO_REASON, without, within=True)] if without else rows


def _clients(days: _Days) -> Iterator[TotalRow]:
    period = Period(days.first, days.last, days.last)
    served = counts_of_period(days.reading, period)
    standing = Client.merged_into_id.is_(None)
    yield TotalRow(Total.ON_FILE, days.number(Client, standing, Client.created_at < days.end))
    yield TotalRow(Total.TAKEN_IN, days.number(Client, standing, days.moment(Client.created_at)))
    yield TotalRow(Total.SERVED, served.served.number)
    yield TotalRow(Total.NEW, served.new.number, within=True)
    yield TotalRow(Total.CONTINUING, served.continuing.number, within=True)


def _cases(days: _Days) -> Iterator[TotalRow]:
    case = CaseFile
    still = or_(case.closed_on.is_(None), case.closed_on > days.last)
    yield TotalRow(Total.CASES_OPENED, days.number(case, days.day(case.opened_on)))
    closed = days.day(case.closed_on)
    yield TotalRow(Total.CASES_CLOSED, days.number(case, closed))
    yield from days.divided(case.close_reason, closed)
    yield TotalRow(Total.CASES_OPEN, days.number(case, case.opened_on <= days.last, still))


def _enrollments(days: _Days) -> Iterator[TotalRow]:
    stay = Enrollment
    yield TotalRow(Total.ENROLLMENTS_BEGUN, days.number(stay, days.day(stay.started_on)))
    ended = days.day(stay.ended_on)
    yield TotalRow(Total.ENROLLMENTS_ENDED, days.number(stay, ended))
    yield from days.divided(stay.ended_because, ended)
    still = or_(stay.ended_on.is_(None), stay.ended_on > days.last)
    running = (stay.started_on <= days.last, still)
    yield TotalRow(Total.ENROLLED, days.number(stay, *running))
    programs = (
        select(Program.name, func.count())
        .join(stay, stay.program_id == Program.id)
        .where(*running)
        .group_by(Program.id, Program.name)
        .order_by(Program.name)
    )
    for name, number in days.reading.session.execute(programs):
        yield TotalRow(Total.ENROLLED, number, within=True, name=name)


def _contacts(days: _Days) -> Iterator[TotalRow]:
    signed = (ContactNote.status == NoteStatus.SIGNED, days.moment(ContactNote.started_at))
    yield TotalRow(Total.NOTES_SIGNED, days.number(ContactNote, *signed))
    yield from days.divided(ContactNote.kind, *signed)


def _appointments(days: _Days) -> Iterator[TotalRow]:
    began = days.seconds(Appointment.starts_at)
    yield TotalRow(Total.APPOINTMENTS, days.number(Appointment, began))
    yield from days.divided(Appointment.status, began)
    intake = (began, Appointment.kind == AppointmentKind.INTAKE)
    yield TotalRow(Total.INTAKES, days.number(Appointment, *intake))
    yield from days.divided(Appointment.status, *intake)
    held = (days.seconds(Hearing.starts_at), Hearing.vacated.is_(False))
    yield TotalRow(Total.HEARINGS, days.number(Hearing, *held))


def _oversight(days: _Days) -> Iterator[TotalRow]:
    left = days.moment(Disclosure.at)
    yield TotalRow(Total.DISCLOSURES, days.number(Disclosure, left))
    yield from days.divided(Disclosure.purpose, left)
    access = EmergencyAccess
    began = days.moment(access.began_at)
    yield TotalRow(Total.EMERGENCIES, days.number(access, began))
    reviewed = days.number(access, began, access.reviewed_at.is_not(None))
    yield TotalRow(Total.EMERGENCIES_REVIEWED, reviewed, within=True)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
