"""Turning the plan of a family into steps: intake, household, case, court, notes."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from db.operations.cases.assign import AssignmentForm
from db.operations.cases.enroll import EnrollmentForm
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.parties import PartyForm, add_party
from db.operations.cases.restrict import restrict_case
from db.operations.cases.status import close_case
from db.operations.clients.households import make_household
from db.operations.clients.intake import add_client
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.past import PastNote
from db.operations.tasks import TaskForm, add_task
from db.queries.cases.case_file import case_file
from db.rules.clients import ClientForm, ContactForm
from db.rules.codes import (
    AssignmentRole,
    CaseStatus,
    CloseReason,
    ContactKind,
    ContactRule,
    HouseholdType,
    Housing,
    NoteKind,
    PartyRole,
    Relation,
    Sex,
    TaskKind,
)
from db.rules.household import HouseholdForm, MemberForm
from db.rules.notes import NoteContent, PersonPresent
from db.rules.partial_date import PartialDate
from desktop.sample import narratives
from desktop.sample.court import court_steps
from desktop.sample.plan import CasePlan, FamilyPlan, NotePlan, PersonPlan
from desktop.sample.script import Do, Script, later
from desktop.sample.setting import Setting


class FamilySteps:
    """One family's steps. Ids are made here, since later steps refer to them."""

    def __init__(self, script: Script, setting: Setting, plan: FamilyPlan, number: int) -> None:
        self.script = script
        self.setting = setting
        self.plan = plan
        self.number = number
        case = plan.case
        self.began = script.moment(
            case.opened if case else setting.today - timedelta(days=30 + number % 600), time(8, 45)
        )
        self.clients: list[UUID] = [script.ids.at(self.began) for _ in plan.members]
        self.case_id = script.ids.at(self.began)

    @property
    def worker(self) -> str:
        """Who works with the family; reception takes in those without a case."""
        return self.plan.case.worker if self.plan.case else "rita"

    def add(self) -> None:
        """Put the family's steps into the script."""
        self.script.add(self.began, self._take_in)
        case = self.plan.case
        if case is None:
            return
        self.script.add(later(self.began, 20), self._open)
        for note in case.notes:
            self._add_note(note)
        if case.court:
            court_steps(self)
        if not case.closed:
            self._add_tasks(case)
        if case.restricted:
            self.script.add(later(self.began, 45), self._restrict)
        if case.closed:
            self.script.add(self.script.moment(case.closed, time(17, 45)), self._close)

    def _take_in(self, do: Do) -> None:
        for client_id, person in zip(self.clients, self.plan.members, strict=True):
            do(self.worker, add_client, self._client_form(client_id, person))
        household = self.script.ids.at(self.began)
        members = [
            MemberForm(self.script.ids.at(self.began), household, client_id, person.relation)
            for client_id, person in zip(self.clients, self.plan.members, strict=True)
        ]
        form = HouseholdForm(
            household,
            self._household_kind(),
            Housing.RENT if self.plan.income else Housing.UNKNOWN,
            Decimal(self.plan.income),
            self.began.date(),
        )
        do(self.worker, make_household, form, *members)

    def _client_form(self, client_id: UUID, person: PersonPlan) -> ClientForm:
        rules = {
            "no_voicemail": {ContactRule.NO_VOICEMAIL},
            "no_mail": {ContactRule.NO_MAIL},
        }.get(self.plan.safe_contact, set())
        hidden = self.plan.safe_contact == "do_not_confirm"
        points = []
        if person.phone:
            points.append((ContactKind.MOBILE, person.phone))
        points.append((ContactKind.ADDRESS, self.plan.address))
        return ClientForm(
            id=client_id,
            first_name=person.first_name,
            last_name=person.last_name,
            birth_date=self._born(person),
            sex=person.sex,
            races=frozenset(person.races),
            race_declined=not person.races,
            language=person.language,
            interpreter=person.language != "en" and person.relation is not Relation.CHILD,
            school=person.school,
            do_not_confirm=hidden,
            code_word="bluebird" if hidden else "",
            safety_alert="Ask before you call; a former partner answers this phone."
            if hidden
            else "",
            presenting_need=narratives.NEEDS[self.number % len(narratives.NEEDS)],
            contact_points=tuple(
                ContactForm(
                    id=self.script.ids.at(self.began),
                    kind=kind,
                    value=value,
                    rules=frozenset(rules),
                    preferred=not position,
                )
                for position, (kind, value) in enumerate(points)
            ),
        )

    def _born(self, person: PersonPlan) -> PartialDate:
        """The planned birth date; a child born since the family came is a newborn of that day."""
        born = PartialDate.from_stored(person.birth)
        if born.latest < self.began.date():
            return born
        return PartialDate.of(self.began.date() - timedelta(days=5 + self.number % 300))

    def _household_kind(self) -> HouseholdType:
        adults = [p for p in self.plan.members if p.relation is not Relation.CHILD]
        if len(self.plan.members) == 1:
            return HouseholdType.SINGLE_PERSON
        if len(adults) == len(self.plan.members):
            return HouseholdType.TWO_ADULTS
        if len(adults) > 1:
            return HouseholdType.TWO_PARENT
        mother = adults[0].sex is Sex.FEMALE
        return HouseholdType.SINGLE_PARENT_FEMALE if mother else HouseholdType.SINGLE_PARENT_MALE

    def _open(self, do: Do) -> None:
        case = self.plan.case
        assert case is not None
        child = self.plan.members[case.about]
        ids, began = self.script.ids, self.began
        form = CaseForm(
            id=self.case_id,
            client_id=self.clients[case.about],
            opened_on=case.opened,
            status=CaseStatus.INTAKE if case.status is CaseStatus.INTAKE else CaseStatus.OPEN,
            summary=narratives.NEEDS[self.number % len(narratives.NEEDS)],
            background=narratives.BACKGROUNDS[self.number % len(narratives.BACKGROUNDS)],
            court="Juvenile Court Department" if case.court else "",
            county="Hampshire" if case.court else "",
            docket=f"{case.opened:%y}-CP-{self.number + 101:04d}" if case.court else "",
            in_the_matter_of=(
                f"Care and protection of {child.first_name} {child.last_name[0]}."
                if case.court
                else ""
            ),
            removed_on=case.opened if case.program == "FC" else None,
        )
        worker = AssignmentForm(
            ids.at(began), self.setting.staff[case.worker], AssignmentRole.PRIMARY, case.opened
        )
        enrollment = EnrollmentForm(ids.at(began), self.setting.programs[case.program], case.opened)
        do(case.worker, open_case, form, worker=worker, enrollments=(enrollment,))
        for position, person in enumerate(self.plan.members):
            if position == case.about:
                continue
            role = _party_role(person)
            party = PartyForm(
                id=ids.at(began), case_id=self.case_id, role=role, client_id=self.clients[position]
            )
            do(case.worker, add_party, party)

    def _add_note(self, note: NotePlan) -> None:
        started = self.script.moment(note.day, note.start)
        written = later(started, note.minutes + 25)
        if written > self.setting.now:
            return
        note_id = self.script.ids.at(written)
        if note.signed:
            content = self._content(note, note_id, started)
            self.setting.history.append((note.author, PastNote(content, written)))
            return
        form = NoteForm(
            id=note_id,
            case_id=self.case_id,
            started_at=started,
            kind=note.kind,
            topic=note.topic,
            note_class=note.note_class,
            minutes=note.minutes,
            place=_place(note.kind),
            program_id=self._program(),
            text=note.text,
            people=self._present(note),
        )
        self.script.add(written, lambda do: do(note.author, save_draft_note, form))

    def _content(self, note: NotePlan, note_id: UUID, started: datetime) -> NoteContent:
        return NoteContent(
            id=note_id,
            case_id=self.case_id,
            author_id=self.setting.staff[note.author],
            kind=note.kind,
            topic=note.topic,
            note_class=note.note_class,
            started_at=started,
            minutes=note.minutes,
            miles=Decimal(f"{note.miles}.0") if note.miles else None,
            place=_place(note.kind),
            program_id=self._program(),
            units=Decimal(max(1, round(note.minutes / 15))) / 4,
            text=note.text,
            people=self._present(note),
        )

    def _program(self) -> UUID:
        return self.setting.programs[self.plan.case.program if self.plan.case else "FS"]

    def _present(self, note: NotePlan) -> tuple[PersonPresent, ...]:
        case = self.plan.case
        about = case.about if case else 0
        chosen = {0, about} if note.kind is not NoteKind.COLLATERAL else {0}
        return tuple(
            PersonPresent(
                name=f"{self.plan.members[i].first_name} {self.plan.members[i].last_name}",
                role=PartyRole.CHILD if i == about and i else _party_role(self.plan.members[i]),
                client_id=self.clients[i],
            )
            for i in sorted(chosen)
        )

    def _add_tasks(self, case: CasePlan) -> None:
        today = self.setting.today
        choices = (
            (
                TaskKind.VISIT_DUE,
                "Monthly home visit",
                today + timedelta(days=self.number % 23 - 3),
            ),
            (TaskKind.DOCUMENT, "Get the school's attendance record", today + timedelta(days=9)),
            (TaskKind.REVIEW, "Review the safety plan", today + timedelta(days=self.number % 40)),
        )
        for kind, title, due in choices[: 1 + self.number % 3]:
            moment = max(later(self.began, 30), self.script.moment(today - timedelta(days=12)))
            form = TaskForm(
                self.script.ids.at(moment),
                kind,
                title,
                self.case_id,
                self.setting.staff[case.worker],
                due,
            )
            self.script.add(moment, _doing(case.worker, add_task, form))

    def _restrict(self, do: Do) -> None:
        version = do("sam", _version_of_case, self.case_id)
        do("sam", restrict_case, self.case_id, version, frozenset({self.setting.staff["sam"]}))

    def _close(self, do: Do) -> None:
        case = self.plan.case
        assert case is not None and case.closed is not None
        version = do(case.worker, _version_of_case, self.case_id)
        why = (CloseReason.GOALS_MET, CloseReason.MOVED, CloseReason.WITHDREW)[self.number % 3]
        reason = "Enrollments end with the case."
        do(case.worker, close_case, self.case_id, version, case.closed, why, reason)


def _version_of_case(work: object, case_id: UUID) -> int:
    return case_file(work, case_id).header.version  # type: ignore[arg-type]


def _doing(user: str, operation: object, *args: object):  # type: ignore[no-untyped-def]
    return lambda do: do(user, operation, *args)


def _party_role(person: PersonPlan) -> PartyRole:
    if person.relation is Relation.CHILD:
        return PartyRole.CHILD
    return PartyRole.MOTHER if person.sex is Sex.FEMALE else PartyRole.FATHER


def _place(kind: NoteKind) -> str:
    places = {
        NoteKind.HOME_VISIT: "At home",
        NoteKind.OFFICE_VISIT: "Our office",
        NoteKind.SCHOOL_VISIT: "School",
        NoteKind.VISITATION: "Visit Room",
    }
    return places.get(kind, "")
