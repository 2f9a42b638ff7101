"""How the office stands is said in the window while it matters, and no longer."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.rules.findings import hard
from db.rules.ids import new_id
from tests.db.bench import make_bench
from tests.ui.real_office import real_context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.who_is_here import WhoIsHere
from ui.office_state import PersonHere
from ui.standing_banner import StandingBanner
from ui.status_line import StatusLine
from ui.widgets.also_editing import AlsoEditing
from ui.window_commands import window_commands
from ui.window_context import WindowContext

SINCE = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
RECORD = UUID(int=5)
MARIA = PersonHere(new_id(), "Maria Lopez", "RECEPTION-2", SINCE, editing=(("client", RECORD),))


@pytest.fixture
def context(tmp_path: Path) -> WindowContext:
    return real_context(make_bench(), tmp_path)


def test_a_form_names_who_else_has_the_record_open_for_as_long_as_they_do(
    qtbot: QtBot, context: WindowContext
) -> None:
    line = AlsoEditing(context.watch, "client", RECORD)
    qtbot.addWidget(line)
    assert line.isHidden()
    context.watch.update(people=(MARIA,))
    assert line.text() == "Maria Lopez is editing this too, at RECEPTION-2."
    context.watch.update(people=(replace(MARIA, editing=()),))
    assert line.isHidden()


def test_oneself_and_another_record_are_not_told(qtbot: QtBot, context: WindowContext) -> None:
    line = AlsoEditing(context.watch, "client", UUID(int=6))
    own = AlsoEditing(context.watch, "client", RECORD)
    for widget in (line, own):
        qtbot.addWidget(widget)
    context.watch.update(people=(replace(MARIA, own=True),))
    assert line.isHidden()
    assert own.isHidden()


def test_what_is_edited_here_is_announced_until_the_form_is_gone(
    qtbot: QtBot, context: WindowContext
) -> None:
    line = AlsoEditing(context.watch, "client", RECORD)
    assert context.watch.edited == (("client", RECORD),)
    with qtbot.waitSignal(context.watch.edited_changed):
        line.deleteLater()
    assert context.watch.edited == ()


def test_the_window_says_why_nothing_can_be_saved_and_stops_saying_it(
    qtbot: QtBot, context: WindowContext
) -> None:
    banner = StandingBanner(context)
    line = StatusLine(context.runner, context.user, context.office, context.now, context.watch)
    for widget in (banner, line):
        qtbot.addWidget(widget)
    assert banner.isHidden()
    context.watch.update(why_readonly=hard("storage.locks_unreal"))
    assert "the same lock" in banner.text()
    assert "read-only" in line.place.text()
    context.watch.update(reachable=False, copied_at=SINCE)
    assert "cannot be reached" in banner.text()
    assert "10:00" in banner.text()
    context.office = replace(context.office, on_server=True)
    context.watch.update(readable=False, why_away=hard("storage.server_certificate"))
    assert "The server cannot be reached" in banner.text()
    assert "certificate is not vouched for" in banner.text()
    context.watch.update(
        reachable=True, why_readonly=None, people=(MARIA, replace(MARIA, user_id=new_id()))
    )
    assert banner.isHidden()
    assert "2 people here" in line.place.text()


def test_a_household_is_announced_like_every_other_record(
    qtbot: QtBot, context: WindowContext
) -> None:
    dialog = FormDialog("Household", "Save", lambda *given: None)
    qtbot.addWidget(dialog)
    dialog.announce(context, "household", RECORD)
    assert context.watch.edited == (("household", RECORD),)
    context.watch.update(people=(replace(MARIA, editing=(("household", RECORD),)),))
    (line,) = dialog.findChildren(AlsoEditing)
    assert line.text() == "Maria Lopez is editing this too, at RECEPTION-2."


def test_everybody_who_works_here_can_ask_who_is_here(qtbot: QtBot, context: WindowContext) -> None:
    own = PersonHere(new_id(), "Ana Ruiz", "DESK-1", SINCE, own=True)
    dialog = WhoIsHere(context)
    qtbot.addWidget(dialog)
    assert "not known" in dialog.people.text()
    context.watch.update(people=(MARIA, own))
    assert dialog.people.text().replace("\u00a0", " ").splitlines() == [
        "Ana Ruiz at DESK-1, since 10:00 AM (here)",
        "Maria Lopez at RECEPTION-2, since 10:00 AM",
    ]
    assert "Who is here" in [command.title for command in window_commands(context, dialog)]


def test_what_the_line_has_no_room_for_is_read_in_its_tip(
    qtbot: QtBot, context: WindowContext
) -> None:
    line = StatusLine(context.runner, context.user, context.office, context.now, context.watch)
    qtbot.addWidget(line)
    line.resize(420, 40)
    line.show()
    assert line.place.text().endswith("…")
    assert line.place.whole() in line.place.toolTip()
    line.resize(2000, 40)
    assert not line.place.toolTip()
