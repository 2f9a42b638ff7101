"""The first-run wizard: a new office, one that is there already, a sample."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.rules.findings import Refused, hard
from desktop.inline_jobs import InlineJobs
from desktop.jobs import Jobs
from tests.drivers.pretend_door import CODE, PASSWORD, PretendDoor
from tests.drivers.sample import PretendOffice
from ui.door import NewOfficeForm, ServerOwner
from ui.first_run.wizard import FirstRun


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    """The window that a wizard belongs to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def wizard(behind: QWidget, door: PretendDoor) -> FirstRun:
    made = FirstRun(door, InlineJobs(PretendOffice(), behind), behind)
    made.open()
    return made


def test_a_new_office_is_made_and_its_recovery_code_must_be_put_away(
    qtbot: QtBot, behind: QWidget, tmp_path: object
) -> None:
    door = PretendDoor()
    made = wizard(behind, door)
    made.go_on()
    made.office.name.setText("Harbor House")
    made.office.folder.setText(f"{tmp_path}/Harbor House")
    made.office.zone.set_value("America/Chicago")
    made.office.recovery.setChecked(True)
    made.go_on()
    step = made.administrator
    step.display_name.setText("Ana Ruiz")
    step.user_name.setText("aruiz")
    step.passwords.first.setText("short")
    assert "15" in step.passwords.judgement.text()
    made.go_on()
    assert door.created == []
    step.passwords.first.setText(PASSWORD)
    step.passwords.second.setText(PASSWORD)
    made.go_on()
    assert door.created[0].time_zone == "America/Chicago"
    assert door.created[0].recovery_opens_sealed
    assert made.recovery.code.text().startswith("7QF2-")
    assert not made.next.isEnabled()
    made.reject()
    assert made.isVisible()
    saved = f"{tmp_path}/code.txt"
    made.recovery.save_to(saved)
    with open(saved, encoding="utf-8") as file:
        assert "7QF2-" in file.read()
    made.recovery.put_away.setChecked(True)
    with qtbot.waitSignal(made.made) as caught:
        made.next.click()
    assert caught.args == [f"{tmp_path}/Harbor House", "aruiz"]


def test_the_folder_follows_the_name_until_somebody_chooses_one(
    qtbot: QtBot, behind: QWidget
) -> None:
    made = wizard(behind, PretendDoor())
    made.office.name.setText("Harbor: House")
    assert made.office.folder.value().endswith(
        "Harbor  House"
    ) or made.office.folder.value().endswith("Harbor House")
    made.office.folder.setText("/srv/office")
    made.office.name.setText("Another")
    assert made.office.folder.value() == "/srv/office"


def test_a_folder_in_use_is_not_taken_for_a_new_office(
    qtbot: QtBot, behind: QWidget, tmp_path: object
) -> None:
    with open(f"{tmp_path}/letter.txt", "w", encoding="utf-8") as file:
        file.write("here first")
    made = wizard(behind, PretendDoor())
    made.go_on()
    made.office.name.setText("Harbor House")
    made.office.folder.setText(str(tmp_path))
    made.go_on()
    assert "in use" in made.office.form.field("folder").error.text()


def test_a_sample_office_shows_who_can_sign_in(
    qtbot: QtBot, behind: QWidget, tmp_path: object
) -> None:
    made = wizard(behind, PretendDoor())
    made.start.choose("sample")
    made.go_on()
    made.sample.folder.setText(f"{tmp_path}/sample")
    made.go_on()
    with qtbot.waitSignal(made.made) as caught:
        made.next.click()
    assert caught.args == [f"{tmp_path}/sample", "mchen"]


@pytest.mark.parametrize("place", ["/offices/here"])
def test_an_existing_office_is_found_by_its_folder(
    qtbot: QtBot, behind: QWidget, place: str
) -> None:
    made = wizard(behind, PretendDoor())
    made.start.choose("open")
    made.go_on()
    made.existing.folder.setText("/nothing")
    made.go_on()
    assert made.existing.form.field("folder").error.text() != ""
    made.existing.folder.setText(place)
    with qtbot.waitSignal(made.made) as caught:
        made.go_on()
    assert caught.args == [place, ""]


