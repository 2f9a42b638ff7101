"""The first administrator, and the recovery code that is shown once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from db.rules.findings import Finding
from db.texts import t
from ui.dialogs.where import begin_at_documents
from ui.first_run.step import Step
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.new_password import NewPassword
from ui.widgets.text import Text


class AdministratorStep(Step):
    """Name, user name and password of whoever sets the office up."""

    def __init__(self, findings: Callable[[str, str], Sequence[Finding]]) -> None:
        super().__init__(
            t("The first administrator"),
            t("You will be able to add staff, set roles and reset passwords."),
        )
        self.verb = t("Make the office")
        self.form = Form(columns=2)
        self.display_name = TextInput(limit=120)
        self.user_name = TextInput(limit=60)
        self.form.add("display_name", t("Your name"), self.display_name, required=True)
        self.form.add("user_name", t("User name"), self.user_name, required=True)
        self.passwords = NewPassword(lambda typed: findings(typed, self.user_name.value()))
        self.body.addWidget(self.form)
        self.body.addWidget(self.passwords)
        self.body.addStretch()

    def validate(self) -> bool:
        return self.form.validate() and self.passwords.validate()


class RecoveryStep(Step):
    """Shows the recovery code; goes on when somebody says that it has been put away."""

    def __init__(self) -> None:
        super().__init__(
            t("The recovery code"),
            t("If every administrator forgets the password, only this code opens the office. "
              "It is shown once. Print it or save it away from this computer."),
        )  # fmt: skip
        self.verb = t("Finish")
        self._office = ""
        self._refresh: Callable[[], object] = lambda: None
        self.code = Text("", "code", wrap=True, selectable=True)
        self.code.setAccessibleName(t("Recovery code"))
        self.put_away = Tick(t("I have put it away"))
        self.put_away.toggled.connect(lambda _: self._refresh())
        self.banner = Banner()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button(t("Print…"), self.print_code, icon="print"))
        row.addWidget(Button(t("Save to a file…"), self.save_code, icon="save"))
        row.addStretch()
        self.body.addWidget(self.code)
        self.body.addLayout(row)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.put_away)
        self.body.addStretch()

    def show_code(self, office: str, code: str) -> None:
        """Show the code of this office."""
        self._office = office
        self.code.setText(code)
        # Screen readers read the label's name: it must be the code itself as well.
        self.code.setAccessibleName(t("Recovery code {code}", code=code))

    def validate(self) -> bool:
        return self.put_away.value()

    def can_go_back(self) -> bool:
        return False

    def can_cancel(self) -> bool:
        return False

    def may_go_on(self) -> bool:
        return self.put_away.value()

    def shown(self, refresh: Callable[[], object]) -> None:
        self._refresh = refresh

    def paper(self) -> str:
        """What is printed and saved."""
        words = t(
            "Keep this where only people may find it who may open the office. With it, the "
            "program can set a new password for an administrator."
        )
        title = t("Recovery code of {office}", office=self._office)
        return f"{title}\n\n{self.code.text()}\n\n{words}\n"

    def print_code(self) -> None:
        """Print the code on a page of its own."""
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def send() -> None:
            document = QTextDocument()
            document.setPlainText(self.paper())
            document.print_(printer)

        dialog.accepted.connect(send)
        dialog.show()

    def save_code(self) -> None:
        """Save the code as a text file."""
        dialog = QFileDialog(self.window(), t("Save the recovery code"))
        begin_at_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(t("Caseroom recovery code.txt"))
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the file, readable by its owner only where the system knows such a thing."""
        import os

        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(self.paper())
        except OSError:
            self.banner.say(t("The file could not be written there."), Tone.DANGER)
            return
        self.banner.say(t("Saved. Take the file off this computer."), Tone.OK)
