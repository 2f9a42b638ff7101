"""A group of the sample office: a full roster, some who wait, sessions behind and ahead, notes."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from db.operations.calendar.book import book
from db.operations.groups.attendance import AttendedForm, save_attendance
from db.operations.groups.members import AddMember, add_member
from db.operations.groups.notes import save_group_notes, sign_group_notes
from db.operations.groups.save import save_group
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.groups.group_form import GroupForm
from db.queries.groups.notes import GroupNotesForm, MemberNoteForm
from db.rules.codes import AppointmentKind, Attended, Topic
from db.rules.findings import Refused
from db.rules.groups import CAME
from desktop.sample.families import FamilySteps
from desktop.sample.script import Do, Script, later
from desktop.sample.setting import Setting
from desktop.sample.things import ROOMS

_LEADER, _PLACES, _WAITING = "sam", 6, 2
_THURSDAY, _STARTS, _MINUTES = 3, time(12, 30), 45  # when nobody has an appointment
_BACK, _AHEAD = 4, 4  # weeks
_NAME = "Parenting after separation"
_ABOUT = "Noon talks for parents who raise their children in two homes. Begins anew each season."
_CAME = (Attended.PRESENT, Attended.PRESENT, Attended.LATE, Attended.PRESENT, Attended.ABSENT,
         Attended.PRESENT, Attended.EXCUSED, Attended.LEFT_EARLY)  # fmt: skip
_TEXT = (
    "We spoke about evenings at two homes: bedtimes, screens, and what a child may leave at the "
    "other one. Everybody wrote down one thing that both homes do the same way."
)
_OWN = (
    "Has agreed on one bedtime with the other parent, and wants to try it until next week.",
    "Was quiet at first; spoke of the handover on Fridays, and asked for a list of what to pack.",
)


def add_group(script: Script, setting: Setting, families: list[FamilySteps]) -> None:
    """Make the group when everything else is booked: what collides is left out."""
    since = setting.today - timedelta(weeks=_BACK + 1)
    people = [one for one in families if _may_join(one, since)][: _PLACES + _WAITING]
    if not people:
        return
    now, group = setting.now, script.ids.at(setting.now)
    places = max(1, len(people) - _WAITING)
    form = GroupForm(
        id=group,
        name=_NAME,
        leader_id=setting.staff[_LEADER],
        about=_ABOUT,
        room_id=setting.rooms[ROOMS[3]],
        program_id=setting.programs["FS"],
        capacity=places,
    )
    joining = [
        AddMember(id=script.ids.at(now), group_id=group, client_id=one.clients[0], since=since)
        for one in people
    ]
    sessions = [_session(script, setting, group, day) for day in _days(setting.today)]
    members = people[:places]
    notes = [script.ids.at(now) for _ in range(len(members) + 1)]

    def make(do: Do) -> None:
        do(_LEADER, save_group, form)
        for one in joining:
            do("rita", add_member, one)
        held = [one for one in sessions if _booked(do, one) and one.ends_at <= now]
        for number, session in enumerate(held):
            said = [_CAME[(3 * number + n) % len(_CAME)] for n in range(len(members))]
            rows = [
                AttendedForm(one.clients[0], how) for one, how in zip(members, said, strict=True)
            ]
            do(_LEADER, save_attendance, session.id, rows, 1)
            if session is held[-1]:
                came = [one for one, how in zip(members, said, strict=True) if how in CAME]
                _write(do, session.id, came, notes)

    script.add(now, make)


def _may_join(family: FamilySteps, since: date) -> bool:
    case = family.plan.case
    return bool(case and not case.closed and not case.restricted and case.opened < since)


def _days(today: date) -> list[date]:
    thursday = today + timedelta(_THURSDAY - today.weekday())
    return [thursday + timedelta(weeks=week) for week in range(-_BACK, _AHEAD + 1)]


def _session(script: Script, setting: Setting, group: UUID, day: date) -> AppointmentForm:
    at: datetime = script.moment(day, _STARTS)
    return AppointmentForm(
        id=script.ids.at(at),
        kind=AppointmentKind.GROUP,
        starts_at=at,
        ends_at=later(at, _MINUTES),
        workers=(setting.staff[_LEADER],),
        room_id=setting.rooms[ROOMS[3]],
        group_id=group,
    )


def _booked(do: Do, session: AppointmentForm) -> bool:
    try:
        do("rita", book, session)
    except Refused:
        return False  # somebody has something else then, or the office is closed
    return True


def _write(do: Do, session: UUID, came: list[FamilySteps], ids: list[UUID]) -> None:
    """Write and sign the notes of a session: two of those who came have a part of their own."""
    form = GroupNotesForm(
        appointment_id=session,
        note_id=ids[-1],
        text=_TEXT,
        topic=Topic.FAMILY,
        members=tuple(
            MemberNoteForm(
                client_id=one.clients[0],
                case_id=one.case_id,
                note_id=note_id,
                text=_OWN[number] if number < len(_OWN) else "",
            )
            for number, (one, note_id) in enumerate(zip(came, ids, strict=False))
        ),
    )
    saved = do(_LEADER, save_group_notes, form)
    do(_LEADER, sign_group_notes, session, saved.version, saved.notes)
