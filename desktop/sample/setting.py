"""What is there before the first client: programs, rooms, working hours, people outside."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from db.models.office import Office, Program, Resource
from db.models.staff import Staff, WorkingHours
from db.operations.notes.past import PastNote
from db.operations.people.persons import add_person
from db.operations.work import Work
from db.rules.clients import ContactForm
from db.rules.codes import ContactKind, PartyRole, ResourceKind
from db.rules.outside_person import PersonForm
from desktop.sample import names
from desktop.sample.script import Do, Ids
from desktop.sample.staff import COLLEAGUES
from desktop.sample.things import ROOMS

PROGRAMS = {
    "FS": "Family Support",
    "FC": "Foster Care",
    "HS": "Housing Stability",
    "VS": "Victim Services",
}
LETTERHEAD = "12 Pier Street, Milbrook, MA 01999\n(413) 555-0100"
_MONDAY_TO_FRIDAY = range(5)


@dataclass
class Setting:
    """Ids of what is there, by the names that the plan uses. `now` is aware."""

    now: datetime
    staff: dict[str, UUID]
    programs: dict[str, UUID] = field(default_factory=dict)
    rooms: dict[str, UUID] = field(default_factory=dict)
    cars: dict[str, UUID] = field(default_factory=dict)
    interpreters: dict[str, UUID] = field(default_factory=dict)
    places: dict[str, UUID] = field(default_factory=dict)
    attorneys: list[UUID] = field(default_factory=list)
    foster: list[UUID] = field(default_factory=list)
    judges: list[str] = field(default_factory=list)
    hearings: dict[tuple[int, date], UUID] = field(default_factory=dict)
    reports_written: set[str] = field(default_factory=set)
    history: list[tuple[str, PastNote]] = field(default_factory=list)  # author, note

    @property
    def today(self) -> date:
        """The day it is in the office."""
        return self.now.date()

    def writes_report(self, worker: str) -> bool:
        """Whether this is the one report that each worker has written for a hearing to come."""
        if worker in self.reports_written:
            return False
        self.reports_written.add(worker)
        return True


def make_setting(now: datetime, staff: dict[str, UUID], ids: Ids, began: datetime) -> Setting:
    """Choose every id; `enter_setting` writes them."""
    setting = Setting(now, staff)
    setting.programs = {code: ids.at(began) for code in PROGRAMS}
    setting.rooms = {room: ids.at(began) for room in ROOMS}
    setting.attorneys = [ids.at(began) for _ in names.ATTORNEYS]
    setting.foster = [ids.at(began) for _ in names.FOSTER]
    setting.judges = [f"{first} {last}" for first, last in names.JUDGES]
    return setting


def enter_setting(do: Do, setting: Setting, ids: Ids, began: datetime) -> None:
    """Write the office's programs, rooms and hours, and the people outside."""
    do("dana", _furnish, setting)
    people = [
        (person_id, first, last, "", PartyRole.ATTORNEY_CHILD)
        for person_id, (first, last) in zip(setting.attorneys, names.ATTORNEYS, strict=True)
    ] + [
        (person_id, first, last, "", PartyRole.FOSTER_PARENT)
        for person_id, (first, last) in zip(setting.foster, names.FOSTER, strict=True)
    ]
    for number, (person_id, first, last, organization, role) in enumerate(people):
        points = [(ContactKind.WORK_PHONE, f"(413) 555-01{number:02d}")]
        if role is PartyRole.FOSTER_PARENT:
            points.append((ContactKind.ADDRESS, f"{40 + number} Foundry Rd, Eastport, MA 01998"))
        contact_points = tuple(
            ContactForm(id=ids.at(began), kind=kind, value=value) for kind, value in points
        )
        form = PersonForm(
            id=person_id,
            first_name=first,
            last_name=last,
            organization=organization,
            usual_role=role,
            contact_points=contact_points,
        )
        do("dana", add_person, form)


def _furnish(work: Work, setting: Setting) -> None:
    office = work.session.query(Office).one()
    office.letterhead = LETTERHEAD
    for code, name in PROGRAMS.items():
        work.add(Program(id=setting.programs[code], code=code, name=name))
    for name, room_id in setting.rooms.items():
        work.add(Resource(id=room_id, kind=ResourceKind.ROOM, name=name))
    colleagues = {colleague.user_name: colleague for colleague in COLLEAGUES}
    for staff in work.session.query(Staff):
        colleague = colleagues[staff.user_name]
        staff.title, staff.team = colleague.title, colleague.team
        for weekday in _MONDAY_TO_FRIDAY:
            work.session.add(
                WorkingHours(staff_id=staff.id, weekday=weekday, starts=510, ends=1050)
            )
    work.session.flush()
    work.record("office.furnished", "office", office.id)
    work.changed("office", office.id)
