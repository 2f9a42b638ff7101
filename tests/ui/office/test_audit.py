"""The audit log and the accounting of disclosures, as supervisors and auditors see them."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from db.operations.clients.intake import add_client
from db.operations.disclosures import record_disclosure
from db.operations.views import record_view
from db.queries.audit_log.pages import audit_log
from db.rules.codes import AppointmentStatus, DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.ids import new_id
from development.environment import ROOT
from printing.titles import document_words
from tests.db.people_on_file import client_form
from ui.pages.office import OfficePage
from ui.pages.office.audit import AuditPart
from ui.pages.office.audit_words import act_words, details_words, kinds_of_acts
from ui.pages.office.disclosed import DisclosedPart

Front = Callable[[str], OfficePage]


def audit(page: OfficePage) -> AuditPart:
    page.show_part("audit")
    assert isinstance(page.part, AuditPart)
    return page.part


def disclosed(page: OfficePage) -> DisclosedPart:
    page.show_part("disclosures")
    assert isinstance(page.part, DisclosedPart)
    return page.part


def office(page: OfficePage) -> Any:
    return page.context.runner.office  # type: ignore[attr-defined]


def add(page: OfficePage, name: str) -> tuple[UUID, str]:
    """A client's id and number."""
    added = office(page).write(add_client, client_form(name)).result
    return added.id, added.number


def acts(part: AuditPart) -> list[tuple[str, str]]:
    return [(row.user, row.action) for row in part.model.rows()]


def test_who_opened_a_clients_file_is_found_by_the_clients_number(sit_down: Front) -> None:
    page, rita = sit_down("sam"), sit_down("rita")
    ada, number = add(page, "Ada Lovelace")
    grace, _ = add(page, "Grace Hopper")
    for client in (ada, grace):
        office(rita).write(record_view, "client", client)
    part = audit(page)
    viewed = part.form.field("kind").control
    viewed.setCurrentIndex(viewed.findText("Files that were opened"))
    part.form.field("number").control.setText(number)
    part.ask()
    assert acts(part) == [("Rita", "client.viewed")]
    assert part.model.rows()[0].number == number


def test_a_number_that_nobody_has_is_said_beside_its_field(sit_down: Front) -> None:
    part = audit(sit_down("sam"))
    part.form.field("number").control.setText("C-99999")
    part.ask()
    assert "C-99999" in part.form.field("number").error.text()


def test_the_log_is_filtered_by_person_and_day(sit_down: Front) -> None:
    page, _ = sit_down("sam"), sit_down("rita")
    part = audit(page)
    part.form.set_values({"person": page.context.user.id}, clean=False)
    part.ask()
    assert acts(part) == [("Sam", "signed_in")]
    part.form.field("first").control.setText("+1")
    part.ask()
    assert acts(part) == []
    part.form.field("first").control.setText("t")
    part.form.field("last").control.setText("t")
    part.ask()
    assert acts(part) == [("Sam", "signed_in")]


def test_typing_a_filter_asks_a_moment_later(sit_down: Front, qtbot: QtBot) -> None:
    part = audit(sit_down("sam"))
    assert part.model.rowCount() > 0
    part.form.field("last").control.setText("-3")
    qtbot.waitUntil(lambda: part.model.rowCount() == 0)


def test_an_auditor_sees_the_shape_of_the_log_and_no_person(sit_down: Front) -> None:
    add(sit_down("sam"), "Ada Lovelace")
    part = audit(sit_down("iris"))
    assert [column.key for column in part.model.columns] == ["when", "role", "act"]
    rows = part.model.rows()
    assert "client.added" in [row.action for row in rows]
    assert all(row.hidden and not row.user and not row.number for row in rows)
    assert [field.name for field in part.form.fields()] == ["kind", "first", "last"]


def test_one_records_lines_are_shown_until_everything_is_asked_for(sit_down: Front) -> None:
    page = sit_down("sam")
    ada, number = add(page, "Ada Lovelace")
    add(page, "Grace Hopper")
    page.open_record("audit", ada)
    part = audit(page)
    assert {row.number for row in part.model.rows()} == {number}
    assert part.banner.button is not None
    part.banner.button.click()
    assert part.model.rowCount() > 2
    assert part.banner.text() == ""


