"""A newer version of the program: what is new in it, fetching it, and the word to install it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from db.texts.dates import date_long
from ui.dialogs.shell import Dialog
from ui.runner import Job, JobRunner
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.updates import Fetched, Update, Updates, Way
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.text import Text

_PARTS = 1000  # of the bar, whose numbers are too small for bytes


class UpdateDialog(Dialog):
    """Emits `ready` with what was fetched once the person said "install", or `put_off`.

    `later` is offered where the program would tell of it again by itself.
    """

    ready = Signal(object)
    put_off = Signal()

    def __init__(
        self,
        updates: Updates,
        runner: JobRunner,
        update: Update,
        parent: QWidget | None = None,
        *,
        later: bool = True,
    ) -> None:
        title = t("Caseroom {version}", version=update.version)
        super().__init__(title, parent, width=look().px(540))
        self._updates, self._runner, self._update = updates, runner, update
        self._job: Job | None = None
        self.body.addWidget(Text(title, "title"))
        words = t(
            "Of {day}. On this computer is version {version}.",
            day=date_long(update.day),
            version=updates.version,
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self.body.addWidget(Text(t("What is new"), "section"))
        self.news = _news(update.news)
        self.body.addWidget(self.news, 1)
        self.how = Text(_what_happens(update), wrap=True, selectable=True)
        self.body.addWidget(self.how)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _PARTS)
        self.bar.setAccessibleName(t("Progress"))
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.copy_button = Button(t("Copy the command"), self._copy, icon="copy")
        self.copy_button.hide()
        self.body.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._command = ""
        self.stop = self.verb(t("Stop"), self._stop)
        self.stop.hide()
        self.later = self.verb(
            t("Later") if later else t("Close"), self._later if later else self.reject
        )
        self._add_main()
        runner.progressed.connect(self._progressed)

    def _add_main(self) -> None:
        way = self._update.way
        if way is Way.BY_HAND:
            self.main = self.verb(t("Close"), self.reject, "primary")
            self.later.setVisible(self.later.text().replace("&", "") != self.main.text())
        else:
            words = t("Install now") if way is Way.HERE else t("Fetch it")
            self.main = self.verb(words, self._fetch, "primary")
        self.main.setFocus()

    def _fetch(self) -> None:
        self._set_busy(True)
        self.bar.setValue(0)
        self.banner.say(t("Fetching it, and checking that it is genuine …"), Tone.INFORMATION)
        self._job = self._runner.background(
            self._updates.fetch,
            self._update,
            progress=True,
            then=self._fetched,
            failed=self._failed,
        )

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.bar.setValue(_PARTS * done // max(1, total))

    def _fetched(self, fetched: Fetched) -> None:
        self._set_busy(False)
        if not fetched.command:
            self.banner.say("")
            self.accept()
            self.ready.emit(fetched)
            return
        self._command = fetched.command
        words = t("It is genuine. Close Caseroom, then type: {command}", command=fetched.command)
        self.banner.say(words, Tone.INFORMATION)
        self.copy_button.show()
        self.copy_button.setFocus()
        self.main.hide()

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        known = isinstance(error, Refused)
        words = explain(error) if known else t("That did not work. The details are in the log.")  # type: ignore[arg-type]
        self.banner.say(words, Tone.DANGER)
        self.main.setFocus()

    def _stop(self) -> None:
        """What was fetched stays, for the next time."""
        if self._job is not None:
            self._job.cancel()
        self._set_busy(False)
        self.banner.say(t("Stopped. The next time it goes on where it was."), Tone.INFORMATION)
        self.main.setFocus()

    def _later(self) -> None:
        self._updates.put_off(self._update)
        self.put_off.emit()
        self.reject()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command)

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self._job = None
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        for button in (self.main, self.later):
            button.setEnabled(not busy)
        if busy:
            self.stop.setFocus()

    def reject(self) -> None:
        """Whoever closes it while it is fetched wants it no longer."""
        if self._job is not None:
            self._job.cancel()
        super().reject()


def _news(words: str) -> QPlainTextEdit:
    """Plain text, whatever it looks like, that can be read and copied by the keyboard."""
    view = QPlainTextEdit()
    view.setAccessibleName(t("What is new"))
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setMinimumHeight(look().px(160))
    view.setPlainText(words.strip() or t("Nothing is said about it."))
    return view


def _what_happens(update: Update) -> str:
    if update.way is not Way.HERE:
        return update.how
    words = t(
        "Caseroom makes today’s backup where it is due, closes, and starts again with the new "
        "version. What you are typing is kept."
    )
    if not update.changes_office:
        return words
    more = t(
        "The new version brings the office’s records to its own form when an administrator signs "
        "in, with everybody out."
    )
    return f"{words} {more}"
