"""Where an office on a server keeps its attached files, and having them kept elsewhere."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from db.rules.findings import Refused
from db.texts import explain, sentence, t, tn
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.dialogs.where import begin_at_documents
from ui.keeping_acts import FilesKept
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_DATABASE, _FOLDER = "database", "folder"


class AttachedFilesCard(Card):
    """Nothing to see for an office in a folder, whose files are there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Attached files"), parent=parent)
        self._context = context
        self._kept: FilesKept | None = None
        self.place = Text("", wrap=True, selectable=True)
        self.body.addWidget(self.place)
        self.banner = Banner("", Tone.WARNING)
        self.body.addWidget(self.banner)
        self.button = Button(t("Keep them elsewhere…"), self._ask, icon="folder")
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(context.office.on_server)

    def refresh(self) -> None:
        """Ask where they are, and whether they can be reached."""
        if self._context.office.on_server:
            self._context.runner.background(
                self._context.acts.files_kept, then=self._show, failed=lambda _: None
            )

    def _show(self, kept: FilesKept) -> None:
        self._kept = kept
        self.place.setText(_words(kept.folder))
        self.banner.say("\n".join(map(sentence, kept.findings)), Tone.WARNING)

    def _ask(self) -> None:
        if self._kept is not None:
            KeepFilesDialog(self._context, self._kept, self).open()


class KeepFilesDialog(Dialog):
    """Asks for the database or a folder, and has the files carried there."""

    def __init__(
        self, context: PageContext, kept: FilesKept, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Attached files"), parent, width=600)
        self._context = context
        words = t(
            "They are encrypted in either place. In a folder they need no room in the database; "
            "it must be on a drive that every computer reaches under the same path, and whoever "
            "keeps the backups must copy it too. Work goes on while they are carried over."
        )
        self.body.addWidget(Text(words, wrap=True))
        self.banner = Banner()
        self.body.addWidget(self.banner)
        options = [(_DATABASE, t("In the database")), (_FOLDER, t("In a folder"))]
        self.where = Choice(options)
        self.where_field = Field("where", t("Keep them"), self.where)
        self.folder = TextInput(limit=500)
        self.field = Field("to", t("Folder"), self.folder, required=True, check=_absolute)
        self.browse = Button(t("Choose where…"), self._browse, kind="link")
        for field in (self.where_field, self.field):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.body.addWidget(field)
        self.body.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        self.cancel_button = self.cancel_verb()
        self.button = self.verb(t("Carry them there"), self.carry, "primary")
        self.where.set_value(_FOLDER if kept.folder else _DATABASE)
        self.folder.set_value(kept.folder)
        self.where.edited.connect(self._follow)
        self._follow()

    def carry(self) -> None:
        """Have them carried; what is wrong with a folder stands beside it."""
        in_folder = self.where.value() == _FOLDER
        if in_folder and not self.field.validate():
            self.folder.setFocus()
            return
        self.button.setEnabled(False)
        self.banner.say(t("Carrying the attached files…"), Tone.INFORMATION)
        self._context.runner.act(
            self._context.acts.keep_files_in,
            self.folder.value() if in_folder else "",
            progress=True,
            then=self._carried,
            failed=self._failed,
            label=t("Carrying the attached files"),
        )

    def _carried(self, kept: FilesKept) -> None:
        lines = [_words(kept.folder)]
        lines += [tn("{n} file was carried there.", "{n} files were carried there.", kept.carried)]
        self.banner.say("\n".join([*lines, *map(sentence, kept.findings)]), Tone.OK)
        self.button.hide()
        self.cancel_button.setText(t("Close"))
        self.cancel_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        if self.where.value() == _FOLDER:
            self.banner.say("")
            self.field.set_error(words)
            self.folder.setFocus()
        else:
            self.banner.say(words, Tone.DANGER)

    def _follow(self) -> None:
        for part in (self.field, self.browse):
            part.setVisible(self.where.value() == _FOLDER)

    def _browse(self) -> None:
        dialog = QFileDialog(self, t("Folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        begin_at_documents(dialog)
        dialog.fileSelected.connect(self.folder.set_value)
        dialog.open()


def _words(folder: str) -> str:
    if folder:
        return t("Attached files are kept in the folder {folder}.", folder=folder)
    return t("Attached files are kept in the database.")


def _absolute(typed: str) -> str:
    return "" if Path(typed).is_absolute() else t("Give the whole path of the folder.")
