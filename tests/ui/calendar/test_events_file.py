"""Another calendar's file, brought in by the dialog: looked at first, and booked when asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.rules.codes import AppointmentKind
from db.rules.findings import Refused, hard
from db.rules.importing.outcome import Verdict
from tests.db.calendar.made import booked
from tests.db.people_on_file import on_file
from tests.db.sheets.test_calendar_files import calendar, event
from tests.ui.calendar.desk import Desk
from ui.dialogs.events_file import EventsDialog
from ui.dialogs.events_file.dialog import Whose

SCHOOL = event("DTSTART:20260303T100000", "DTEND:20260303T110000", "SUMMARY:School meeting")
WHOLE_DAY = event("DTSTART;VALUE=DATE:20260304", uid="day@example.org")
BROKEN = event("SUMMARY:When?", uid="broken@example.org")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "school.ics"
    made.write_bytes(calendar(*SCHOOL, *WHOLE_DAY, *BROKEN))
    return made


def looked_at(desk: Desk, file: Path, **values: object) -> EventsDialog:
    dialog = EventsDialog(desk.context)
    desk.qtbot.addWidget(dialog)
    dialog.open()
    dialog.form.set_values({**dialog.form.values(), **values, "path": str(file)})
    dialog.look()
    return dialog


def appointments(desk: Desk) -> list[Appointment]:
    return list(desk.bench.session.scalars(select(Appointment)))


def test_every_event_is_shown_with_what_becomes_of_it_before_anything_is_booked(
    desk: Desk, file: Path
) -> None:
    dialog = looked_at(desk, file)
    rows = dialog.outcomes.rows.rows()
    assert [row.verdict for row in rows] == [Verdict.LEFT_OUT, Verdict.LEFT_OUT, Verdict.ADDED]
    assert "1 appointment would be booked" in dialog.banner.text()
    assert dialog.book_button.isEnabled() and not appointments(desk)


def test_a_clients_commitments_are_booked_when_asked(desk: Desk, file: Path) -> None:
    ada = on_file(desk.bench)
    dialog = looked_at(desk, file, whose=Whose.CLIENT, client=ada)
    dialog.book_button.click()
    (made,) = appointments(desk)
    assert (made.kind, made.client_id) == (AppointmentKind.OUTSIDE, ada)
    assert any("1 appointment booked" in said for said in desk.said)


def test_what_is_in_the_way_is_named_and_not_booked(desk: Desk, file: Path) -> None:
    booked(desk.bench, "10:30", "11:30", workers=(desk.bench.user.id,))
    dialog = looked_at(desk, file)
    first = dialog.outcomes.rows.rows()[0]
    assert first.verdict is Verdict.REJECTED
    assert first.remarks[0].code == "appointment.worker_busy"
    assert not dialog.book_button.isEnabled()


def test_a_changed_answer_must_be_looked_at_again(desk: Desk, file: Path) -> None:
    dialog = looked_at(desk, file)
    dialog.reason.setText("Parents work by day")
    dialog.reason.edited.emit()
    assert not dialog.book_button.isEnabled()


def test_an_answer_that_is_changed_while_events_are_looked_at_is_not_booked(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner: Any = desk.context.runner
    write, asked = runner.write, list[Callable[[], object]]()
    monkeypatch.setattr(runner, "write", lambda *a, **more: asked.append(lambda: write(*a, **more)))
    dialog = looked_at(desk, file)
    dialog.reason.setText("Parents work by day")
    dialog.reason.edited.emit()
    asked.pop()()
    assert not dialog.book_button.isEnabled()
    dialog.look()
    asked.pop()()
    assert dialog.book_button.isEnabled()


def test_book_that_is_pressed_twice_books_once_and_again_where_it_was_refused(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = looked_at(desk, file)
    runner: Any = desk.context.runner
    asked = list[dict[str, Any]]()
    monkeypatch.setattr(runner, "write", lambda *_, **more: asked.append(more))
    dialog.book_button.click()
    dialog.book_button.click()
    assert len(asked) == 1
    asked[0]["failed"](Refused(hard("work.stopped")))
    assert dialog.book_button.isEnabled() and dialog.banner.text()


def test_what_is_no_calendar_is_said_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ms. Ruiz,", encoding="utf-8")
    dialog = looked_at(desk, other)
    assert "no calendar file" in dialog.banner.text()


def test_without_a_file_it_asks_for_one(desk: Desk) -> None:
    dialog = EventsDialog(desk.context)
    desk.qtbot.addWidget(dialog)
    dialog.look()
    assert dialog.banner.text()
