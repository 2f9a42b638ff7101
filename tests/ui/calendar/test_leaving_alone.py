"""One appointment is saved for another calendar: from its form, and from the calendar's menu."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.queries.disclosures import disclosures
from db.rules.codes import Role
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.ui.calendar.desk import Desk, fill
from tests.ui.calendar.desk import desk as a_desk
from tests.ui.court_office import dialog_in_front
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.leaving import Leaving
from ui.widgets.buttons import Button


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is named when the program asks where to."""
    named = tmp_path / "visit.ics"
    monkeypatch.setattr(Leaving, "ask_where", lambda leaving: leaving.ask_who_for_file(named))
    return named


def give_to(recipient: str) -> None:
    dialog = dialog_in_front(DisclosureDialog)
    dialog.form.set_values({"recipient": recipient})
    (save,) = [one for one in dialog.findChildren(Button) if one.text().replace("&", "") == "Save"]
    save.click()


def test_the_form_saves_what_stands_in_the_office_and_puts_it_on_record(
    desk: Desk, file: Path
) -> None:
    mara, ada = desk.bench.worker("mara"), on_file(desk.bench)
    dialog = desk.edited(booked(desk.bench, workers=(mara.id,), client_id=ada))
    dialog.leaving.button.click()
    give_to("Mara")
    words = file.read_text("utf-8")
    assert "A. L." in words and "Lovelace" not in words
    assert dialog.leaving.banner.text() == "Saved as visit.ics"
    (left,) = desk.bench.read(disclosures, desk.bench.now.date(), desk.bench.now.date())
    assert (left.document, left.recipient) == ("appointment", "Mara")


def test_what_is_typed_and_not_saved_does_not_leave(desk: Desk, file: Path) -> None:
    mara = desk.bench.worker("mara")
    dialog = desk.edited(booked(desk.bench, workers=(mara.id,)))
    fill(dialog, place="12 Mill Lane")
    dialog.leaving.button.click()
    assert dialog.leaving.banner.text() == "Save what you have changed first."
    assert not file.exists()


def test_the_calendars_menu_saves_the_one_in_front(desk: Desk, file: Path) -> None:
    mara = desk.bench.worker("mara")
    made = booked(desk.bench, workers=(mara.id,))
    page = desk.page()
    page.view.select_appointment(made)
    (save,) = [one for one in page.steps.menu().actions() if one.text().startswith("Save for")]
    save.trigger()
    give_to("Mara")
    assert "BEGIN:VEVENT" in file.read_text("utf-8")
    assert page.words.text() == "Saved as visit.ics"


def test_of_an_appointment_that_may_not_be_known_the_menu_saves_nothing(
    bench: Bench, tmp_path: Path, qtbot: QtBot, file: Path
) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    made = booked(bench, workers=(mara.id,), client_id=ada)
    case_on_file(bench, ada, restricted=True)
    page = a_desk(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path, qtbot).page()
    page.view.select_appointment(made)
    page.steps.save_file.trigger()
    assert "named staff" in page.words.text() and not file.exists()
