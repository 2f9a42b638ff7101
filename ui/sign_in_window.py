"""Signing in: paints first; everything heavy is imported in the background while one types."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.sign_in_card import MARGIN, SignInCard
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.waiting import Waiting
from ui.widgets.access_keys import assign
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from ui.countdown import Countdown
    from ui.door import Door, KnownOffice, SignedIn, SignIn
    from ui.kept_key import KeptKey
    from ui.newer_at_door import NewerAtDoor
    from ui.runner import JobRunner
    from ui.trying import Trying


class SignInWindow(QMainWindow):
    """Asks which office, who, and the password. `signed_in` carries a `SignedIn`.

    `runner` is used for `background` only: no office is open yet.
    """

    signed_in = Signal(object)
    closed = Signal()
    painted = Signal()  # once, the first time
    warmed = Signal()  # what can be imported in a thread is
    install_requested = Signal(object)

    def __init__(
        self, door: Door, runner: JobRunner, why: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._door, self._runner = door, runner
        self._why = why  # what led here, said until somebody tries to sign in
        self._offices: list[KnownOffice] = []
        self._first_run: QWidget | None = None
        self._painted = False
        self.setWindowTitle(t("Caseroom — sign in"))
        self.card = SignInCard()
        self.banner, self.office, self.user = self.card.banner, self.card.office, self.card.user
        self.password, self.stay, self.quick = self.card.password, self.card.stay, self.card.quick
        self.button = self.card.button
        self._countdown: Countdown | None = None
        self._newer: NewerAtDoor | None = None
        self._trying: Trying | None = None
        self._kept_key: KeptKey | None = None
        self._looking = self._sign_in_then = False
        self._waiting = Waiting(runner, self)
        self._build()
        self._connect()
        self.resize(look().px(560), look().px(640))

    # ---- what the program calls ----

    def show_offices(self, place: str = "") -> None:
        """Offer the offices known here, with `place` (or the newest) chosen."""
        unknown = ""
        try:
            self._offices = list(self._door.known())
        except Refused as refused:
            self._offices, unknown = [], explain(refused)
        self.office.set_options(
            [
                (o.place, t("{office} ({place})", office=o.name, place=o.where))
                for o in self._offices
            ]
        )
        places = [o.place for o in self._offices]
        self.office.set_value(place if place in places else (places[0] if places else None))
        self._office_chosen()
        if unknown:
            self.banner.say(unknown, Tone.DANGER)
        elif any(office.offered for office in self._offices):
            self.banner.say(
                t("Sign in with the user name and the password that you were given."),
                Tone.INFORMATION,
            )
        elif not self._offices and not self._looking:  # or there may be one in a moment
            self.banner.say(t("No office has been opened on this computer yet."), Tone.INFORMATION)
        elif self._why or self.banner.text():
            self.banner.say(self._why, Tone.WARNING)

    @property
    def is_idle(self) -> bool:
        """Whether it waits for somebody, and neither for an office nor behind a dialog."""
        behind = QApplication.activeModalWidget() is not None
        return self.isVisible() and self.office.isEnabled() and not behind

    def open_place(self, place: str) -> None:
        """Offer the office in a folder, after looking whether there is one.

        That may take a while: who they are, and their password, can be typed meanwhile.
        """
        self._looking, self._sign_in_then = True, False
        self.card.keep_room_for_code()
        self._set_busy(True, typing=True)
        self._waiting.begin(self._door.examine, place, self._examined, self._refused)

    def sign_in(self) -> None:
        """Try what has been typed; once it is clear for which office."""
        if self._looking:
            self._sign_in_then = True
            return
        if self.office.value() is None:
            self.banner.say(t("Open an office first, or make a new one."), Tone.INFORMATION)
            return
        missing = [field for field in self.card.fields() if not field.validate()]
        if missing:
            missing[0].control.setFocus()
            return
        self._try_with(self.user.value(), self.password.value(), stay=self.stay.value())

    def open_forgotten(self) -> None:
        """Say whom to ask, and take the recovery code."""
        from ui.dialogs.forgotten_password import ForgottenPassword

        place = self.office.value()
        if place is None:
            self.banner.say(t("Open an office first, or make a new one."), Tone.INFORMATION)
            return
        if "://" in place:
            from ui.dialogs.forgotten_on_server import forgotten_on_server

            forgotten_on_server(place, self.user.value(), self)
            return
        dialog = ForgottenPassword(self._door, self._runner, place, self.user.value(), self)
        dialog.recovered.connect(self._done)
        dialog.open()

    def open_another(self) -> None:
        """Ask for the folder or the address of an office."""
        self.open_first_run("open")

    def open_first_run(self, way: str = "") -> None:
        """Begin a new office, or a sample; with a `way` at its first step."""
        from ui.first_run.wizard import FirstRun

        wizard = FirstRun(self._door, self._runner, self)
        if way:
            wizard.begin(way)
        wizard.made.connect(self._made)
        self._first_run = wizard
        wizard.open()

    # ---- inside ----

    def _build(self) -> None:
        links = QHBoxLayout()
        self.newer = Button(t("Install the new version…"))
        self.newer.hide()
        self.open_link = Button(t("Open another office…"), self.open_another, kind="link")
        self.new_link = Button(t("New office or sample…"), self.open_first_run, kind="link")
        links.addWidget(self.open_link)
        links.addStretch()
        links.addWidget(self.new_link)
        middle = self._middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(self.card)
        middle.addLayout(links)
        middle.addWidget(self.newer)  # below all that may be clicked just now
        middle.addStretch(3)
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        across.addStretch(1)
        across.addLayout(middle)
        across.addStretch(1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        for line in (self.password, self.card.code):
            line.returnPressed.connect(self.sign_in)
        self.office.edited.connect(self._office_chosen)
        self.button.clicked.connect(self.sign_in)
        self.card.stop.clicked.connect(self._give_up)
        self.card.forgotten.clicked.connect(self.open_forgotten)

    def _after_paint(self) -> None:
        """What must not stand before the first paint."""
        self.painted.emit()
        from ui.office_drop import OfficeDrop
        from ui.standing_still import StandingStill
        from ui.theme.icons import wear

        OfficeDrop(self, lambda: self.is_idle, self.open_place)
        wear(self.open_link, "folder", "accent")
        wear(self.new_link, "add", "accent")
        wear(self.quick, "unlock")
        assign(self)
        self.office.cut_long_words()
        self.show_offices()
        StandingStill(self, self.card, self._middle)
        self._runner.background(self._door.warm, then=self._warmed)

    def _warmed(self, _: object) -> None:
        self.warmed.emit()
        self._key().ask_for_keyring()
        self._key().look()

    def _office_chosen(self) -> None:
        place = self.office.value()
        known = next((o for o in self._offices if o.place == place), None)
        self.office.setToolTip(self.office.currentText())  # there may not be room for all of it
        self.quick.hide()
        self.card.offer_code(known is not None and known.on_server)
        if known is None:
            return
        if known.user_name and not self.user.value():
            self.user.set_value(known.user_name)
        if not (self.user.hasFocus() and self.user.isModified()):  # or it is being typed
            (self.password if self.user.value() else self.user).setFocus()
        self._key().look()

    def _key(self) -> KeptKey:
        from ui.kept_key import KeptKey

        if self._kept_key is None:
            self._kept_key = KeptKey(self._door, self._runner, self.card, self)
            self._kept_key.wanted.connect(lambda user_name: self._try_with(user_name, None))
        return self._kept_key

    def _try_with(self, user_name: str, password: str | None, *, stay: bool = False) -> None:
        from ui.door import SignIn

        code = self.card.given_code() if password is not None else ""
        self._try(SignIn(self.office.value(), user_name, password, stay, code))

    def _try(self, form: SignIn) -> None:
        if self._countdown is not None:
            self._countdown.stop()
        self._why = ""
        self.banner.say("")
        self.newer.hide()
        self._attempt().begin(form)

    def _attempt(self) -> Trying:
        from ui.trying import Trying

        if self._trying is None:
            self._trying = Trying(self._door, self._runner, self._waiting, self.card, self)
            self._trying.busy.connect(self._set_busy)
            self._trying.refused.connect(self._refused)
            self._trying.too_old.connect(self._look_for_newer)
            self._trying.entered.connect(self._done)
        return self._trying

    def _give_up(self) -> None:
        """Wait no longer; what was typed stays."""
        self._waiting.end()
        self._set_busy(False)
        self.password.setFocus()

    def _look_for_newer(self, place: str) -> None:
        from ui.newer_at_door import NewerAtDoor

        if self._newer is None:
            self._newer = NewerAtDoor(self._door, self._runner, self.banner, self.newer)
            self._newer.ready.connect(self.install_requested)
        self._newer.look(place)

    def _done(self, opened: SignedIn) -> None:
        self.card.forget_secrets()
        self.signed_in.emit(opened)

    def _refused(self, error: Exception) -> None:
        self._set_busy(False)
        if self._waits(error):
            return
        words = (
            explain(error)
            if isinstance(error, Refused)
            else t("That did not work. The details are in the log.")
        )
        self.banner.say(words, Tone.DANGER)
        self.password.selectAll()
        self.password.setFocus()

    def _waits(self, error: Exception) -> bool:
        """Count down, if the next password must wait. What was typed stays."""
        from ui.countdown import Countdown, seconds_to_wait

        seconds = seconds_to_wait(error)
        if seconds:
            self._countdown = self._countdown or Countdown(
                lambda words: self.banner.say(words, Tone.WARNING), self
            )
            self._countdown.begin(seconds)
            self.password.setFocus()
        return bool(seconds)

    def _examined(self, office: KnownOffice) -> None:
        self._set_busy(False)
        if not self.user.isModified():
            self.user.set_value(office.user_name)
        self.show_offices(office.place)
        if self._sign_in_then:
            self.sign_in()

    def _made(self, place: str, user_name: str) -> None:
        self.user.set_value(user_name)
        self.password.clear()
        self.open_place(place)

    def _set_busy(self, busy: bool, *, typing: bool = False) -> None:
        self._looking = self._looking and busy
        self.card.set_busy(busy, typing=typing)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_paint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtGui import QKeySequence

        if self.card.stop.isVisible() and event.matches(QKeySequence.StandardKey.Cancel):
            self._give_up()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._waiting.end()
        self.closed.emit()
