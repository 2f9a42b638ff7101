"""Leaving unsaved work: Save, Discard, or stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.widgets.text import Text


def ask_unsaved(
    parent: QWidget,
    save: Callable[[], object],
    discard: Callable[[], object],
    *,
    words: str = "",
) -> Dialog:
    """Ask what becomes of the changes; Cancel (Esc) stays where one is."""
    dialog = Dialog(t("Unsaved changes"), parent)
    dialog.body.addWidget(Text(t("Save the changes?"), "section"))
    dialog.body.addWidget(Text(words or t("What you typed has not been saved yet."), wrap=True))

    def after(act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            dialog.accept()
            act()

        return run

    dialog.verb(t("Discard changes"), after(discard), "danger")
    dialog.verb(t("Keep editing"), dialog.reject)
    dialog.verb(t("Save changes"), after(save), "primary")
    dialog.open()
    return dialog
