"""Restoring: what a backup holds, and the new folder that it is laid out in."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from db.rules.findings import Refused
from db.texts import explain, t, tn
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.keeping_acts import BackupShape
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text


class RestoreDialog(Dialog):
    """The office that is open is never touched."""

    def __init__(
        self, context: PageContext, shape: BackupShape, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Restore a backup"), parent, width=600)
        self._context, self._shape = context, shape
        self.body.addWidget(Text(_heading(context, shape), "section", wrap=True))
        self.holds = Text(holds(shape), wrap=True)
        self.body.addWidget(self.holds)
        if not shape.of_this_office:
            words = t("This is a backup of another office.")
            self.body.addWidget(Banner(words, Tone.WARNING))
        words = t(
            "It becomes an office of its own in a new folder, with the accounts and passwords "
            "of that day. The office that is open stays as it is."
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.folder = TextInput(limit=500)
        self.folder.set_value(_suggested(context, shape))
        self.field = Field("to", t("New folder"), self.folder, required=True, check=_absolute)
        self.field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.field)
        browse = Button(t("Choose where…"), self._browse, kind="link")
        self.body.addWidget(browse, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        self.cancel_button = self.cancel_verb()
        self.button = self.verb(t("Restore"), self.restore, "primary")

    def restore(self) -> None:
        """Lay the backup out in the folder that is named."""
        if not self.field.validate():
            self.folder.setFocus()
            return
        self.button.setEnabled(False)
        self.banner.say(t("Verifying and laying out…"), Tone.INFORMATION)
        self._context.runner.background(
            self._context.acts.restore,
            self._shape.path,
            self.folder.value(),
            then=self._restored,
            failed=self._failed,
            label=t("Restoring a backup"),
        )

    def _restored(self, _: BackupShape) -> None:
        self.banner.say(
            t(
                "The office is in {folder}. To work in it, sign out and choose “Open another "
                "office…”.",
                folder=self.folder.value(),
            ),
            Tone.OK,
        )
        self.button.hide()
        self.cancel_button.setText(t("Close"))
        self.cancel_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.banner.say("")
        if isinstance(error, Refused):
            self.field.set_error(explain(error))
            self.folder.setFocus()

    def _browse(self) -> None:
        dialog = QFileDialog(self, t("New folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, folder: str) -> None:
        """A folder that is used already gets a new one inside it."""
        path = Path(folder)
        if any(path.iterdir()):
            path = path / Path(_suggested(self._context, self._shape)).name
        self.folder.set_value(str(path))


def holds(shape: BackupShape) -> str:
    """What a backup holds, in words."""
    return ", ".join(
        (
            tn("{n} client", "{n} clients", shape.clients),
            tn("{n} case", "{n} cases", shape.cases),
            tn("{n} note", "{n} notes", shape.notes),
            tn("{n} document", "{n} documents", shape.documents),
            tn("{n} account", "{n} accounts", shape.staff),
        )
    )


def _heading(context: PageContext, shape: BackupShape) -> str:
    when = moment(shape.made_at.astimezone(context.office.zone))
    return t("{office} as it was on {moment}", office=shape.office_name, moment=when)


def _suggested(context: PageContext, shape: BackupShape) -> str:
    """Beside the office's folder, named after the day; of one on a server beside the backup."""
    on_server = context.office.on_server
    open_here = Path(shape.path).with_suffix("") if on_server else Path(context.acts.folder)
    open_here = open_here.absolute()
    day = shape.made_at.astimezone(context.office.zone).date().isoformat()
    name = f"{open_here.name} {day}"
    number, found = 2, open_here.with_name(name)
    while found.exists():
        found = open_here.with_name(f"{name} ({number})")
        number += 1
    return str(found)


def _absolute(typed: str) -> str:
    return "" if Path(typed).is_absolute() else t("Give the whole path of the folder.")
