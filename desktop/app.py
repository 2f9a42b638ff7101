"""Puts the program together: the sign-in window first, then the office's window, and back."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from db.rules.findings import Refused
from db.texts import explain, t
from desktop import appearance
from desktop.crash import CrashReports
from desktop.jobs import Jobs
from desktop.logs import start_logging
from desktop.settings import Settings
from ui.sign_in_window import SignInWindow
from ui.theme.fonts import ensure_font

if TYPE_CHECKING:
    from db.queries.opened import Opened
    from db.rules.office_form import OfficeForm
    from ui.context import Changes
    from ui.door import Door, SignedIn

_SAVE_LAYOUT_MS = 5000


class Program(QObject):
    """Owns what lives as long as the program does, and one office at a time."""

    crash_written = Signal(str)

    def __init__(self, application: QApplication, settings: Settings, door: Door) -> None:
        super().__init__(application)
        self._application, self.settings, self._door = application, settings, door
        self._door_jobs = Jobs(parent=self)
        self.sign_in_window: SignInWindow | None = None
        self.window: Any = None
        self._office_jobs: Jobs | None = None
        self._idle: Any = None
        self._signed_in: SignedIn | None = None
        self._acts: Any = None
        self.farewell: Any = None
        self.crashes = CrashReports(lambda file: self.crash_written.emit(str(file)))
        self.crash_written.connect(self._crash_written)
        self._door_jobs.crashed.connect(self.crashes.report)
        settings.watch(self._setting_changed)
        saving = QTimer(self, interval=_SAVE_LAYOUT_MS)
        saving.timeout.connect(settings.save)
        saving.start()
        application.aboutToQuit.connect(self.stop)

    def show_sign_in(self, place: str = "") -> None:
        """Show the sign-in window, with the office in `place` chosen if it is given."""
        appearance.speak(self._application, self.settings)
        window = SignInWindow(self._door, self._door_jobs)
        window.signed_in.connect(self.enter)
        self.sign_in_window = window
        window.show()
        if place:
            QTimer.singleShot(0, window, lambda: window.open_place(place))

    def enter(self, signed_in: SignedIn) -> None:
        """Open the window of an office."""
        from datetime import UTC, datetime

        from desktop.documents import OfficeDocuments
        from desktop.draft_store import OfficeDrafts
        from desktop.finding import finder
        from desktop.idle import Idle
        from desktop.office_acts import StandingOffice
        from desktop.sign_in import office_info
        from ui.main_window import MainWindow
        from ui.window_context import WindowContext

        office = signed_in.office
        jobs = Jobs(office, self)
        jobs.crashed.connect(self.crashes.report)
        self._signed_in, self._office_jobs = signed_in, jobs
        self.settings.user = office.user.user_name
        appearance.speak(self._application, self.settings, office.record.language)
        self._acts = StandingOffice(office)
        context = WindowContext(
            jobs,
            office.user,
            office_info(office),
            self.settings,
            OfficeDrafts(jobs),
            lambda: datetime.now(UTC),
            self._acts,
            OfficeDocuments(office),
        )
        window = MainWindow(
            context,
            find=finder(jobs),
            unlock=self._unlock,
            commands=appearance.commands(self.settings),
        )
        window.locking.locked.connect(jobs.hold)
        window.locking.unlocked.connect(jobs.release)
        window.sign_out_requested.connect(self.sign_out)
        window.closed.connect(self._window_closed)
        jobs.changed.connect(self._records_changed)
        self._idle = Idle(self.settings.lock_minutes, self)
        self._idle.idle.connect(window.lock)
        self.window = window
        window.show()
        if self.sign_in_window is not None:
            self.sign_in_window.close()
            self.sign_in_window.deleteLater()
            self.sign_in_window = None

    def sign_out(self) -> None:
        """Close the office, after today's backup where it is due, and ask who comes next."""
        if self._say_farewell(self._sign_out):
            self.window.hide()
        else:
            self._sign_out()

    def stop(self) -> None:
        """End: finish what is being written, close the office, keep the layout."""
        self._leave_office()
        self._door_jobs.close()
        self.settings.save()

    # ---- inside ----

    def _sign_out(self) -> None:
        self.show_sign_in()
        self._leave_office()

    def _window_closed(self) -> None:
        """The program ends with its last window: the farewell is one, where it is needed."""
        if self.window is not None and self.farewell is None:
            self._say_farewell(self._end_farewell)

    def _say_farewell(self, then: Callable[[], object]) -> bool:
        """Whether a backup is due: then it is made, and `then` follows."""
        if self._signed_in is None or self._office_jobs is None or self.farewell is not None:
            return self.farewell is not None
        from desktop.daily_backup import backup_due

        if not backup_due(self._signed_in.office):
            return False
        from ui.farewell import Farewell

        if self._idle is not None:
            self._idle.stop()
        self._office_jobs.release()
        self.farewell = Farewell(self._office_jobs, self._acts)
        self.farewell.done.connect(then)
        self.farewell.show()
        self.farewell.begin()
        return True

    def _end_farewell(self) -> None:
        farewell, self.farewell = self.farewell, None
        if farewell is not None:
            farewell.close()
            farewell.deleteLater()

    def _leave_office(self) -> None:
        window, jobs, signed_in = self.window, self._office_jobs, self._signed_in
        self.window = self._office_jobs = self._signed_in = None
        if self._idle is not None:
            self._idle.stop()
            self._idle.deleteLater()
            self._idle = None
        if window is not None:
            window.shut()
            window.deleteLater()
        self._end_farewell()
        if jobs is not None:
            jobs.close()
            jobs.deleteLater()
        if signed_in is not None:
            signed_in.office.close()

    def _unlock(
        self, password: str, then: Callable[[], object], refused: Callable[[str], object]
    ) -> None:
        def failed(error: Exception) -> None:
            known = isinstance(error, Refused)
            refused(explain(error) if known else t("That did not work."))  # type: ignore[arg-type]

        self._door_jobs.background(
            self._door.unlock, self._signed_in, password, then=lambda _: then(), failed=failed
        )

    def _records_changed(self, changes: Changes) -> None:
        """Name, zone and last backup stand in the window, and in the office that is open."""
        if changes.touches("office") and self._office_jobs is not None:
            from db.queries.office_settings import office_form

            self._office_jobs.read(office_form, then=self._office_read)

    def _office_read(self, opened: Opened[OfficeForm]) -> None:
        jobs, signed_in, window = self._office_jobs, self._signed_in, self.window
        if jobs is None or signed_in is None or window is None:
            return
        from dataclasses import replace
        from zoneinfo import ZoneInfo

        from desktop.sign_in import office_info

        office, form = signed_in.office, opened.form
        office.record = replace(
            office.record,
            name=form.name,
            zone=ZoneInfo(form.time_zone),
            language=form.language,
            paper=form.paper,
        )
        jobs.background(office_info, office, then=window.show_office)

    def _setting_changed(self, name: str) -> None:
        if name in ("scheme", "text_percent"):
            appearance.dress(self._application, self.settings)
        elif name == "lock_minutes" and self._idle is not None:
            self._idle.set_minutes(self.settings.lock_minutes)

    def _crash_written(self, file: str) -> None:
        # Not at once: the crash may have been in the middle of painting.
        QTimer.singleShot(0, self, lambda: self._show_crash(file))

    def _show_crash(self, file: str) -> None:
        if self.window is not None and self.window.locking.is_locked:
            return
        from ui.dialogs.calm import CalmDialog

        CalmDialog(file, self.window or self.sign_in_window).open()


def make_application(settings: Settings) -> QApplication:
    """The application, dressed and speaking the person's language."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
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

    if not _has_screen():
        sys.stderr.write(t("There is no screen here to open a window on.") + "\n")
        return 1
    settings = Settings()
    application = make_application(settings)
    program = Program(application, settings, OfficeDoor(settings))
    program.crashes.install()
    place = argv[0] if argv else ""
    if place and "://" not in place:
        place = str(Path(place).absolute())
    program.show_sign_in(place)
    QTimer.singleShot(0, start_logging)
    QTimer.singleShot(0, lambda: appearance.heed_system(application, settings))
    return application.exec()


def _has_screen() -> bool:
    """Whether Qt would find a screen; without one it ends the process with a core dump."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
