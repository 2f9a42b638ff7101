"""Adding and changing closures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.office_settings.lists import save_closure
from db.queries.calendar.broken import Cause, CauseKind
from db.queries.office_settings import closures
from db.queries.opened import Opened
from db.rules.ids import new_id
from db.rules.office_form import ClosureForm
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.plan import offer_plan
from ui.runner import Failed
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput

Closed = Opened[ClosureForm]
_ALL = date(2000, 1, 1)


def new_closure(context: PageContext, parent: QWidget) -> FormDialog:
    """Ask for the days of a new closure."""
    today = context.today()
    return _ask(context, ClosureForm(new_id(), today, today, ""), 0, parent)


def change_closure(context: PageContext, row: Closed, parent: QWidget) -> FormDialog:
    """Ask for other days, or another name, of a closure."""
    return _ask(context, row.form, row.version, parent)


def _ask(context: PageContext, form: ClosureForm, version: int, parent: QWidget) -> FormDialog:
    def write(values: dict[str, Any], of: int, saved: Saved, failed: Failed) -> None:
        first: date = values["first_day"]
        filled = ClosureForm(form.id, first, values["last_day"] or first, values["name"])

        def done(result: object) -> None:
            saved(result)
            offer_plan(context, Cause(CauseKind.CLOSURE, (form.id,)), parent)

        context.runner.write(save_closure, filled, of, then=done, failed=failed)

    def again(then: Any) -> None:
        def found(rows: Sequence[Closed]) -> None:
            now = next((row for row in rows if row.form.id == form.id), None)
            if now is not None:
                then(_values(now.form), now.version)

        context.runner.read(closures, _ALL, then=found)

    dialog = FormDialog(
        t("Change a closure") if version else t("Add a closure"),
        t("Save closure"),
        write,
        parent,
        columns=2,
        width=560,
        words=t("For appointments on these days a plan is offered when it is saved."),
        again=again,
    )
    dialog.announce(context, "closure", form.id)
    begun = form.id if version else context.user.id
    dialog.keep_draft(Begun(context, begun, "section.office"), "Closure")
    dialog.form.add("name", t("Why"), TextInput(limit=120), required=True, wide=True)
    dialog.form.add("first_day", t("First day"), DateField(context.today), required=True)
    hint = t("Empty for one day")
    dialog.form.add("last_day", t("Last day"), DateField(context.today), hint=hint)
    dialog.start(_values(form) if version else {}, version)
    dialog.open()
    return dialog


def _values(form: ClosureForm) -> dict[str, Any]:
    last = form.last_day if form.last_day != form.first_day else None
    return {"name": form.name, "first_day": form.first_day, "last_day": last}
