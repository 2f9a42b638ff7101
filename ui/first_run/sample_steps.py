"""A sample with its invented staff."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from db.texts import t
from ui.door import SampleUser
from ui.first_run.folder_input import FolderInput, default_folder, folder_problem
from ui.first_run.step import Step
from ui.widgets.form import Form
from ui.widgets.text import Text


class SampleStep(Step):
    """Where the sample goes."""

    def __init__(self) -> None:
        super().__init__(
            t("A sample office"),
            t("600 invented clients with two years of notes, appointments and hearings. "
              "It takes about a minute to make."),
        )  # fmt: skip
        self.verb = t("Make the sample")
        self.form = Form()
        self.folder = FolderInput()
        self.folder.set_value(default_folder(t("Caseroom sample")))
        self.form.add("folder", t("Folder"), self.folder, required=True, check=folder_problem)
        self.body.addWidget(self.form)
        self.body.addStretch()

    def validate(self) -> bool:
        return self.form.validate()


class SampleUsersStep(Step):
    """Who can sign in to the sample."""

    def __init__(self) -> None:
        super().__init__(
            t("Your sample office is ready"),
            t("Sign in as anybody of its staff, to see what each role sees."),
        )
        self.verb = t("Go to sign-in")
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(8)
        self._table.setColumnStretch(2, 1)
        for column, words in enumerate((t("User name"), t("Role"), t("Password"))):
            self._table.addWidget(Text(words, "secondary"), 0, column)
        self.body.addLayout(self._table)
        self.body.addStretch()

    def show_users(self, users: Sequence[SampleUser]) -> None:
        """List them, to be read and copied."""
        for row, user in enumerate(users, start=1):
            for column, words in enumerate((user.user_name, user.role, user.password)):
                self._table.addWidget(Text(words, selectable=True), row, column)

    def can_go_back(self) -> bool:
        return False

    def can_cancel(self) -> bool:
        return False
