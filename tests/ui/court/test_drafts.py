"""What was being typed is gone on with whole, also where the choices come later."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.operations.cases.parties import PartyForm, add_party
from db.operations.court.hearings import record_outcome
from db.operations.court.orders import OrderForm, add_order
from db.queries.court.hearing_view import hearing_view
from db.queries.court.lists import hearing_list, order_list, placement_list
from db.rules.codes import HearingKind, PartyRole, PlacementKind
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_client
from tests.ui.court_office import a_hearing
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.window_context import WindowContext


@pytest.fixture
def later(real: WindowContext, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, Any], Any]:
    """Goes on with a draft; the office answers only when the dialog is there."""

    def go_on(kind: Any, draft: Any) -> Any:
        waiting: list[Callable[[], object]] = []
        at_once = real.runner.read
        with monkeypatch.context() as patch:
            patch.setattr(
                real.runner, "read", lambda *a, **k: waiting.append(lambda: at_once(*a, **k))
            )
            dialog = kind.go_on(real, draft)
        assert waiting, "nothing had to be awaited"
        for one in waiting:
            one()
        return dialog

    return go_on


def the_draft(dialog: Any) -> Any:
    (draft,) = dialog.drafts()
    dialog._drop()
    return draft


def test_a_changed_hearing_keeps_its_outcome(
    qtbot: QtBot,
    real: WindowContext,
    bench: Bench,
    case_id: UUID,
    later: Callable[[Any, Any], Any],
) -> None:
    hearing = a_hearing(bench, case_id, -2)
    bench.write(record_outcome, hearing, 1, "Reunification continues.")
    dialog = HearingDialog.edit(real, bench.read(hearing_view, hearing))
    dialog.form.set_values({"judge": "Hon. C. Mbeki"}, clean=False)
    again = later(HearingDialog, the_draft(dialog))
    again.save()
    (row,) = bench.read(hearing_list, case_id)
    assert (row.judge, row.outcome) == ("Hon. C. Mbeki", "Reunification continues.")


def test_a_new_hearing_keeps_its_case_and_its_worker(
    qtbot: QtBot,
    real: WindowContext,
    bench: Bench,
    case_id: UUID,
    later: Callable[[Any, Any], Any],
) -> None:
    dialog = HearingDialog.new(real, case=(case_id, "2025-0001"))
    dialog.form.set_values(
        {"kind": HearingKind.REVIEW, "day": date(2026, 3, 12), "worker": bench.user.id},
        clean=False,
    )
    dialog.form.field("starts_at").control.setText("10")
    again = later(HearingDialog, the_draft(dialog))
    again.save()
    (row,) = bench.read(hearing_list, case_id)
    assert bench.read(hearing_view, row.id).attending == ("Ana",)


def test_an_order_stays_with_its_hearing(
    qtbot: QtBot,
    real: WindowContext,
    bench: Bench,
    case_id: UUID,
    later: Callable[[Any, Any], Any],
) -> None:
    hearing = a_hearing(bench, case_id, -2)
    form = OrderForm(new_id(), case_id, date(2026, 2, 28), "Visits.", hearing_id=hearing)
    bench.write(add_order, form)
    (order,) = bench.read(order_list, case_id)
    dialog = OrderDialog(real, case_id, order=order)
    dialog.form.set_values({"remark": "Begun."}, clean=False)
    again = later(OrderDialog, the_draft(dialog))
    again.save()
    (order,) = bench.read(order_list, case_id)
    assert (order.hearing_id, order.remark) == (hearing, "Begun.")


def test_a_siblings_placement_stays_the_siblings(
    qtbot: QtBot,
    real: WindowContext,
    bench: Bench,
    case_id: UUID,
    later: Callable[[Any, Any], Any],
) -> None:
    sibling = a_client(bench, "Mia", "Reyes")
    bench.write(add_party, PartyForm(new_id(), case_id, PartyRole.CHILD, client_id=sibling.id))
    dialog = PlacementDialog(real, case_id)
    dialog.form.set_values(
        {
            "client_id": sibling.id,
            "kind": PlacementKind.RELATIVE,
            "started_on": date(2026, 2, 1),
        },
        clean=False,
    )
    again = later(PlacementDialog, the_draft(dialog))
    again.save()
    (placed,) = bench.read(placement_list, case_id)
    assert placed.client_id == sibling.id
