"""The case as a whole, changed from its file: first page, status, access, workers, programs."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.case_file import Assignment, CaseFile, Enrollment
from db.models.court import Placement
from db.operations.cases.open_case import CaseForm, change_case
from db.operations.tasks import TaskForm, add_task
from db.rules.codes import (
    AssignmentRole,
    CaseStatus,
    CloseReason,
    EnrollmentEnd,
    PlacementKind,
    Role,
    TaskKind,
)
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_draft, the_case
from tests.ui.cases.writing import answer, file_of, press, window_of
from ui.dialogs.case.first_page import EditCaseDialog
from ui.dialogs.case.programs import EnrollmentDialog
from ui.dialogs.case.standing import CloseCaseDialog, ReopenCaseDialog, RestrictCaseDialog
from ui.dialogs.case.workers import AssignDialog, EndAssignmentDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.stale import StaleDialog
from ui.pages.cases import CaseFilePane
from ui.pages.cases.overview_tab import OverviewTab


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id, summary="Housing.")


@pytest.fixture
def pane(bench: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot) -> CaseFilePane:
    return file_of(bench, case_id, tmp_path, qtbot)


def overview(pane: CaseFilePane) -> OverviewTab:
    pane.show_tab("overview")
    tab = pane.current_tab()
    assert isinstance(tab, OverviewTab)
    return tab


def trigger(pane: CaseFilePane, words: str) -> None:
    found = [entry for entry in pane.page_actions() if entry.text() == words]
    assert found, [entry.text() for entry in pane.page_actions()]
    found[0].trigger()


def test_the_first_page_is_changed_and_shown_at_once(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    overview(pane)
    trigger(pane, "Edit case")
    dialog = window_of(EditCaseDialog)
    dialog.form.set_values({"summary": "Housing and school.", "docket": "26-1"}, clean=False)
    press(dialog, "Save")
    assert the_case(bench, case_id).docket == "26-1"
    assert overview(pane).summary.text() == "Housing and school."


def test_two_who_change_the_first_page_choose_field_by_field(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    overview(pane).edit_case()
    dialog = window_of(EditCaseDialog)
    case = the_case(bench, case_id)
    theirs = CaseForm(
        id=case_id, client_id=case.client_id, opened_on=case.opened_on, summary="Theirs.",
        docket="26-7", version=case.version,
    )  # fmt: skip
    bench.as_role(Role.SUPERVISOR, "sue").write(change_case, theirs)
    dialog.form.set_values({"summary": "Mine."}, clean=False)
    press(dialog, "Save")
    asked = window_of(StaleDialog)
    assert asked.words.text().startswith("Sue saved this record")
    asked._keep_mine["docket"].group().buttons()[1].setChecked(True)
    press(asked, "Save these")
    case = the_case(bench, case_id)
    assert (case.summary, case.docket) == ("Mine.", "26-7")


def test_closing_asks_why_and_names_what_is_unfinished(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    a_draft(bench, case_id)
    trigger(pane, "Close case…")
    dialog = window_of(CloseCaseDialog)
    press(dialog, "Close case")
    assert dialog.form.field("why").error.text()
    dialog.form.set_values({"why": CloseReason.MOVED}, clean=False)
    press(dialog, "Close case")
    reason = window_of(ReasonDialog)
    reason.reason.setText("The notes will be signed tomorrow.")
    press(reason, "Close all the same")
    case = the_case(bench, case_id)
    assert (case.status, case.close_reason) == (CaseStatus.CLOSED, CloseReason.MOVED)
    assert pane.header.status.text() == "Closed"
    trigger(pane, "Reopen case…")
    press(window_of(ReopenCaseDialog), "Reopen case")
    assert the_case(bench, case_id).status is CaseStatus.OPEN


def test_restricting_names_who_may_see_it_and_lifting_asks(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    trigger(pane, "Restrict case…")
    press(window_of(RestrictCaseDialog), "Restrict case")
    assert the_case(bench, case_id).restricted
    assert pane.header.restricted.isVisible()
    assert "Ana" in overview(pane).access.text()
    trigger(pane, "Lift restriction…")
    answer("Cancel")
    assert the_case(bench, case_id).restricted
    trigger(pane, "Lift restriction…")
    answer("Lift restriction")
    assert not the_case(bench, case_id).restricted


def test_a_new_primary_worker_takes_over_and_an_assignment_ends(
    bench: Bench, case_id: UUID, pane: CaseFilePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = bench.worker("Ben")
    form = TaskForm(new_id(), TaskKind.FOLLOW_UP, "Call the school", case_id, bench.user.id)
    bench.write(add_task, form)
    told: list[str] = []
    monkeypatch.setattr(pane.context, "notify", told.append)
    overview(pane)._assign()
    dialog = window_of(AssignDialog)
    dialog.form.set_values({"staff_id": ben.id}, clean=False)
    press(dialog, "Assign")
    assert "Ben" in pane.header.work.text()
    assert told == ["Ben works on the case. 1 task went along."]
    lines = pane.case.workers if pane.case else ()
    assert [(line.name, line.ended_on is None) for line in lines] == [("Ben", True), ("Ana", False)]
    overview(pane)._end(lines[0])
    press(window_of(EndAssignmentDialog), "End assignment")
    ended = bench.session.query(Assignment).filter_by(staff_id=ben.id).one()
    assert ended.ended_on == date(2026, 3, 2) and ended.role is AssignmentRole.PRIMARY


def test_a_program_is_begun_and_ended_with_its_reason(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    program = bench.program()
    overview(pane)._enroll()
    dialog = window_of(EnrollmentDialog)
    dialog.form.set_values({"program_id": program.id}, clean=False)
    press(dialog, "Enroll")
    assert pane.case is not None
    (line,) = pane.case.enrollments
    overview(pane)._change_program(line)
    dialog = window_of(EnrollmentDialog)
    dialog.form.set_values({"ended_on": date(2026, 3, 2)}, clean=False)
    press(dialog, "Save")
    assert dialog.form.field("ended_because").error.text()
    dialog.form.set_values({"ended_because": EnrollmentEnd.COMPLETED}, clean=False)
    press(dialog, "Save")
    bench.session.expire_all()
    assert bench.session.query(Enrollment).one().ended_because is EnrollmentEnd.COMPLETED


def test_a_caseworker_is_offered_only_what_the_role_may_do(
    bench: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    ben = bench.as_role(Role.CASEWORKER, "ben")
    offered = {entry.text() for entry in file_of(ben, case_id, tmp_path, qtbot).page_actions()}
    assert "Restrict case…" not in offered
    assert {"Close case…", "New note"} <= offered


def test_another_case_brings_its_own_header_and_timeline(bench: Bench, pane: CaseFilePane) -> None:
    other = a_case(bench, a_client(bench, "Grace", "Hopper"), bench.user.id)
    pane.show_case(other)
    assert pane.header.name.text() == "Grace Hopper"
    number = bench.session.get_one(CaseFile, other).number
    assert number in pane.title()


def test_the_first_page_says_where_a_child_lives(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    client_id = the_case(bench, case_id).client_id
    bench.add(
        Placement(
            case_id=case_id, client_id=client_id, kind=PlacementKind.RELATIVE,
            started_on=date(2026, 1, 20),
        )
    )  # fmt: skip
    pane.refresh(None)
    tab = overview(pane)
    assert tab.placement_card.isVisibleTo(tab)
    assert tab.placement.text() == "Ada Lovelace: Relative, since 1/20/2026"
