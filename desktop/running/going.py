"""How the program leaves when it is not the person before it who says so: nothing is asked, and
what is typed is kept.

A set-up or an administrator's script asks it to close, the system's session ends, or it is told
to end by a signal.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.running.asking import (
    BUSY,
    CLOSE,
    CLOSING,
    COME,
    FREE,
    IN_OFFICE,
    MUST_BE_READ,
    OPEN,
    WHICH,
)
from desktop.running.ended import hold_mutex
from desktop.running.listening import Answer, Listening
from ui.dialogs.shell import Dialog

if TYPE_CHECKING:
    from desktop.app import Program

_KEEPING_S = 3.0  # a system that shuts down gives five seconds
_SETTINGS_S = 1.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM))
_log = logging.getLogger(__name__)


class Going(QObject):
    """Lives as long as the program, from its first window on."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self.listening = Listening(self._answer, self)
        self._woken: tuple[socket.socket, socket.socket] | None = None

    def begin(self) -> None:
        """Hear from now on who asks."""
        hold_mutex()
        self.listening.begin()
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.keep)
            application.aboutToQuit.connect(self.end)  # after the program has stopped
        if sys.platform != "win32":
            self._hear_signals()

    def end(self) -> None:
        """The program ends."""
        self.listening.end()

    def may_go(self) -> bool:
        """Whether nothing is shown that is shown this once, and no office is being replaced."""
        replacing, entered = self._program.replacing, self._program.entered
        if replacing is not None and replacing.busy:
            return False
        if entered is not None and entered.jobs.may_tell_a_secret:
            return False
        windows = QApplication.topLevelWidgets()
        return not any(isinstance(one, Dialog) and one.must_be_read() for one in windows)

    def go(self) -> None:
        """Keep what is typed, finish what is being written, and end."""
        self._program.stop()
        QCoreApplication.exit(0)

    def keep(self, *_: object) -> None:
        """The session may end, and this process with it at any moment: what is typed is in the
        office, or on this computer, when this returns. Whoever stays after all goes on typing.
        """
        entered = self._program.entered
        if entered is not None:
            entered.keep_typed(_KEEPING_S)
        self._program.settings.finish(_SETTINGS_S)

    # ---- inside ----

    def _answer(self, what: str, question: Mapping[str, Any]) -> Answer | None:
        if what == CLOSE:
            return Answer(CLOSING, then=self.go) if self.may_go() else Answer(MUST_BE_READ)
        if what == WHICH:
            return self._which()
        if what == COME:
            return Answer(what, then=self._come_forward)
        place = question.get("office")
        if what == OPEN and isinstance(place, str):
            return Answer(what, then=lambda: self._open(place))
        return None

    def _which(self) -> Answer:
        entered, sign_in = self._program.entered, self._program.sign_in_window
        if entered is not None and entered.window.isVisible():
            return Answer(IN_OFFICE, entered.acts.folder)
        return Answer(FREE if sign_in is not None and sign_in.is_idle else BUSY)

    def _open(self, place: str) -> None:
        sign_in = self._program.sign_in_window
        if sign_in is not None and sign_in.is_idle:
            sign_in.open_place(place)
        self._come_forward()

    def _come_forward(self) -> None:
        """As far as the system lets a program do that by itself; else it asks for a look."""
        entered = self._program.entered
        window = self._program.sign_in_window if entered is None else entered.window
        if window is None:
            return
        minimized, active = Qt.WindowState.WindowMinimized, Qt.WindowState.WindowActive
        window.setWindowState(window.windowState() & ~minimized | active)
        window.activateWindow()
        QApplication.alert(window)

    def _hear_signals(self) -> None:
        """Python hears a signal when it next runs something, which may be hours from now: a socket
        wakes it."""
        ours, theirs = self._woken = socket.socketpair()
        ours.setblocking(False)
        theirs.setblocking(False)
        try:
            for number in _SIGNALS:
                if signal.getsignal(number) is not signal.SIG_IGN:  # as by `nohup`
                    signal.signal(number, lambda *_: None)
            signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        except ValueError:  # not the main thread: somebody else's program runs us
            return
        notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._signalled)

    def _signalled(self) -> None:
        heard = b""
        if self._woken is not None:
            with suppress(OSError):
                heard = self._woken[0].recv(64)
        if set(_SIGNALS) & set(heard):
            _log.info("told to end")
            self.go()
