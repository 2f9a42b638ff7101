"""With a phone at one ear: a client is taken in from wherever one is, and then booked."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models.client import Client
from db.rules.codes import AppointmentKind, Role
from tests.db.bench import Bench
from tests.db.calendar.made import clock
from tests.ui.real_office import real_context
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.client import ClientDialog
from ui.dialogs.palette import Palette
from ui.dialogs.walk_in import WalkInDialog
from ui.main_window import MainWindow
from ui.widgets.buttons import Button


@pytest.fixture
def window(bench: Bench, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window of a receptionist, at the board of today."""
    clock(bench, "10:00", 3)
    context = real_context(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path)
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=lambda w: setattr(w, "_closing", True))
    made.show()
    made.go_to_section("reception")
    return made


def front(kind: type[Any]) -> Any:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


def words(dialog: ClientDialog) -> dict[str, Button]:
    return {one.text().replace("&", ""): one for one in dialog.findChildren(Button)}


def asked_for(window: MainWindow, qtbot: QtBot, typed: str = "new cl") -> ClientDialog:
    window.open_palette()
    palette = front(Palette)
    qtbot.keyClicks(palette.field, typed)
    palette.field.search_now()
    palette._take(0)
    return front(ClientDialog)


def test_ctrl_k_takes_a_client_in_and_the_form_goes_on_to_booking(
    window: MainWindow, bench: Bench, qtbot: QtBot
) -> None:
    form = asked_for(window, qtbot)
    form.form.set_values({"first_name": "Zelda", "last_name": "Quimby"}, clean=False)
    words(form)["Save and book…"].click()
    taken = bench.session.query(Client).one()
    booking = front(AppointmentDialog)
    assert booking.fields.value("client") == taken.id
    assert booking.fields.value("kind") is AppointmentKind.INTAKE
    assert window.stack.key == "reception"
    booking.fields.mark_clean()
    booking.close()


def test_who_only_saves_comes_to_the_file(
    window: MainWindow, bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[tuple[str, UUID | None]] = []
    monkeypatch.setattr(window.context, "on_navigate", lambda kind, one: went.append((kind, one)))
    form = asked_for(window, qtbot)
    form.form.set_values({"first_name": "Zelda", "last_name": "Quimby"}, clean=False)
    form.save()
    assert went == [("client", bench.session.query(Client).one().id)]


def test_the_page_of_clients_offers_it_once_and_with_its_keys(window: MainWindow) -> None:
    window.go_to_section("clients")
    (found,) = (one for one in window.commands() if one.title == "New client")
    assert found.keys == "Ctrl+N"


def test_who_is_taken_in_for_a_booking_is_not_booked_twice(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = WalkInDialog(window.context, lambda _: None, window)
    dialog.open()
    dialog.new_client.click()
    assert "Save and book…" not in words(front(ClientDialog))
