"""How often backups are made while somebody works, and where a second copy goes."""

import re

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.operations.office_settings.backups import set_backup_hours
from db.queries.backup_plan import HOURS, backup_hours
from db.rules.permissions import Action
from db.texts import sentence, t, tn
from ui.context import PageContext
from ui.dialogs.where import begin_at_documents
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.text import Text


class BackupPlan(QWidget):
    """The schedule is the office's, for who manages it to set; the second place is this PC's."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.every = Choice([(hours, _words(hours)) for hours in HOURS])
        self.every_field = Field("hours", t("By itself"), self.every)
        self.every.setEnabled(context.may(Action.MANAGE_OFFICE))
        self.every.edited.connect(self._set)
        self.place = Text("", "secondary", wrap=True)
        self.choose = Button(t("Second place…"), self._choose, icon="folder")
        self.none = Button(t("Stop using it"), lambda: self._keep_in(""))
        self.says = Banner("", Tone.WARNING)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.every_field)
        row.addStretch()
        row.addWidget(self.choose)
        row.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.place)
        context.watch.changed.connect(self._say)
        self._show_place()
        self._say()

    def refresh(self) -> None:
        """Read the schedule again."""
        self._context.runner.read(backup_hours, then=self.every.set_value)

    def _set(self) -> None:
        hours = self.every.value()
        self._context.runner.write(
            set_backup_hours,
            hours,
            then=lambda _: self._context.notify(t("The schedule was saved.")),
            failed=lambda error: self.refresh(),
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self, t("A folder for a second copy"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        begin_at_documents(dialog)
        dialog.fileSelected.connect(self._keep_in)
        dialog.open()

    def _keep_in(self, folder: str) -> None:
        self._context.settings.set("second_place", folder)
        self._show_place()
        if folder:
            self._context.notify(t("The next backup is copied there as well."))

    def _show_place(self) -> None:
        folder = self._context.settings.second_place
        self.none.setVisible(bool(folder))
        if folder:
            shown = re.sub(r"([/\\])", "\\1\u200b", folder)  # it may be broken at each of these
            words = t("This computer also puts each backup into {folder}", folder=shown)
        else:
            words = t("No second place yet. Choose a folder that is not on the office's own drive.")
        self.place.setText(words)

    def _say(self) -> None:
        found = self._context.watch.state.backup_says
        self.says.say("\n".join(sentence(finding) for finding in found))


def _words(hours: int) -> str:
    if not hours:
        return t("only when somebody leaves")
    return tn("every hour", "every {n} hours", hours)
