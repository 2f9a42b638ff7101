"""Accounts: added, reset, given another role and closed, in a real office."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from db.office import Office, open_office
from db.office.members import change_password
from db.operations.staff.details import change_staff
from db.queries.audit_log.pages import audit_log
from db.queries.staff import StaffRow, staff_list
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.staff_form import StaffForm
from tests.ui.office.conftest import CHEAP, PASSWORD
from tests.ui.office.driver import dialog, press
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.shown_once import ShownOnce
from ui.dialogs.stale import StaleDialog
from ui.pages.office import OfficePage
from ui.pages.office.one_time import paper
from ui.pages.office.staff import StaffPart

Front = Callable[[str], OfficePage]


def staff(page: OfficePage) -> StaffPart:
    page.show_part("staff")
    assert isinstance(page.part, StaffPart)
    return page.part


def choose(part: StaffPart, name: str) -> StaffRow:
    row = next(row for row in part.model.rows() if row.user_name == name)
    assert part.list.select(row.id)
    return row


def add_otto(page: OfficePage, role: Role = Role.CASEWORKER) -> str:
    """Add Otto; the one-time password that was shown."""
    staff(page).add()
    form = dialog(FormDialog)
    form.form.set_values(
        {"display_name": "Otto Frank", "user_name": "otto", "role": role}, clean=False
    )
    form.save()
    shown = dialog(ShownOnce)
    password = str(shown.code.text())
    shown.passed_on.setChecked(True)
    press(shown, "Close")
    return password


def signed_in(folder: Path, user: str, password: str) -> Office:
    return open_office(folder, user, password, device="elsewhere", cost=CHEAP)


def test_a_new_person_signs_in_with_the_one_time_password_and_must_change_it(
    page: OfficePage, folder: Path, offices: list[Office]
) -> None:
    password = add_otto(page)
    chosen = staff(page).current()
    assert chosen is not None
    assert chosen.user_name == "otto"
    office = signed_in(folder, "otto", password)
    offices.append(office)
    assert office.must_change_password
    change_password(office, password, "seven quiet harbors 15", cost=CHEAP)
    office.close()
    again = signed_in(folder, "otto", "seven quiet harbors 15")
    offices.append(again)
    assert not again.must_change_password


def test_a_one_time_password_is_shown_until_it_was_passed_on_and_never_again(
    page: OfficePage,
) -> None:
    staff(page).add()
    form = dialog(FormDialog)
    form.form.set_values({"display_name": "Otto", "user_name": "otto"}, clean=False)
    form.save()
    shown = dialog(ShownOnce)
    shown.reject()
    assert shown.isVisible()
    assert not shown.close_button.isEnabled()
    press(shown, "Copy")
    assert QGuiApplication.clipboard().text() == shown.code.text()
    assert shown.code.text() in shown.code.accessibleName()
    shown.passed_on.setChecked(True)
    press(shown, "Close")
    assert not shown.isVisible()


def test_the_slip_says_whose_it_is_and_what_to_do_with_it() -> None:
    slip = paper("Harbor House", "Otto Frank", "abcd-efgh-jkmn-pqrs-tuvw")
    for words in ("Harbor House", "Otto Frank", "abcd-efgh-jkmn-pqrs-tuvw", "Destroy this slip"):
        assert words in slip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"display_name": "Sam Again", "user_name": "sam"}, "user_name"),
        ({"display_name": "Sam", "user_name": "S"}, "user_name"),
        ({"display_name": "", "user_name": "otto"}, "display_name"),
    ],
)
def test_what_is_wrong_with_an_account_is_said_beside_its_field(
    page: OfficePage, values: dict[str, str], field: str
) -> None:
    staff(page).add()
    form = dialog(FormDialog)
    form.form.set_values(values, clean=False)
    form.save()
    assert form.isVisible()
    assert form.form.field(field).error.text()
    assert form.button.isEnabled()


def test_after_a_reset_only_the_new_one_time_password_opens(
    page: OfficePage, folder: Path, offices: list[Office]
) -> None:
    part = staff(page)
    choose(part, "ana")
    part.reset_password()
    press(dialog(), "Reset password")
    password = str(dialog(ShownOnce).code.text())
    with pytest.raises(Refused, match="sign_in"):
        signed_in(folder, "ana", f"{PASSWORD} of ana")
    office = signed_in(folder, "ana", password)
    offices.append(office)
    assert office.must_change_password
    log = page.context.runner.office.read(audit_log)  # type: ignore[attr-defined]
    assert "staff.password_reset" in [row.action for row in log.rows]


def test_who_is_let_go_cannot_sign_in_and_stays_among_former_staff(
    page: OfficePage, folder: Path
) -> None:
    part = staff(page)
    choose(part, "ana")
    part.close_account()
    asked = dialog()
    assert "cannot sign in any more" in " ".join(
        label.text() for label in asked.findChildren(type(part.heading))
    )
    press(asked, "Close account")
    assert "ana" not in [row.user_name for row in part.model.rows()]
    with pytest.raises(Refused):
        signed_in(folder, "ana", f"{PASSWORD} of ana")
    part.former.setChecked(True)
    assert [row.active for row in part.model.rows() if row.user_name == "ana"] == [False]


def test_another_role_counts_at_the_next_sign_in(
    page: OfficePage, folder: Path, offices: list[Office]
) -> None:
    part = staff(page)
    choose(part, "ana")
    part.change_role()
    form = dialog(FormDialog)
    form.form.set_values({"role": Role.SUPERVISOR}, clean=False)
    form.save()
    assert next(r for r in part.model.rows() if r.user_name == "ana").role is Role.SUPERVISOR
    office = signed_in(folder, "ana", f"{PASSWORD} of ana")
    offices.append(office)
    assert office.user.role is Role.SUPERVISOR


def test_a_role_that_somebody_else_gave_meanwhile_is_not_written_over(
    page: OfficePage, sit_down: Front
) -> None:
    part = staff(page)
    acts, second = page.context.acts, choose(part, "sam").id
    page.context.runner.act(acts.change_role, second, Role.ADMINISTRATOR, Role.SUPERVISOR)
    row = choose(part, "ana")
    part.change_role()
    form = dialog(FormDialog)
    form.form.set_values({"role": Role.SUPERVISOR}, clean=False)
    sam = sit_down("sam").context
    sam.runner.act(sam.acts.change_role, row.id, Role.RECEPTIONIST, Role.CASEWORKER)
    form.save()
    asked = dialog(StaleDialog)
    assert "Sam saved this record after you opened it, on" in asked.words.text()
    assert [(one.mine, one.theirs) for one in asked._differences] == [
        ("Supervisor", "Receptionist")
    ]
    asked._keep_mine["role"].group().buttons()[1].setChecked(True)
    press(asked, "Save these")
    assert next(one for one in part.model.rows() if one.id == row.id).role is Role.RECEPTIONIST


def test_nobody_changes_their_own_account(page: OfficePage) -> None:
    part = staff(page)
    choose(part, "dana")
    assert [button.isEnabled() for button, _, _ in part._for_one] == [True, False, False, False]
    choose(part, "sam")
    assert all(button.isEnabled() for button, _, _ in part._for_one)


def test_details_are_changed(page: OfficePage) -> None:
    part = staff(page)
    row = choose(part, "sam")
    part.change_details()
    form = dialog(FormDialog)
    form.form.set_values({"title": "LCSW", "phone": "(413) 555-0142"}, clean=False)
    form.save()
    changed = next(r for r in part.model.rows() if r.id == row.id)
    assert (changed.title, changed.phone) == ("LCSW", "(413) 555-0142")


def test_what_the_person_changed_meanwhile_is_merged(page: OfficePage, sit_down: Front) -> None:
    part = staff(page)
    row = choose(part, "sam")
    part.change_details()
    form = dialog(FormDialog)
    form.form.set_values({"title": "LCSW", "phone": "(413) 555-0142"}, clean=False)
    sam = sit_down("sam").context
    theirs = StaffForm(row.id, row.display_name, row.title, "(413) 555-0177", "")
    sam.runner.write(change_staff, theirs, 1)
    form.save()
    merge = dialog(StaleDialog)
    assert "Sam saved this record after you opened it, on" in merge.words.text()
    merge._keep_mine["phone"].group().buttons()[1].setChecked(True)
    press(merge, "Save these")
    changed = next(r for r in part.model.rows() if r.id == row.id)
    assert (changed.title, changed.phone) == ("LCSW", "(413) 555-0177")


def test_staff_are_managed_by_administrators_only(sit_down: Front) -> None:
    assert "staff" in sit_down("dana").part_keys()
    assert "staff" not in sit_down("sam").part_keys()


def test_no_person_is_forgotten(page: OfficePage) -> None:
    shown = {row.user_name for row in staff(page).model.rows()}
    assert shown == {"dana", "sam", "ana", "rita", "iris"}
    read = page.context.runner.office.read(staff_list)  # type: ignore[attr-defined]
    assert {row.user_name for row in read} == shown
