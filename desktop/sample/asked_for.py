"""What is not settled in the sample office: who asked for a time, who waits, what families have."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from db.operations.calendar.book import book
from db.operations.calendar.requests import ask
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.waiting import RequestForm
from db.rules.codes import AppointmentKind
from db.rules.findings import Refused
from desktop.sample.casework import WORKERS, workday
from desktop.sample.families import FamilySteps
from desktop.sample.script import Do, Script, later
from desktop.sample.setting import Setting
from desktop.sample.things import CARS, CLINIC, LIBRARY, SCHOOL

_TRIES = 18  # other times, until one is free
_SLOTS = (time(10, 15), time(13, 15), time(9), time(15, 45), time(11, 30), time(14, 30))
_OUTSIDE = (
    ("Dentist", CLINIC, 45),
    ("Meeting with the teacher", SCHOOL, 30),
    ("Eye test", CLINIC, 30),
    ("Parenting course", LIBRARY, 90),
    ("Blood test", CLINIC, 30),
)
_UNSETTLED = (
    # kind, minutes, what it is about, whether it was only asked for
    (AppointmentKind.OFFICE_VISIT, 45, "Wants to talk about the lease", True),
    (AppointmentKind.HOME_VISIT, 60, "If the landlord lets us in", False),
    (AppointmentKind.PHONE_CALL, 30, "", True),
    (AppointmentKind.TRANSPORT, 60, "To the eye test, if nobody else drives", False),
    (AppointmentKind.OFFICE_VISIT, 60, "", True),
)
_WAITING = (
    # kind, minutes, days ago, wish, first day from today, last day from today, urgent, own worker
    (AppointmentKind.OFFICE_VISIT, 60, 11, "Mornings, during school", 0, 0, False, True),
    (AppointmentKind.HOME_VISIT, 60, 8, "After 3, Tuesdays or Thursdays", 3, 0, False, True),
    (AppointmentKind.OFFICE_VISIT, 30, 6, "", 0, 14, False, False),
    (AppointmentKind.SUPERVISED_VISIT, 90, 3, "With the grandmother", 5, 0, False, True),
    (AppointmentKind.OFFICE_VISIT, 45, 1, "Rent is due on the first", 0, 5, True, False),
    (AppointmentKind.PHONE_CALL, 30, 0, "During the lunch break", 0, 0, False, True),
)  # fmt: skip


def add_asked_for(script: Script, setting: Setting, families: list[FamilySteps]) -> None:
    """What families have themselves, what was only asked for, and who waits for a time."""
    here = [one for one in families if _is_served(one, setting)]
    if not here:
        return
    some = _in_turn(here)
    for number, (subject, place, minutes) in enumerate(_OUTSIDE):
        family, day = next(some), workday(setting.today + timedelta(1 + 2 * number))
        _book_somewhere(
            script, setting, day, _own(script, setting, family, subject, place, minutes)
        )
    for number, (kind, minutes, subject, requested) in enumerate(_UNSETTLED):
        family, day = next(some), workday(setting.today + timedelta(1 + number))
        form = _unsettled(script, setting, family, kind, minutes, subject, requested)
        _book_somewhere(script, setting, day, form)
    for one in _WAITING:
        _wait(script, setting, next(some), *one)


def _is_served(family: FamilySteps, setting: Setting) -> bool:
    case = family.plan.case
    days = timedelta(14)
    return bool(
        case
        and not case.closed
        and not case.restricted
        and case.worker in WORKERS
        and not family.plan.safe_contact
        and case.opened <= setting.today - days
    )


def _in_turn(families: list[FamilySteps]) -> Iterator[FamilySteps]:
    """One after the other, worker by worker, from the last that was taken in; over and over."""
    queues = [[one for one in reversed(families) if one.worker == worker] for worker in WORKERS]
    while True:
        for queue in queues:
            if queue:
                queue.append(queue.pop(0))
                yield queue[-1]


Making = Callable[[datetime], AppointmentForm]


def _book_somewhere(script: Script, setting: Setting, day: date, form: Making) -> None:
    """Book it at the first of some times at which nothing stands against it."""
    forms = [form(at) for at in _times(script, day)]

    def make(do: Do) -> None:
        for one in forms:
            try:
                do("rita", book, one)
            except Refused:
                continue
            return

    script.add(setting.now, make)


def _times(script: Script, day: date) -> Iterable[datetime]:
    """Another day each time: who has something on a day is not asked to come again."""
    for number in range(_TRIES):
        on = workday(day + timedelta(number))
        yield script.moment(on, _SLOTS[(day.day + number) % len(_SLOTS)])


def _own(
    script: Script, setting: Setting, family: FamilySteps, subject: str, place: str, minutes: int
) -> Making:
    return lambda at: AppointmentForm(
        id=script.ids.at(at),
        kind=AppointmentKind.OUTSIDE,
        starts_at=at,
        ends_at=later(at, minutes),
        client_id=family.clients[-1],
        place_id=setting.places[place],
        subject=subject,
    )


def _unsettled(
    script: Script,
    setting: Setting,
    family: FamilySteps,
    kind: AppointmentKind,
    minutes: int,
    subject: str,
    requested: bool,
) -> Making:
    drives = kind is AppointmentKind.TRANSPORT
    return lambda at: AppointmentForm(
        id=script.ids.at(at),
        kind=kind,
        starts_at=at,
        ends_at=later(at, minutes),
        workers=(setting.staff[family.worker],),
        client_id=family.clients[0],
        car_id=setting.cars[CARS[1]] if drives else None,
        place="At home" if kind is AppointmentKind.HOME_VISIT else "",
        subject=subject,
        case_id=family.case_id,
        tentative=True,
        requested=requested,
    )


def _wait(
    script: Script,
    setting: Setting,
    family: FamilySteps,
    kind: AppointmentKind,
    minutes: int,
    days_ago: int,
    wish: str,
    earliest: int,
    latest: int,
    urgent: bool,
    own_worker: bool,
) -> None:
    asked = setting.now - timedelta(days_ago, minutes=5 * minutes) if days_ago else setting.now
    form = RequestForm(
        id=script.ids.at(asked),
        kind=kind,
        minutes=minutes,
        client_id=family.clients[0],
        case_id=family.case_id,
        staff_id=setting.staff[family.worker] if own_worker else None,
        wish=wish,
        earliest=setting.today + timedelta(earliest) if earliest else None,
        latest=setting.today + timedelta(latest) if latest else None,
        urgent=urgent,
    )
    script.add(max(asked, later(family.began, 180)), lambda do: do("rita", ask, form))
