"""Ctrl+Z in the calendar: the last thing done in this session is undone, step by step."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.context import PageContext
from ui.widgets.buttons import action


def undo_action(context: PageContext, where: QWidget) -> QAction:
    """The action; in a text field the key is the field's own."""

    def undo() -> None:
        if not context.undos.undo():
            context.say_why_not(t("There is nothing to undo."))

    return action(t("Undo"), undo, where, icon="undo", shortcut="Ctrl+Z")
