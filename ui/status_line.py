"""The line at the bottom: where the office lives, how safe it is, who is signed in."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from db.rules.permissions import CurrentUser
from db.texts import label, t, tn
from db.texts.dates import moment, time_short
from ui.context import OfficeInfo
from ui.office_state import OfficeWatch
from ui.runner import Job, JobRunner
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.text import Elided, Text
from ui.widgets.toast import Toast

_PATIENCE = 1000  # ms before a job is shown
_LONG_AGO = 7  # days after which it matters how many there are


class StatusLine(QFrame):
    """Says "Harbor House · on this computer · backed up 14:05 · Ana Ruiz, caseworker"."""

    lock = Signal()
    sign_out = Signal()

    def __init__(
        self,
        runner: JobRunner,
        user: CurrentUser,
        office: OfficeInfo,
        now: Callable[[], datetime],
        watch: OfficeWatch | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now, self._office = now, office
        self._watch = watch or OfficeWatch()
        self.setProperty("shape", "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(12)
        self.place = Elided("", "secondary")
        self.work = _Work(runner)
        self.toast = Toast()
        who = t("{name}, {role}", name=user.display_name, role=label(user.role).lower())
        self.who = Text(who, "secondary")
        self.lock_button = Button(t("Lock"), self.lock.emit, kind="quiet", icon="lock")
        self.lock_button.setToolTip(t("Lock (Ctrl+L)"))
        self.sign_out_button = Button(t("Sign out"), self.sign_out.emit, kind="quiet")
        row.addWidget(self.place, 1)
        row.addWidget(self.work)
        row.addWidget(self.toast)
        row.addWidget(self.who)
        row.addWidget(self.lock_button)
        row.addWidget(self.sign_out_button)
        self._watch.changed.connect(lambda: self.show_office(self._office))
        self.show_office(office)
        self._measure()
        follow(self, self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(look().comfortable_row + 6)

    def show_office(self, office: OfficeInfo) -> None:
        """Say where the office is, how it stands, and when it was last backed up."""
        self._office = office
        if office.on_server:
            backup = ""
        elif office.last_backup is None:
            backup = t("never backed up")
        else:
            when = office.last_backup.astimezone(office.zone)
            days = (self._now().date() - when.date()).days
            if days >= _LONG_AGO:
                backup = tn("last backed up {n} day ago", "last backed up {n} days ago", days)
            else:
                backup = t("backed up {moment}", moment=moment(when) if days else time_short(when))
        words = (office.name, office.place, *self._standing(), backup)
        self.place.setText(" · ".join(word for word in words if word))

    def _standing(self) -> tuple[str, ...]:
        """What is not as usual, and how many people are here."""
        state, words = self._watch.state, []
        if not state.reachable:
            words.append(t("cannot be reached"))
        elif state.why_readonly is not None:
            words.append(t("read-only"))
        people = len({person.user_id for person in state.people})
        if people > 1 and state.reachable:
            words.append(tn("{n} person here", "{n} people here", people))
        return tuple(words)


class _Work(QWidget):
    """What takes longer than a second, how far it is, and Cancel."""

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = Text("", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(96)
        self.bar.setAccessibleName(t("Progress"))
        self.cancel = Button(t("Cancel work"), self._cancel, kind="link")
        for widget in (self.words, self.bar, self.cancel):
            row.addWidget(widget)
        self._jobs: list[Job] = []
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self._show)
        runner.started.connect(self._started)
        runner.ended.connect(self._ended)
        runner.progressed.connect(self._progressed)
        self.hide()

    def _started(self, job: Job) -> None:
        self._jobs.append(job)
        if not self._timer.isActive() and self.isHidden():
            self._timer.start()

    def _ended(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if not self._jobs:
            self._timer.stop()
            self.hide()
        elif not self.isHidden():
            self._show()

    def _show(self) -> None:
        if self._jobs:
            self.words.setText(self._jobs[0].label or t("Working…"))
            self.bar.setRange(0, 0)
            self.show()

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if self._jobs and job is self._jobs[0]:
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)

    def _cancel(self) -> None:
        for job in self._jobs:
            job.cancel()
        self.words.setText(t("Stopping…"))