ADDRESS = "postgresql://db.harbor.example/harbor"


def at_the_server(behind: QWidget, door: PretendDoor) -> FirstRun:
    made = wizard(behind, door)
    made.go_on()
    made.office.name.setText("Harbor House")
    made.office.place.buttons["server"].click()
    assert not made.office.folder_field.isVisible()
    made.go_on()
    made.server.fields.address.setText(ADDRESS)
    made.server.login.setText("harbor_maker")
    made.server.password.setText("owner's password")
    return made


def test_a_new_office_on_a_server_is_made_by_the_login_of_its_owner(
    qtbot: QtBot, behind: QWidget
) -> None:
    door = PretendDoor()
    made = at_the_server(behind, door)
    made.server.fields.certificate.setText("/etc/root.crt")
    made.go_on()
    owner = ServerOwner("harbor_maker", "owner's password")
    assert door.owners == [owner]
    assert "owner's" not in repr(door.owners)
    made.administrator.display_name.setText("Ana Ruiz")
    made.administrator.user_name.setText("aruiz")
    made.administrator.passwords.first.setText(PASSWORD)
    made.administrator.passwords.second.setText(PASSWORD)
    made.go_on()
    assert (door.created[0].folder, door.created[0].owner) == (
        f"{ADDRESS}?sslrootcert=/etc/root.crt",
        owner,
    )
    assert made.server.password.text() == ""
    made.recovery.put_away.setChecked(True)
    with qtbot.waitSignal(made.made) as caught:
        made.next.click()
    assert caught.args == [f"{ADDRESS}?sslrootcert=/etc/root.crt", "aruiz"]


def test_what_is_in_the_way_on_a_server_stands_beside_what_was_typed(
    qtbot: QtBot, behind: QWidget
) -> None:
    made = at_the_server(behind, PretendDoor())
    made.server.fields.address.setText("postgresql://harbor")
    made.go_on()
    assert "no address" in made.server.form.field("address").error.text()
    made.server.fields.address.setText(ADDRESS)
    made.server.login.setText("nobody")
    made.go_on()
    assert "may not create roles" in made.server.form.field("login").error.text()
    assert made.steps.currentWidget() is made.server


def test_who_comes_back_to_a_folder_needs_no_server(
    qtbot: QtBot, behind: QWidget, tmp_path: object
) -> None:
    made = at_the_server(behind, PretendDoor())
    made.go_back()
    made.office.place.buttons["folder"].click()
    made.office.folder.setText(f"{tmp_path}/Harbor House")
    made.go_on()
    assert made.steps.currentWidget() is made.administrator


class SlowDoor(PretendDoor):
    """Makes an office until it is stopped; it may be too late for that."""

    too_late = False

    def create(self, form: NewOfficeForm, stopped: Callable[[], bool]) -> str:
        while not stopped():
            pass
        if self.too_late:
            return CODE
        raise Refused(hard("work.stopped"))


@pytest.mark.parametrize("too_late", [False, True])
def test_a_making_can_be_stopped_in_time_and_else_its_code_is_shown(
    qtbot: QtBot, behind: QWidget, too_late: bool
) -> None:
    door = SlowDoor()
    door.too_late = too_late
    jobs = Jobs(parent=behind)
    made = FirstRun(door, jobs, behind)
    made.open()
    made.show_step(made.administrator)
    made.administrator.display_name.setText("Ana Ruiz")
    made.administrator.user_name.setText("aruiz")
    made.administrator.passwords.first.setText(PASSWORD)
    made.administrator.passwords.second.setText(PASSWORD)
    made.next.click()
    assert made.is_waiting
    made.cancel.click()
    made.reject()  # impatient: the code must not be lost
    assert made.isVisible()
    qtbot.waitUntil(lambda: not made.is_waiting)
    if too_late:
        assert made.recovery.code.text() == CODE
    else:
        assert "Stopped before" in made.administrator.form.banner.text()
        assert made.next.isEnabled()
        assert made.banner.text() == ""
    jobs.close()
