"""People, tasks and documents of a case, on their tabs."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.audit import Disclosure
from db.models.case_file import Document, Party, Task
from db.models.client import OutsidePerson
from db.operations.clients.indexing import index_person
from db.queries.cases.documents import StoredDocument
from db.rules.codes import DisclosurePurpose, PartyRole
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, an_outside_person
from tests.ui.cases.writing import answer, file_of, press, window_of
from tests.ui.real_office import real_context
from ui.dialogs.case.outside import OutsidePersonDialog
from ui.dialogs.case.people import AddPartyDialog, ChangePartyDialog
from ui.dialogs.case.renaming import RenameDocumentDialog
from ui.dialogs.case.task import TaskDialog
from ui.dialogs.case.viewing import DocumentDialog
from ui.dialogs.disclosure import DisclosureDialog
from ui.documents import Kept
from ui.pages.cases import CaseFilePane
from ui.pages.cases.documents_tab import DocumentsTab
from ui.pages.cases.people_tab import PeopleTab
from ui.pages.cases.tasks_tab import TasksTab


@dataclass
class Shelf:
    """Keeps documents in memory, in place of the office's folder."""

    kept: dict[UUID, bytes] = field(default_factory=dict)

    def put(self, file: Path) -> Kept:
        stored_as = new_id()
        self.kept[stored_as] = file.read_bytes()
        return Kept(stored_as, bytes(32), len(self.kept[stored_as]), "0" * 64)

    def remove(self, stored_as: UUID) -> None:
        del self.kept[stored_as]

    def read(self, document: StoredDocument) -> bytes:
        return self.kept[document.stored_as]

    def save(self, document: StoredDocument, target: Path) -> None:
        target.write_bytes(self.kept[document.stored_as])


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


@pytest.fixture
def pane(bench: Bench, case_id: UUID, shelf: Shelf, tmp_path: Path, qtbot: QtBot) -> CaseFilePane:
    context = real_context(bench, tmp_path)
    context._documents = shelf
    return file_of(bench, case_id, tmp_path, qtbot, context)


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


# ---- documents ----


def documents(pane: CaseFilePane) -> DocumentsTab:
    pane.show_tab("documents")
    tab = pane.current_tab()
    assert isinstance(tab, DocumentsTab)
    return tab


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "Letter.txt"
    file.write_text("Dear Ada")
    return file


def test_a_file_is_attached_shown_and_renamed(
    bench: Bench, case_id: UUID, pane: CaseFilePane, letter: Path
) -> None:
    tab = documents(pane)
    tab.attaching.attach(case_id, [letter])
    tab.list.table.go_to(0)
    tab.open_document()
    assert window_of(DocumentDialog)
    tab.rename()
    dialog = window_of(RenameDocumentDialog)
    dialog.form.field("name").control.setText("Letter to Ada.txt")
    press(dialog, "Save")
    bench.session.expire_all()
    assert bench.session.query(Document).one().name == "Letter to Ada.txt"


def test_what_cannot_be_attached_leaves_no_bytes_behind(
    case_id: UUID, pane: CaseFilePane, shelf: Shelf, tmp_path: Path
) -> None:
    tab = documents(pane)
    file = tmp_path / "a.txt"
    file.write_text("x")
    tab.attaching.attach(new_id(), [file])
    assert shelf.kept == {}
    assert tab.banner.text()


def test_saving_outside_asks_who_gets_it_and_records_it(
    bench: Bench, case_id: UUID, pane: CaseFilePane, letter: Path, tmp_path: Path
) -> None:
    tab = documents(pane)
    tab.attaching.attach(case_id, [letter])
    tab.list.table.go_to(0)
    row = tab._chosen()
    assert row is not None
    out = tmp_path / "out.txt"
    tab.attaching.ask_who(row, case_id, out)
    asked = window_of(DisclosureDialog)
    press(asked, "Save")
    assert asked.form.field("recipient").error.text() and not out.exists()
    asked.form.set_values({"recipient": "Juvenile Court"}, clean=False)
    press(asked, "Save")
    assert out.read_text() == "Dear Ada"
    told = bench.session.query(Disclosure).one()
    assert (told.document, told.recipient) == ("attachment", "Juvenile Court")
    assert told.purpose is DisclosurePurpose.COURT and told.case_id == case_id


def test_a_document_goes_into_the_recycle_bin_and_comes_back(
    case_id: UUID, pane: CaseFilePane, letter: Path
) -> None:
    undo: list[object] = []
    pane.context.on_notify = lambda text, act: undo.append(act)  # type: ignore[attr-defined]
    tab = documents(pane)
    tab.attaching.attach(case_id, [letter])
    tab.list.table.go_to(0)
    tab.remove()
    assert tab.model.rowCount() == 0
    undo[-1]()  # type: ignore[operator]
    assert tab.model.rowCount() == 1
    tab.list.table.go_to(0)
    tab.remove()
    tab.bin.setCurrentIndex(1)
    tab.list.table.go_to(0)
    tab.remove()
    tab.bin.setCurrentIndex(0)
    assert tab.model.rowCount() == 1
