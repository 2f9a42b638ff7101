"""Documents of a case: attached, shown, saved outside, removed and taken back."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.audit import Disclosure
from db.models.case_file import Document
from db.queries.cases.documents import StoredDocument
from db.rules.codes import DisclosurePurpose
from db.rules.ids import new_id
from db.storage.problems import StorageProblem
from tests.db.bench import Bench
from tests.db.cases.made import a_case
from tests.ui.cases.writing import file_of, press, window_of
from tests.ui.real_office import real_context
from ui.dialogs.case.renaming import RenameDocumentDialog
from ui.dialogs.case.viewing import DocumentDialog
from ui.dialogs.disclosure import DisclosureDialog
from ui.documents import Kept
from ui.pages.cases import CaseFilePane
from ui.pages.cases.documents_tab import DocumentsTab


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


def test_where_it_is_not_known_whether_it_was_attached_its_bytes_stay(
    bench: Bench,
    case_id: UUID,
    pane: CaseFilePane,
    shelf: Shelf,
    letter: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The drive takes the record and gives no answer: without its bytes the letter is lost."""
    tab = documents(pane)
    runner = pane.context.runner
    write: Any = runner.write

    def unanswered(*asked: Any, failed: Any, **more: Any) -> Any:
        write(*asked, **{**more, "then": None})
        failed(StorageProblem("unsure"))

    monkeypatch.setattr(runner, "write", unanswered)
    tab.attaching.attach(case_id, [letter])
    assert tab.banner.text()
    bench.session.expire_all()
    assert bench.session.query(Document).one().stored_as in shelf.kept


def test_saving_outside_asks_who_gets_it_and_records_it(
    bench: Bench, case_id: UUID, pane: CaseFilePane, letter: Path, tmp_path: Path
) -> None:
    tab = documents(pane)
    tab.attaching.attach(case_id, [letter])
    tab.list.table.go_to(0)
    row = tab.in_front()
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
    tab.half.setCurrentIndex(1)
    tab.list.table.go_to(0)
    tab.remove()
    tab.half.setCurrentIndex(0)
    assert tab.model.rowCount() == 1