def test_older_lines_follow_when_they_are_asked_for(
    sit_down: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.office.audit._PAGE", 2)
    page = sit_down("sam")
    add(page, "Ada Lovelace")
    part = audit(page)
    whole = len(office(page).read(audit_log).rows)
    assert part.model.rowCount() == 2
    while not part.more.isHidden():
        part.more.click()
    assert part.model.rowCount() == whole


def test_the_log_is_exported_whole_and_that_is_recorded(
    sit_down: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.office.audit._PAGE", 2)
    page = sit_down("sam")
    add(page, "Ada Lovelace")
    part = audit(page)
    whole = len(office(page).read(audit_log).rows)
    file = tmp_path / "log.xlsx"
    part.leaving().save_to(file, "County monitor", DisclosurePurpose.OVERSIGHT, "")
    sheet = load_workbook(file).worksheets[0]
    assert sheet.max_row == whole + 1
    assert [cell.value for cell in sheet[1]][:3] == ["When", "Who", "Role"]
    shown = disclosed(page).model.rows()
    assert [(row.document, row.recipient, row.rows) for row in shown] == [
        ("audit", "County monitor", whole)
    ]


def test_an_export_that_cannot_be_recorded_is_taken_back(sit_down: Front, tmp_path: Path) -> None:
    part = audit(sit_down("sam"))
    file = tmp_path / "log.xlsx"
    part.leaving().save_to(file, "", DisclosurePurpose.OVERSIGHT, "")
    assert not file.exists()
    assert part.banner.text()


def test_all_that_left_is_called_by_its_title() -> None:
    assert document_words("client-sheet") == "Client sheet"
    assert document_words("hearings") == "Hearings"
    assert document_words("attachment") == "Attached document"


def test_the_accounting_of_disclosures_is_that_of_one_client(sit_down: Front) -> None:
    page = sit_down("sam")
    ada, number = add(page, "Ada Lovelace")
    grace, _ = add(page, "Grace Hopper")
    for client, who in ((ada, "Juvenile court"), (grace, "Her lawyer")):
        form = DisclosureForm(
            new_id(),
            "court",
            LeftAs.PRINTED,
            DisclosurePurpose.COURT,
            recipient=who,
            client_id=client,
        )
        office(page).write(record_disclosure, form)
    part = disclosed(page)
    part.refresh(None)
    assert len(part.model.rows()) == 2
    part.form.field("number").control.setText(number)
    part.ask()
    assert [row.recipient for row in part.model.rows()] == ["Juvenile court"]
    assert not part.form.field("first").isEnabled()


def _recorded() -> set[str]:
    """The acts that the program's modules name where they record something."""
    found = {f"appointment.{status.value}" for status in AppointmentStatus}
    found |= {f"document.{left.value}" for left in LeftAs}
    for file in [*(ROOT / "db").rglob("*.py"), *(ROOT / "desktop").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in {"record", "record_at", "_record", "_write"}:
                for argument in node.args:
                    found |= {
                        part.value
                        for part in ast.walk(argument)
                        if isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and re.fullmatch(r"[a-z_]+\.[a-z_]+", part.value)
                    }
    return found


def test_every_act_that_is_recorded_has_words_and_can_be_asked_for() -> None:
    recorded = _recorded()
    assert {"case.opened", "household.joined", "appointment.taken_back"} <= recorded
    assert [action for action in sorted(recorded) if act_words(action) == action] == []
    offered = [group for groups, _ in kinds_of_acts() for group in groups]
    assert {action.partition(".")[0] for action in recorded} <= {
        group.partition(".")[0] for group in offered
    }


def test_details_name_the_fields_and_leave_ids_out() -> None:
    details = {
        "fields": {"last_name": ["Byron", "Lovelace"], "appointment_id": [None, "x"]},
        "case": new_id().hex,
        "rows": 12,
    }
    assert details_words(details) == "last name; rows: 12"
