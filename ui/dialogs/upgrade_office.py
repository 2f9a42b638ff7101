"""Before an office of an older version is opened: what will happen, who is still in, doing it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.dialogs.shell import Dialog
from ui.door import Door, SignIn, UpgradeAhead
from ui.runner import JobRunner
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class UpgradeOffice(Dialog):
    """Backs an office up and upgrades it, for an administrator. `upgraded` comes at the end, when
    they open it."""

    upgraded = Signal()

    def __init__(
        self,
        door: Door,
        runner: JobRunner,
        form: SignIn,
        ahead: UpgradeAhead,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Upgrade this office"), parent, width=look().px(520))
        self._door, self._runner, self._form = door, runner, form
        self.body.addWidget(Text(t("Upgrade this office"), "section"))
        self.words = Text(
            t(
                "“{office}” was last used with an older version of Caseroom. Before it can be "
                "opened, its records are brought to this version.",
                office=ahead.office,
            ),
            wrap=True,
        )
        self.body.addWidget(self.words)
        self.how = Text(
            t(
                "A verified backup is made first. Then everything is changed in one step and "
                "checked; if anything is wrong, the office stays as it is."
            ),
            wrap=True,
        )
        self.body.addWidget(self.how)
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.look_again = Button(t("Look again"), self._look)
        self.body.addWidget(self.look_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        self.cancel = self.cancel_verb()
        self.button = self.verb(t("Back up and upgrade"), self._upgrade, "primary")
        self._show(ahead)

    def _show(self, ahead: UpgradeAhead | None) -> None:
        if ahead is None:  # somebody else was faster
            self._open()
            return
        self._set_busy(False)
        self.look_again.setVisible(bool(ahead.people))
        self.button.setEnabled(not ahead.people)
        if ahead.people:
            self.banner.say(
                t(
                    "Still in: {people}. Ask them to sign out, then look again.",
                    people=", ".join(ahead.people),
                ),
                Tone.WARNING,
            )
            self.look_again.setFocus()
        else:
            self.banner.say(t("Nobody else has the office open."), Tone.INFORMATION)
            self.button.setFocus()

    def _look(self) -> None:
        self._set_busy(True)
        self.banner.say(t("Looking …"), Tone.INFORMATION)
        self._runner.background(
            self._door.upgrade_ahead, self._form, then=self._show, failed=self._failed
        )

    def _upgrade(self) -> None:
        self._set_busy(True)
        self.banner.say(t("Backing up and upgrading …"), Tone.INFORMATION)
        self._runner.background(
            self._door.upgrade, self._form, then=self._done, failed=self._failed
        )

    def _done(self, backup: str) -> None:
        self.look_again.hide()
        self.cancel.hide()
        self.banner.say(
            t(
                "The office is of this version now. The backup made before is “{backup}”.",
                backup=backup,
            ),
            Tone.INFORMATION,
        )
        self.button.setText(t("Open the office"))
        self.button.clicked.disconnect()
        self.button.clicked.connect(self._open)
        self.button.setEnabled(True)
        self.button.setFocus()

    def _open(self) -> None:
        self.accept()
        self.upgraded.emit()

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.look_again.show()
        words = (
            explain(error)
            if isinstance(error, Refused)
            else t("That did not work. The details are in the log.")
        )
        self.banner.say(words, Tone.DANGER)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.button, self.look_again, self.cancel):
            button.setEnabled(not busy)

    def reject(self) -> None:
        """Not while it is being upgraded: it would go on, unseen."""
        if self.cancel.isEnabled():
            super().reject()
