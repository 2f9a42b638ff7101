"""Where the office lives and how it stands: place, people, backup, copy, what the guards found."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from db.rules.findings import Refused
from db.texts import explain, sentence, t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.where import begin_at_documents
from ui.dialogs.who_is_here import person_words
from ui.keeping_acts import BackupFile
from ui.standing_banner import unreachable_words
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.text import Text


class WhereItLives(Card):
    """Follows the state of the office by itself; `refresh` reads the backups again."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Where it lives"), parent=parent)
        self._context = context
        self.place = Text("", wrap=True, selectable=True)
        self.why = Text("", "secondary", wrap=True)
        self.state = Text("", wrap=True)
        self.people = Text("", wrap=True, selectable=True)
        self.people.setAccessibleName(t("Who is here"))
        self.backup = Text("", "secondary", wrap=True)
        self.copied = Text("", "secondary", wrap=True)
        self.found = Text("", wrap=True, selectable=True)
        for line in (
            self.place,
            self.why,
            self.state,
            self.people,
            self.backup,
            self.copied,
            self.found,
        ):
            self.body.addWidget(line)
        self.saved = Text("", wrap=True)
        self.saved.hide()
        self.pointer_button = Button(
            t("Save a shortcut to this office…"), self.choose_pointer, icon="save"
        )
        self.body.addWidget(self.pointer_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.saved)
        context.watch.changed.connect(self._show)
        self._show()

    def refresh(self) -> None:
        """Say where it is, and ask for the last backup."""
        self._show()
        self._context.runner.background(
            self._context.acts.backups, then=self._say_backup, failed=lambda error: None
        )

    def choose_pointer(self) -> QFileDialog:
        """Ask where to save a file that opens this office, for other computers."""
        dialog = QFileDialog(self, t("Save a shortcut to this office"))
        begin_at_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(t("Shortcut to an office") + " (*.caseroom)")
        dialog.setDefaultSuffix("caseroom")
        dialog.selectFile(self._context.acts.pointer_name())
        dialog.fileSelected.connect(self.save_pointer)
        dialog.open()
        return dialog

    def save_pointer(self, file: str) -> None:
        """Write it there, and say so below the button."""
        self._context.runner.background(
            self._context.acts.save_pointer, file, then=self._pointer_saved, failed=self._not_saved
        )

    def _pointer_saved(self, name: str) -> None:
        self.saved.setText(
            t(
                "Saved as {file}. Whoever opens it on a computer with Caseroom can sign in to this "
                "office; it holds no password.",
                file=name,
            )
        )
        self.saved.show()

    def _not_saved(self, error: Exception) -> None:
        known = isinstance(error, Refused)
        self.saved.setText(explain(error) if known else t("That did not work."))  # type: ignore[arg-type]
        self.saved.show()

    def _say_backup(self, files: Sequence[BackupFile]) -> None:
        if self._context.office.on_server:
            self.backup.setText("")
        elif files:
            when = moment(files[0].made_at.astimezone(self._context.office.zone))
            self.backup.setText(t("Last backed up {moment}.", moment=when))
        else:
            self.backup.setText(t("It has never been backed up."))

    def _show(self) -> None:
        office, state = self._context.office, self._context.watch.state
        where = self._context.acts.folder
        if "://" in where:
            words = t("It lives {place}: {address}", place=office.place, address=where)
        else:
            folder = PurePath(where)
            words = t("It lives {place}, in the folder {folder}", place=office.place, folder=folder)
        self.place.setText(words)
        self.why.setText(office.why)
        if not state.reachable:
            self.state.setText(unreachable_words(self._context))
        elif state.why_readonly is not None:
            self.state.setText(sentence(state.why_readonly))
        else:
            self.state.setText(t("It can be reached, and written to."))
        lines = [person_words(person, office.zone) for person in state.people]
        self.people.setText("\n".join([t("Working in it now:"), *lines]) if lines else "")
        copied = state.copied_at
        self.copied.setText(
            t(
                "Reports read the copy on this computer, of {moment}.",
                moment=moment(copied.astimezone(office.zone)),
            )
            if copied is not None
            else ""
        )
        self.found.setText("\n".join(sentence(finding) for finding in state.found))
        for line in (self.why, self.people, self.copied, self.found):
            line.setVisible(bool(line.text()))
