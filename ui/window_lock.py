"""Locking: every window is blanked, and nothing of it is left for screen readers to read."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedLayout, QToolTip, QWidget
from shiboken6 import isValid

from db.texts import t
from ui.lock_screen import LockScreen

LOCKS = "locks"
UNSEEN = Qt.WidgetAttribute.WA_DontShowOnScreen
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class WindowLock(QObject):
    """Swaps a window's content for the lock screen, hides all other windows, and brings all back.

    The content is taken out of the window while it is locked: hidden widgets inside it would
    still be found by accessibility tools, and their shortcuts would still work. Of the other
    windows the system's part goes for the same reason: a hidden dialog's title, and all that
    stands in it, is read there. `wanted` says that Ctrl+L was pressed in a dialog, where the
    shortcuts of the window behind it are dead.
    """

    locked = Signal()
    unlocked = Signal()
    wanted = Signal()

    def __init__(self, window: QMainWindow, content: QWidget, screen: LockScreen) -> None:
        super().__init__(window)
        self._window = window
        self._content = content
        self._screen = screen
        self._hidden: list[QWidget] = []
        self._title = ""
        self._focused: list[QWidget] = []
        self.is_locked = False
        self.is_away = False
        frame = QWidget()
        self._place = QStackedLayout(frame)
        self._place.addWidget(content)
        self._place.addWidget(screen)
        window.setCentralWidget(frame)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._newcomer)
        self._every_event = application

    def lock(self) -> None:
        """Blank everything. Locking twice does nothing."""
        if self.is_locked:
            return
        self.is_locked = True
        # A dialog in front has the focus, and the window knows where its own will be again.
        before = (self._window.focusWidget(), QApplication.focusWidget())
        self._focused = [widget for widget in before if widget is not None]
        QToolTip.hideText()
        self._hide_others()
        self._every_event.installEventFilter(self)
        self.put_away()
        forget_copied()
        self.locked.emit()

    def unlock(self) -> None:
        """Bring back what was there."""
        if not self.is_locked:
            return
        self.is_locked = False
        self._every_event.removeEventFilter(self)
        self.bring_back()
        hidden, self._hidden = self._hidden, []
        # What was being saved may have been closed meanwhile.
        for widget in sorted(filter(isValid, hidden), key=_depth):
            _show_again(widget)
        for focused in self._focused:
            if isValid(focused) and focused.isVisible():
                focused.setFocus()
        self._focused = []
        self.unlocked.emit()

    def put_away(self) -> None:
        """Take the content out and leave the title blank: also of a window that another hides."""
        if self.is_away:
            return
        self.is_away = True
        self._title = self._window.windowTitle()
        self._place.removeWidget(self._content)
        self._content.hide()
        self._content.setParent(None)
        self._place.setCurrentWidget(self._screen)
        self._window.setWindowTitle(t("Caseroom — locked"))

    def bring_back(self) -> None:
        """Put the content in again."""
        if not self.is_away:
            return
        self.is_away = False
        self._place.insertWidget(0, self._content)
        self._place.setCurrentWidget(self._content)
        self._window.setWindowTitle(self._title)

    @property
    def parts(self) -> tuple[QWidget, QWidget]:
        """The window, and its content, which is not in it while it is locked."""
        return self._window, self._content

    def give_back(self) -> None:
        """Let the window own its content again, unseen: for closing while locked."""
        self._every_event.removeEventFilter(self)
        if self.is_away:
            self._content.setParent(self._window)
            for widget in filter(isValid, self._hidden):
                widget.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that opens while locked does not reach the screen before it is unlocked.

        Set only while it is locked, for it sees every single event.
        """
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
        ):
            watched.setAttribute(UNSEEN)
            QTimer.singleShot(0, self, self._hide_newcomers)
        return False

    def _newcomer(self, _: object) -> None:
        QTimer.singleShot(0, self, self._let_it_lock)

    def _let_it_lock(self) -> None:
        """Ctrl+L locks from the dialog in front as well."""
        front = QApplication.activeWindow()
        if self.is_locked or front is None or front is self._window or front.property(LOCKS):
            return
        front.setProperty(LOCKS, True)
        QShortcut(QKeySequence("Ctrl+L"), front).activated.connect(self.wanted)

    def _hide_newcomers(self) -> None:
        if self.is_locked:
            self._hide_others()
            self._window.activateWindow()

    def _hide_others(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or not widget.isVisible():
                continue
            if isinstance(widget, QMenu) or widget.windowType() in _PASSING:
                widget.close()
                continue
            widget.hide()
            widget.destroy()  # only its window: it is made again when it is shown
            widget.setAttribute(UNSEEN, False)
            self._hidden.append(widget)


def _depth(widget: QWidget) -> int:
    """How many windows it stands upon: they are shown before it."""
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)


def _show_again(widget: QWidget) -> None:
    if not widget.isMaximized():
        widget.move(widget.pos())  # where it was put, not in the middle
    widget.show()


def forget_copied() -> None:
    """Take off the clipboard what was copied or selected here; what others copied stays."""
    board = QGuiApplication.clipboard()
    if board.ownsClipboard():
        board.clear(QClipboard.Mode.Clipboard)
    if board.ownsSelection():
        board.clear(QClipboard.Mode.Selection)
