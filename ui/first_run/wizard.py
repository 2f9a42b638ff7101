"""The first-run wizard: a few short steps, each asking for one thing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.context import Job, JobRunner
from ui.dialogs.shell import Dialog
from ui.door import Door, KnownOffice, NewOfficeForm, SampleUser
from ui.first_run.office_step import OfficeStep
from ui.first_run.people_steps import AdministratorStep, RecoveryStep
from ui.first_run.sample_steps import OpenStep, SampleStep, SampleUsersStep
from ui.first_run.start_step import StartStep
from ui.first_run.step import Step
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.access_keys import assign
from ui.widgets.banner import Banner
from ui.widgets.form import Form


class FirstRun(Dialog):
    """`made` carries the place of an office and a user name, for the sign-in window."""

    made = Signal(str, str)

    def __init__(self, door: Door, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(t("Set up Caseroom"), parent, width=look().px(560))
        self._door, self._runner = door, runner
        self._result = ("", "")
        self.start, self.office = StartStep(), OfficeStep()
        self.administrator = AdministratorStep(door.password_findings)
        self.recovery = RecoveryStep()
        self.existing, self.sample, self.sample_users = OpenStep(), SampleStep(), SampleUsersStep()
        self._trail: list[Step] = []
        self.banner = Banner()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(t("Progress"))
        self.progress.hide()
        self.steps = QStackedWidget()
        for step in (
            self.start,
            self.office,
            self.administrator,
            self.recovery,
            self.existing,
            self.sample,
            self.sample_users,
        ):
            self.steps.addWidget(step)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.steps, 1)
        self.body.addWidget(self.progress)
        self.cancel = self.cancel_verb()
        self.back = self.verb(t("Back"), self.go_back)
        self.next = self.verb(t("Next"), self.go_on, "primary")
        runner.progressed.connect(self._progressed)
        self._job: Job | None = None
        self._show(self.start)
        self.resize(look().px(560), look().px(580))

    def go_on(self) -> None:
        """Take this step, if nothing is wrong with it."""
        step = self._trail[-1]
        self.banner.say("")
        if not step.validate():
            return
        if step is self.start:
            ways: dict[str, Step] = {
                "new": self.office,
                "open": self.existing,
                "sample": self.sample,
            }
            self._show(ways[self.start.way()])
        elif step is self.office:
            self._show(self.administrator)
        elif step is self.administrator:
            self._create()
        elif step is self.existing:
            self._start(
                self._runner.background(
                    self._door.examine,
                    self.existing.folder.value(),
                    then=self._examined,
                    failed=self._refused,
                )
            )
        elif step is self.sample:
            self._make_sample()
        else:
            self.accept()
            self.made.emit(*self._result)

    def go_back(self) -> None:
        """Return to the step before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._show(self._trail.pop())

    def reject(self) -> None:
        """Esc and Cancel leave, but not past a recovery code that nobody has put away."""
        if self._trail[-1] is self.recovery and not self.recovery.put_away.value():
            self.banner.say(
                t("Put the recovery code away first: it is not shown again."), Tone.WARNING
            )
            return
        if self._trail[-1] is self.recovery:
            self.go_on()
            return
        if self._job is not None and not self._job.done:
            self._job.cancel()
        super().reject()

    def _show(self, step: Step) -> None:
        self._trail.append(step)
        self.steps.setCurrentWidget(step)
        step.shown(self._buttons)
        self._buttons()
        form = getattr(step, "form", None)
        if isinstance(form, Form):
            next(iter(form.fields())).control.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isVisible():
            assign(self)

    def _buttons(self) -> None:
        step = self._trail[-1]
        self.next.setText(step.verb)
        self.back.setVisible(len(self._trail) > 1 and step.can_go_back())
        self.next.setEnabled(step is not self.recovery or self.recovery.put_away.value())
        self.cancel.setVisible(step not in (self.recovery, self.sample_users))

    def _create(self) -> None:
        form = NewOfficeForm(
            folder=self.office.folder.value(),
            name=self.office.name.value(),
            time_zone=self.office.zone.value(),
            display_name=self.administrator.display_name.value(),
            user_name=self.administrator.user_name.value(),
            password=self.administrator.passwords.value(),
            recovery_opens_sealed=self.office.recovery.value(),
        )
        self._result = (form.folder, form.user_name)
        self._start(
            self._runner.background(
                self._door.create, form, then=self._created, failed=self._refused
            )
        )

    def _created(self, code: str) -> None:
        self._stop()
        self.administrator.passwords.clear()
        self.recovery.show_code(self.office.name.value(), code)
        self._show(self.recovery)

    def _make_sample(self) -> None:
        folder = self.sample.folder.value()
        self._result = (folder, "")
        self._start(
            self._runner.background(
                self._door.make_sample,
                folder,
                progress=True,
                then=self._sampled,
                failed=self._refused,
            )
        )

    def _sampled(self, users: Sequence[SampleUser]) -> None:
        self._stop()
        self._result = (self._result[0], users[0].user_name if users else "")
        self.sample_users.show_users(users)
        self._show(self.sample_users)

    def _examined(self, office: KnownOffice) -> None:
        self._stop()
        self._result = (office.place, office.user_name)
        self.accept()
        self.made.emit(*self._result)

    def _refused(self, error: Exception) -> None:
        self._stop()
        if not isinstance(error, Refused):
            self.banner.say(t("That did not work. The details are in the log."), Tone.DANGER)
            return
        form = getattr(self._trail[-1], "form", None)
        if isinstance(form, Form):
            form.show_refusal(error)
        else:
            self.banner.say(explain(error), Tone.DANGER)

    def _start(self, job: Job) -> None:
        self._job = job
        if job.done:
            return
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()

    def _stop(self) -> None:
        self.back.setEnabled(True)
        self.progress.hide()
        self._buttons()

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.progress.setRange(0, max(1, total))
            self.progress.setValue(done)
