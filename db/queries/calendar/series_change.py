"""Changing more than one appointment of a series: which ones, what each would be, what collides."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentSeries
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import form_findings
from db.queries.calendar.opened import form_of, keeping_members
from db.queries.calendar.series import CheckedSeries
from db.queries.calendar.series_ahead import Which, others_ahead, repeats_as_booked
from db.queries.calendar.series_choices import Choices, settled
from db.queries.calendar.visible import appointment_to_see
from db.queries.calendar.wishes import checked_occurrences, wishes
from db.queries.reading import Reading
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, hard
from db.rules.recurrence import Repeats, days_of, days_stood_for, moved_day, spans_of
from db.rules.scheduling import LONGEST, Span

_ITS_OWN = frozenset({"id", "version", "starts_at", "ends_at", "hearing"})
_TAKES_NOTHING = _ITS_OWN - {"starts_at", "ends_at"} | {
    "place",
    "joining_link",
    "subject",
    "case_id",
    "remark",
}
Clock = tuple[time, int]  # on the office's clock, and seconds


@dataclass(frozen=True, slots=True)
class Member:
    """An appointment of a series that is ahead: its row, the day of the series for which it
    stands, and what it is now.
    """

    row: Appointment
    day: date
    form: AppointmentForm


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant of a series, in order: `chosen` is among the members. `earlier` says whether
    there are others of the series before them; `stood` are the days for which it has any.
    """

    series: AppointmentSeries
    repeats: Repeats | None
    chosen: Member
    members: tuple[Member, ...]
    earlier: bool
    stood: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """A member, and what it would be."""

    member: Member
    after: AppointmentForm

    @property
    def takes_other(self) -> bool:
        """Whether anything changes that may collide."""
        return _differs(self.member.form, self.after, _TAKES_NOTHING)

    @property
    def changes(self) -> bool:
        """Whether anything changes at all."""
        return _differs(self.member.form, self.after, frozenset({"id", "version"}))


def check_series_change(
    reading: Reading, form: AppointmentForm, which: Which, choices: Choices | None = None
) -> CheckedSeries:
    """What would stand against a change that is meant for more than this appointment. `form` is the
    appointment as it is to be.

    Appointments at which nothing changes that could collide are not among the occurrences.
    """
    row = appointment_to_see(reading, form.id)
    wrong = change_findings(reading, row, form)
    if wrong:
        return CheckedSeries(wrong)
    moving = [one for one in planned(reading, row, form, which) if one.takes_other]
    made = settled([(one.member.day, one.after) for one in moving], choices)
    ids = [moved.id for _, moved in made]
    return CheckedSeries((), checked_occurrences(reading, wishes(reading, made), ids))


def change_findings(
    reading: Reading, row: Appointment, form: AppointmentForm
) -> tuple[Finding, ...]:
    """What is wrong with the change itself, whatever else is booked."""
    if row.series_id is None or not is_ahead(reading, row):
        return (hard("series.not_ahead"),)
    found = [*form_findings(reading, form)]
    if form.kind is AppointmentKind.HEARING:
        found.append(hard("repeats.hearing", "kind"))
    if form.span.ends_at <= form.span.starts_at:
        found.append(hard("appointment.ends_before_start", "ends_at"))
    elif form.span.ends_at - form.span.starts_at > LONGEST:
        found.append(hard("appointment.too_long", "ends_at"))
    return tuple(found)


def is_ahead(reading: Reading, row: Appointment) -> bool:
    """Whether it may be changed together with others of its series."""
    return row.status in EXPECTED and row.starts_at > reading.now_seconds


def meant(reading: Reading, row: Appointment, which: Which) -> Meant:
    """What is meant of the series of an appointment that is ahead itself."""
    series = reading.session.get_one(AppointmentSeries, row.series_id)
    repeats = repeats_as_booked(series)
    since = row.starts_at if which is Which.FOLLOWING else 0
    others = [] if which is Which.THIS else others_ahead(reading, row, since)
    rows = sorted((row, *others), key=lambda one: (one.starts_at, one.id.int))
    stood = _stood_for(reading, series, repeats)
    members = tuple(
        Member(one, stood[one.id][0], form_of(reading, one, with_hearing=False)) for one in rows
    )
    earlier = any(starts < rows[0].starts_at for _, starts in stood.values())
    chosen = next(one for one in members if one.row is row)
    days = frozenset(day for day, _ in stood.values())
    return Meant(series, repeats, chosen, members, earlier, days)


