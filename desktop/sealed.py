"""Sealed files beside the office that is open: what the window asks, and their windows."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.operations.changes import Changes
from db.texts import t
from desktop.aside import Everything
from desktop.documents import OfficeDocuments
from desktop.finding import finder
from desktop.history_keeping import HistoryKeeping
from desktop.jobs import Jobs
from desktop.kept_drafts import drafts_kept
from desktop.known_sealed import see_that_it_is_known
from desktop.looks import EveryMinute, refusals_keeping
from desktop.presence import looking_on
from desktop.saves import saves_keeping
from desktop.sealed_standing import SealedStanding
from ui.main_window import MainWindow
from ui.office_acts import Acted
from ui.pages.sealed_sections import SEALED_SECTIONS
from ui.window_context import WindowContext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from db.office import Office
    from db.office.sealed import SealedOffice
    from db.rules.sealed import (
        NewSealed,
        SealedFile,
        SealedFiles,
        SealedForm,
        SealedMatch,
        Together,
    )
    from desktop.companions import Companion
    from desktop.settings import Settings

_MOVED = (
    "client", "case", "note", "task", "document", "appointment", "hearing", "court_order",
    "placement", "household", "person", "party", "message", "draft", "sealed", "audit",
)  # fmt: skip
_BESIDE = 32  # pixels by which its window stands off the office's


class SealedWindow(QObject):
    """One sealed file in a window of its own, from opening it to closing it."""

    closed = Signal()

    def __init__(
        self, inside: SealedOffice, file: SealedFile, main: MainWindow, settings: Settings
    ) -> None:
        super().__init__()
        self.inside = inside
        self.looking_on = looking_on(inside, inside)
        self.jobs = Jobs(self.looking_on, self)
        self.drafts = drafts_kept(inside, self.jobs, main.context.watch)
        self.standing = SealedStanding(
            main.context.watch, lambda: self.jobs.changed.emit(Everything())
        )
        self.window = MainWindow(
            WindowContext(
                self.jobs,
                inside.user,
                replace(main.context.office, name=t("Sealed file")),
                settings,
                self.drafts,
                inside.clock,
                documents=OfficeDocuments(inside),
                watch=self.standing.watch,
            ),
            sections=SEALED_SECTIONS,
            find=finder(self.jobs),
            notice=_notice(file),
            lock=main.lock,
        )
        self.window.status.sign_out_button.setText(t("Close this file"))
        self.window.sign_out_requested.connect(self.close)
        self.window.closed.connect(self._window_closed)
        self.saves = saves_keeping(inside, self.jobs, self.window)
        self._stand_beside(main)
        self._closing = False
        if self.saves is not None:
            self.saves.begin()
        # What waits on this computer to be put on record, in the file's own log.
        self._waiting: list[Companion] = [EveryMinute(self.looking_on.settle, "sealed looks")]
        if not inside.place.only_read:
            self._waiting.append(refusals_keeping(inside))
            self._waiting.append(HistoryKeeping(inside, self.jobs, self.window.older, sealed=True))
        for companion in self._waiting:
            companion.begin()

    def say_members(self, file: SealedFile) -> None:
        """Its members or its name are others now."""
        self.window.notice.say(_notice(file))

    def show(self) -> None:
        """Show it, and give it the keyboard."""
        self.window.show()
        self.window.activateWindow()

    def _stand_beside(self, main: MainWindow) -> None:
        """A little off the office's window, and on the screen as a whole."""
        room, size = main.screen().availableGeometry(), self.window.size()
        self.window.move(
            max(room.left(), min(main.x() + _BESIDE, room.right() - size.width() - _BESIDE)),
            max(room.top(), min(main.y() + _BESIDE, room.bottom() - size.height() - 2 * _BESIDE)),
        )

    def close(self) -> None:
        """Finish what is being written, keep what is typed as a draft, close window and file."""
        if self._closing:
            return
        self._closing = True
        self.window.draft_keeper.keep()
        self.window.shut()
        for timer in self.window.findChildren(QTimer):
            timer.stop()  # a note that saves itself must not do so once the file is closed
        self.window.deleteLater()
        if self.saves is not None:
            self.saves.end()
        for companion in self._waiting:
            companion.end()
        self.jobs.close()
        self.drafts.close()
        self.inside.close()
        self.closed.emit()
        self.standing.deleteLater()
        self.deleteLater()

    def _window_closed(self) -> None:
        self.close()


