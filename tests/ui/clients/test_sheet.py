"""The client sheet is looked at first, and who gets it is kept."""

from pathlib import Path

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
