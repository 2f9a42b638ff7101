"""An order of the court, and how far it has been carried out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.court.orders import OrderForm, add_order, change_order, remove_order
from db.queries.court.lists import HearingRow, OrderRow, hearing_list, order_list
from db.rules.codes import OrderStatus
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.texts import label, t
from db.texts.dates import date_short
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.dialogs.editing import EditingDialog, Saved
from ui.drafts import Draft
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.note_editor import NoteEditor


class OrderDialog(EditingDialog):
    """A new order of a case, or with `order` one that is there."""

    draft_kind = "court_order"

    def __init__(
        self,
        context: PageContext,
        case_id: UUID,
        saved: Saved | None = None,
        parent: QWidget | None = None,
        *,
        order: OrderRow | None = None,
        order_id: UUID | None = None,
        hearing_id: UUID | None = None,
    ) -> None:
        record_id = order.id if order else order_id or new_id()
        title = t("New order") if order is None else t("Order of the court")
        super().__init__(context, title, saved, parent, record_id=record_id, columns=2, width=640)
        self.case_id = case_id
        self._wanted = order.hearing_id if order else hearing_id
        self._build()
        if order is not None:
            self.version = order.version
            self.form.set_values(_values(order))
            if order.status is not OrderStatus.IMPLEMENTED:
                self.verb(t("Remove order"), self._ask_remove, "danger")
        context.runner.read(hearing_list, case_id, then=self._know)
        self.verbs(t("Add order") if order is None else t("Save order"))
        self.form.field("text").control.setFocus()

    @classmethod
    def go_on(
        cls,
        context: PageContext,
        draft: Draft,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> "OrderDialog":
        """With what was typed last time."""
        case_id = UUID(str(draft.data["case_id"]))
        kept = draft.data.get("hearing_id")
        hearing_id = UUID(str(kept)) if kept else None
        dialog = cls(
            context, case_id, saved, parent, order_id=draft.record_id, hearing_id=hearing_id
        )
        dialog.resume(draft)
        return dialog

    def _build(self) -> None:
        form, today = self.form, self.context.today
        editor = NoteEditor(rows=4, limit=20_000)
        form.add("text", t("What the court ordered"), editor, required=True, wide=True)
        form.add("hearing_id", t("Made at the hearing"), Choice((), blank=t("No hearing")))
        form.add("ordered_on", t("Ordered on"), DateField(today), required=True)
        form.add("due_on", t("Due"), DateField(today))
        form.add("status", t("Carried out"), Choice(choices(OrderStatus)), required=True)
        form.add(
            "remark",
            t("What was done about it"),
            TextInput(limit=500),
            hint=t("It is printed beside the order."),
            wide=True,
        )
        form.set_values({"status": OrderStatus.NOT_IMPLEMENTED})

    def _know(self, hearings: Sequence[HearingRow]) -> None:
        zone = self.context.office.zone
        held = [one for one in hearings if not one.vacated and one.past]
        options = [
            (
                one.id,
                t(
                    "{kind}, {day}",
                    kind=label(one.kind),
                    day=date_short(one.starts_at.astimezone(zone).date()),
                ),
            )
            for one in held
        ]
        dirty = self.form.dirty()
        control = self.form.field("hearing_id").control
        chosen = control.value() or self._wanted
        control.set_options(options)
        self._wanted = None
        values: dict[str, Any] = {"hearing_id": chosen}
        hearing = next((one for one in held if one.id == chosen), None)
        if hearing is not None and self.form.value("ordered_on") is None:
            values["ordered_on"] = hearing.starts_at.astimezone(zone).date()
        self.form.set_values(values, clean=not dirty)

    def write(self, reason: str) -> None:
        form = OrderForm(
            id=self.record_id, case_id=self.case_id, version=self.version, **self.form.values()
        )
        operation = change_order if self.version else add_order
        self.context.runner.write(operation, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def arrived(orders: Sequence[OrderRow]) -> None:
            found = next((one for one in orders if one.id == self.record_id), None)
            if found is None:
                self.failed(Refused(hard("record.gone", kind="court_order")))
            else:
                then(_values(found), found.version)

        self.context.runner.read(order_list, self.case_id, then=arrived, failed=self.failed)

    def draft_title(self) -> str:
        return t("An order of the court")

    def draft_data(self) -> dict[str, Any]:
        hearing = self.form.value("hearing_id") or self._wanted
        return {"case_id": str(self.case_id), "hearing_id": str(hearing) if hearing else None}

    def _ask_remove(self) -> None:
        def remove() -> None:
            self.context.runner.write(
                remove_order,
                self.record_id,
                self.version,
                then=self.done_saving,
                failed=self.failed,
            )

        confirm(
            self,
            t("Remove this order?"),
            t("For an order that was entered by mistake. The audit log keeps that it was there."),
            t("Remove order"),
            remove,
            destructive=True,
        )


def _values(order: OrderRow) -> dict[str, Any]:
    return {
        "text": order.text,
        "hearing_id": order.hearing_id,
        "ordered_on": order.ordered_on,
        "due_on": order.due_on,
        "status": order.status,
        "remark": order.remark,
    }