class StandingSealed(QObject):
    """See `ui.sealed_acts.SealedActs`. `jobs` are those of the office's window, where it has one
    beside which others can stand (`beside`).
    """

    _members_changed = Signal()

    def __init__(self, office: Office, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__()
        self._office, self._settings, self._jobs = office, settings, jobs
        self.main: MainWindow | None = None
        self.windows: dict[UUID, SealedWindow] = {}
        self._members_changed.connect(self._ask_members)

    def beside(self, main: MainWindow) -> None:
        """Let the windows stand beside this one, and be locked with it."""
        self.main = main
        main.locking.locked.connect(self._hold)
        main.locking.unlocked.connect(self._release)

    # ---- what may block ----

    def files(self) -> SealedFiles:
        """Those that the user can open, and how many there are besides."""
        from db.office.sealed import sealed_files

        return sealed_files(self._office)

    def make(self, form: NewSealed) -> Acted:
        """Make an empty sealed file."""
        from db.office.sealed import make_sealed

        return _acted(make_sealed(self._office, form))

    def change(self, sealed_id: UUID, form: SealedForm) -> Acted:
        """Save its name, officer and members."""
        from db.office.sealed import open_sealed
        from db.office.sealed.resealing import change_sealed

        inside = open_sealed(self._office, sealed_id, see_that_it_is_known)
        try:
            change_sealed(inside, form)
        finally:
            inside.close()
        self._members_changed.emit()  # this is not the screen's thread
        return _acted()

    def choose_recovery(self, opens: bool) -> Acted:
        """Whether the recovery code opens the files made from now on."""
        from db.office.sealed.setting import choose_recovery

        self._office.write(choose_recovery, opens)
        return _acted()

    def matches(self) -> Sequence[SealedMatch]:
        """Who in the office may be in a sealed file of which the user is the officer."""
        from db.office.sealed.matches import new_matches

        return new_matches(self._office)

    def mark_seen(self, match: SealedMatch) -> Acted:
        """The officer has seen to it."""
        from db.office.sealed.matches import mark_seen

        mark_seen(self._office, match)
        return _acted()

    def together(self, client_id: UUID) -> Together:
        """Who and what would be sealed together with a client."""
        from db.office.sealed.moving import what_moves

        return self._office.read(what_moves, client_id)

    def move(self, sealed_id: UUID, client_id: UUID, digest: str) -> Acted:
        """Move it all into a sealed file."""
        from db.office.sealed import open_sealed
        from db.office.sealed.moving import move_in

        inside = open_sealed(self._office, sealed_id, see_that_it_is_known)
        try:
            move_in(inside, client_id, digest)
        finally:
            inside.close()
        return Acted(None, Changes({kind: frozenset() for kind in _MOVED}))

    def open(self, sealed_id: UUID) -> SealedOffice:
        """Open a sealed file."""
        from db.office.sealed import open_sealed

        return open_sealed(self._office, sealed_id, see_that_it_is_known)

    # ---- on the screen's thread ----

    def show(self, opened: SealedOffice, file: SealedFile) -> None:
        """Show it in a window of its own."""
        if self.main is None or self.main.locking.is_locked or self.bring_forward(file.id):
            opened.close()  # somebody locked, or asked twice, while it was being opened
            return
        window = SealedWindow(opened, file, self.main, self._settings)
        window.jobs.changed.connect(self._changed_inside)
        if self._jobs is not None:
            window.jobs.crashed.connect(self._jobs.crashed)
        window.closed.connect(lambda: self.windows.pop(file.id, None))
        self.windows[file.id] = window
        window.show()

    def bring_forward(self, sealed_id: UUID) -> bool:
        """Bring its window to the front, if it has one already."""
        window = self.windows.get(sealed_id)
        if window is not None:
            window.show()
        return window is not None

    def keep_typed(self, until: float) -> None:
        """Keep what is being typed in them, and wait until then (`time.monotonic`)."""
        for window in self.windows.values():
            window.window.draft_keeper.keep()
        for window in self.windows.values():
            window.drafts.wait(until)
            window.jobs.wait_for_writes(until)

    def close_all(self) -> None:
        """Before the office is closed."""
        for window in list(self.windows.values()):
            window.close()

    def _ask_members(self) -> None:
        if self.windows and self._jobs is not None:
            self._jobs.background(self.files, then=self._tell_members, failed=lambda _: None)

    def _tell_members(self, known: SealedFiles) -> None:
        """The bands say who can read it now; who is no member any more has nothing to see."""
        files = {file.id: file for file in known.files}
        for sealed_id, window in list(self.windows.items()):
            if sealed_id in files:
                window.say_members(files[sealed_id])
            else:
                window.close()

    def _hold(self) -> None:
        for window in self.windows.values():
            window.window.draft_keeper.keep()
            window.window.locking.put_away()
            window.jobs.hold()

    def _release(self) -> None:
        for window in self.windows.values():
            window.window.locking.bring_back()
            window.jobs.release()

    def _changed_inside(self, changes: Changes) -> None:
        """The office's calendar shows what its workers do here as busy."""
        if self._jobs is not None and changes.touches("appointment"):
            self._jobs.changed.emit(Changes({"appointment": frozenset()}))


def _notice(file: SealedFile) -> str:
    names = ", ".join(person.name for person in file.members)
    return t("Sealed: {label}. Only {names} can read this.", label=file.label, names=names)


def _acted(result: object = None) -> Acted:
    return Acted(result, Changes({"sealed": frozenset(), "audit": frozenset()}))
