"""What this window does not do, and the command that does it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class OnCommandLine(Dialog):
    """`words` say who does it and why not here; `command` can be copied."""

    def __init__(self, title: str, words: str, command: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=look().px(520))
        self.command = command
        self.body.addWidget(Text(title, "section"))
        self.body.addWidget(Text(words, wrap=True))
        shown = Text(command, "strong", wrap=True, selectable=True)
        shown.setAccessibleName(t("Command: {command}", command=command))
        self.body.addWidget(shown)
        self.copy_button = Button(t("Copy the command"), self.copy, icon="copy")
        self.body.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        self.verb(t("Close"), self.accept, "primary").setFocus()

    def copy(self) -> None:
        """Put the command on the clipboard."""
        QGuiApplication.clipboard().setText(self.command)
