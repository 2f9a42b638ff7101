"""A meeting by video is joined with one click or key: from the form, the calendar and Today."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from db.models.calendar import Place
from db.models.office import Resource
from db.operations.calendar.book import change
from db.queries.calendar.opened import open_appointment
from db.rules.codes import ResourceKind
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import Desk, a_findable_client, fill
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.joining import join
from ui.pages.today.page import TodayPage

LINK = "https://us02web.zoom.us/j/81234567890?pwd=x1"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the system was asked to open."""
    asked: list[str] = []

    def open_url(url: Any) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def test_the_form_joins_what_is_typed_and_keeps_it(desk: Desk, opened: list[str]) -> None:
    mei = desk.bench.worker("Mei")
    dialog = desk.new(Prefill(worker_id=mei.id))
    button = dialog.fields.joining.button
    fill(dialog, day="3/3", starts_at="9", joining_link="zoom.us/j/8")
    assert button.isHidden()
    dialog.save_button.click()
    assert "https://" in dialog.fields.field("joining_link").error.text()
    fill(dialog, joining_link=LINK)
    button.click()
    assert opened == [LINK]
    dialog.save_button.click()
    assert not desk.dialogs() and "Booked" in desk.said[0]


def test_a_record_that_holds_no_link_opens_nothing(opened: list[str]) -> None:
    assert not join("file:///etc/passwd") and not join("") and not opened


def test_j_joins_from_the_grid_and_says_where_there_is_no_link(
    desk: Desk, opened: list[str]
) -> None:
    mei = desk.bench.worker("Mei")
    with_link = booked(desk.bench, workers=(mei.id,), joining_link=LINK)
    without = booked(desk.bench, "11:00", "12:00", workers=(mei.id,))
    page = desk.page()
    page.view.select_appointment(with_link)
    assert "Join the meeting" in [one.text() for one in page.steps.menu().actions()]
    desk.press(page, Qt.Key.Key_J)
    page.view.select_appointment(without)
    assert "Join the meeting" not in [one.text() for one in page.steps.menu().actions()]
    desk.press(page, Qt.Key.Key_J)
    assert opened == [LINK]
    assert page.words.text() == "This appointment has no joining link."


def test_j_joins_from_today(desk: Desk, opened: list[str]) -> None:
    me = desk.bench.user.id
    booked(desk.bench, "14:00", "15:00", day=2, workers=(me,), joining_link=LINK)
    page = TodayPage(desk.context)
    desk.qtbot.addWidget(page)
    page.show()
    page.refresh(None)
    lines = page.parts.appointments.list
    assert "by video" in page.parts.appointments.lines()[0].second
    page.activateWindow()
    lines.enter(1)
    desk.qtbot.waitUntil(lines.hasFocus)
    desk.qtbot.keyClick(lines, Qt.Key.Key_J)
    assert opened == [LINK]


def test_who_speaks_the_clients_language_stands_first_and_is_booked(desk: Desk) -> None:
    bench = desk.bench
    for name, spoken in (("Ali", "ar"), ("Rosa", "es,pt")):
        bench.add(Resource(kind=ResourceKind.INTERPRETER, name=name, languages=spoken))
    school = bench.add(Place(name="Elm School"))
    client = a_findable_client(bench)
    client.language, client.interpreter = "es", True
    bench.session.commit()
    mei = bench.worker("Mei")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, client="lovel", day="3/3", starts_at="9")
    field = dialog.fields.field("interpreter")
    assert field.below.text() == "The client needs an interpreter: Spanish."
    words = [field.control.itemText(n) for n in range(field.control.count())]
    assert words == ["No interpreter", "Rosa · Spanish, Portuguese", "Ali · Arabic"]
    fill(dialog, interpreter=field.control.values()[1], place_id=school.id, place="Gate B")
    dialog.save_button.click()
    page = desk.page()
    (entry,) = page.model.entries()
    assert "Rosa" in entry.where and "Elm School, Gate B" in entry.where
    found = bench.read(open_appointment, entry.id).form
    assert found.interpreter_id is not None and found.place_id == school.id


def test_a_draft_keeps_interpreter_place_and_link(desk: Desk) -> None:
    bench = desk.bench
    rosa = bench.add(Resource(kind=ResourceKind.INTERPRETER, name="Rosa", languages="es"))
    school = bench.add(Place(name="Elm School"))
    dialog = desk.new()
    fill(dialog, interpreter=rosa.id, place_id=school.id, joining_link=LINK)
    (draft,) = dialog.drafts()
    again = AppointmentDialog.go_on(desk.context, draft)
    values = again.fields.values()
    assert (values["interpreter"], values["place_id"]) == (rosa.id, school.id)
    assert values["joining_link"] == LINK


def test_place_and_link_that_two_people_change_are_merged_field_by_field(desk: Desk) -> None:
    bench, me = desk.bench, desk.bench.user.id
    school = bench.add(Place(name="Elm School"))
    made = booked(bench, workers=(me,))
    dialog = desk.edited(made)
    theirs = replace(bench.read(open_appointment, made).form, place_id=school.id)
    bench.write(change, theirs)
    fill(dialog, joining_link=LINK)
    dialog.save_button.click()
    found = bench.read(open_appointment, made).form
    assert (found.place_id, found.joining_link) == (school.id, LINK)
