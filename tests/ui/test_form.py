"""Forms: errors beside their field, focus to the first, required said in words."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.rules.codes import NoteKind
from db.rules.findings import Refused, hard
from db.rules.partial_date import PartialDate
from ui.dialogs.shell import Dialog
from ui.widgets.card import Scrolled
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField, PartialDateField
from ui.widgets.form import Form
from ui.widgets.found_field import FoundField
from ui.widgets.inputs import PasswordInput, PhoneInput, TextInput, Tick
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor
from ui.widgets.time_fields import DurationField, TimeField

TODAY = date(2026, 3, 14)


def a_form(qtbot: QtBot) -> Form:
    form = Form(columns=2)
    form.add("first", "First name", TextInput(), required=True)
    form.add("last", "Last name", TextInput(), required=True, hint="As on the card")
    form.add("born", "Born", PartialDateField(lambda: TODAY))
    form.add("interpreter", "", Tick("Needs an interpreter"))
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def plain(label: QLabel | None) -> str:
    assert label is not None
    return label.text().replace("&", "")


def test_a_field_says_in_words_that_it_is_required(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    field = form.field("first")
    assert plain(field.label) == "First name"
    assert "required" in [label.text() for label in field.findChildren(QLabel)]
    assert "required" in field.control.accessibleDescription()


def test_every_field_has_an_access_key_of_its_own(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    labels = [field.label.text() for field in form.fields() if field.label is not None]
    keys = [text[text.index("&") + 1].lower() for text in labels]
    assert len(set(keys)) == 3


def test_errors_stand_beside_their_fields_and_the_first_takes_the_focus(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    form.activateWindow()
    form.field("first").set_value("Ada")
    assert not form.validate()
    assert form.field("first").error.text() == ""
    assert "Last name" in form.field("last").error.text()
    assert form.field("last").error.isVisible()
    assert "Last name" in form.field("last").control.accessibleDescription()
    qtbot.waitUntil(lambda: form.field("last").control.hasFocus())


def test_an_error_goes_away_as_soon_as_somebody_types(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    form.validate()
    qtbot.keyClicks(form.field("first").control, "A")
    assert form.field("first").error.text() == ""


def test_a_refusal_is_shown_beside_its_field_and_the_rest_above_the_form(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    error = Refused(hard("date.impossible", "born", text="31 June"), hard("record.gone"))
    assert form.show_refusal(error)
    assert "31 June" in form.field("born").error.text()
    assert "no longer exists" in form.banner.text()
    assert form.banner.isVisible()


def test_an_unexpected_error_is_not_for_the_form(qtbot: QtBot) -> None:
    assert not a_form(qtbot).show_refusal(KeyError("Ada"))


def test_a_form_knows_whether_something_was_typed(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    assert not form.dirty()
    qtbot.keyClicks(form.field("first").control, "Ada")
    assert form.dirty()
    form.mark_clean()
    assert not form.dirty()
    form.set_values({"first": "Bao"})
    assert not form.dirty()
    assert form.values()["first"] == "Bao"


def test_a_date_is_typed_freely_and_echoed_in_words(qtbot: QtBot) -> None:
    form = Form()
    control = DateField(lambda: TODAY)
    field = form.add("day", "Day", control)
    qtbot.addWidget(form)
    qtbot.keyClicks(control, "fri")
    assert control.value() == date(2026, 3, 20)
    assert field.below.text() == "Friday, March 20, 2026"
    control.editingFinished.emit()
    assert control.text() == "3/20/2026"
    control.selectAll()
    qtbot.keyClicks(control, "+2w")
    assert control.value() == date(2026, 4, 3)


def test_arrow_keys_move_a_date_by_a_day_and_by_a_month(qtbot: QtBot) -> None:
    control = DateField(lambda: TODAY)
    qtbot.addWidget(control)
    control.set_value(date(2026, 1, 31))
    with qtbot.waitSignal(control.edited):
        qtbot.keyClick(control, Qt.Key.Key_PageUp)
    assert control.value() == date(2026, 2, 28)
    qtbot.keyClick(control, Qt.Key.Key_Up)
    assert control.value() == date(2026, 3, 1)
    qtbot.keyClick(control, Qt.Key.Key_Down)
    assert control.value() == date(2026, 2, 28)


def test_a_date_that_cannot_be_read_says_so(qtbot: QtBot) -> None:
    form = Form()
    field = form.add("day", "Day", DateField(lambda: TODAY))
    qtbot.addWidget(form)
    field.control.setText("31 june")
    assert not field.validate()
    assert field.value() is None
    assert "31 june" in field.error.text()


def test_a_birth_date_may_be_known_in_part(qtbot: QtBot) -> None:
    control = PartialDateField(lambda: TODAY)
    qtbot.addWidget(control)
    control.setText("~1975")
    assert control.value() == PartialDate(1975, approximate=True)
    assert "About 51" in control.echo()
    control.set_value(PartialDate(1980, 3))
    assert control.text() == "3/1980"


def test_times_and_lengths_are_tidied_when_left(qtbot: QtBot) -> None:
    start, length = TimeField(), DurationField()
    qtbot.addWidget(start)
    qtbot.addWidget(length)
    start.setText("930")
    start.editingFinished.emit()
    length.setText("1:30")
    length.editingFinished.emit()
    assert (start.value(), length.value()) == (time(9, 30), 90)
    assert length.text() == "1 h 30 min"
    start.setText(start.text())
    length.setText(length.text())
    assert (start.value(), length.value()) == (time(9, 30), 90)
    qtbot.keyClick(start, Qt.Key.Key_Up)
    assert start.value() == time(9, 45)


def test_a_phone_number_is_formatted_when_left(qtbot: QtBot) -> None:
    control = PhoneInput()
    qtbot.addWidget(control)
    control.setText("5552013344")
    control.editingFinished.emit()
    assert control.value() == "(555) 201-3344"


def test_a_choice_gives_back_the_very_value_that_was_offered(qtbot: QtBot) -> None:
    control = Choice([(kind, kind.name) for kind in NoteKind], blank="Choose")
    qtbot.addWidget(control)
    assert control.value() is None
    control.set_value(NoteKind.PHONE)
    assert control.value() is NoteKind.PHONE


def test_a_long_choice_is_found_by_any_part_of_its_words(qtbot: QtBot) -> None:
    control = Choice([(n, f"Worker {n} of the office") for n in range(40)])
    qtbot.addWidget(control)
    line = control.lineEdit()
    assert line is not None
    line.setText("worker 37")
    line.editingFinished.emit()
    assert control.value() == 37
    line.setText("nobody")
    line.editingFinished.emit()
    assert control.problem() != ""


def test_a_choice_with_long_words_shows_their_beginning(qtbot: QtBot) -> None:
    control = Choice([(None, "Every topic that there is in this office"), (1, "One")], typed=True)
    qtbot.addWidget(control)
    control.resize(120, control.height())
    line = control.lineEdit()
    assert line is not None
    control.set_value(None)
    assert line.text().startswith("Every topic")
    assert line.cursorPosition() == 0


def test_the_beginning_of_a_name_tells_it_from_one_that_only_contains_it(qtbot: QtBot) -> None:
    names = ("Dana Whitfield", "Ana Ruiz", "Susana Reyes", "Mei Reynolds")
    control = Choice([(name, name) for name in names], typed=True)
    qtbot.addWidget(control)
    line = control.lineEdit()
    assert line is not None
    for typed, chosen in (("ana", "Ana Ruiz"), ("whit", "Dana Whitfield"), ("usa", "Susana Reyes")):
        line.setText(typed)
        line.editingFinished.emit()
        assert (control.value(), control.problem()) == (chosen, "")
    line.setText("rey")
    line.editingFinished.emit()
    assert control.problem() != ""


def test_several_things_are_ticked_by_space_and_by_a_click_on_the_words(qtbot: QtBot) -> None:
    control = MultiSelect([(kind, kind.name) for kind in NoteKind], rows=20)
    qtbot.addWidget(control)
    control.resize(300, control.height())
    control.show()
    control.setCurrentRow(1)
    qtbot.keyClick(control, Qt.Key.Key_Space)
    rect = control.visualItemRect(control.item(3))
    qtbot.mouseClick(control.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    kinds = list(NoteKind)
    assert control.value() == (kinds[1], kinds[3])
    assert type(control.value()[0]) is NoteKind
    control.set_value([kinds[0]])
    assert control.value() == (kinds[0],)


def test_notes_take_plain_text_only_and_expand_snippets(qtbot: QtBot) -> None:
    texts = {";hv": "Home visit at the agreed time."}
    editor = NoteEditor(snippets=texts.get)
    qtbot.addWidget(editor)
    QApplication.clipboard().setText("Plain\r\nlines")
    editor.paste()
    assert editor.value() == "Plain\nlines"
    editor.clear()
    qtbot.keyClicks(editor, ";hv ")
    assert editor.value() == "Home visit at the agreed time."


def test_a_five_megabyte_paste_is_refused_with_a_sentence(qtbot: QtBot) -> None:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    editor.set_value("Kept")
    QApplication.clipboard().setText("x" * 5_000_000)
    editor.paste()
    assert editor.value() == "Kept"
    assert "too long" in editor.problem()


def test_a_password_says_when_caps_lock_is_on(qtbot: QtBot) -> None:
    control = PasswordInput()
    qtbot.addWidget(control)
    with qtbot.waitSignal(control.caps, check_params_cb=lambda on: on):
        qtbot.keyClicks(control, "A")
    with qtbot.waitSignal(control.caps, check_params_cb=lambda on: not on):
        qtbot.keyClick(control, "A", Qt.KeyboardModifier.ShiftModifier)


def test_enter_on_what_was_found_chooses_it_and_goes_on(qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog = Dialog("Move")
    qtbot.addWidget(dialog)
    found = FoundField(lambda text, then: then([(1, "First"), (2, "Second")]), "Case")
    reason = TextInput()
    dialog.body.addWidget(found)
    dialog.body.addWidget(reason)
    dialog.verb("Move", lambda: pressed.append("move"), "primary")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    found.show_found([(1, "First"), (2, "Second")])
    found.list.setFocus()
    found.list.setCurrentRow(1)
    qtbot.keyClick(found.list, Qt.Key.Key_Return)
    assert (found.value(), pressed) == (2, [])
    assert dialog.focusWidget() is reason


def test_what_a_line_understood_is_replaced_by_whoever_types_where_the_cursor_was_sent(
    qtbot: QtBot,
) -> None:
    form = a_form(qtbot)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    day = DateField(lambda: TODAY)
    form.add("day", "Day", day)
    form.set_values({"day": TODAY})
    day.show()
    day.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(day, "mon")
    assert day.value() == date(2026, 3, 16)
    form.field("first").control.setFocus()
    day.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(day, "3/20")
    assert day.value() == date(2026, 3, 20)
    day.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    qtbot.keyClicks(day, "26")
    assert day.text() == "3/2026", "what is half typed is gone on with"


def test_fields_beside_each_other_go_below_each_other_where_there_is_no_room(qtbot: QtBot) -> None:
    form = Form(columns=2)
    first = form.add("first", "What is written above it", TextInput())
    second = form.add("second", "And beside it", TextInput())
    scrolled = Scrolled(form)
    qtbot.addWidget(scrolled)
    scrolled.resize(2 * first.minimumSizeHint().width() + 80, 300)
    scrolled.show()
    assert (first.y(), first.x() < second.x()) == (second.y(), True)

    scrolled.resize(first.minimumSizeHint().width() + 80, 300)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert second.x() == first.x()
    assert scrolled.horizontalScrollBar().maximum() == 0

    scrolled.resize(2 * first.minimumSizeHint().width() + 80, 300)
    qtbot.waitUntil(lambda: second.y() == first.y())
