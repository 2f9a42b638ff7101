"""The wizard's frame: one step in front, the way back, and what a step is waiting for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.dialogs.shell import Dialog
from ui.first_run.step import Step
from ui.runner import Job, JobRunner
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.access_keys import assign
from ui.widgets.banner import Banner
from ui.widgets.form import Form


class Frame(Dialog):
    """A wizard of these steps; whoever makes one says in `go_on` where each leads."""

    def __init__(self, title: str, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=look().px(560))
        self.runner = runner
        self.trail: list[Step] = []
        self.banner = Banner()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(t("Progress"))
        self.progress.hide()
        self.steps = QStackedWidget()
        self.body.addWidget(self.banner)
        self.body.addWidget(self.steps, 1)
        self.body.addWidget(self.progress)
        self.cancel = self.cancel_verb()
        self.back = self.verb(t("Back"), self.go_back)
        self.next = self.verb(t("Next"), self.go_on, "primary")
        runner.progressed.connect(self._progressed)
        self._job: Job | None = None
        self._stop: Callable[[], object] | None = None
        self.resize(look().px(560), look().px(580))

    def go_on(self) -> None:
        """Take this step, if nothing is wrong with it."""

    def go_back(self) -> None:
        """Return to the step before."""
        if len(self.trail) > 1:
            self.trail.pop()
            self.show_step(self.trail.pop())

    def reject(self) -> None:
        """Esc and Cancel give up what is waited for, and leave where nothing is."""
        if self.is_waiting and self._stop is not None:
            self._stop()
            return
        if self._job is not None and not self._job.done:
            self._job.cancel()
        super().reject()

    def show_step(self, step: Step) -> None:
        """Bring a step to the front."""
        self.trail.append(step)
        self.banner.say("")
        self.steps.setCurrentWidget(step)
        step.shown(self.buttons)
        self.buttons()
        form = getattr(step, "form", None)
        if isinstance(form, Form):
            next(iter(form.fields())).control.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isVisible():
            assign(self)

    def buttons(self) -> None:
        """Let the buttons suit the step in front."""
        step = self.trail[-1]
        self.next.setText(step.verb)
        self.back.setVisible(len(self.trail) > 1 and step.can_go_back())
        self.next.setEnabled(step.may_go_on())
        self.cancel.setVisible(step.can_cancel())

    @property
    def is_waiting(self) -> bool:
        """Whether something is under way."""
        return self._job is not None and not self._job.done

    def wait_for(
        self,
        function: Callable[..., Any],
        *given: object,
        then: Callable[[Any], object],
        stop: Callable[[], object] | None = None,
        progress: bool = False,
    ) -> None:
        """Call a function elsewhere, then go on. Cancel calls `stop` instead, if there is one."""

        def come_back(answer: Any) -> None:
            self._end()
            then(answer)

        ask = self.runner.background
        begin = partial(ask, progress=True) if progress else ask
        self._stop = stop
        self._job = begin(function, *given, then=come_back, failed=self._refused)
        if self._job.done:
            return
        for button in (self.next, self.back):
            button.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()

    def give_up(self) -> None:
        """Wait no longer for an answer that changes nothing; the step stays as it is."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._end()

    def _end(self) -> None:
        self._stop = None
        self.banner.say("")
        self.back.setEnabled(True)
        self.cancel.setEnabled(True)
        self.progress.hide()
        self.buttons()

    def _refused(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Refused):
            self.banner.say(t("That did not work. The details are in the log."), Tone.DANGER)
            return
        form = getattr(self.trail[-1], "form", None)
        if isinstance(form, Form):
            form.show_refusal(error)
        else:
            self.banner.say(explain(error), Tone.DANGER)

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.progress.setRange(0, max(1, total))
            self.progress.setValue(done)
