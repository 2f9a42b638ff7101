"""The court side of a case file: the same records, the same dialogs."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.operations.people.persons import add_person
from db.queries.court.lists import hearing_list, placement_list
from db.rules.codes import PartyRole, PlacementKind, Role
from db.rules.ids import new_id
from db.rules.outside_person import PersonForm
from tests.db.bench import Bench
from tests.ui.court_office import a_hearing, dialog_in_front, dialogs
from tests.ui.real_office import real_context
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.pages.court.case_court import CaseCourtPanel
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Text
from ui.window_context import WindowContext


@pytest.fixture
def panel(qtbot: QtBot, real: WindowContext, case_id: UUID) -> CaseCourtPanel:
    panel = CaseCourtPanel(real)
    qtbot.addWidget(panel)
    real.runner.changed.connect(panel.refresh)
    panel.show_case(case_id)
    panel.show()
    return panel


def said(panel: CaseCourtPanel) -> str:
    return " ".join(one.text() for one in panel.findChildren(Text) if not one.isHidden())


def test_hearings_orders_and_placements_stand_below_each_other(
    panel: CaseCourtPanel, bench: Bench, case_id: UUID
) -> None:
    assert "No hearing is entered." in said(panel)
    a_hearing(bench, case_id, 10, judge="Hon. C. Mbeki")
    panel.refresh(None)
    assert "Review hearing, Thu, Mar 12, 11:00\u00a0AM" in said(panel)
    assert "Hon. C. Mbeki" in said(panel)
    assert "26-CP-0117" in panel.caption.text()


def test_a_new_hearing_is_one_of_this_case(
    panel: CaseCourtPanel, bench: Bench, case_id: UUID
) -> None:
    panel._new()
    dialog = dialog_in_front(HearingDialog)
    assert dialog.form.value("case") == case_id
    assert not dialog.form.field("case").isEnabled()
    dialog.form.set_values(
        {"kind": dialog.form.field("kind").control.values()[3], "day": date(2026, 3, 20)},
        clean=False,
    )
    dialog.form.field("starts_at").control.setText("9")
    dialog.save()
    assert len(bench.read(hearing_list, case_id)) == 1
    assert "Fri, Mar 20" in said(panel)


def test_a_childs_placement_is_entered_with_its_family(
    panel: CaseCourtPanel, bench: Bench, case_id: UUID
) -> None:
    foster = PersonForm(
        new_id(), "Gloria", "Vanderhoeven", usual_role=PartyRole.FOSTER_PARENT, protected=True
    )
    bench.write(add_person, foster)
    panel.placements.add()
    dialog = dialog_in_front(PlacementDialog)
    child = dialog.form.value("client_id")
    provider = dialog.form.field("provider_id").control
    provider.setText("vander")
    provider._ask()
    provider._settle()
    dialog.form.set_values(
        {"kind": PlacementKind.FOSTER_FAMILY, "started_on": date(2026, 2, 1)}, clean=False
    )
    dialog.save()
    (placed,) = bench.read(placement_list, case_id)
    assert (placed.client_id, placed.provider_id, placed.days) == (child, foster.id, 29)
    assert "Noah Reyes: Foster family · Gloria Vanderhoeven" in said(panel)
    assert "never print" in said(panel)
    panel.placements._change(placed)
    again = dialog_in_front(PlacementDialog)
    again.form.set_values(
        {"ended_on": date(2026, 2, 20), "ended_because": "Moved to a relative"}, clean=False
    )
    again.save()
    assert not dialogs()
    (placed,) = bench.read(placement_list, case_id)
    assert (placed.provider_id, placed.ended_because) == (foster.id, "Moved to a relative")


def test_every_button_of_the_panel_has_a_name_of_its_own(
    panel: CaseCourtPanel, bench: Bench, case_id: UUID
) -> None:
    a_hearing(bench, case_id, 10)
    a_hearing(bench, case_id, -10)
    panel.refresh(None)
    names = [
        one.accessibleName() or one.text().replace("&", "")
        for kind in (Button, IconButton)
        for one in panel.findChildren(kind)
        if not one.isHidden()
    ]
    assert len(set(names)) == len(names) > 6


def test_who_may_not_read_the_case_sees_why(
    qtbot: QtBot, bench: Bench, tmp_path: Path, case_id: UUID
) -> None:
    context = real_context(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path)
    refused: list[object] = []
    context.runner.refused.connect(refused.append)
    panel = CaseCourtPanel(context)
    qtbot.addWidget(panel)
    panel.show_case(case_id)
    assert len(refused) == 1 and panel.court is None
