"""About Caseroom: its version, what it stands on, where its own folders are on this computer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.texts import t
from ui.about_program import AboutProgram
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.facts import Facts
from ui.widgets.text import Text


class AboutDialog(Dialog):
    """Read only. What it says can be copied, for whoever looks after the computers."""

    def __init__(
        self, context: PageContext, program: AboutProgram, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("About Caseroom"), parent, width=look().px(600))
        self._context, self._program = context, program
        self.body.addWidget(Text(t("Caseroom {version}", version=program.version), "title"))
        self.body.addWidget(
            Text(t("Case management for an agency that works from one office."), wrap=True)
        )
        self.body.addWidget(Text(t("Copyright the Caseroom developers"), "secondary"))
        self.body.addWidget(Text(t("It stands on"), "section"))
        self.body.addWidget(Facts(program.stands_on))
        self.body.addWidget(Text(t("On this computer"), "section"))
        self.body.addWidget(Facts(program.folders))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy_button = Button(t("Copy"), self.copy, icon="copy")
        self.notices_button = Button(t("Third-party notices…"), self.open_notices, icon="list")
        row.addWidget(self.copy_button)
        row.addWidget(self.notices_button)
        row.addStretch()
        self.body.addLayout(row)
        self.copied = Text("", "secondary", wrap=True)
        self.copied.hide()
        self.body.addWidget(self.copied)
        self.body.addStretch()
        self.verb(t("Close"), self.accept, "primary").setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put all that stands here on the clipboard."""
        facts = (*self._program.stands_on, *self._program.folders)
        lines = [f"Caseroom {self._program.version}", *(f"{name}: {said}" for name, said in facts)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.setText(t("It is on the clipboard."))
        self.copied.show()

    def open_notices(self) -> None:
        """Show whose work is in the program, and under which licences."""
        from ui.dialogs.third_party import ThirdParty

        ThirdParty(self._context, self._program.notices, self).open()
