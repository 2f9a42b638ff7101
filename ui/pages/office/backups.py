"""Backups: made, listed, restored into a new folder; and the check for damage."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from db.queries.audit_log.last_drill import last_drill
from db.rules.permissions import Action
from db.texts import t, tn
from db.texts.dates import moment, number
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.keeping_acts import BackupFile
from ui.pages.office.backup_plan import BackupPlan
from ui.pages.office.listed import Listed
from ui.pages.office.replace import ReplaceDialog
from ui.pages.office.restore import RestoreDialog
from ui.pages.office.under_way import UnderWay, last_drill_words
from ui.replacement import Coming
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Text

_MEGABYTE = 1_000_000


class BackupPart(Listed[BackupFile]):
    """A backup is one file, encrypted like the office, and verified before it counts."""

    kinds: ClassVar[frozenset[str]] = frozenset({"office"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Backups"),
            t(
                "Each is one encrypted file, verified before it counts. Keep copies of them "
                "away from this building."
            ),
            name="office.backups",
            model=TableModel(_columns(context), id_of=lambda row: row.path),
            count=lambda n: tn("{n} backup", "{n} backups", n),
            empty=EmptyState(
                t("No backups yet"),
                t(
                    "The program makes one by itself, and when somebody leaves. "
                    "Make the first one now."
                ),
                icon="backup",
                step=t("Back up now"),
                clicked=self.back_up,
            ),
        )
        self._earlier: Sequence[Coming] = ()
        self._check = action(t("Check the office"), self.check, self, icon="check")
        self._drill = action(t("Fire drill"), self.drill, self, icon="refresh")
        self._back_up = action(t("Back up now"), self.back_up, self, icon="backup", kind="primary")
        self.offer(t("Restore into a new folder…"), self.restore, icon="folder")
        other = Button(t("Restore another file…"), self._choose_file)
        self.buttons.add(other)
        self.earlier = Button(t("Put back what was set aside…"), self.put_back)
        self.earlier.hide()
        if context.may(Action.MANAGE_STAFF):  # as `db.office.replacing` has it
            self.offer(t("Replace the office by it…"), self.replace, icon="refresh")
        self.buttons.add(self.earlier)
        self.under_way = UnderWay(self, self.part_actions)
        self.stop = self.under_way.stop
        self.buttons.add(self.stop)
        self.plan = BackupPlan(context)
        at = self.body.indexOf(self.banner)
        self.body.insertWidget(at, self.plan.says)
        self.body.insertWidget(at, self.plan)
        self.last = Text("", "secondary", wrap=True)
        self.body.insertWidget(self.body.indexOf(self.banner), self.last)
        self.findings = self.under_way.findings

    def part_actions(self) -> Sequence[QAction]:
        return (self._check, self._drill, self._back_up)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.background(
            self.context.acts.backups, then=self.model.set_rows, failed=self.under_way.failed
        )
        self.context.runner.read(last_drill, then=self._say_last_drill)
        if self.context.may(Action.MANAGE_STAFF):
            self.context.runner.background(
                self.context.acts.earlier_offices,
                then=self._show_earlier,
                failed=self.under_way.failed,
            )
        self.plan.refresh()

    # ---- backing up and checking ----

    def back_up(self) -> None:
        """Make a backup in the office's own folder."""
        self.under_way.begin(
            t("Making a backup…"),
            self.context.acts.back_up,
            then=self._backed_up,
            label=t("Making a backup"),
        )

    def check(self) -> None:
        """Look for damage and tampering."""
        self.under_way.check()

    def drill(self) -> None:
        """Restore the newest backup into a scratch folder, open it, and compare."""
        self.under_way.drill()

    def _say_last_drill(self, last: tuple[datetime, int] | None) -> None:
        self.last.setText(last_drill_words(last, self.context.office.zone))

    def _backed_up(self, made: BackupFile) -> None:
        words = t("Backed up and verified: {name}, {size}", name=made.name, size=_size(made.size))
        self.banner.say(words, Tone.OK)
        self.under_way.say(made.lacks)

    # ---- restoring ----

    def restore(self) -> None:
        """Say what the backup that is chosen holds, and lay it out in a new folder."""
        row = self.current()
        if row is not None:
            self.examine(row.path)

    def examine(self, path: str) -> None:
        """Look into a backup, then ask where it goes."""
        self.context.runner.background(
            self.context.acts.examine_backup,
            path,
            then=lambda shape: RestoreDialog(self.context, shape, self).open(),
            failed=self.under_way.failed,
        )

    def replace(self) -> None:
        """Let the backup that is chosen take the office's place."""
        row = self.current()
        if row is not None:
            self.context.runner.background(
                self.context.acts.examine_backup,
                row.path,
                then=lambda shape: self._replace_by([Coming(shape.path, shape.made_at)]),
                failed=self.under_way.failed,
            )

    def put_back(self) -> None:
        """Let an office that was set aside take its place again."""
        self._replace_by(self._earlier)

    def _replace_by(self, coming: Sequence[Coming]) -> None:
        ReplaceDialog(self.context, coming, self).open()

    def _show_earlier(self, earlier: Sequence[Coming]) -> None:
        self._earlier = earlier
        self.earlier.setVisible(bool(earlier))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, t("Restore a backup"), str(PurePath(self.context.acts.folder)))
        dialog.setNameFilter(t("Backups") + " (*.caseroom-backup)")
        dialog.fileSelected.connect(self.examine)
        dialog.open()


def _columns(context: PageContext) -> list[Column[BackupFile]]:
    def made(row: BackupFile) -> str:
        return moment(row.made_at.astimezone(context.office.zone))

    return [
        Column("made", t("Made"), made, 190, order=lambda row: row.made_at),
        Column(
            "size", t("Size"), lambda row: _size(row.size), 110, numeric=True,
            order=lambda row: row.size,
        ),
        Column("name", t("File"), lambda row: row.name, 420),
    ]  # fmt: skip


def _size(size: int) -> str:
    if size < _MEGABYTE:
        return t("{size} kB", size=number(max(1, round(size / 1000))))
    return t("{size} MB", size=number(round(size / _MEGABYTE, 1)))
