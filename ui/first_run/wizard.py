"""The first-run wizard: a few short steps, each asking for one thing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.door import Door, KnownOffice, NewOfficeForm, SampleUser
from ui.first_run.frame import Frame
from ui.first_run.office_step import OfficeStep
from ui.first_run.open_step import OpenStep
from ui.first_run.people_steps import AdministratorStep, RecoveryStep
from ui.first_run.sample_steps import SampleStep, SampleUsersStep
from ui.first_run.server_step import ServerStep
from ui.first_run.start_step import StartStep
from ui.first_run.step import Step
from ui.runner import JobRunner
from ui.theme.tokens import Tone


class FirstRun(Frame):
    """`made` carries the place of an office and a user name, for the sign-in window."""

    made = Signal(str, str)

    def __init__(self, door: Door, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(t("Set up Caseroom"), runner, parent)
        self._door = door
        self._result = ("", "")
        self._stop_making = False
        self.start, self.office, self.server = StartStep(), OfficeStep(), ServerStep(door)
        self.administrator = AdministratorStep(door.password_findings)
        self.recovery = RecoveryStep()
        self.existing = OpenStep(door)
        self.sample, self.sample_users = SampleStep(), SampleUsersStep()
        self._ways = {
            self.start: lambda: self.begin(self.start.way()),
            self.office: self._office_named,
            self.server: self._see_ground,
            self.administrator: self._create,
            self.existing: self._examine,
            self.sample: self._make_sample,
        }
        for step in (*self._ways, self.recovery, self.sample_users):
            self.steps.addWidget(step)
        self.show_step(self.start)

    def begin(self, way: str) -> None:
        """Go to the first step of a way, as if it had been chosen: "new", "open" or "sample"."""
        self.start.choose(way)
        ways: dict[str, Step] = {"new": self.office, "open": self.existing, "sample": self.sample}
        self.show_step(ways[way])

    def go_on(self) -> None:
        """Take this step, if nothing is wrong with it."""
        step = self.trail[-1]
        self.banner.say("")
        if not step.validate():
            return
        if step in self._ways:
            self._ways[step]()
            return
        self.accept()
        self.made.emit(*self._result)

    def must_be_read(self) -> bool:
        if self.trail[-1] is self.administrator:
            return self.is_waiting  # the office is made, and its recovery code is on the way
        return self._shows_code()

    def _shows_code(self) -> bool:
        return self.trail[-1] is self.recovery and not self.recovery.put_away.value()

    def reject(self) -> None:
        """Esc and Cancel leave, but not past a recovery code that nobody has put away."""
        if self._shows_code():
            self.banner.say(
                t("Put the recovery code away first: it is not shown again."), Tone.WARNING
            )
            return
        if self.trail[-1] is self.recovery:
            self.go_on()
            return
        super().reject()

    # ---- a new office ----

    def _office_named(self) -> None:
        self.show_step(self.server if self.office.on_server else self.administrator)

    def _see_ground(self) -> None:
        place, owner = self.server.fields.place(), self.server.owner()
        self.wait_for(
            self._door.see_ground,
            place,
            owner,
            then=lambda _: self.show_step(self.administrator),
            stop=self.give_up,
        )

    def _create(self) -> None:
        on_server = self.office.on_server
        form = NewOfficeForm(
            folder=self.server.fields.place() if on_server else self.office.folder.value(),
            name=self.office.name.value(),
            time_zone=self.office.zone.value(),
            display_name=self.administrator.display_name.value(),
            user_name=self.administrator.user_name.value(),
            password=self.administrator.passwords.value(),
            recovery_opens_sealed=self.office.recovery.value(),
            owner=self.server.owner() if on_server else None,
        )
        self._result = (form.folder, form.user_name)
        self._stop_making = False
        self.wait_for(
            self._door.create,
            form,
            lambda: self._stop_making,
            then=self._created,
            stop=self._stop_in_time,
        )

    def _stop_in_time(self) -> None:
        """Where it is too late to stop, there is an office, and its recovery code must be seen."""
        self._stop_making = True
        self.cancel.setEnabled(False)
        self.banner.say(t("Stopping…"), Tone.INFORMATION)

    def _created(self, code: str) -> None:
        self.administrator.passwords.clear()
        self.server.password.clear()
        self.recovery.show_code(self.office.name.value(), code)
        self.show_step(self.recovery)

    # ---- a sample ----

    def _make_sample(self) -> None:
        folder = self.sample.folder.value()
        then = partial(self._sampled, folder)
        self.wait_for(self._door.make_sample, folder, then=then, progress=True)

    def _sampled(self, folder: str, users: Sequence[SampleUser]) -> None:
        self._result = (folder, users[0].user_name if users else "")
        self.sample_users.show_users(users)
        self.show_step(self.sample_users)

    # ---- one that is there ----

    def _examine(self) -> None:
        place = self.existing.where()
        self.wait_for(self._door.examine, place, then=self._examined, stop=self.give_up)

    def _examined(self, office: KnownOffice) -> None:
        self._result = (office.place, office.user_name)
        self.accept()
        self.made.emit(*self._result)