def planned(
    reading: Reading, row: Appointment, form: AppointmentForm, which: Which
) -> tuple[Change, ...]:
    """Each appointment that is meant with what it would be.

    What is changed at the chosen one changes at those others which had the same there: what was
    changed at one of them alone stays.
    """
    part = meant(reading, row, which)
    return changes(reading, part, form)


def changes(reading: Reading, part: Meant, form: AppointmentForm) -> tuple[Change, ...]:
    """The same, of what is known already."""
    form = keeping_members(form, part.chosen.form)
    usual = _usual([_clock(reading, one.form) for one in part.members])
    return tuple(
        Change(one, form if one is part.chosen else _changed(reading, part, one, form, usual))
        for one in part.members
    )


def _changed(
    reading: Reading, part: Meant, member: Member, form: AppointmentForm, usual: Clock
) -> AppointmentForm:
    before = part.chosen.form
    new: dict[str, Any] = {
        name: getattr(form, name)
        for name in (field.name for field in fields(form))
        if name not in _ITS_OWN
        and not _same(getattr(form, name), getattr(before, name))
        and _same(getattr(member.form, name), getattr(before, name))
    }
    span = _moved(reading, part, member, form, usual)
    if span is not None:
        new["starts_at"], new["ends_at"] = (
            datetime.fromtimestamp(at, UTC).astimezone(reading.zone) for at in span
        )
    return replace(member.form, **new)


def _moved(
    reading: Reading, part: Meant, member: Member, form: AppointmentForm, usual: Clock
) -> Span | None:
    """The new times, or None where they stay. The office's clock shows the same time at each."""
    before = part.chosen
    own, old, new = (_clock(reading, one) for one in (member.form, before.form, form))
    day = _day(reading, member.form)
    to = day
    if _day(reading, form) != _day(reading, before.form) and day == member.day:
        to = moved_day(part.repeats, before.day, _day(reading, form), day)
    # Where clocks are set forward, one may begin later than the clock of its series says.
    common = next((one for one in (usual, old) if _at(reading, day, one) == member.form.span), None)
    clock = own if common is None else new if new != old else common
    span = _at(reading, to, clock)
    return None if span == member.form.span else span


def _at(reading: Reading, day: date, clock: Clock) -> Span:
    return spans_of([day], clock[0], clock[1], reading.zone)[0][1]


def _clock(reading: Reading, form: AppointmentForm) -> Clock:
    starts = form.starts_at.astimezone(reading.zone).time().replace(second=0, microsecond=0)
    return starts.replace(fold=0), form.span.ends_at - form.span.starts_at


def _day(reading: Reading, form: AppointmentForm) -> date:
    return form.starts_at.astimezone(reading.zone).date()


def _usual(clocks: Sequence[Clock]) -> Clock:
    return Counter(clocks).most_common(1)[0][0]


def _stood_for(
    reading: Reading, series: AppointmentSeries, repeats: Repeats | None
) -> dict[UUID, tuple[date, int]]:
    """Of each appointment of the series the day for which it stands, and when it begins."""
    found = reading.session.execute(
        select(Appointment.id, Appointment.starts_at)
        .where(Appointment.series_id == series.id)
        .order_by(Appointment.starts_at, Appointment.id)
    ).all()
    own = [datetime.fromtimestamp(starts, reading.zone).date() for _, starts in found]
    days = days_of(repeats, series.first_day) if repeats is not None else ()
    stood = days_stood_for(days, own)
    return {one: (day, starts) for (one, starts), day in zip(found, stood, strict=True)}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return bool(one == other)


def _differs(one: AppointmentForm, other: AppointmentForm, but: frozenset[str]) -> bool:
    names = (field.name for field in fields(one) if field.name not in but)
    return any(not _same(getattr(one, name), getattr(other, name)) for name in names)
