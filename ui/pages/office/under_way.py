"""What is done with the whole office and takes long: one act at a time, stopped if wanted, and
what was found stands below the part's banner."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.findings import Finding, Refused, Severity
from db.texts import explain, sentence, t, tn
from db.texts.dates import moment, number
from ui.keeping_acts import DrillResult
from ui.pages.office.part import Part
from ui.runner import Job
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button


class UnderWay:
    """Of one part, whose `actions` rest meanwhile."""

    def __init__(self, part: Part, actions: Callable[[], Sequence[QAction]]) -> None:
        self._part, self._actions, self._banner = part, actions, part.banner
        self._job: Job | None = None
        self.stop = Button(t("Stop"), self._stop)
        self.stop.hide()
        self.findings = QVBoxLayout()
        part.body.insertLayout(part.body.indexOf(part.banner) + 1, self.findings)
        part.context.runner.progressed.connect(self._progressed)
        part.context.runner.ended.connect(self._ended)

    def begin(
        self,
        words: str,
        act: Callable[..., Any],
        *args: object,
        then: Callable[[Any], object],
        label: str,
    ) -> None:
        """Say that it is being done, and do it."""
        self._clear()
        self._banner.say(words, Tone.INFORMATION)
        self._rest(True)
        self._job = self._part.context.runner.act(
            act, *args, progress=True, then=then, failed=self.failed, label=label
        )
        if not self._job.done:
            self.stop.show()
        else:  # as the inline runner's are
            self._ended(self._job)

    def check(self) -> None:
        """Look for damage and tampering."""
        self.begin(
            t("Looking at the database, the audit log, the attached files, the members…"),
            self._part.context.acts.check,
            then=self._checked,
            label=t("Checking the office"),
        )

    def drill(self, file: str = "") -> None:
        """Restore a backup (the newest without `file`) into a scratch folder, and compare."""
        words = t("Restoring the newest backup into a scratch folder, and comparing it…")
        if file:
            words = t("Restoring the backup into a scratch folder, and comparing it…")
        acts = self._part.context.acts
        self.begin(words, acts.drill, file, then=self._drilled, label=t("Fire drill"))

    def say(self, findings: Sequence[Finding], tone: Tone = Tone.WARNING) -> None:
        """Let findings stand below the banner."""
        for finding in findings:
            self.findings.addWidget(Banner(sentence(finding), tone))

    def failed(self, error: Exception) -> None:
        """Say why it did not work."""
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self._banner.say(words, Tone.DANGER)

    def _checked(self, findings: Sequence[Finding]) -> None:
        wrong = [finding for finding in findings if finding.severity is not Severity.INFORMATION]
        if wrong:
            counted = tn("The check found {n} thing.", "The check found {n} things.", len(wrong))
            self._banner.say(counted, Tone.DANGER)
        else:
            words = t("Everything is sound: database, audit log, attached files, members.")
            self._banner.say(words, Tone.OK)
        for finding in findings:
            self.say([finding], Tone.WARNING if finding in wrong else Tone.INFORMATION)

    def _drilled(self, done: DrillResult) -> None:
        when = moment(done.made_at.astimezone(self._part.context.office.zone))
        if done.findings:
            found = len(done.findings)
            words = tn("The drill found {n} thing.", "The drill found {n} things.", found)
            self._banner.say(words, Tone.DANGER)
        else:
            words = t(
                "The backup of {moment} was restored, opened and compared in {seconds} s: it is "
                "sound.",
                moment=when,
                seconds=number(round(done.seconds, 1)),
            )
            self._banner.say(words, Tone.OK)
        self.say(done.findings)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._banner.say(t("Stopping…"), Tone.INFORMATION)

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job and total:
            words = t("{done} of {total} done", done=number(done), total=number(total))
            self._banner.say(words, Tone.INFORMATION)

    def _ended(self, job: Job | None) -> None:
        if job is not self._job:
            return
        self._job = None
        self.stop.hide()
        self._rest(False)
        if self._banner.text() == t("Stopping…"):
            self._banner.say(t("Stopped; nothing was left behind."), Tone.INFORMATION)

    def _rest(self, resting: bool) -> None:
        for entry in self._actions():
            entry.setEnabled(not resting)

    def _clear(self) -> None:
        while self.findings.count():
            taken = self.findings.takeAt(0)
            old: QWidget | None = taken.widget() if taken is not None else None
            if old is not None:
                old.deleteLater()


def last_drill_words(last: tuple[datetime, int] | None, zone: tzinfo) -> str:
    """When a backup was tried last, and what came of it."""
    if last is None:
        return t("No fire drill yet: it shows whether a backup can be restored.")
    when = moment(last[0].astimezone(zone))
    if last[1]:
        return t("Last fire drill {moment}: something was found.", moment=when)
    return t("Last fire drill {moment}: everything was sound.", moment=when)
