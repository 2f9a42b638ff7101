"""The office's own record, hours, closures, rooms and programs."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, TypeVar

from pypdf import PdfReader

from db.operations.office_settings.office import change_office, set_office_week
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.letterhead import letterhead
from db.queries.office_settings import closures, office_form, office_week
from db.queries.report_data.recovery_sheet import RecoverySheetData
from db.queries.staff import working_week
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.ids import new_id
from db.rules.office_form import OfficeForm
from db.rules.staff_form import WeekSpan
from tests.ui.office.driver import dialog, press
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.shown_once import ShownOnce
from ui.dialogs.stale import StaleDialog
from ui.pages.office import OfficePage
from ui.pages.office.hours import HoursPart
from ui.pages.office.interpreters import InterpretersPart
from ui.pages.office.part import Part
from ui.pages.office.programs import ProgramsPart
from ui.pages.office.recovery import recovery_sheet
from ui.pages.office.rooms import RoomsPart
from ui.pages.office.this_office import OfficePart
from ui.pages.office.week_words import week_lines

P = TypeVar("P", bound=Part)


def part(page: OfficePage, key: str, kind: type[P]) -> P:
    page.show_part(key)
    assert isinstance(page.part, kind)
    return page.part


def office(page: OfficePage) -> Any:
    return page.context.runner.office  # type: ignore[attr-defined]


def form_of(page: OfficePage) -> OfficeForm:
    found: OfficeForm = office(page).read(office_form).form
    return found


def test_the_letterhead_is_saved(page: OfficePage) -> None:
    shown = part(page, "office", OfficePart)
    shown.form.set_values({"letterhead": "1 Harbor Way\nSpringfield", "paper": "a4"}, clean=False)
    assert shown.files.isHidden()  # they are in the office's folder
    (save,) = page.page_actions()
    save.trigger()
    assert not shown.unsaved()
    assert (form_of(page).letterhead, form_of(page).paper) == ("1 Harbor Way\nSpringfield", "a4")


def test_leaving_with_something_unsaved_asks_and_saves(page: OfficePage) -> None:
    shown = part(page, "office", OfficePart)
    shown.form.field("name").control.setText("Harbor House South")
    page.show_part("rooms")
    assert page.part is shown
    press(dialog(), "Save changes")
    assert isinstance(page.part, RoomsPart)
    assert form_of(page).name == "Harbor House South"


def test_leaving_the_section_with_something_unsaved_asks_and_discards(page: OfficePage) -> None:
    shown = part(page, "office", OfficePart)
    shown.form.field("name").control.setText("Something else")
    left: list[bool] = []
    page.may_leave.connect(lambda: left.append(True))
    assert not page.leave()
    press(dialog(), "Discard changes")
    assert left == [True]
    assert page.leave()
    assert form_of(page).name == "Harbor House"


def test_what_a_colleague_saved_meanwhile_is_merged_field_by_field(page: OfficePage) -> None:
    shown = part(page, "office", OfficePart)
    opened = office(page).read(office_form)
    theirs = OfficeForm("Harbor House North", "America/New_York", phone="(413) 555-0199")
    shown.form.field("phone").control.setText("(413) 555-0100")
    office(page).write(change_office, theirs, opened.version)
    shown.save(lambda: None)
    merge = dialog(StaleDialog)
    assert {d.name for d in merge._differences} >= {"name", "phone"}
    merge._keep_mine["name"].group().buttons()[1].setChecked(True)
    press(merge, "Save these")
    saved = form_of(page)
    assert (saved.name, saved.phone) == ("Harbor House North", "(413) 555-0100")


def test_what_was_typed_is_a_draft_and_can_be_gone_on_with(
    page: OfficePage, sit_down: Callable[[str], OfficePage]
) -> None:
    shown = part(page, "office", OfficePart)
    assert list(page.drafts()) == []
    shown.form.field("phone").control.setText("(413) 555-0100")
    (draft,) = page.drafts()
    again = sit_down("dana")
    again.restore(draft)
    resumed = part(again, "office", OfficePart)
    assert resumed.version == draft.data["version"]
    older = {**draft.data, "version": 7}
    resumed.go_on(type(draft)(draft.kind, draft.record_id, older, draft.title))
    assert resumed.version == 7  # not the newest: a save since then is stale, and is merged
    restored = part(again, "office", OfficePart)
    assert restored.form.value("phone") == "(413) 555-0100"
    assert restored.unsaved()


def test_a_record_is_found_in_its_list_also_before_that_was_read(page: OfficePage) -> None:
    rooms = part(page, "rooms", RoomsPart)
    rooms.add()
    asked = dialog(FormDialog)
    asked.form.field("name").control.setText("Garden room")
    asked.save()
    rows = rooms.model.rows()
    rooms.model.set_rows([])
    page.show_part("me")
    page.open_record("room", rows[0].form.id)
    assert page.part is rooms
    rooms.model.set_rows(rows)
    assert rooms.current() == rows[0]


def test_a_new_recovery_code_is_shown_once_and_is_another_one(page: OfficePage) -> None:
    shown = part(page, "office", OfficePart)
    shown.code.renew_button.click()
    press(dialog(), "Make a new code")
    code = dialog(ShownOnce).code.text()
    assert [len(group) for group in code.split("-")] == [4] * 9
    head = office(page).read(letterhead)
    pdf = recovery_sheet(RecoverySheetData(head, "/offices/harbor", code, date(2026, 3, 14)))
    words = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert code in words.replace("\n", "")
    assert "Harbor House" in words


def test_the_recovery_code_on_the_sheet_is_tried_and_when_is_shown(page: OfficePage) -> None:
    shown = part(page, "office", OfficePart)
    assert "never tried" in shown.code.tried.text()
    shown.code.renew_button.click()
    press(dialog(), "Make a new code")
    code = dialog(ShownOnce).code.text()
    once = dialog(ShownOnce)
    once.passed_on.setChecked(True)
    press(once, "Close")
    shown.code.try_button.click()
    asked = dialog(FormDialog)
    asked.form.field("code").control.setText(code[:-1])
    asked.save()
    assert "typing error" in asked.form.field("code").error.text()
    asked.form.field("code").control.setText(code)
    asked.save()
    assert "Last tried" in shown.code.tried.text()


def test_the_office_hours_are_typed_and_what_is_half_typed_is_refused(page: OfficePage) -> None:
    shown = part(page, "hours", HoursPart)
    shown.change_hours()
    asked = dialog(FormDialog)
    editor = asked.form.field("hours").control
    editor.field(5)[0].setText("9")
    asked.save()
    assert asked.form.field("hours").error.text() == "Saturday needs both times."
    editor.field(5)[1].setText("12:30 pm")
    editor.field(4)[0].setText("")
    editor.field(4)[1].setText("")
    asked.save()
    week = office(page).read(office_week)
    assert [span.weekday for span in week] == [0, 1, 2, 3, 5]
    assert week[-1] == WeekSpan(5, 9 * 60, 12 * 60 + 30)
    assert "Saturday: 9:00" in shown.week.text().replace("\u202f", " ")


def test_days_in_a_row_with_the_same_hours_share_a_line() -> None:
    week = [WeekSpan(day, 510, 1020) for day in (0, 1, 2, 4)]
    lines = week_lines([*week, WeekSpan(4, 1080, 24 * 60), WeekSpan(6, 510, 1020)])
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "Monday to Wednesday: 8:30 AM to 5:00 PM",
        "Friday: 8:30 AM to 5:00 PM, 6:00 PM to midnight",
        "Sunday: 8:30 AM to 5:00 PM",
    ]


def test_a_workers_split_day_is_typed_and_dated_hours_are_kept(page: OfficePage) -> None:
    from db.operations.staff.details import set_working_week

    me = page.context.user.id
    dated = WeekSpan(0, 600, 720, valid_from=date(2030, 1, 1))
    office(page).write(set_working_week, me, (dated,))
    shown = part(page, "hours", HoursPart)
    shown.whose.setCurrentIndex(shown.whose.findText("Dana Whitfield"))
    shown.change_hours()
    asked = dialog(FormDialog)
    editor = asked.form.field("hours").control
    assert "1/1/2030" in editor.note.text()
    for place, (starts, ends) in enumerate((("8", "9:30"), ("13", "midnight"))):
        editor.field(2, place)[0].setText(starts)
        if ends == "midnight":
            editor.field(2, place)[1].enter(time())
        else:
            editor.field(2, place)[1].setText(ends)
    asked.save()
    week = office(page).read(working_week, me)
    assert set(week) == {dated, WeekSpan(2, 480, 570), WeekSpan(2, 13 * 60, 24 * 60)}


def test_hours_that_two_people_change_are_compared(page: OfficePage) -> None:
    shown = part(page, "hours", HoursPart)
    shown.change_hours()
    asked = dialog(FormDialog)
    morning = WeekSpan(4, 540, 720)
    office(page).write(set_office_week, (morning,))
    asked.form.field("hours").control.field(2)[0].setText("8")
    asked.form.field("hours").control.field(2)[1].setText("16")
    asked.save()
    compared = dialog(StaleDialog)
    press(compared, "Save these")
    week = office(page).read(office_week)
    assert WeekSpan(2, 480, 960) in week and morning not in week


def test_a_closure_is_added_and_stands_in_the_way_of_a_booking(page: OfficePage) -> None:
    shown = part(page, "hours", HoursPart)
    shown.add()
    asked = dialog(FormDialog)
    asked.form.field("name").control.setText("Staff day")
    asked.form.field("first_day").control.setText("+9")
    asked.save()
    day = page.context.today() + timedelta(days=9)
    (row,) = shown.model.rows()
    assert (row.form.first_day, row.form.last_day, row.form.name) == (day, day, "Staff day")
    assert "appointment.office_closed_that_day" in _conflicts(page, day)
    assert "appointment.office_closed_that_day" not in _conflicts(page, day + timedelta(days=1))


def _conflicts(page: OfficePage, day: date) -> list[str]:
    """What the calendar says of an appointment of mine on a day, as codes."""
    starts = datetime.combine(day, time(10), page.context.office.zone)
    asked = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        workers=(page.context.user.id,),
    )
    return [finding.code for finding in office(page).read(check, asked)]


def test_a_closure_that_ends_before_it_begins_is_refused_beside_its_field(
    page: OfficePage,
) -> None:
    part(page, "hours", HoursPart).add()
    asked = dialog(FormDialog)
    asked.form.field("name").control.setText("Staff day")
    asked.form.field("first_day").control.setText("+9")
    asked.form.field("last_day").control.setText("+3")
    asked.save()
    assert asked.form.field("last_day").error.text()


def test_a_closure_taken_back_comes_back_by_undo(page: OfficePage) -> None:
    undo: list[Any] = []
    page.context.on_notify = lambda text, back: undo.append(back)  # type: ignore[attr-defined]
    shown = part(page, "hours", HoursPart)
    shown.add()
    asked = dialog(FormDialog)
    asked.form.set_values(
        {"name": "Staff day", "first_day": page.context.today() + timedelta(days=1)}, clean=False
    )
    asked.save()
    shown.list.select(shown.model.rows()[0].form.id)
    shown.take_back()
    assert shown.model.rows() == ()
    undo[-1]()
    assert [row.form.name for row in shown.model.rows()] == ["Staff day"]


def test_public_holidays_are_suggested_once(page: OfficePage) -> None:
    shown = part(page, "hours", HoursPart)
    shown.suggest()
    asked = dialog(FormDialog)
    days = asked.form.field("days").control
    offered = len(days._values)
    assert offered > 10
    asked.form.set_values({"days": tuple(days._values[:3])}, clean=False)
    asked.save()
    assert len(office(page).read(closures)) == 3
    shown.suggest()
    assert len(dialog(FormDialog).form.field("days").control._values) == offered - 3


def test_rooms_and_cars_are_added_renamed_and_retired(page: OfficePage) -> None:
    shown = part(page, "rooms", RoomsPart)
    shown.add()
    asked = dialog(FormDialog)
    asked.form.set_values({"name": "Blue car", "kind": ResourceKind.CAR}, clean=False)
    asked.save()
    (row,) = shown.model.rows()
    assert row.form.kind is ResourceKind.CAR
    shown.list.select(row.form.id)
    shown.change()
    asked = dialog(FormDialog)
    assert not asked.form.field("kind").control.isEnabled()
    asked.form.field("name").control.setText("Old blue car")
    asked.save()
    shown.retire()
    (row,) = shown.model.rows()
    assert (row.form.name, row.form.active) == ("Old blue car", False)
    shown.bring_back()
    assert shown.model.rows()[0].form.active


def test_a_name_that_is_taken_is_said_beside_it(page: OfficePage) -> None:
    shown = part(page, "rooms", RoomsPart)
    for _ in range(2):
        shown.add()
        asked = dialog(FormDialog)
        asked.form.field("name").control.setText("Garden room")
        asked.save()
    assert "Garden room" in asked.form.field("name").error.text()


def test_programs_are_added_and_retired_with_undo(page: OfficePage) -> None:
    undo: list[Any] = []
    page.context.on_notify = lambda text, back: undo.append(back)  # type: ignore[attr-defined]
    shown = part(page, "programs", ProgramsPart)
    shown.add()
    asked = dialog(FormDialog)
    asked.form.set_values({"name": "Family support", "code": "FS"}, clean=False)
    asked.save()
    shown.list.select(shown.model.rows()[0].form.id)
    shown.retire()
    assert not shown.model.rows()[0].form.active
    undo[-1]()
    assert shown.model.rows()[0].form.active


def test_a_room_is_made_of_others_in_its_dialog(page: OfficePage) -> None:
    shown = part(page, "rooms", RoomsPart)
    for name in ("West half", "East half", "Hall"):
        shown.add()
        asked = dialog(FormDialog)
        asked.form.field("name").control.setText(name)
        asked.save()
    ids = {row.form.name: row.form.id for row in shown.model.rows()}
    shown.list.select(ids["Hall"])
    shown.change()
    asked = dialog(FormDialog)
    parts = asked.form.field("parts")
    assert parts.isVisible() and ids["Hall"] not in parts.control.values()
    parts.control.set_value([ids["West half"], ids["East half"]])
    asked.save()
    hall = next(row for row in shown.model.rows() if row.form.name == "Hall")
    assert set(hall.form.parts) == {ids["West half"], ids["East half"]}
    shown.list.select(ids["West half"])
    shown.change()
    asked = dialog(FormDialog)
    asked.form.field("parts").control.set_value([ids["Hall"]])
    asked.save()
    assert "contains this one already" in asked.form.field("parts").error.text()


def test_an_interpreter_is_added_and_retired(page: OfficePage) -> None:
    shown = part(page, "interpreters", InterpretersPart)
    shown.add()
    asked = dialog(FormDialog)
    asked.form.field("name").control.setText("Rosa Vega")
    asked.save()
    assert "is needed" in asked.form.field("languages").error.text()
    asked.form.field("languages").control.set_value(["es"])
    asked.save()
    (row,) = shown.model.rows()
    assert (row.form.name, row.form.languages) == ("Rosa Vega", ("es",))
    shown.list.select(row.form.id)
    shown.retire()
    assert not shown.model.rows()[0].form.active
