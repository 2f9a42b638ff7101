"""What is asked at the sign-in: the controls, and where they stand.

What comes later than the fields has its room from the beginning on, or stands where it moves none
of them: they are about to be clicked, or typed into.
"""

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
from ui.widgets.text import Text, hold_back

WIDTH = 400
MARGIN = 8  # pixels around it and its links, at least
_INSIDE = 24  # pixels from its edge to what is in it
_GAP = 12
_LINES = 4  # of a message, for which there is always room
_LONG_MS = 1000


class SignInCard(QFrame):
    """The office, who, and the password; whoever makes it says what its buttons do.

    Where the office is on a server, one may also say that one was given a code.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "card")
        self.banner = Banner()
        self.title = Text(t("Caseroom"), "display")
        self.subtitle = Text(t("Sign in to your office"), "secondary")
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
        self.quick = Button("", kind="link")
        hold_back(self.quick)
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
        self.banner.said.connect(self._head_says)
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

    def keep_room_for_code(self) -> None:
        """What the office turns out to be may ask for one: then nothing moves."""
        hold_back(self.has_code)

    def say_stay(self, works: bool) -> None:
        """Whether this computer can keep a key; if not, why stands in the place of the tick."""
        self.stay.setEnabled(works)
        if not works:
            self.stay_hint.setText(
                t("This computer has no keyring, so the password is asked for at each start.")
            )
            self.stay.hide()
            self.stay_hint.show()

    @property
    def grown(self) -> int:
        """By how many pixels a long message has made it higher above the fields."""
        return self.head.minimumHeight() - self._head_room

    def base_height(self) -> int:
        """How high it is without what is not always there."""
        parts = [part for part in (self.has_code, self.code_field) if not part.isHidden()]
        more = sum(part.sizeHint().height() + _GAP for part in parts)
        return _height(self, self.width()) - more - self.grown

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
        for widget in (self.button, self.quick, self.has_code):
            widget.setEnabled(not busy)
        self.office.rest(busy)
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

    def _head_says(self) -> None:
        """A message stands in the place of the words above the fields."""
        says, wanted, left = bool(self.banner.text()), 0, 0
        if says:
            wanted = self.banner.heightForWidth(look().px(WIDTH) - 2 * (_INSIDE + 1))
            left = self._head_room - self.title.sizeHint().height() - _GAP
        self.subtitle.setVisible(not says)
        self.title.setVisible(wanted <= left)
        self.head.setFixedHeight(max(self._head_room, wanted))

    def _lay_out(self) -> None:
        self.head = QWidget()
        column = QVBoxLayout(self.head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addWidget(self.banner)
        column.addStretch()
        self.user_field.add_beside_label(self.quick)
        self.password_field.add_beside_label(self.caps)
        self.staying = QWidget()
        column = QVBoxLayout(self.staying)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stay)
        column.addWidget(self.stay_hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSIDE, 20, _INSIDE, _INSIDE)
        column.setSpacing(_GAP)
        for widget in (
            self.head,
            self.office_field,
            self.user_field,
            self.password_field,
            self.show_password,
            self.staying,
            self.has_code,
            self.code_field,
        ):
            column.addWidget(widget)
        QWidget.setTabOrder(self.office, self.quick)
        QWidget.setTabOrder(self.quick, self.user)
        row = QHBoxLayout()
        row.addWidget(self.forgotten)
        row.addStretch()
        row.addWidget(self.stop)
        row.addWidget(self.button)
        column.addLayout(row)

        def measure() -> None:
            self.setFixedWidth(look().px(WIDTH))
            line, small = look().metrics().height(), look().metrics("secondary").height()
            one = look().metrics("display").height() + _GAP + max(look().px(20), line)
            self._head_room = max(one, _LINES * line) + 18
            self._head_says()
            self.staying.setMinimumHeight(2 * small + 2)

        measure()
        follow(self, measure)


def _height(widget: QWidget, width: int) -> int:
    wraps = widget.hasHeightForWidth()  # what wraps is shown
    return widget.heightForWidth(width) if wraps else widget.sizeHint().height()


def _needed(value: str) -> str:
    return "" if value else t("Fill this in.")
