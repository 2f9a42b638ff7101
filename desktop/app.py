"""Puts the program together: the sign-in window first, then the office's window, and back."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from db.rules.findings import Refused
from db.texts import explain, sentence, t
from desktop import appearance
from desktop.crash import CrashReports
from desktop.jobs import Jobs
from desktop.logs import start_logging
from desktop.screen import has_screen
from desktop.settings import Settings
from desktop.warming import Warming
from ui.sign_in_window import SignInWindow
from ui.theme.fonts import ensure_font

if TYPE_CHECKING:
    from db.rules.findings import Finding
    from desktop.entered import Entered
    from desktop.running.going import Going
    from ui.door import Door, SignedIn
    from ui.installing_window import InstallingWindow
    from ui.replacement import Replacement
    from ui.replacing_window import ReplacingWindow
    from ui.updates import Fetched

_SAVE_LAYOUT_MS = 5000
_LAST_S = 2.0  # that saving settings has at the end


class Program(QObject):
    """Owns what lives as long as the program does, and one office at a time."""

    crash_written = Signal(str)

    def __init__(self, application: QApplication, settings: Settings, door: Door) -> None:
        super().__init__(application)
        self._application, self.settings, self._door = application, settings, door
        self._door_jobs = Jobs(parent=self)
        self.warming = Warming(self)
        self.sign_in_window: SignInWindow | None = None
        self.entered: Entered | None = None
        self.replacing: ReplacingWindow | None = None
        self.going: Going | None = None
        self.installing: InstallingWindow | None = None
        self._signed_in: SignedIn | None = None
        self.crashes = CrashReports(lambda file: self.crash_written.emit(str(file)))
        self.crash_written.connect(self._crash_written)
        self._door_jobs.crashed.connect(self.crashes.report)
        settings.watch(self._setting_changed)
        saving = QTimer(self, interval=_SAVE_LAYOUT_MS)
        saving.timeout.connect(settings.save)
        saving.start()
        application.aboutToQuit.connect(self.stop)

    def show_sign_in(self, place: str = "", why: str = "") -> SignInWindow:
        """Show the sign-in window, with the office in `place` chosen; `why` says what led there."""
        appearance.speak(self._application, self.settings)
        window = SignInWindow(self._door, self._door_jobs, why)
        window.signed_in.connect(self.enter)
        window.warmed.connect(self.warming.begin)
        window.install_requested.connect(self.install)
        self.sign_in_window = window
        if place:
            # Not by a timer of no time: that one is through before the window is painted.
            window.painted.connect(lambda: window.open_place(place))
        window.show()
        return window

    def enter(self, signed_in: SignedIn) -> None:
        """Open the window of an office."""
        from desktop.entered import Entered

        office = signed_in.office
        self._signed_in = signed_in
        self.settings.user = office.user.user_name
        appearance.speak(self._application, self.settings, office.record.language)
        self.entered = Entered(office, self.settings, self._unlock, self)
        self.entered.jobs.crashed.connect(self.crashes.report)
        self.entered.window.sign_out_requested.connect(self.sign_out)
        self.entered.watch.shut_out.connect(self.shut_out)
        self.entered.window.give_way_requested.connect(self.give_way)
        self.entered.window.install_requested.connect(self.install)
        if self.sign_in_window is not None:
            self.sign_in_window.close()
            self.sign_in_window.deleteLater()
            self.sign_in_window = None

    def sign_out(self) -> None:
        """Close the office, after today's backup where it is due, and ask who comes next."""
        if self.entered is not None and not self.entered.say_farewell(self._sign_out):
            self._sign_out()

    def shut_out(self, why: Finding) -> None:
        """The office does not let in who has it open any more: keep what is typed, and say so."""
        if self.entered is not None:
            self.entered.window.draft_keeper.keep()
            self.show_sign_in(why=sentence(why))
            self._leave_office()

    def give_way(self, replacement: Replacement) -> None:
        """Leave the office, let another one take its place, and ask who comes next."""
        from ui.replacing_window import ReplacingWindow

        entered, self.entered, self._signed_in = self.entered, None, None
        if entered is None:
            return
        place = entered.acts.folder
        window = self.replacing = ReplacingWindow(self._door_jobs)
        window.show()

        def over() -> None:
            self.show_sign_in(place)
            self.replacing = None
            window.close()
            window.deleteLater()

        window.done.connect(over)
        entered.let_go()
        window.begin(lambda: entered.acts.replace_office(replacement))

    def hear_others(self) -> None:
        """From now on, hear what other programs of this person ask."""
        from desktop.running.going import Going

        if self.going is None:
            self.going = Going(self)
            self.going.begin()

    def install(self, fetched: Fetched) -> None:
        """Leave the office as for signing out, and let a newer version take this one's place."""
        go = partial(self._install, fetched)
        if self.entered is None or not self.entered.say_farewell(go):
            go()

    def stop(self) -> None:
        """End: finish what is being written, close the office, keep the layout."""
        self._leave_office()
        self._door_jobs.close()
        self.settings.finish(_LAST_S)

    # ---- inside ----

    def _sign_out(self) -> None:
        self.show_sign_in()
        self._leave_office()

    def _install(self, fetched: Fetched) -> None:
        from ui.installing_window import InstallingWindow

        place = self.entered.acts.folder if self.entered is not None else ""
        window = self.installing = InstallingWindow(self._door.updates, self._door_jobs)
        window.show()
        self._leave_office()
        if self.sign_in_window is not None:
            self.sign_in_window.close()

        def go_on() -> None:
            self.show_sign_in(place)
            self.installing = None
            window.deleteLater()

        window.go_on.connect(go_on)
        window.over.connect(lambda: self._application.exit(0))
        window.begin(fetched)

    def _leave_office(self) -> None:
        entered, self.entered, self._signed_in = self.entered, None, None
        if entered is not None:
            entered.close()

    def _unlock(
        self, password: str, then: Callable[[], object], refused: Callable[[str], object]
    ) -> None:
        def failed(error: Exception) -> None:
            known = isinstance(error, Refused)
            refused(explain(error) if known else t("That did not work."))  # type: ignore[arg-type]

        self._door_jobs.background(
            self._door.unlock, self._signed_in, password, then=lambda _: then(), failed=failed
        )

    def _setting_changed(self, name: str) -> None:
        if name in ("scheme", "text_percent"):
            appearance.dress(self._application, self.settings)
        elif name == "lock_minutes" and self.entered is not None:
            self.entered.idle.set_minutes(self.settings.lock_minutes)

    def _crash_written(self, file: str) -> None:
        # Not at once: the crash may have been in the middle of painting.
        QTimer.singleShot(0, self, lambda: self._show_crash(file))

    def _show_crash(self, file: str) -> None:
        window = self.entered.window if self.entered is not None else None
        if window is not None and window.locking.is_locked:
            return
        from ui.dialogs.calm import CalmDialog

        CalmDialog(file, window or self.sign_in_window).open()


