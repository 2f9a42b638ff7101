"""People and tasks of a case, on their tabs."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.case_file import Party, Task
from db.models.client import OutsidePerson
from db.operations.clients.indexing import index_person
from db.rules.codes import PartyRole
from tests.db.bench import Bench
from tests.db.cases.made import a_case, an_outside_person
from tests.ui.cases.writing import answer, file_of, press, window_of
from ui.dialogs.case.outside import OutsidePersonDialog
from ui.dialogs.case.people import AddPartyDialog, ChangePartyDialog
from ui.dialogs.case.task import TaskDialog
from ui.pages.cases import CaseFilePane
from ui.pages.cases.people_tab import PeopleTab
from ui.pages.cases.tasks_tab import TasksTab


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


@pytest.fixture
def pane(bench: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot) -> CaseFilePane:
    return file_of(bench, case_id, tmp_path, qtbot)


# ---- people ----


def people(pane: CaseFilePane) -> PeopleTab:
    pane.show_tab("people")
    tab = pane.current_tab()
    assert isinstance(tab, PeopleTab)
    return tab


def test_somebody_outside_is_found_and_added_with_their_part(
    bench: Bench, pane: CaseFilePane
) -> None:
    judge = an_outside_person(bench, "Cordelia", "Mbeki", PartyRole.JUDGE)
    bench.write(lambda work: index_person(work, work.session.get_one(OutsidePerson, judge.id)))
    people(pane).add_person()
    dialog = window_of(AddPartyDialog)
    press(dialog, "Add")
    assert dialog.form.field("person_id").error.text()
    dialog.who.line.setText("mbeki")
    dialog.who.look_now()
    assert dialog.role.value() is PartyRole.JUDGE
    press(dialog, "Add")
    party = bench.session.query(Party).one()
    assert (party.person_id, party.role) == (judge.id, PartyRole.JUDGE)
    assert [row.name for row in people(pane).model.rows()] == ["Ada Lovelace", "Cordelia Mbeki"]


def test_somebody_new_is_entered_on_the_way_and_a_foster_parent_is_protected(
    bench: Bench, pane: CaseFilePane
) -> None:
    people(pane).add_person()
    dialog = window_of(AddPartyDialog)
    press(dialog, "Enter somebody new…")
    person = window_of(OutsidePersonDialog)
    press(person, "Save")
    assert person.form.field("last_name").error.text()
    person.form.set_values(
        {"last_name": "Pemberton", "usual_role": PartyRole.FOSTER_PARENT}, clean=False
    )
    press(person, "Save")
    dialog.form.set_values({"role": PartyRole.FOSTER_PARENT}, clean=False)
    press(dialog, "Add")
    tab = people(pane)
    tab.list.table.go_to(1)
    assert tab.name.text() == "Pemberton"
    assert "never printed" in tab.warning.text()


def test_a_part_ends_with_a_day_and_a_mistake_is_taken_out(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    school = an_outside_person(bench, "", "Oak School", PartyRole.SCHOOL)
    bench.add(Party(case_id=case_id, person_id=school.id, role=PartyRole.SCHOOL))
    pane.refresh(None)
    tab = people(pane)
    tab.list.table.go_to(1)
    tab.change_part()
    dialog = window_of(ChangePartyDialog)
    dialog.form.set_values({"ended_on": date(2026, 3, 1)}, clean=False)
    press(dialog, "Save")
    bench.session.expire_all()
    assert bench.session.query(Party).one().ended_on == date(2026, 3, 1)
    tab.remove()
    answer("Take out")
    assert bench.session.query(Party).count() == 0


# ---- tasks ----


def tasks(pane: CaseFilePane) -> TasksTab:
    pane.show_tab("tasks")
    tab = pane.current_tab()
    assert isinstance(tab, TasksTab)
    return tab


def test_a_task_is_added_done_and_undone(bench: Bench, pane: CaseFilePane) -> None:
    undo: list[object] = []
    pane.context.on_notify = lambda text, act: undo.append(act)  # type: ignore[attr-defined]
    tab = tasks(pane)
    tab.add_task()
    dialog = window_of(TaskDialog)
    press(dialog, "Add task")
    assert dialog.form.field("title").error.text()
    dialog.form.field("title").control.setText("Call the school")
    dialog.form.field("due_on").control.setText("-1")
    press(dialog, "Add task")
    tab.list.table.go_to(0)
    assert "Overdue" in tab.model.index(0, 1).data()
    tab.complete()
    assert tab.model.rowCount() == 0
    undo[-1]()  # type: ignore[operator]
    assert tab.model.rowCount() == 1
    bench.session.expire_all()
    assert bench.session.query(Task).one().done_at is None


def test_a_done_task_is_found_from_the_timeline(
    bench: Bench, case_id: UUID, pane: CaseFilePane
) -> None:
    tab = tasks(pane)
    tab.add_task()
    dialog = window_of(TaskDialog)
    dialog.form.field("title").control.setText("Call the school")
    press(dialog, "Add task")
    tab.list.table.go_to(0)
    tab.complete()
    pane.show_tab("timeline")
    timeline = pane.current_tab()
    entry = next(e for e in timeline._entries if e.record[0] == "task")  # type: ignore[union-attr]
    pane._open_entry(entry)
    assert pane.current_tab() is tab
    assert [row.title for row in tab.model.rows()] == ["Call the school"]
