"""Leave and a closure of the weeks to come, and what a team has in its calendar besides clients."""

from datetime import date, datetime, time, timedelta

from db.operations.calendar.book import book
from db.operations.office_settings.lists import save_closure
from db.operations.staff.leave import LeaveForm, add_leave
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import AppointmentKind, LeaveKind
from db.rules.findings import Refused
from db.rules.office_form import ClosureForm
from desktop.sample.script import Do, Script, later
from desktop.sample.setting import Setting
from desktop.sample.things import WHOLE

_TEAM = ("ana", "ben", "mei", "tom")
_THURSDAY, _FRIDAY, _WEDNESDAY = 3, 4, 2


def add_absences(script: Script, setting: Setting) -> None:
    """Who is away soon, when the office is closed, and when the team meets."""
    thursday = _next(setting.today, _THURSDAY)
    monday = _next(setting.today + timedelta(7), 0)
    friday = _next(setting.today + timedelta(14), _FRIDAY)
    leave = (
        ("mei", thursday, time(13), thursday, time(17, 30), LeaveKind.TRAINING),
        ("ben", monday, time(0), monday + timedelta(2), time(0), LeaveKind.VACATION),
    )
    forms = [
        LeaveForm(
            id=script.ids.at(setting.now),
            staff_id=setting.staff[who],
            starts=script.moment(first, starts),
            ends=script.moment(last, ends),
            kind=kind,
        )
        for who, first, starts, last, ends, kind in leave
    ]
    closure = ClosureForm(script.ids.at(setting.now), friday, friday, "Staff training day")
    meeting = _meeting(
        script, setting, script.moment(_next(setting.today, _WEDNESDAY), time(12, 45))
    )

    def make(do: Do) -> None:
        for form in forms:
            do("rita", add_leave, form)
        do("dana", save_closure, closure)
        try:
            do("sam", book, meeting, reason="Everybody has said that it suits them.")
        except Refused:
            return  # one of them is with a family then

    script.add(setting.now, make)


def _meeting(script: Script, setting: Setting, at: datetime) -> AppointmentForm:
    return AppointmentForm(
        id=script.ids.at(setting.now),
        kind=AppointmentKind.MEETING,
        starts_at=at,
        ends_at=later(at, 30),
        workers=tuple(setting.staff[who] for who in _TEAM),
        room_id=setting.rooms[WHOLE],
        subject="Team meeting",
        tentative=True,
    )


def _next(day: date, weekday: int) -> date:
    """The first such day of the week after a day."""
    return day + timedelta((weekday - day.weekday() - 1) % 7 + 1)