def make_application(settings: Settings) -> QApplication:
    """The application, dressed and speaking the person's language."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        appearance.group_windows()
        # As an argument: `setStyle` hands the style to Python, which is dear at start-up.
        application = QApplication(["caseroom", "-style", "Fusion"])
        application.setProperty("styled", True)
    application.setApplicationName("Caseroom")
    application.setDesktopFileName("caseroom")
    ensure_font(application)
    appearance.speak(application, settings)
    appearance.dress(application, settings)
    return application


def main(argv: Sequence[str]) -> int:
    """Open the window, for the office in the first argument if there is one."""
    from desktop.sign_in import OfficeDoor

    if not has_screen():
        sys.stderr.write(t("There is no screen here to open a window on.") + "\n")
        return 1
    settings = Settings()
    settings.save_aside()
    application = make_application(settings)
    place = argv[0] if argv else ""
    if place.lower().endswith(".caseroom"):
        from desktop.running.handing import handed_over

        if handed_over(place):
            return 0
    program = Program(application, settings, OfficeDoor(settings))
    program.crashes.install()
    if place and "://" not in place:
        place = str(Path(place).absolute())
    window = program.show_sign_in(place)
    window.painted.connect(_tidy_up_again)
    window.painted.connect(start_logging)
    window.painted.connect(lambda: appearance.heed_system(application, settings))
    window.painted.connect(program.hear_others)
    return application.exec()


def _tidy_up_again() -> None:
    """What was made up to here is not looked through again and again; see `desktop.__main__`."""
    gc.freeze()
    gc.enable()
