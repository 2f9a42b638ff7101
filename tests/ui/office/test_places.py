"""Places, the minutes between them, and the kinds of appointment, as they are typed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.operations.office_settings.places import save_place
from db.queries.kinds import kinds
from db.queries.places import ways
from db.rules.codes import AppointmentKind
from db.rules.ids import new_id
from db.rules.places import PlaceForm, pair
from tests.ui.office.driver import dialog
from ui.dialogs.form_dialog import FormDialog
from ui.pages.office import OfficePage
from ui.pages.office.kinds import KindsPart
from ui.pages.office.places import PlacesPart
from ui.pages.office.ways_grid import WaysGrid


def office(page: OfficePage) -> Any:
    return page.context.runner.office  # type: ignore[attr-defined]


def a_place(page: OfficePage, name: str) -> PlaceForm:
    form = PlaceForm(new_id(), name)
    office(page).write(save_place, form)
    return form


def test_the_first_place_is_offered_as_the_office(page: OfficePage) -> None:
    page.show_part("places")
    shown = page.part
    assert isinstance(shown, PlacesPart)
    assert not shown.ways_button.isEnabled()
    shown.add()
    asked = dialog(FormDialog)
    assert asked.form.value("is_office")
    asked.form.field("name").control.setText("Our office")
    asked.save()
    shown.add()
    asked = dialog(FormDialog)
    assert not asked.form.value("is_office")
    asked.form.field("name").control.setText("Family court")
    asked.save()
    assert [row.form.name for row in shown.model.rows()] == ["Our office", "Family court"]
    assert shown.ways_button.isEnabled()
    assert shown.known.text() == "Of 1 ways between two places 0 are known."


def test_minutes_are_typed_cell_by_cell_and_stand_in_both_halves(
    page: OfficePage, qtbot: QtBot
) -> None:
    court, school = a_place(page, "Court"), a_place(page, "School")
    page.show_part("places")
    shown = page.part
    assert isinstance(shown, PlacesPart)
    shown.refresh(None)
    shown.change_ways()
    asked = dialog(FormDialog)
    grid = asked.form.field("ways").control
    assert isinstance(grid, WaysGrid)
    grid.setCurrentCell(1, 0)
    QTest.keyClicks(grid, "2")
    (typing,) = grid.findChildren(QLineEdit)
    QTest.keyClicks(typing, "5")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.item(0, 1).text() == grid.item(1, 0).text() == "25")
    assert not grid.item(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    asked.save()
    assert office(page).read(ways) == {pair(court.id, school.id): 25}
    shown.change_ways()
    grid = dialog(FormDialog).form.field("ways").control
    grid.setCurrentCell(0, 1)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    dialog(FormDialog).save()
    assert office(page).read(ways) == {}


def test_what_is_no_number_of_minutes_does_not_stay(page: OfficePage) -> None:
    court, school = a_place(page, "Court"), a_place(page, "School")
    grid = WaysGrid([(court.id, "Court"), (school.id, "School")])
    for words in ("soon", "481", "-3"):
        grid.item(1, 0).setText(words)
        assert grid.value() == {}
    grid.item(1, 0).setText("0")
    assert grid.value() == {pair(court.id, school.id): 0}
    other = WaysGrid([(school.id, "School"), (court.id, "Court")])
    other.resume(grid.snapshot())
    assert other.value() == grid.value()
    assert grid.written(grid.value()) in ("Court – School: 0 min", "School – Court: 0 min")


def test_a_kind_is_given_its_usual_length(page: OfficePage) -> None:
    page.show_part("kinds")
    shown = page.part
    assert isinstance(shown, KindsPart)
    row = next(one for one in shown.model.rows() if one.form.kind is AppointmentKind.INTAKE)
    shown.list.select(row.form.id)
    shown.change()
    asked = dialog(FormDialog)
    asked.form.field("minutes").control.setText("1:30")
    asked.form.field("after").control.set_value(15)
    asked.save()
    found = next(one.form for one in office(page).read(kinds) if one.form.id == row.form.id)
    assert (found.minutes, found.before, found.after) == (90, 0, 15)
