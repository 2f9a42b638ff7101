"""The appointments of the sample office, booked by reception and marked when they were over."""

from uuid import UUID

from db.operations.calendar.book import book
from db.operations.calendar.mark import cancel, mark
from db.queries.calendar.appointment_form import AppointmentForm, HearingPart
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import Refused
from desktop.sample.court import courtroom, judge
from desktop.sample.families import FamilySteps
from desktop.sample.plan import AppointmentPlan, HearingPlan
from desktop.sample.script import Do, Script, later
from desktop.sample.setting import Setting
from desktop.sample.things import COURT

_CANCELLED = (AppointmentStatus.CANCELLED_BY_CLIENT, AppointmentStatus.CANCELLED_BY_OFFICE)
_REASON = "The family asked for this day."
_BOOKED_AHEAD = 60 * 24 * 6


def add_appointment(
    script: Script, setting: Setting, families: list[FamilySteps], plan: AppointmentPlan
) -> None:
    """Book an appointment some days ahead, and say afterwards what became of it."""
    if plan.family is None:
        return
    family = families[plan.family]
    at = script.moment(plan.day, plan.start)
    form = AppointmentForm(
        id=script.ids.at(at),
        kind=plan.kind,
        starts_at=at,
        ends_at=later(at, plan.minutes),
        workers=(setting.staff[plan.worker],),
        client_id=family.clients[family.plan.case.about if family.plan.case else 0],
        room_id=setting.rooms.get(plan.room),
        car_id=setting.cars.get(plan.car),
        interpreter_id=setting.interpreters.get(plan.interpreter),
        joining_link=plan.link,
        place="At home" if plan.kind is AppointmentKind.HOME_VISIT else "",
        case_id=family.case_id if family.plan.case else None,
    )
    over = later(at, plan.minutes + 5)
    booked_at = min(max(later(at, -_BOOKED_AHEAD), later(family.began, 90)), setting.now)
    who = plan.worker if family.plan.case and family.plan.case.restricted else "rita"

    def make(do: Do) -> None:
        try:
            do(who, book, form, reason=_REASON)
        except Refused:
            return  # the family had something else by then; reception offers another day
        if over <= setting.now:
            _finish(do, plan, form.id, who)

    # What is over is marked in the same step, at the time when it was over.
    script.add(over if over <= setting.now else booked_at, make)


def _finish(do: Do, plan: AppointmentPlan, appointment_id: UUID, who: str) -> None:
    if plan.status in _CANCELLED:
        do(who, cancel, appointment_id, 1, plan.status)
    elif plan.status is not AppointmentStatus.CONFIRMED:
        do(who, mark, appointment_id, 1, plan.status)


def add_hearing_appointment(
    script: Script, setting: Setting, family: FamilySteps, hearing: HearingPlan
) -> None:
    """Put a hearing to come into its worker's calendar."""
    case = family.plan.case
    assert case is not None
    at = script.moment(hearing.day, hearing.start)
    if at < setting.now:
        return
    form = AppointmentForm(
        id=script.ids.at(at),
        kind=AppointmentKind.HEARING,
        starts_at=at,
        ends_at=later(at, 60),
        workers=(setting.staff[case.worker],),
        client_id=family.clients[case.about],
        place_id=setting.places[COURT],
        case_id=family.case_id,
        hearing=HearingPart(
            id=setting.hearings[(family.number, hearing.day)],
            kind=hearing.kind,
            court=COURT,
            courtroom=courtroom(family.number),
            judge=judge(setting, family.number),
        ),
    )

    def make(do: Do) -> None:
        try:
            do(case.worker, book, form, reason=_REASON)
        except Refused:
            return  # the worker is at another hearing then, and a colleague goes

    script.add(setting.now, make)
