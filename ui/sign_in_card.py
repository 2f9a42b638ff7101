"""What is asked at the sign-in: the controls, and where they stand."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.texts import t
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.access_keys import assign
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.inputs import PasswordInput, TextInput, Tick
from ui.widgets.text import Text

WIDTH = 400
_LONG_MS = 1000


class SignInCard(QFrame):
    """The office, who, and the password; whoever makes it says what its buttons do.

    Where the office is on a server, one may also say that one was given a code.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "card")
        self.banner = Banner()
        self.newer = Button(t("Install the new version…"))
        self.newer.hide()
        self.office = Choice()
        self.user = TextInput(limit=100)
        self.password = PasswordInput()
        self.caps = Text(t("Caps Lock is on."), "warning")
        self.caps.hide()
        self.show_password = Tick(t("Show password"))
        self.has_code = Tick(t("I was given a one-time code"))
        self.code = TextInput(limit=100)
        self.stay = Tick(t("Stay unlocked on this computer"))
        self.stay_hint = Text("", "secondary", wrap=True)
        self.stay_hint.hide()
        self.quick = Button("")
        self.quick.hide()
        self.forgotten = Button(t("Forgotten password…"), kind="link")
        self.button = Button(t("Sign in"), kind="primary")
        self.stop = Button(t("Cancel"))
        self.stop.hide()
        self.takes_long = QTimer(self, singleShot=True, interval=_LONG_MS)
        self.takes_long.timeout.connect(self._offer_stop)
        self.office_field = Field("office", t("Office"), self.office)
        self.user_field = Field("user", t("User name"), self.user, check=_needed)
        self.password_field = Field("password", t("Password"), self.password, check=_needed)
        self.code_field = Field("code", t("One-time code"), self.code, check=_needed)
        self.code_field.hide()
        self._lay_out()
        self.password.caps.connect(self.caps.setVisible)
        self.show_password.toggled.connect(self.password.reveal)
        self.user.returnPressed.connect(self.password.setFocus)
        self.has_code.toggled.connect(self._ask_code)
        self.offer_code(False)

    def offer_code(self, offered: bool) -> None:
        """Let a code be given, or take back what was asked for it."""
        self.has_code.setVisible(offered)
        if not offered:
            self.has_code.setChecked(False)
        if self.isVisible():
            assign(self.window())

    def fields(self) -> tuple[Field, ...]:
        """Those that must be filled in."""
        return (self.user_field, self.password_field, *[self.code_field] * self.has_code.value())

    def given_code(self) -> str:
        """The code, or "" where none is given."""
        return self.code.value() if self.has_code.value() else ""

    def forget_secrets(self) -> None:
        """After a sign-in nothing secret is left in it."""
        self.password.clear()
        self.code.clear()
        self.has_code.setChecked(False)

    def set_busy(self, busy: bool, *, typing: bool = False) -> None:
        """While something is tried nothing is changed; with `typing` who, and the secrets, are."""
        for widget in (self.button, self.quick, self.office, self.has_code):
            widget.setEnabled(not busy)
        for line in (self.password, self.user, self.code):
            line.setEnabled(not busy or typing)
        self.button.setText(t("Opening…") if busy else t("Sign in"))
        self.stop.hide()
        self.forgotten.show()
        if busy:
            self.takes_long.start()
        else:
            self.takes_long.stop()

    def _offer_stop(self) -> None:
        self.forgotten.hide()  # there is not room for both
        self.stop.show()
        if not any(line.hasFocus() for line in (self.password, self.user, self.code)):
            self.stop.setFocus()  # what was pressed is not to be pressed now

    def _ask_code(self, asked: bool) -> None:
        self.code_field.setVisible(asked)
        if asked:
            assign(self.window())
            self.code.setFocus()
        else:
            self.code.clear()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(t("Caseroom"), "display"))
        column.addWidget(Text(t("Sign in to your office"), "secondary"))
        for widget in (
            self.banner,
            self.newer,
            self.office_field,
            self.quick,
            self.user_field,
            self.password_field,
            self.caps,
            self.show_password,
            self.has_code,
            self.code_field,
            self.stay,
            self.stay_hint,
        ):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.forgotten)
        row.addStretch()
        row.addWidget(self.stop)
        row.addWidget(self.button)
        column.addLayout(row)

        def measure() -> None:
            self.setFixedWidth(look().px(WIDTH))

        measure()
        follow(self, measure)


def _needed(value: str) -> str:
    return "" if value else t("Fill this in.")
