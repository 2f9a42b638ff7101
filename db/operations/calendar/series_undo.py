"""Taking back what was done to a series, in one step: wholly or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.models.appointment import Appointment, AppointmentSeries
from db.models.case_file import CaseFile
from db.models.client import Client
from db.operations.calendar.book_series import BookedSeries, causes
from db.operations.calendar.mark import Marked, put_back
from db.operations.calendar.series_rows import cancel_all, count_as_changed, hold_all, put_all
from db.operations.locks import keep_parts
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.series_change import Member
from db.queries.calendar.visible import visible_appointment
from db.queries.calendar.wishes import checked_occurrences, wishes
from db.rules.appointment_steps import EXPECTED
from db.rules.findings import Refused, Severity, hard
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class RowBefore:
    """An appointment as it was before; `version` is the one that it has got."""

    id: UUID
    version: int
    form: AppointmentForm
    reason: str
    reason_by: UUID | None


@dataclass(frozen=True, slots=True)
class SeriesBefore:
    """A series as it was before; without a rule it was not there."""

    id: UUID
    rule: str
    first_day: date


@dataclass(frozen=True, slots=True)
class ChangedSeries:
    """What to hand to `change_series_back`, if it was a mistake.

    `count` appointments were changed, `added` or `cancelled`; `day` is that of the chosen one now.
    """

    series: SeriesBefore
    new_series: UUID | None
    rows: tuple[RowBefore, ...]
    day: date
    count: int = 0
    cancelled: tuple[Marked, ...] = ()
    added: tuple[tuple[UUID, int], ...] = ()


def just_booked(booked: BookedSeries) -> ChangedSeries:
    """What to hand to `change_series_back`, if booking the series was the mistake."""
    series = SeriesBefore(booked.first, "", booked.day)
    return ChangedSeries(series, None, (), booked.day, booked.count, added=booked.added)


def series_before(series: AppointmentSeries) -> SeriesBefore:
    """The series as it is now."""
    return SeriesBefore(series.id, series.rule, series.first_day)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a member until it is written."""

    member: Member
    reason: str
    reason_by: UUID | None

    def before(self) -> RowBefore:
        """With the version that it has got."""
        row = self.member.row
        return RowBefore(row.id, row.version, self.member.form, self.reason, self.reason_by)


def keep(members: Iterable[Member]) -> list[Kept]:
    """Remember these as they are."""
    return [Kept(one, one.row.override_reason, one.row.override_by_id) for one in members]


def change_series_back(work: Work, done: ChangedSeries) -> tuple[tuple[UUID, int, int], ...]:
    """Undo it; gives of each appointment its version before the change, and the one it has now.

    Raises `Refused`: "series.not_undone" if one of them was changed since, and with day and cause
    what has been booked at its old time.
    """
    work.require(Action.BOOK)
    rows = _as_left(work, [(one.id, one.version) for one in done.rows])
    added = _as_left(work, done.added)
    keep_parts(work)
    wished = wishes(work, [(one.form.starts_at.date(), one.form) for one in done.rows])
    hold_all(work, [*rows, *added], wished)
    going = [row.id for row in (*rows, *added)]
    found = checked_occurrences(work, wished, going)
    in_the_way = [one for one in found if not one.possible]
    if in_the_way:
        raise Refused(*causes(in_the_way, Severity.HARD))
    cancel_all(work, added)
    before = {one.id: one for one in done.rows}
    put_all(work, [(row, before[row.id].form) for row in rows], wished, found, "")
    for row in rows:
        row.series_id = done.series.id
        row.override_reason = before[row.id].reason
        row.override_by_id = before[row.id].reason_by
    _put_series_back(work, done)
    work.session.flush()
    for marked in done.cancelled:
        put_back(work, marked)
    work.record(
        "appointment.series_taken_back",
        "appointment",
        done.series.id,
        appointments=len(done.rows) + len(done.added) + len(done.cancelled),
    )
    work.changed("appointment", *going)
    return tuple((row.id, before[row.id].form.version, row.version) for row in rows)


def _as_left(work: Work, left: Sequence[tuple[UUID, int]]) -> list[Appointment]:
    ids = [one for one, _ in left]
    found = {
        row.id: row
        for row in work.session.scalars(
            select(Appointment)
            .outerjoin(Client, Client.id == Appointment.client_id)
            .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
            .where(Appointment.id.in_(ids), visible_appointment(work))
            .options(selectinload(Appointment.taken))
        )
    }
    for one, version in left:
        row = found.get(one)
        if row is None or row.version != version or row.status not in EXPECTED:
            raise Refused(hard("series.not_undone"))
    return [found[one] for one in ids]


def _put_series_back(work: Work, done: ChangedSeries) -> None:
    if not done.series.rule:
        return
    series = work.session.get_one(AppointmentSeries, done.series.id)
    if (series.rule, series.first_day) != (done.series.rule, done.series.first_day):
        count_as_changed(work, series)
        series.rule, series.first_day = done.series.rule, done.series.first_day
    new = work.session.get(AppointmentSeries, done.new_series) if done.new_series else None
    if new is not None:
        work.session.delete(new)
