"""The key that this computer may keep for somebody: whoever signs in then needs no password."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.texts import t
from ui.widgets.access_keys import assign

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.door import Door
    from ui.runner import JobRunner
    from ui.sign_in_card import SignInCard


class KeptKey(QObject):
    """Sees to the card's button that opens without a password, and to its tick for staying so.

    `wanted` carries the user's name when that button is pressed.
    """

    wanted = Signal(str)

    def __init__(self, door: Door, runner: JobRunner, card: SignInCard, window: QWidget) -> None:
        super().__init__(window)
        self._door, self._runner, self._card, self._window = door, runner, card, window
        self._user_name = ""
        card.user.textChanged.connect(self._show_stay)
        card.quick.clicked.connect(lambda: self.wanted.emit(self._user_name))

    def ask_for_keyring(self) -> None:
        """Whether anything can be kept here at all."""
        self._runner.background(self._door.can_stay_unlocked, then=self._keyring)

    def look(self) -> None:
        """Whether there is a key for the office that is chosen."""
        place = self._card.office.value()
        if place is not None:
            self._runner.background(
                self._door.unlocked_user,
                place,
                then=self._found,
                failed=lambda _: self._found(""),
                replace_key="unlocked_user",
            )

    def _keyring(self, works: bool) -> None:
        self._card.say_stay(works)

    def _found(self, user_name: str) -> None:
        self._user_name = user_name
        quick = self._card.quick
        quick.setText(t("Open as {user}", user=user_name).replace("&", "&&"))
        quick.setVisible(bool(user_name))
        self._show_stay()
        if user_name:
            assign(self._window)

    def _show_stay(self) -> None:
        """Tick "stay unlocked" for whom this computer keeps a key: without it, the key goes."""
        if self._user_name:
            typed = self._card.user.value().strip().lower()
            self._card.stay.setChecked(typed == self._user_name)
