"""The client sheet is looked at first, and who gets it is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from db.models.audit import Disclosure
from db.rules.codes import ContactRule, DisclosurePurpose
from db.rules.safe_contact import Audience
from tests.db.bench import Bench
from tests.db.people_on_file import mobile, on_file
from tests.ui.clients.made import dialog, page_of, press
from ui.dialogs.client.sheet import ClientSheetDialog
from ui.dialogs.disclosure import DisclosureDialog


def test_what_is_saved_is_what_was_shown_and_it_is_recorded_of_the_client(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    number = mobile("(413) 555-0101", ContactRule.NO_VOICEMAIL)
    ada = on_file(bench, contact_points=(number,), safety_alert="Dog bites")
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.print_sheet()
    sheet = dialog(ClientSheetDialog)
    assert sheet.pages.count == 1
    sheet.audience.setCurrentIndex(sheet.audience.values().index(Audience.OUTSIDE))
    assert sheet.leaving is not None
    file = tmp_path / "sheet.pdf"
    sheet.leaving.ask_who_for_file(file)
    asked = dialog(DisclosureDialog)
    asked.form.set_values({"recipient": "Ada", "purpose": DisclosurePurpose.CLIENT_REQUEST})
    press(asked, "Save")
    reader = PdfReader(file)
    text = reader.pages[0].extract_text()
    assert "Ada Lovelace" in text
    assert "Dog bites" not in text and "555-0101" not in text
    assert "Lovelace" not in str(reader.metadata)
    kept = bench.session.query(Disclosure).one()
    assert (kept.client_id, kept.document, kept.recipient) == (ada, "client-sheet", "Ada")


def test_a_sheet_for_others_than_was_chosen_meanwhile_cannot_leave(
    bench: Bench, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = on_file(bench, safety_alert="Dog bites")
    page = page_of(bench, tmp_path, qtbot)
    runner: Any = page.context.runner
    built: list[Callable[[], object]] = []
    asked: list[Callable[[], object]] = []
    build, read = runner.background, runner.read
    monkeypatch.setattr(
        runner, "background", lambda *a, **more: built.append(lambda: build(*a, **more))
    )
    sheet = ClientSheetDialog(page.context, ada, page)
    qtbot.addWidget(sheet)
    monkeypatch.setattr(runner, "read", lambda *a, **more: asked.append(lambda: read(*a, **more)))
    sheet.audience.setCurrentIndex(sheet.audience.values().index(Audience.OUTSIDE))
    built.pop()()  # with the warnings for staff
    assert sheet.leaving is None and not sheet.print_button.isEnabled()
    asked.pop()()
    built.pop()()
    assert sheet.leaving is not None and sheet.print_button.isEnabled()


def test_what_was_said_of_one_sheet_is_not_said_of_the_next(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    page = page_of(bench, tmp_path, qtbot)
    sheet = ClientSheetDialog(page.context, ada, page)
    qtbot.addWidget(sheet)
    sheet.banner.say("Saved as sheet.pdf")
    sheet.audience.setCurrentIndex(sheet.audience.values().index(Audience.OUTSIDE))
    assert sheet.banner.text() == ""
