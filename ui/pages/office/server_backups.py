"""Backups of an office on a server: who makes them and how, trying one, and the check."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from db.queries.audit_log.last_drill import last_drill
from db.queries.backup_plan import last_backed_up
from db.texts import t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.where import begin_at_documents
from ui.pages.office.part import Part
from ui.pages.office.restore import RestoreDialog
from ui.pages.office.under_way import UnderWay, last_drill_words
from ui.runner import Changes
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.text import Text


class ServerBackupPart(Part):
    """Nobody on the staff sees the whole office there, so the window makes no backup."""

    kinds: ClassVar[frozenset[str]] = frozenset({"office"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Backups"),
            t(
                "Whoever keeps the server backs the office up, since no member of the staff sees "
                "all of it. Ask them when they last tried to restore one."
            ),
        )
        self._check = action(t("Check the office"), self.check, self, icon="check")
        self.under_way = UnderWay(self, self.part_actions)
        self.last = Text("", wrap=True)
        self.drilled = Text("", "secondary", wrap=True)
        command = _command(context)
        self.command = Text(command, "strong", wrap=True, selectable=True)
        self.command.setAccessibleName(t("Command: {command}", command=command))
        self.copy = Button(t("Copy the command"), self._copy, icon="copy")
        card = Card(t("One encrypted file, each night"))
        words = t(
            "This command makes a backup like those of an office in a folder: one encrypted file, "
            "verified, which needs no server to be restored. LOGIN is a role at the server that "
            "sees every row; its password stands in CASEROOM_SERVER_PASSWORD, yours in "
            "CASEROOM_PASSWORD."
        )
        card.body.addWidget(Text(words, wrap=True))
        card.body.addWidget(self.command)
        card.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.last)
        tried = Card(t("Such a file"))
        tried.body.addWidget(self.drilled)
        buttons = Flow()
        self.try_button = Button(t("Fire drill…"), self._try, icon="refresh")
        self.restore_button = Button(t("Restore into a new folder…"), self._restore, icon="folder")
        for button in (self.try_button, self.restore_button, self.under_way.stop):
            buttons.add(button)
        tried.body.addWidget(buttons)
        self.body.addWidget(card)
        self.body.addWidget(tried)
        self.body.addStretch()

    def part_actions(self) -> Sequence[QAction]:
        return (self._check,)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(last_backed_up, then=self._say_last)
        self.context.runner.read(
            last_drill,
            then=lambda last: self.drilled.setText(
                last_drill_words(last, self.context.office.zone)
            ),
        )

    def check(self) -> None:
        """Look for damage and tampering."""
        self.under_way.check()

    def drill(self, file: str) -> None:
        """Restore this file into a scratch folder, and compare it with the office."""
        self.under_way.drill(file)

    def examine(self, file: str) -> None:
        """Look into this file, then ask where it goes."""
        self.context.runner.background(
            self.context.acts.examine_backup,
            file,
            then=lambda shape: RestoreDialog(self.context, shape, self).open(),
            failed=self.under_way.failed,
        )

    def _say_last(self, made: datetime | None) -> None:
        if made is None:
            words = t("No backup was made by this command yet.")
        else:
            when = moment(made.astimezone(self.context.office.zone))
            words = t("Last made by this command {moment}.", moment=when)
        self.last.setText(words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
        self.context.notify(t("The command was copied."))

    def _try(self) -> None:
        self._choose(t("Try a backup"), self.drill)

    def _restore(self) -> None:
        self._choose(t("Restore a backup"), self.examine)

    def _choose(self, title: str, then: Callable[[str], object]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setNameFilter(t("Backups") + " (*.caseroom-backup)")
        begin_at_documents(dialog)
        dialog.fileSelected.connect(then)
        dialog.open()


def _command(context: PageContext) -> str:
    return t(
        'caseroom backup --office "{place}" --user {user} --login LOGIN --to FOLDER',
        place=context.acts.folder,
        user=context.user.user_name,
    )
