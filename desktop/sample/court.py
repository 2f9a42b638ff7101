"""Court in the sample office: placements, hearings with their orders, and one written report."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from db.operations.cases.parties import PartyForm, add_party
from db.operations.court.hearings import HearingForm, add_hearing, record_outcome
from db.operations.court.orders import OrderForm, add_order
from db.operations.court.placements import PlacementForm, add_placement
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.operations.tasks import TaskForm, add_task, complete_task
from db.rules.codes import OrderStatus, PartyRole, PlacementKind, TaskKind
from desktop.sample import narratives
from desktop.sample.casework import names_in_notes
from desktop.sample.plan import HearingPlan
from desktop.sample.script import Do, later
from desktop.sample.things import COURT

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.sample.families import FamilySteps
    from desktop.sample.setting import Setting

_REPORT_DAYS = 10  # before the hearing
_STATUSES = (OrderStatus.IMPLEMENTED, OrderStatus.PARTIAL, OrderStatus.NOT_IMPLEMENTED)


def court_steps(family: FamilySteps) -> None:
    """Put the court side of a family's case into the script."""
    case = family.plan.case
    assert case is not None
    family.script.add(later(family.began, 35), lambda do: _place(family, do))
    previous = family.began
    for number, hearing in enumerate(case.hearings):
        at = family.script.moment(hearing.day, hearing.start)
        known = max(later(previous, 60 * 24), later(family.began, 40))
        family.script.add(min(known, family.setting.now), _hearing(family, hearing, number))
        previous = at
    coming = [h for h in case.hearings if h.day > family.setting.today]
    if coming:
        hearing, task = coming[0], family.script.ids.at(family.setting.now)
        family.script.add(family.setting.now, lambda do: _due(family, hearing, task, do))
        if family.setting.writes_report(case.worker):
            family.script.add(family.setting.now, lambda do: _report(family, hearing, task, do))


def _place(family: FamilySteps, do: Do) -> None:
    case = family.plan.case
    assert case is not None
    ids, began, setting = family.script.ids, family.began, family.setting
    people = [(PartyRole.ATTORNEY_CHILD, setting.attorneys[family.number % len(setting.attorneys)])]
    if case.program == "FC":
        foster = setting.foster[family.number % len(setting.foster)]
        people.append((PartyRole.FOSTER_PARENT, foster))
        placement = PlacementForm(
            id=ids.at(began),
            case_id=family.case_id,
            kind=PlacementKind.FOSTER_FAMILY,
            started_on=case.opened,
            provider_id=foster,
            with_siblings=family.number % 3 != 0,
            original_school=family.number % 2 == 0,
        )
        do(case.worker, add_placement, placement)
    for role, person in people:
        form = PartyForm(id=ids.at(began), case_id=family.case_id, role=role, person_id=person)
        do(case.worker, add_party, form)


def _hearing(family: FamilySteps, hearing: HearingPlan, number: int):  # type: ignore[no-untyped-def]
    case, script = family.plan.case, family.script
    assert case is not None
    at = script.moment(hearing.day, hearing.start)
    hearing_id = script.ids.at(at)
    family.setting.hearings[(family.number, hearing.day)] = hearing_id
    past = at < family.setting.now
    form = HearingForm(
        id=hearing_id,
        case_id=family.case_id,
        kind=hearing.kind,
        starts_at=at,
        court=COURT,
        courtroom=courtroom(family.number),
        judge=judge(family.setting, family.number),
    )

    def enter(do: Do) -> None:
        do(case.worker, add_hearing, form)

    if past:
        script.add(later(at, 240), lambda do: _outcome(family, hearing, number, do))
    if past and number < 3:
        script.add(later(at, 240), lambda do: _order(family, hearing, number, do))
    return enter


def _order(family: FamilySteps, hearing: HearingPlan, number: int, do: Do) -> None:
    case = family.plan.case
    assert case is not None
    for offset in range(2):
        text = narratives.ORDERS[(family.number + number + offset * 3) % len(narratives.ORDERS)]
        form = OrderForm(
            id=family.script.ids.at(family.began),
            case_id=family.case_id,
            ordered_on=hearing.day,
            text=text,
            hearing_id=family.setting.hearings[(family.number, hearing.day)],
            due_on=hearing.day + timedelta(days=60),
            status=_STATUSES[(family.number + number + offset) % 3],
        )
        do(case.worker, add_order, form)


def _outcome(family: FamilySteps, hearing: HearingPlan, number: int, do: Do) -> None:
    case = family.plan.case
    assert case is not None
    words = narratives.OUTCOMES[(family.number + number) % len(narratives.OUTCOMES)]
    hearing_id = family.setting.hearings[(family.number, hearing.day)]
    do(case.worker, record_outcome, hearing_id, 1, words)


def _due(family: FamilySteps, hearing: HearingPlan, task: UUID, do: Do) -> None:
    case = family.plan.case
    assert case is not None
    form = TaskForm(
        task,
        TaskKind.REPORT_DUE,
        "Court report for the hearing",
        family.case_id,
        family.setting.staff[case.worker],
        hearing.day - timedelta(days=_REPORT_DAYS),
    )
    do(case.worker, add_task, form)


def _report(family: FamilySteps, hearing: HearingPlan, task: UUID, do: Do) -> None:
    case = family.plan.case
    assert case is not None
    child, parent = names_in_notes(family.plan, case)
    form = CourtReportForm(
        id=family.script.ids.at(family.setting.now),
        case_id=family.case_id,
        hearing_id=family.setting.hearings[(family.number, hearing.day)],
        situation=narratives.SITUATIONS.format(child=child, parent=parent),
        assessment=narratives.ASSESSMENTS.format(child=child, parent=parent),
        recommendations=narratives.RECOMMENDATIONS,
        records_reviewed="School attendance record; letter of the parenting course.",
    )
    do(case.worker, save_court_report, form)
    do(case.worker, complete_task, task, 1)


def courtroom(number: int) -> str:
    """Where a family's hearings take place."""
    return f"Courtroom {1 + number % 4}"


def judge(setting: Setting, number: int) -> str:
    """Who hears a family's case."""
    return setting.judges[number % len(setting.judges)]
