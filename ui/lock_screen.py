"""What is seen while the program is locked: nothing but who it is locked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.texts import t
from ui.theme.following import follow
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.inputs import PasswordInput
from ui.widgets.text import Text


class LockScreen(QWidget):
    """Asks for the password. `unlock_requested` carries it, `sign_out_requested` gives up."""

    unlock_requested = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, user_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame()
        card.setProperty("shape", "card")
        card.setFixedWidth(look().px(360))
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        sign = QLabel()

        def draw() -> None:
            sign.setPixmap(pixmap("lock", look().tokens.accent, look().px(28)))
            card.setFixedWidth(look().px(360))

        draw()
        follow(sign, draw)
        column.addWidget(sign)
        column.addWidget(Text(t("Caseroom is locked"), "title"))
        words = t("Signed in as {user}. What you were typing has been kept.", user=user_name)
        column.addWidget(Text(words, "secondary", wrap=True))
        self.password = PasswordInput()
        self.field = Field("password", t("Password"), self.password)
        self.caps = Text(t("Caps Lock is on."), "warning")
        self.caps.hide()
        self.password.caps.connect(self.caps.setVisible)
        self.field.add_beside_label(self.caps)
        column.addWidget(self.field)
        buttons = QHBoxLayout()
        buttons.addWidget(Button(t("Sign out"), self.sign_out_requested.emit, kind="link"))
        buttons.addStretch()
        self.button = Button(t("Unlock"), self._ask, kind="primary")
        buttons.addWidget(self.button)
        column.addLayout(buttons)
        self.password.returnPressed.connect(self._ask)
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(card)
        across.addStretch()
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)

    def refuse(self, sentence: str) -> None:
        """Say why it stays locked."""
        self.set_busy(False)
        self.password.clear()
        self.field.set_error(sentence)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Show that the password is being checked."""
        self.password.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.button.setText(t("Checking…") if busy else t("Unlock"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_busy(False)
        self.password.clear()
        self.field.set_error("")
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self.password.value():
            self.set_busy(True)
            self.unlock_requested.emit(self.password.value())
