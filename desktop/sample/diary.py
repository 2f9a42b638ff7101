"""The calendar of the sample office: two years without a collision, full around today."""

import random
from collections.abc import Iterable
from datetime import date, time, timedelta

from db.rules.codes import AppointmentKind, AppointmentStatus, CaseStatus, Relation
from desktop.sample.casework import WORKERS
from desktop.sample.plan import YEARS_BACK, AppointmentPlan, FamilyPlan
from desktop.sample.things import CARS, INTERPRETERS, ROOMS, VIDEO

_STARTS = (time(9), time(10, 15), time(11, 30), time(13, 15), time(14, 30), time(15, 45))
_WEEKS_BACK = YEARS_BACK * 52
_WEEKS_AHEAD = 3
_LATELY = 14  # days
_KINDS = (
    AppointmentKind.HOME_VISIT,
    AppointmentKind.HOME_VISIT,
    AppointmentKind.OFFICE_VISIT,
    AppointmentKind.SUPERVISED_VISIT,
    AppointmentKind.PHONE_CALL,
)
_WITH_ROOM = (
    AppointmentKind.OFFICE_VISIT,
    AppointmentKind.SUPERVISED_VISIT,
    AppointmentKind.INTAKE,
)


def plan_diary(
    dice: random.Random, families: list[FamilyPlan], today: date
) -> list[AppointmentPlan]:
    """Appointments of every worker, at most one at a time for worker, family and room."""
    monday = today - timedelta(days=today.weekday())
    found: list[AppointmentPlan] = []
    for day in _workdays(monday - timedelta(weeks=_WEEKS_BACK), _WEEKS_BACK + _WEEKS_AHEAD):
        seen: set[int] = set()
        rooms_left = {start: [*ROOMS[:2], ROOMS[3]] for start in _STARTS}
        for worker in WORKERS:
            at_court = _court_times(families, worker, day)
            for start in _STARTS:
                if dice.random() > _fullness((day - today).days, len(families)) or _near(
                    start, at_court
                ):
                    continue
                planned = _appointment(dice, families, day, start, worker, seen, today)
                if planned is None:
                    continue
                if planned.kind in _WITH_ROOM:
                    if not rooms_left[start]:
                        continue
                    planned.room = rooms_left[start].pop(0)
                if planned.family is not None:
                    seen.add(planned.family)
                found.append(planned)
    return found


def with_what_they_take(
    appointments: list[AppointmentPlan], families: list[FamilyPlan], today: date
) -> list[AppointmentPlan]:
    """Put cars, interpreters and joining links to those of the last weeks and to come.

    Of what is long past none is needed, and each would take time to make. Two that overlap begin
    at the same time, so that nothing is taken twice at one.
    """
    taken: set[tuple[date, time, str]] = set()
    for number, one in enumerate(appointments):
        if one.family is None or one.day < today - timedelta(_LATELY):
            continue
        case = families[one.family].case
        person = families[one.family].members[case.about if case else 0]
        if person.language != "en" and person.relation is not Relation.CHILD:
            one.interpreter = _free(one, taken, _speaking(person.language))
        if one.kind is AppointmentKind.HOME_VISIT and number % 2:
            one.car = _free(one, taken, CARS)
        if one.kind is AppointmentKind.PHONE_CALL and number % 3 == 0:
            one.link = VIDEO
    return appointments


def _free(one: AppointmentPlan, taken: set[tuple[date, time, str]], names: Iterable[str]) -> str:
    for name in names:
        if (one.day, one.start, name) not in taken:
            taken.add((one.day, one.start, name))
            return name
    return ""


def _speaking(language: str) -> list[str]:
    return [name for name, languages in INTERPRETERS if language in languages]


def _fullness(days_ahead: int, families: int) -> float:
    """How likely a slot is taken. Of what is long past only a part is kept, to be made quickly."""
    if days_ahead < -21:
        return min(0.08, families / 3000)
    return 0.62 if days_ahead <= 7 else 0.35


def _appointment(
    dice: random.Random,
    families: list[FamilyPlan],
    day: date,
    start: time,
    worker: str,
    seen: set[int],
    today: date,
) -> AppointmentPlan | None:
    mine = [
        number
        for number, family in enumerate(families)
        if family.case
        and family.case.worker == worker
        and family.case.opened <= day
        and (family.case.closed is None or family.case.closed >= day)
        and number not in seen
        and not any(hearing.day == day for hearing in family.case.hearings)
    ]
    if not mine:
        return None
    number = dice.choice(mine)
    case = families[number].case
    assert case is not None
    kind = dice.choice(_KINDS)
    if case.status is CaseStatus.INTAKE and dice.random() < 0.5:
        kind = AppointmentKind.INTAKE
    status = AppointmentStatus.CONFIRMED
    if day < today:
        status = dice.choices(
            (
                AppointmentStatus.COMPLETED,
                AppointmentStatus.NO_SHOW,
                AppointmentStatus.CANCELLED_BY_CLIENT,
            ),
            (84, 9, 7),
        )[0]
    minutes = 30 if kind is AppointmentKind.PHONE_CALL else dice.choice((45, 60, 60, 75))
    return AppointmentPlan(day, start, minutes, kind, status, worker, number)


def _court_times(families: list[FamilyPlan], worker: str, day: date) -> list[time]:
    return [
        hearing.start
        for family in families
        if family.case and family.case.worker == worker
        for hearing in family.case.hearings
        if hearing.day == day
    ]


def _near(start: time, at_court: list[time]) -> bool:
    minutes = start.hour * 60 + start.minute
    return any(abs(minutes - (at.hour * 60 + at.minute)) < 120 for at in at_court)


def _workdays(first: date, weeks: int) -> list[date]:
    return [first + timedelta(weeks=week, days=day) for week in range(weeks) for day in range(5)]
