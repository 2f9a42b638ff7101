"""What repeats in the sample office: visits week by week, and a child's own therapy."""

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from uuid import UUID

from db.models.appointment import Appointment, AppointmentSeries
from db.operations.calendar.book import book
from db.operations.calendar.mark import mark
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import Refused
from db.rules.recurrence import Every, Repeats, days_of, rule_of
from desktop.sample.families import FamilySteps
from desktop.sample.plan import AppointmentPlan, FamilyPlan
from desktop.sample.script import Do, Script, later
from desktop.sample.setting import Setting
from desktop.sample.things import CARS, CLINIC, VIDEO, WEST

_TO_KNOW_THEM = 14  # days from the first to a series


@dataclass(frozen=True)
class _Habit:
    """What repeats. `since` is in weeks from this one; without a worker it is the family's own."""

    worker: str
    kind: AppointmentKind
    weekday: int
    start: time
    minutes: int
    since: int
    times: int
    every: int = 1
    room: str = ""
    car: str = ""
    place: str = ""
    at: str = ""  # what is said of where it is
    link: str = ""
    subject: str = ""


_HABITS = (
    _Habit("ana", AppointmentKind.SUPERVISED_VISIT, 1, time(14, 30), 60, -3, 8, room=WEST),
    _Habit(
        "tom", AppointmentKind.HOME_VISIT, 3, time(10, 15), 60, -4, 5, 2, car=CARS[0], at="At home"
    ),
    _Habit(
        "mei", AppointmentKind.PHONE_CALL, 0, time(9), 45, -2, 6,
        link=VIDEO, subject="Parent coaching",
    ),
    _Habit(
        "", AppointmentKind.OUTSIDE, 2, time(15, 45), 45, -1, 6,
        place=CLINIC, subject="Physical therapy",
    ),
)  # fmt: skip


@dataclass
class SeriesPlan:
    """A series of a family, on these days."""

    habit: _Habit
    family: int
    repeats: Repeats
    days: list[date]


def plan_series(families: list[FamilyPlan], today: date) -> list[SeriesPlan]:
    """A family for each habit, as far as there are families enough."""
    monday = today - timedelta(today.weekday())
    found: list[SeriesPlan] = []
    for habit in _HABITS:
        first = monday + timedelta(weeks=habit.since, days=habit.weekday)
        at_court = frozenset(
            hearing.day
            for family in families
            if family.case and family.case.worker == habit.worker
            for hearing in family.case.hearings
        )
        repeats = Repeats(
            every=Every.WEEK,
            interval=habit.every,
            weekdays=frozenset({habit.weekday}),
            times=habit.times,
        )
        repeats = replace(repeats, without=at_court.intersection(days_of(repeats, first)))
        days = list(days_of(repeats, first))
        number = next(
            (
                number
                for number, family in enumerate(families)
                if _suits(family, habit, first) and all(number != one.family for one in found)
            ),
            None,
        )
        if number is not None:
            found.append(SeriesPlan(habit, number, repeats, days))
    return found


def beside_series(
    appointments: list[AppointmentPlan], series: list[SeriesPlan]
) -> list[AppointmentPlan]:
    """What of this leaves the series their workers and families."""
    taken = [(day, one) for one in series for day in one.days]
    return [
        appointment
        for appointment in appointments
        if not any(day == appointment.day and _meets(appointment, one) for day, one in taken)
    ]


def _suits(family: FamilyPlan, habit: _Habit, first: date) -> bool:
    case = family.case
    if case is None or case.closed or case.restricted or family.safe_contact:
        return False
    if habit.kind is AppointmentKind.SUPERVISED_VISIT and not case.about:
        return False  # parents visit a child who lives elsewhere
    if habit.worker and case.worker != habit.worker:
        return False
    return case.opened <= first - timedelta(_TO_KNOW_THEM)


def _meets(appointment: AppointmentPlan, series: SeriesPlan) -> bool:
    if appointment.family == series.family:
        return True
    if appointment.worker != series.habit.worker:
        return False
    starts, habit = _minutes(appointment.start), series.habit
    begins = _minutes(habit.start)
    return starts < begins + habit.minutes and begins < starts + appointment.minutes


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


@dataclass
class _Booked:
    versions: dict[UUID, int] = field(default_factory=dict)


def add_series(
    script: Script, setting: Setting, families: list[FamilySteps], plan: SeriesPlan
) -> None:
    """Book a series a week ahead, and mark what of it is over."""
    family, habit = families[plan.family], plan.habit
    forms = [_form(script, setting, family, habit, day) for day in plan.days]
    forms = [form for form in forms if form.starts_at > family.began]
    if not forms:
        return
    series_id, booked = script.ids.at(forms[0].starts_at), _Booked()

    def book_all(do: Do) -> None:
        ids: list[UUID] = []
        for form in forms:
            try:
                do("rita", book, form)
            except Refused:
                continue  # the family has something else that day
            ids.append(form.id)
        booked.versions = do("rita", _join, series_id, plan.repeats, plan.days[0], ids)

    begin = later(forms[0].starts_at, -60 * 24 * 7)
    script.add(max(begin, later(family.began, 120)), book_all)
    for form in forms:
        over = later(form.ends_at, 5)
        if habit.worker and over <= setting.now:
            script.add(over, _completing(habit.worker, form.id, booked))


def _form(
    script: Script, setting: Setting, family: FamilySteps, habit: _Habit, day: date
) -> AppointmentForm:
    at = script.moment(day, habit.start)
    case = family.plan.case
    assert case is not None
    parent = family.clients[0]
    comes_along = habit.kind is AppointmentKind.SUPERVISED_VISIT and case.about
    return AppointmentForm(
        id=script.ids.at(at),
        kind=habit.kind,
        starts_at=at,
        ends_at=later(at, habit.minutes),
        workers=(setting.staff[habit.worker],) if habit.worker else (),
        client_id=family.clients[case.about],
        household=(parent,) if comes_along else (),
        room_id=setting.rooms.get(habit.room),
        car_id=setting.cars.get(habit.car),
        place_id=setting.places.get(habit.place),
        place=habit.at,
        joining_link=habit.link,
        subject=habit.subject,
        case_id=family.case_id if habit.worker else None,
    )


def _completing(who: str, appointment_id: UUID, booked: _Booked):  # type: ignore[no-untyped-def]
    def make(do: Do) -> None:
        if appointment_id in booked.versions:
            version = booked.versions[appointment_id]
            do(who, mark, appointment_id, version, AppointmentStatus.COMPLETED)

    return make


def _join(
    work: Work, series_id: UUID, repeats: Repeats, first: date, ids: list[UUID]
) -> dict[UUID, int]:
    """Let these be one series; gives their versions. `book_series` gives new ids to all but the
    first, and a sample that is made again has the same.
    """
    work.add(AppointmentSeries(id=series_id, rule=rule_of(repeats), first_day=first))
    rows = [work.session.get_one(Appointment, appointment_id) for appointment_id in ids]
    for row in rows:
        row.series_id = series_id
    work.session.flush()
    work.record("appointment.series_booked", "appointment", series_id, appointments=len(ids))
    work.changed("appointment", *ids)
    return {row.id: row.version for row in rows}
