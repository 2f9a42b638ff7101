"""A visit is booked from the case that it is about."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from db.rules.codes import CaseStatus
from tests.db.bench import Bench
from tests.db.cases.made import a_case, the_case
from tests.ui.cases.writing import file_of, window_of
from ui.dialogs.appointment import AppointmentDialog
from ui.pages.cases import CaseFilePane


def offered(pane: CaseFilePane) -> list[str]:
    return [entry.text() for entry in pane.page_actions()]


def test_a_visit_is_booked_for_the_client_of_the_case_while_it_runs(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    pane = file_of(bench, case_id, tmp_path, qtbot)
    next(entry for entry in pane.page_actions() if entry.text() == "Book…").trigger()
    dialog = window_of(AppointmentDialog)
    assert dialog.fields.value("client") == the_case(bench, case_id).client_id
    assert dialog.fields.value("case") == case_id
    dialog.close()
    the_case(bench, case_id).status = CaseStatus.CLOSED
    bench.session.commit()
    pane.refresh(None)
    assert "New note" in offered(pane) and "Book…" not in offered(pane)
