"""The dialog in which the minutes between places are typed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.office_settings.places import set_ways
from db.queries.places import ways
from db.rules.places import PlaceForm, Ways
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.saving import Now
from ui.pages.office.ways_grid import WaysGrid
from ui.runner import Failed


def ask_ways(
    context: PageContext, offered: list[PlaceForm], known: Ways, parent: QWidget
) -> FormDialog:
    """Ask for the minutes between each two of these places; ways to others stay as they are."""
    runner, shown = context.runner, [dict(known)]
    ids = {form.id for form in offered}

    def typed(all_ways: Ways) -> dict[Any, int]:
        return {way: n for way, n in all_ways.items() if set(way) <= ids}

    def write(values: dict[str, Any], _: int, saved: Saved, failed: Failed) -> None:
        others = {way: n for way, n in shown[0].items() if not set(way) <= ids}
        runner.write(set_ways, others | values["ways"], shown[0], then=saved, failed=failed)

    def again(then: Now) -> None:
        def read(found: Ways) -> None:
            shown[0] = dict(found)
            then({"ways": typed(found)}, 0)

        runner.read(ways, then=read)

    grid = WaysGrid([(form.id, form.name) for form in offered])
    dialog = FormDialog(
        t("Minutes between places"),
        t("Save minutes"),
        write,
        parent,
        width=grid.best_width(),
        words=t("Each way counts in both directions. Leave a cell empty where nobody knows."),
        again=again,
    )
    begun = Begun(context, context.user.id, "section.office", action="place.ways_changed")
    dialog.keep_draft(begun, "Ways")
    dialog.form.add("ways", t("Minutes from one to the other"), grid)
    dialog.start({"ways": typed(known)})
    dialog.open()
    return dialog
