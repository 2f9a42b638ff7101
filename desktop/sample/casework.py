"""The cases of the sample office, with two years of notes and hearings."""

import random
from datetime import date, time, timedelta

from db.rules.codes import CaseStatus, HearingKind, NoteClass, NoteKind, Relation, Topic
from desktop.sample import narratives
from desktop.sample.plan import YEARS_BACK, CasePlan, FamilyPlan, HearingPlan, NotePlan
from desktop.sample.staff import COLLEAGUES

WORKERS = tuple(c.user_name for c in COLLEAGUES if c.role.value == "caseworker")
PROGRAMS = {"FS": 40, "FC": 25, "HS": 22, "VS": 13}  # with how often they occur
_SHARE_WITH_CASE = 0.82
_COURT_TIMES = (time(9, 0), time(9, 30), time(10, 30), time(13, 30), time(14, 15))
_REVIEWS = (HearingKind.REVIEW, HearingKind.PERMANENCY, HearingKind.STATUS)


def plan_cases(dice: random.Random, families: list[FamilyPlan], today: date) -> None:
    """Give most families a case. The first one is open and goes to court next week."""
    for number, family in enumerate(families):
        if number == 0 or dice.random() < _SHARE_WITH_CASE:
            family.case = _case(dice, family, today, first=number == 0)
            family.case.hearings = _hearings(dice, family.case, today)
            family.case.notes = _notes(dice, family, family.case, today)


def _case(dice: random.Random, family: FamilyPlan, today: date, *, first: bool) -> CasePlan:
    children = [i for i, m in enumerate(family.members) if m.relation is Relation.CHILD]
    program = "FC" if first else dice.choices([*PROGRAMS], [*PROGRAMS.values()])[0]
    if program == "FC" and not children:
        program = "FS"
    about = children[0] if children and program == "FC" else 0
    opened = today - timedelta(days=dice.randint(20, YEARS_BACK * 365))
    if first:
        opened = today - timedelta(days=400)
    closed = None
    if not first and dice.random() < 0.42:
        closed = min(today - timedelta(days=3), opened + timedelta(days=dice.randint(60, 420)))
        closed = max(closed, opened)
    status = CaseStatus.CLOSED if closed else CaseStatus.OPEN
    if not closed and not first and opened > today - timedelta(days=45):
        status = CaseStatus.INTAKE
    return CasePlan(
        about=about,
        worker="ana" if first else dice.choice(WORKERS),
        program=program,
        opened=opened,
        closed=closed,
        status=status,
        restricted=not first and dice.random() < 0.03,
        court=first or program == "FC" or (dice.random() < 0.06 and bool(children)),
    )


def _hearings(dice: random.Random, case: CasePlan, today: date) -> list[HearingPlan]:
    if not case.court:
        return []
    first = workday(case.opened + timedelta(days=14))
    found = [HearingPlan(first, dice.choice(_COURT_TIMES), HearingKind.DISPOSITION)]
    last = case.closed or today + timedelta(days=150)
    day = first
    while (day := workday(day + timedelta(days=dice.randint(85, 100)))) <= last:
        found.append(HearingPlan(day, dice.choice(_COURT_TIMES), dice.choice(_REVIEWS)))
    goes_soon = case.opened == today - timedelta(days=400) or (
        case.worker == "ana" and dice.random() < 0.4
    )
    if not case.closed and goes_soon:
        soon = workday(today + timedelta(days=dice.randint(3, 8)))
        found = [h for h in found if abs((h.day - soon).days) > 30]
        found.append(HearingPlan(soon, dice.choice(_COURT_TIMES), HearingKind.PERMANENCY))
    return sorted(found, key=lambda hearing: hearing.day)


def _notes(dice: random.Random, family: FamilyPlan, case: CasePlan, today: date) -> list[NotePlan]:
    child, parent = names_in_notes(family, case)
    last = min(case.closed or today, today)
    found: list[NotePlan] = []
    day = workday(case.opened + timedelta(days=dice.randint(0, 5)))
    while day <= last:
        found.append(_note(dice, case, day, child, parent, today))
        day = workday(day + timedelta(days=dice.randint(9, 30)))
    return found


def names_in_notes(family: FamilyPlan, case: CasePlan) -> tuple[str, str]:
    """First names of the child (empty where there is none) and the parent that notes tell of."""
    children = [m for m in family.members if m.relation is Relation.CHILD]
    child = family.members[case.about] if case.about else next(iter(children), None)
    return child.first_name if child else "", family.members[0].first_name


def _note(
    dice: random.Random, case: CasePlan, day: date, child: str, parent: str, today: date
) -> NotePlan:
    kind = dice.choice(narratives.KINDS)
    told = narratives.NOTES if child else narratives.OF_ADULTS
    if kind is NoteKind.VISITATION and Topic.VISITATION not in told:
        kind = NoteKind.HOME_VISIT
    topic = Topic.VISITATION if kind is NoteKind.VISITATION else dice.choice(list(told))
    note_class = NoteClass.ORDINARY
    text = dice.choice(told[topic])
    if dice.random() < 0.07:
        kind, text = NoteKind.ATTEMPTED, dice.choice(narratives.ATTEMPTED)
    elif dice.random() < (0.3 if case.program == "VS" else 0.03):
        name = (
            "victim_service" if case.program == "VS" else dice.choice(list(narratives.CONFIDENTIAL))
        )
        note_class, text = NoteClass(name), narratives.CONFIDENTIAL[name]
    visit = kind in (NoteKind.HOME_VISIT, NoteKind.SCHOOL_VISIT, NoteKind.VISITATION)
    return NotePlan(
        day=day,
        start=time(dice.randint(9, 16), dice.choice((0, 15, 30, 45))),
        kind=kind,
        topic=topic,
        note_class=note_class,
        minutes=dice.choice((45, 60, 75, 90)) if visit else dice.choice((10, 15, 20, 30)),
        miles=dice.randint(2, 34) if visit else 0,
        text=text.format(child=child, parent=parent),
        author=case.worker,
        signed=day < today - timedelta(days=4) or dice.random() < 0.4,
    )


def workday(day: date) -> date:
    """This day, or the Monday after a weekend."""
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
