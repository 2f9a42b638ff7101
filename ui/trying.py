"""Trying to sign in, and what may come between the password and the office."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.rules.findings import Refused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.door import Door, SignedIn, SignIn, UpgradeAhead
    from ui.runner import JobRunner
    from ui.sign_in_card import SignInCard
    from ui.waiting import Waiting


class Trying(QObject):
    """An older office is upgraded, if an administrator says so; a first password is changed.

    Signals: `entered` (a `SignedIn`), `refused` (an exception), `too_old` (the place of an office
    that wants a newer program, after `refused`), `busy` (whether an answer is waited for).
    """

    entered = Signal(object)
    refused = Signal(object)
    too_old = Signal(str)
    busy = Signal(bool)

    def __init__(
        self, door: Door, runner: JobRunner, waiting: Waiting, card: SignInCard, window: QWidget
    ) -> None:
        super().__init__(window)
        self._door, self._runner, self._waiting = door, runner, waiting
        self._card, self._window = card, window

    def begin(self, form: SignIn) -> None:
        """Try to open the office; whoever gives up meanwhile leaves it again once it is open."""
        self.busy.emit(True)
        self._waiting.begin(
            self._door.sign_in,
            form,
            lambda opened: self._opened(form, opened),
            lambda error: self._not_opened(form, error),
            late=self._leave,
        )

    def _not_opened(self, form: SignIn, error: Exception) -> None:
        """An office of an older version: an administrator is asked whether to upgrade it."""
        if isinstance(error, Refused) and error.has("storage.older"):
            self._waiting.begin(
                self._door.upgrade_ahead,
                form,
                lambda ahead: self._offer_upgrade(form, ahead),
                self.refused.emit,
            )
            return
        self.refused.emit(error)
        if isinstance(error, Refused) and error.has("storage.newer"):
            self.too_old.emit(form.place)

    def _offer_upgrade(self, form: SignIn, ahead: UpgradeAhead | None) -> None:
        if ahead is None:  # somebody else was faster
            self.begin(form)
            return
        from ui.dialogs.upgrade_office import UpgradeOffice

        self.busy.emit(False)
        dialog = UpgradeOffice(self._door, self._runner, form, ahead, self._window)
        dialog.upgraded.connect(lambda: self.begin(form))
        dialog.open()

    def _opened(self, form: SignIn, opened: SignedIn) -> None:
        self.busy.emit(False)
        if not opened.must_change_password:
            self.entered.emit(opened)
            return
        from ui.dialogs.change_password import ChangePassword

        user_name = self._card.user.value()
        dialog = ChangePassword(
            self._door, self._runner, opened, form.password or "", user_name, self._window
        )
        dialog.changed.connect(lambda: self.entered.emit(opened))
        dialog.rejected.connect(lambda: self._leave(opened))
        dialog.open()

    def _leave(self, opened: SignedIn) -> None:
        self._runner.background(self._door.leave, opened)
