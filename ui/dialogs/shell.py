"""The frame of every dialog: content, then its verbs with the main one at their right end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from db.texts import t
from ui.drafts import Draft
from ui.widgets.access_keys import assign, comes_first
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form
from ui.widgets.tall import Tall

_FRAME = 48  # pixels for the frame that the system puts around a window


class Dialog(QDialog):
    """A window-modal dialog. Show it with `open()`, never `exec()`: the idle lock hides it and
    brings it back, and that would end an `exec()`.

    Add to `body`; add buttons with `verb` from left to right, the main one (kind "primary") last.
    On a small screen the verbs go on in a second row, and what is too high for it scrolls. It
    deletes itself when it is closed. Esc is Cancel; Ctrl+Enter is the main button, also from a
    text of several lines.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._narrowest = min(width, 420)
        self.setMinimumWidth(self._narrowest)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        whole.addLayout(self.body, 1)
        self._main: Button | None = None
        self._only_goes_there = False
        self.is_aside = False
        self._tall: Tall | None = None
        self._verbs = FlowLayout(8, right=True)
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
        self._give_words_room(columns=True)
        self._fit_the_screen()
        assign(self)

    def _give_words_room(self, *, columns: bool = False) -> None:
        """A width in pixels knows nothing of how large the text is, or how long in Spanish; and
        what wraps is given the height that it has in a width of Qt's own choice. Verbs in one row,
        and the `columns` of forms beside each other, are worth as much as the screen has.
        """
        layout = self.layout()
        if layout is None:
            return
        least = layout.minimumSize().width()
        margins = layout.contentsMargins()
        wished = [self._verbs.sizeHint().width() + margins.left() + margins.right()]
        if columns:
            layout.activate()
            wished += [self.width() - f.width() + f.whole_width() for f in self._forms()]
        self.setMinimumWidth(min(max(self._narrowest, least), self._room().width()))
        width = max(self.width(), least, min(max(wished), self._room().width()))
        height = max(self.height(), layout.totalMinimumHeightForWidth(width))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)

    def _forms(self) -> list[Form]:
        return [form for form in self.findChildren(Form) if form.isVisible()]

    def _room(self) -> QSize:
        return self.screen().availableSize() - QSize(_FRAME, _FRAME)

    def _fit_the_screen(self) -> None:
        """Its verbs stand at its lower end: they must not stand below the screen's."""
        room, layout = self._room(), self.layout()
        if layout is not None and self._tall is None:
            width = min(self.width(), room.width())
            least = layout.totalMinimumSize().height(), layout.totalMinimumHeightForWidth(width)
            if max(least) > room.height():
                self._scroll()
        if self.width() > room.width() or self.height() > room.height():
            self.resize(self.size().boundedTo(room))

    def _scroll(self) -> None:
        """Let what stands above the verbs scroll, from now on."""
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        focus = self.focusWidget()
        whole.removeItem(self.body)
        self.body.setParent(None)
        self._tall = Tall(self.body)
        whole.insertWidget(0, self._tall, 1)
        self._tall.show()  # Qt would show it a moment later, and until then nothing has its letter
        whole.activate()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
