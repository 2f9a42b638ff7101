"""What is typed in a form is kept, and waits in that form when it is opened again."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.models.office import Draft as DraftRow
from db.operations.clients.households import change_household, make_household
from db.queries.clients.client_file import ClientFile, client_file
from db.rules.codes import Housing, Relation
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_client
from tests.ui.real_office import real_context
from ui.dialogs.client.household import HouseholdDialog
from ui.dialogs.stale import StaleDialog
from ui.draft_keeper import DraftKeeper
from ui.main_window import MainWindow
from ui.window_context import WindowContext


@pytest.fixture
def client_id(bench: Bench) -> UUID:
    client_id = a_client(bench).id
    household = HouseholdForm(new_id())
    member = MemberForm(new_id(), household.id, client_id, Relation.HEAD)
    bench.write(make_household, household, member)
    return client_id


@dataclass
class Seat:
    """Where somebody opens the form of a client's household."""

    context: WindowContext
    qtbot: QtBot
    window: QWidget

    def open(self, client_id: UUID) -> HouseholdDialog:
        found: list[HouseholdDialog] = []

        def show(file: ClientFile) -> None:
            found.append(HouseholdDialog(self.context, file, self.window))

        self.context.runner.read(client_file, client_id, then=show)
        (dialog,) = found
        dialog.open()
        begun = dialog.begun
        assert begun is not None
        self.qtbot.wait_until(lambda: begun.looked)
        return dialog

    def is_killed(self, client_id: UUID, income: str) -> None:
        """While this income is typed, and was kept."""
        dialog = self.open(client_id)
        dialog.form.set_values({"yearly_income": income}, clean=False)
        DraftKeeper(self.context.drafts, dialog.drafts, self.window).keep()
        dialog.hide()


@pytest.fixture
def seat(bench: Bench, tmp_path: Path, qtbot: QtBot) -> Seat:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Seat(real_context(bench, tmp_path), qtbot, window)


def kept(bench: Bench) -> int:
    return bench.session.query(DraftRow).count()


def band(dialog: HouseholdDialog) -> str:
    assert dialog.begun is not None
    return dialog.begun.band.text()


def test_what_was_typed_before_a_kill_waits_in_the_form(
    bench: Bench, seat: Seat, client_id: UUID
) -> None:
    seat.is_killed(client_id, "1,234.00")
    again = seat.open(client_id)
    assert "You had begun this" in band(again)
    assert again.form.value("yearly_income") == ""
    assert again.begun is not None
    again.begun.go_on()
    assert again.form.value("yearly_income") == "1,234.00"
    assert again.form.dirty()
    assert band(again) == ""
    again.save()
    assert kept(bench) == 0
    assert band(seat.open(client_id)) == ""


def test_what_is_left_alone_goes_on_waiting_and_what_is_thrown_away_is_gone(
    bench: Bench, seat: Seat, client_id: UUID
) -> None:
    seat.is_killed(client_id, "1,234.00")
    seat.open(client_id).reject()
    again = seat.open(client_id)
    assert again.begun is not None
    again.begun.go_on()
    again._drop()
    assert kept(bench) == 0


def test_where_both_changed_the_same_field_it_is_asked_and_the_rest_is_theirs(
    bench: Bench, seat: Seat, client_id: UUID
) -> None:
    seat.is_killed(client_id, "1,234.00")
    household = bench.read(client_file, client_id).household
    assert household is not None
    theirs = HouseholdForm(household.id, housing=Housing.RENT, yearly_income=Decimal(900))
    bench.write(change_household, theirs, household.version)
    again = seat.open(client_id)
    assert again.begun is not None
    again.begun.go_on()
    (asked,) = again.findChildren(StaleDialog)
    assert [one.name for one in asked._differences] == ["yearly_income"]
    assert again.form.value("housing") is Housing.RENT
    asked.reject()


def test_another_clients_form_offers_nothing(bench: Bench, seat: Seat, client_id: UUID) -> None:
    seat.is_killed(client_id, "1,234.00")
    other = a_client(bench, "Grace", "Hopper").id
    assert band(seat.open(other)) == ""


def test_the_window_offers_it_and_goes_where_the_form_is(
    bench: Bench, seat: Seat, client_id: UUID, qtbot: QtBot, tmp_path: Path
) -> None:
    seat.is_killed(client_id, "1,234.00")
    window = MainWindow(real_context(bench, tmp_path))
    qtbot.addWidget(window, before_close_func=MainWindow.shut)
    window.show()
    assert "Household" in window.banner.text()
    assert "Ada" not in window.banner.text()
    assert window.banner.button is not None
    window.banner.button.click()
    assert window.page is not None
    assert window.page.place() == ("client", client_id)
    assert "waits in it" in window.status.toast.label.text()
