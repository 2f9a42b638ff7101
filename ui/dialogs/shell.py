"""The frame of every dialog: content, then one row of verbs with the main one at its right end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.texts import t
from ui.drafts import Draft
from ui.widgets.access_keys import assign, comes_first
from ui.widgets.buttons import Button

_FRAME = 48  # pixels for the frame that the system puts around a window


class Dialog(QDialog):
    """A window-modal dialog. Show it with `open()`, never `exec()`: the idle lock hides it and
    brings it back, and that would end an `exec()`.

    Add to `body`; add buttons with `verb` from left to right, the main one (kind "primary") last.
    It deletes itself when it is closed. Esc is Cancel; Ctrl+Enter is the main button, also from a
    text of several lines.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(min(width, 420))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        whole.addLayout(self.body, 1)
        self._main: Button | None = None
        self._only_goes_there = False
        self.is_aside = False
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(8)
        self._verbs.addStretch()
        whole.addLayout(self._verbs)
        self.resize(width, 0)

    def verb(
        self, text: str, clicked: Callable[[], object], kind: str = "", *, main: bool = False
    ) -> Button:
        """Add a button named by its verb; "primary" becomes the default (Enter). Of a form that
        cannot be taken back the `main` one is of the kind "danger": Enter only goes to it.
        """
        button = Button(text, clicked, kind=kind)
        button.setDefault(kind == "primary")
        if kind == "primary" or main:
            self._main, self._only_goes_there = button, main
            comes_first(button, 1)
        self._verbs.addWidget(button)
        return button

    def cancel_verb(self) -> Button:
        """Add Cancel."""
        button = self.verb(t("Cancel"), self.reject)
        comes_first(button, 0)
        return button

    def drafts(self) -> Sequence[Draft]:
        """What is being typed here and not saved, as in `Page.drafts`."""
        return ()

    def must_be_read(self) -> bool:
        """Whether it shows what nobody can show again: then no set-up closes the program."""
        return False

    def called(self) -> str:
        """What tells it from others of its kind; no name of a client."""
        return self.windowTitle()

    def put_aside(self) -> None:
        """Go out of sight, without an end, until `come_back`: the window behind it is wanted."""
        self.is_aside = True
        self.hide()
        self.destroy()  # only its window, so that nobody reads it there while the program is locked

    def come_back(self) -> None:
        """Stand where it stood, in front."""
        if self.is_aside:
            self.is_aside = False
            self.move(self.pos())
            self.show()
        self.activateWindow()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            assign(self)  # a button or field may have come, once something was read
            self._give_words_room()
            self._fit_the_screen()
        return done

    def came_inside(self) -> None:
        """Buttons or fields have come into a part that scrolls, which keeps that to itself."""
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._main is not None:
                self._main.click()
            return
        if enter and self._main is not None and self._only_goes_there:
            self._main.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_words_room()
        self._fit_the_screen()
        assign(self)

    def _give_words_room(self) -> None:
        """A width in pixels knows nothing of how large the text is, or how long in Spanish; and
        what wraps is given the height that it has in a width of Qt's own choice.
        """
        layout = self.layout()
        if layout is None:
            return
        width = max(self.width(), layout.minimumSize().width())
        height = max(self.height(), layout.totalMinimumHeightForWidth(width))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)

    def _fit_the_screen(self) -> None:
        """Its verbs stand at its lower end: they must not stand below the screen's."""
        room = self.screen().availableSize() - QSize(_FRAME, _FRAME)
        if self.width() > room.width() or self.height() > room.height():
            self.resize(self.size().boundedTo(room))
