"""Asking before a real consequence; what can be undone is done and offers Undo instead."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.dialogs.shell import Dialog
from ui.widgets.text import Text


def confirm(
    parent: QWidget,
    title: str,
    words: str,
    verb: str,
    confirmed: Callable[[], object],
    *,
    destructive: bool = False,
) -> Dialog:
    """Ask with the verb on the button; a destructive verb is never the default."""
    dialog = Dialog(title, parent)
    dialog.body.addWidget(Text(title, "section", wrap=True))
    dialog.body.addWidget(Text(words, wrap=True))
    cancel = dialog.cancel_verb()

    def yes() -> None:
        dialog.accept()
        confirmed()

    dialog.verb(verb, yes, "danger" if destructive else "primary")
    if destructive:
        cancel.setDefault(True)
        cancel.setFocus()
    dialog.open()
    return dialog
