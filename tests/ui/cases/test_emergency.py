"""A restricted case in an emergency, on the screen: asked for, in sight, ended, told of."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.audit import AuditEvent
from db.operations.cases.emergency import open_in_emergency
from db.operations.cases.restrict import restrict_case
from db.queries.emergencies import my_emergencies
from db.rules.codes import Role
from db.rules.emergency import EmergencyForm
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, the_case
from tests.ui.cases.writing import window_of
from tests.ui.real_office import real_context
from ui.dialogs.emergency import EmergencyDialog
from ui.dialogs.notes.editor import NoteDialog
from ui.main_window import MainWindow
from ui.pages.cases.pane import CaseFilePane
from ui.pages.cases.parts import PARTS
from ui.widgets.buttons import Button

REASON = "The police called about an injured child."


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    mara = bench.as_role(Role.CASEWORKER, "mara")
    made = a_case(mara, worker_id=mara.user.id)
    sam = bench.as_role(Role.SUPERVISOR, "sam")
    sam.write(restrict_case, made, 1, frozenset({sam.user.id}))
    return made


@pytest.fixture
def noor(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "noor")


def opened(bench: Bench, folder: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(real_context(bench, folder))
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.show()
    made.emergencies.begin()
    return made


def the_file(window: MainWindow) -> CaseFilePane:
    found = window.findChild(CaseFilePane)
    assert isinstance(found, CaseFilePane)
    return found


def ask(window: MainWindow, reason: str = REASON, **more: str) -> None:
    dialog = window_of(EmergencyDialog)
    dialog.form.set_values({"reason": reason, **more}, clean=False)
    dialog.save()


def test_who_is_refused_a_case_may_ask_for_it_and_sees_it_with_a_band_above(
    noor: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(noor, tmp_path, qtbot)
    window.navigate("case", case_id)
    file = the_file(window)
    assert file.message.button is not None and not file.message.button.isHidden()
    assert not window.emergencies.isVisible()
    file.message.button.click()
    ask(window, "urgent")
    assert "15" in window_of(EmergencyDialog).form.field("reason").error.text()
    ask(window)
    assert file.header.name.text() == "Ada Lovelace"
    (band,) = window.emergencies.bands()
    assert band.isVisible() and the_case(noor, case_id).number in band.text()
    assert "60 minutes left" in band.text()
    seen = noor.session.query(AuditEvent).filter_by(action="case.viewed_in_emergency")
    assert seen.count() >= 1


def test_end_now_closes_the_file(noor: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened(noor, tmp_path, qtbot)
    noor.write(open_in_emergency, EmergencyForm(new_id(), REASON, case_id=case_id))
    window.emergencies.begin()
    window.navigate("case", case_id)
    assert the_file(window).case is not None
    (band,) = window.emergencies.bands()
    assert band.button is not None
    band.button.click()
    assert not window.emergencies.isVisible()
    assert the_file(window).case is None
    assert noor.read(my_emergencies) == ()


def test_when_the_time_is_over_the_file_goes_and_what_was_typed_stays(
    noor: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(noor, tmp_path, qtbot)
    noor.write(open_in_emergency, EmergencyForm(new_id(), REASON, case_id=case_id))
    window.emergencies.begin()
    window.navigate("case", case_id)
    file = the_file(window)
    file.notes.write(case_id)
    note = window_of(NoteDialog)
    note.fields.text.insertPlainText("Spoke to the officer at the door.")
    noor.pass_time(minutes=61)
    window.emergencies.tick()
    assert not window.emergencies.isVisible()
    assert file.case is None and the_case(noor, case_id).number in file.message.words.text()
    assert note.isVisible()
    assert note.fields.text.value() == "Spoke to the officer at the door."
    window.draft_keeper.keep()
    assert [draft.kind for draft in window.typed()] == ["note"]


def test_the_first_page_tells_the_named_worker_and_the_supervisor(
    bench: Bench, noor: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    noor.write(open_in_emergency, EmergencyForm(new_id(), REASON, case_id=case_id))
    for name, role in (("mara", Role.CASEWORKER), ("sam", Role.SUPERVISOR)):
        window = opened(bench.as_role(role, name), tmp_path, qtbot)
        (line,) = window.page.parts.emergencies.lines()  # type: ignore[union-attr]
        assert "Noor" in line.title and REASON in line.second
    assert date(2026, 3, 2) == bench.now.date()


def test_what_would_be_refused_to_whoever_only_reads_is_not_offered(
    noor: Bench, case_id: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(noor, tmp_path, qtbot)
    noor.write(open_in_emergency, EmergencyForm(new_id(), REASON, case_id=case_id))
    window.navigate("case", case_id)
    file = the_file(window)
    for part in PARTS:
        file.show_tab(part.key)
        offered = [one.text() for one in file.page_actions()]
        assert "New note" in offered
        assert not {"Close case…", "Edit case", "Add person", "New task", "Attach"} & {*offered}
        buttons = [one for one in file.findChildren(Button) if one.isVisible()]
        changing = {"Enroll", "Assign worker", "New hearing", "New order", "New placement"}
        assert not changing & {one.text().replace("&", "") for one in buttons}
