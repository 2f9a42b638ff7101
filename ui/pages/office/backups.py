"""Backups: made, listed, restored into a new folder; and the check for damage."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from db.queries.audit_log.last_drill import last_drill
from db.rules.findings import Finding, Refused, Severity
from db.rules.permissions import Action
from db.texts import explain, sentence, t, tn
from db.texts.dates import moment, number
from ui.context import Changes, Job, PageContext
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.office_acts import BackupFile, DrillResult
from ui.pages.office.backup_plan import BackupPlan
from ui.pages.office.listed import Listed
from ui.pages.office.replace import ReplaceDialog
from ui.pages.office.restore import RestoreDialog
from ui.replacement import Coming
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
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
        self._job: Job | None = None
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
        self.stop = Button(t("Stop"), self._stop)
        self.stop.hide()
        self.buttons.add(self.stop)
        self.plan = BackupPlan(context)
        at = self.body.indexOf(self.banner)
        self.body.insertWidget(at, self.plan.says)
        self.body.insertWidget(at, self.plan)
        self.last = Text("", "secondary", wrap=True)
        self.body.insertWidget(self.body.indexOf(self.banner), self.last)
        self.findings = QVBoxLayout()
        self.body.insertLayout(self.body.indexOf(self.banner) + 1, self.findings)
        context.runner.progressed.connect(self._progressed)
        context.runner.ended.connect(self._ended)

    def part_actions(self) -> Sequence[QAction]:
        return (self._check, self._drill, self._back_up)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.background(
            self.context.acts.backups, then=self.model.set_rows, failed=self._failed
        )
        self.context.runner.read(last_drill, then=self._say_last_drill)
        if self.context.may(Action.MANAGE_STAFF):
            self.context.runner.background(
                self.context.acts.earlier_offices, then=self._show_earlier, failed=self._failed
            )
        self.plan.refresh()

    # ---- backing up and checking ----

    def back_up(self) -> None:
        """Make a backup in the office's own folder."""
        self._begin(t("Making a backup…"))
        self._job = self.context.runner.act(
            self.context.acts.back_up,
            progress=True,
            then=self._backed_up,
            failed=self._failed,
            label=t("Making a backup"),
        )
        self._offer_stop()

    def check(self) -> None:
        """Look for damage and tampering."""
        self._begin(t("Looking at the database, the audit log, the attached files, the members…"))
        self._job = self.context.runner.act(
            self.context.acts.check,
            progress=True,
            then=self._checked,
            failed=self._failed,
            label=t("Checking the office"),
        )
        self._offer_stop()

    def drill(self) -> None:
        """Restore the newest backup into a scratch folder, open it, and compare."""
        self._begin(t("Restoring the newest backup into a scratch folder, and comparing it…"))
        self._job = self.context.runner.act(
            self.context.acts.drill,
            progress=True,
            then=self._drilled,
            failed=self._failed,
            label=t("Fire drill"),
        )
        self._offer_stop()

    def _drilled(self, done: DrillResult) -> None:
        when = moment(done.made_at.astimezone(self.context.office.zone))
        seconds = number(round(done.seconds, 1))
        if done.findings:
            found = len(done.findings)
            words = tn("The drill found {n} thing.", "The drill found {n} things.", found)
            self.banner.say(words, Tone.DANGER)
        else:
            words = t(
                "The backup of {moment} was restored, opened and compared in {seconds} s: it is "
                "sound.",
                moment=when,
                seconds=seconds,
            )
            self.banner.say(words, Tone.OK)
        for finding in done.findings:
            self.findings.addWidget(Banner(sentence(finding), Tone.WARNING))

    def _say_last_drill(self, last: tuple[datetime, int] | None) -> None:
        if last is None:
            words = t("No fire drill yet: it shows whether a backup can be restored.")
        else:
            when = moment(last[0].astimezone(self.context.office.zone))
            if last[1]:
                words = t("Last fire drill {moment}: something was found.", moment=when)
            else:
                words = t("Last fire drill {moment}: everything was sound.", moment=when)
        self.last.setText(words)

    def _begin(self, words: str) -> None:
        self._clear_findings()
        self._drill.setEnabled(False)
        self.banner.say(words, Tone.INFORMATION)
        self._back_up.setEnabled(False)
        self._check.setEnabled(False)

    def _offer_stop(self) -> None:
        """A job that is done already, as the inline runner's are, needs no Stop."""
        if self._job is not None and not self._job.done:
            self.stop.show()
        else:
            self._ended(self._job)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.banner.say(t("Stopping…"), Tone.INFORMATION)

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job and total:
            words = t("{done} of {total} done", done=number(done), total=number(total))
            self.banner.say(words, Tone.INFORMATION)

    def _ended(self, job: Job | None) -> None:
        if job is not self._job:
            return
        self._job = None
        self.stop.hide()
        self._back_up.setEnabled(True)
        self._check.setEnabled(True)
        self._drill.setEnabled(True)
        if self.banner.text() == t("Stopping…"):
            self.banner.say(t("Stopped; nothing was left behind."), Tone.INFORMATION)

    def _backed_up(self, made: BackupFile) -> None:
        words = t("Backed up and verified: {name}, {size}", name=made.name, size=_size(made.size))
        self.banner.say(words, Tone.OK)
        for finding in made.lacks:
            self.findings.addWidget(Banner(sentence(finding), Tone.WARNING))

    def _checked(self, findings: Sequence[Finding]) -> None:
        wrong = [finding for finding in findings if finding.severity is not Severity.INFORMATION]
        if wrong:
            counted = tn("The check found {n} thing.", "The check found {n} things.", len(wrong))
            self.banner.say(counted, Tone.DANGER)
        else:
            words = t("Everything is sound: database, audit log, attached files, members.")
            self.banner.say(words, Tone.OK)
        for finding in findings:
            tone = Tone.WARNING if finding in wrong else Tone.INFORMATION
            self.findings.addWidget(Banner(sentence(finding), tone))

    def _failed(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)

    def _clear_findings(self) -> None:
        while self.findings.count():
            taken = self.findings.takeAt(0)
            old: QWidget | None = taken.widget() if taken is not None else None
            if old is not None:
                old.deleteLater()

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
            failed=self._failed,
        )

    def replace(self) -> None:
        """Let the backup that is chosen take the office's place."""
        row = self.current()
        if row is not None:
            self.context.runner.background(
                self.context.acts.examine_backup,
                row.path,
                then=lambda shape: self._replace_by([Coming(shape.path, shape.made_at)]),
                failed=self._failed,
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
