"""A list leaves as it stands on the screen, and on record."""

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from db.operations.court.hearings import HearingForm, add_hearing
from db.queries.disclosures import disclosures
from db.rules.codes import DisclosurePurpose, HearingKind
from db.rules.disclosure import LeftAs
from db.rules.ids import new_id
from printing.exports.list_export import write_list
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client
from tests.ui.court_office import a_hearing, dialog_in_front, press
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.leaving import Leaving
from ui.dialogs.list_leaving import as_export
from ui.pages.court import CourtPage
from ui.widgets.buttons import IconButton
from ui.window_context import WindowContext


def test_a_list_leaves_exactly_as_it_is_shown(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID, tmp_path: Path
) -> None:
    a_hearing(bench, case_id, 10, judge="=HYPERLINK(1)")
    other = a_case(bench, a_client(bench, "Ida", "Moss"), bench.user.id)
    at = bench.now.replace(day=20)
    bench.write(add_hearing, HearingForm(new_id(), other, HearingKind.MOTION, at))
    court = CourtPage(real)
    qtbot.addWidget(court)
    court.refresh(None)
    court.list.search.setText("reyes")
    court.list.search.search_now()
    court.list.table.set_columns([("judge", True), ("case", True), ("date", True)])
    shown = court.list.shown()
    got: list[object] = []
    court.list.model.rows_for(list(shown.ids), got.extend)
    data = as_export("Hearings", shown.columns, got, real)
    out = BytesIO()
    write_list(data, out, ".xlsx")
    rows = list(load_workbook(BytesIO(out.getvalue())).active.iter_rows(values_only=True))
    assert [str(name) for name in rows[0]][:3] == ["Judge", "Case", "Date"]
    (line,) = rows[1:]
    assert line[0] == "=HYPERLINK(1)" and line[1] == "2025-0001"
    assert line[2].date() == date(2026, 3, 12)  # type: ignore[union-attr]


def test_a_list_leaves_on_record_from_the_button_beside_it(
    qtbot: QtBot,
    real: WindowContext,
    bench: Bench,
    case_id: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    real.on_notify = lambda text, undo: said.append(text)
    file = tmp_path / "hearings.csv"
    monkeypatch.setattr(Leaving, "ask_where", lambda leaving: leaving.ask_who_for_file(file))
    a_hearing(bench, case_id, 10)
    court = CourtPage(real)
    qtbot.addWidget(court)
    court.refresh(None)
    (button,) = [
        one for one in court.findChildren(IconButton) if one.accessibleName() == "Export: Hearings"
    ]
    button.click()
    dialog = dialog_in_front(DisclosureDialog)
    dialog.form.set_values({"purpose": DisclosurePurpose.OTHER, "recipient": "Board"})
    press("Save")
    assert dialog.form.field("remark").error.text() and not file.exists()
    dialog.form.set_values({"remark": "Yearly meeting"})
    press("Save")
    assert said == ["Saved as hearings.csv"]
    assert "2025-0001" in file.read_text("utf-8-sig")
    (left,) = bench.read(disclosures, bench.now.date(), bench.now.date())
    assert (left.document, left.rows, left.recipient) == ("hearings", 1, "Board")
    assert left.left_as is LeftAs.EXPORTED
