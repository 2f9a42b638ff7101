"""What each person sees of the section, and sets for themselves."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.office import Office, open_office
from db.queries.staff import leave_list, staff_form
from db.rules.findings import Refused
from tests.ui.office.conftest import CHEAP, PASSWORD
from tests.ui.office.driver import dialog, press
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.own_password import OwnPassword
from ui.pages.office import OfficePage
from ui.pages.office.leave import LeavePart
from ui.pages.office.leave_dialog import LeaveDialog
from ui.pages.office.mine import MyPart
from ui.theme.look import apply
from ui.widgets.text import Text

Front = Callable[[str], OfficePage]
NEW = "seven quiet harbors 15"


def mine(page: OfficePage) -> MyPart:
    page.show_part("me")
    assert isinstance(page.part, MyPart)
    return page.part


@pytest.mark.parametrize(
    ("who", "parts"),
    [
        ("rita", "me leave updates"),
        ("ana", "me leave backup updates"),
        ("iris", "me updates audit shape totals"),
        ("sam", "me leave backup updates audit shape totals disclosures emergencies"),
        (
            "dana",
            "me leave office staff hours rooms interpreters places kinds rules programs backup "
            "updates audit shape totals disclosures emergencies",
        ),
    ],
)
def test_each_role_sees_the_parts_that_concern_it(sit_down: Front, who: str, parts: str) -> None:
    page = sit_down(who)
    assert page.part_keys() == parts.split()
    for key in page.part_keys():
        page.show_part(key)
        assert page.part.isVisible()


def test_a_choice_counts_at_once_and_is_there_when_the_page_is_read_again(
    page: OfficePage,
) -> None:
    part = mine(page)
    for name, form, words, value in (
        ("scheme", part.look, "Dark", "dark"),
        ("text_percent", part.look, "150 %", 150),
        ("lock_minutes", part.safety, "Never", 0),
    ):
        control = form.field(name).control
        control.setCurrentIndex(control.findText(words))
        assert getattr(page.context.settings, name) == value
    page.refresh(None)
    assert part.look.value("scheme") == "dark"
    assert part.safety.value("lock_minutes") == 0


def test_a_text_size_that_was_set_by_keys_is_offered_too(page: OfficePage) -> None:
    page.context.settings.set("text_percent", 130)
    page.refresh(None)
    assert mine(page).look.value("text_percent") == 130


def test_a_text_size_that_is_changed_by_keys_shows_at_once(
    page: OfficePage, qapp: QApplication
) -> None:
    page.context.settings.set("text_percent", 150)
    apply(qapp, "light", 150)
    assert mine(page).look.value("text_percent") == 150


def test_another_language_is_said_to_come_with_the_next_sign_in(page: OfficePage) -> None:
    part = mine(page)
    control = part.look.field("language").control
    control.setCurrentIndex(control.findText("Español"))
    assert page.context.settings.language == "es"
    assert "sign in the next time" in part.language_words.text()


def test_the_key_of_this_computer_is_kept_and_forgotten(page: OfficePage) -> None:
    part = mine(page)
    assert part.stay.isEnabled()
    part.stay.click()
    assert page.context.acts.stays_unlocked()
    assert part.stay.isChecked()
    part.stay.click()
    assert not page.context.acts.stays_unlocked()


def test_a_copy_of_a_shared_office_is_kept_here_unless_somebody_wants_none(
    page: OfficePage,
) -> None:
    part = mine(page)
    assert part.copy.isChecked()
    part.copy.click()
    assert not page.context.settings.keep_copy
    page.refresh(None)
    assert not part.copy.isChecked()


def test_the_own_password_is_changed_by_who_knows_the_old_one(
    sit_down: Front, folder: Path, offices: list[Office]
) -> None:
    mine(sit_down("ana")).change_password()
    asked = dialog(OwnPassword)
    asked.old.setText("not the password")
    asked.passwords.first.setText(NEW)
    asked.passwords.second.setText(NEW)
    asked.save()
    assert asked.isVisible()
    assert asked.old_field.error.text()
    asked.old.setText(f"{PASSWORD} of ana")
    asked.save()
    assert not asked.isVisible()
    offices.append(open_office(folder, "ana", NEW, device="elsewhere", cost=CHEAP))
    with pytest.raises(Refused):
        open_office(folder, "ana", f"{PASSWORD} of ana", device="elsewhere", cost=CHEAP)


def test_a_short_new_password_is_refused_beside_its_field(page: OfficePage) -> None:
    mine(page).change_password()
    asked = dialog(OwnPassword)
    asked.old.setText(PASSWORD)
    asked.passwords.first.setText("short")
    asked.passwords.second.setText("short")
    asked.save()
    assert asked.passwords.first_field.error.text()


def test_everybody_keeps_their_own_phone_and_mail_but_not_their_name(sit_down: Front) -> None:
    page = sit_down("rita")
    mine(page).details_button.click()
    asked = dialog(FormDialog)
    assert [field.name for field in asked.form.fields()] == ["phone", "email"]
    asked.form.field("phone").control.setText("413")
    asked.save()
    assert asked.form.field("phone").error.text()
    asked.form.field("phone").control.setText("(413) 555-0142")
    asked.save()
    read = page.context.runner.office.read  # type: ignore[attr-defined]
    kept = read(staff_form, page.context.user.id).form
    assert (kept.display_name, kept.phone) == ("Rita", "(413) 555-0142")


def test_leave_of_ones_own_is_entered_and_listed(sit_down: Front) -> None:
    page = sit_down("rita")
    part = mine(page)
    part._enter_leave()
    asked = dialog(LeaveDialog)
    first = page.context.today() + timedelta(days=10)
    asked.form.field("first").control.setText("+10")
    asked.form.field("last").control.setText("+12")
    asked.save()
    assert not asked.isVisible()
    (row,) = page.context.runner.office.read(leave_list)  # type: ignore[attr-defined]
    assert (row.starts.date(), row.ends.date()) == (first, first + timedelta(days=3))
    lines = [part.coming.itemAt(n).widget() for n in range(part.coming.count())]
    assert [isinstance(line, Text) and "Vacation" in line.text() for line in lines] == [True]


def test_reception_enters_who_is_ill_for_part_of_a_day_and_takes_it_back_with_undo(
    sit_down: Front,
) -> None:
    page = sit_down("rita")
    page.show_part("leave")
    part = page.part
    assert isinstance(part, LeavePart)
    part.add()
    asked = dialog(LeaveDialog)
    ana = next(key for key, name in part._people if name == "Ana")
    asked.form.set_values({"staff_id": ana}, clean=False)
    asked.form.field("first").control.setText("t")
    asked.form.field("from_time").control.setText("13")
    asked.form.field("to_time").control.setText("12")
    asked.save()
    assert asked.form.field("last").error.text()
    asked.form.field("to_time").control.setText("23")
    asked.save()
    assert [row.staff for row in part.model.rows()] == ["Ana"]
    undo = []
    page.context.on_notify = lambda text, back: undo.append(back)  # type: ignore[attr-defined]
    part.list.select(part.model.rows()[0].id)
    part.take_back()
    assert part.model.rows() == ()
    undo[0]()
    assert [row.staff for row in part.model.rows()] == ["Ana"]


def test_what_was_typed_is_not_thrown_away_by_escape(sit_down: Front) -> None:
    page = sit_down("rita")
    mine(page)._enter_leave()
    asked = dialog(LeaveDialog)
    asked.form.field("first").control.setText("+1")
    asked.reject()
    assert asked.isVisible()
    unsaved = next(d for d in asked.children() if d.metaObject().className() == "Dialog")
    press(unsaved, "Discard changes")
    assert not asked.isVisible()
