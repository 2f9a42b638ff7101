"""The window: sections at the left, a command bar above, the page in front. Navigation only."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from db.rules.findings import Refused, hard
from db.texts import t
from ui.context import OfficeInfo
from ui.dialogs.palette import Command, Find, Palette
from ui.draft_keeper import DraftKeeper
from ui.draft_offers import DraftOffers
from ui.drafts import Draft
from ui.emergency_band import EmergencyBand
from ui.history import Place
from ui.history_band import HistoryBand
from ui.lock_screen import LockScreen
from ui.navigation import Navigation
from ui.offering import Offering
from ui.own_dialogs import dialogs_of
from ui.own_reminders import OwnReminders
from ui.page_room import PageRoom
from ui.page_stack import PageStack
from ui.pages.registry import SECTIONS, Section, first_for, section_for
from ui.refusal_banner import RefusalBanner
from ui.replacement import Replacement
from ui.runner import Changes
from ui.standing_banner import StandingBanner
from ui.status_line import StatusLine
from ui.theme.tokens import Tone
from ui.update_band import UpdateBand
from ui.updates import Fetched
from ui.way import Way
from ui.widgets.banner import Banner
from ui.widgets.command_bar import CommandBar
from ui.widgets.page import Page
from ui.window_commands import window_commands
from ui.window_context import WindowContext
from ui.window_lock import LOCKS, WindowLock

_FRAME = 40  # pixels for the frame that the system puts around the window
Unlock = Callable[[str, Callable[[], object], Callable[[str], object]], object]


class MainWindow(QMainWindow):
    """Shows the sections that the user's role may see.

    `find(text, then)` answers Ctrl+K; `unlock(password, then, refused)` checks the password off
    the screen's thread and calls `then()` or `refused(sentence)`; `commands` are added to those
    that the window knows itself. A window that stands beside another (a sealed file's) shows a
    `notice` above everything, and is locked with the other by `lock`.
    """

    sign_out_requested = Signal()
    give_way_requested = Signal(object)
    install_requested = Signal(object)
    closed = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        sections: Sequence[Section] = SECTIONS,
        find: Find | None = None,
        unlock: Unlock | None = None,
        commands: Sequence[Command] = (),
        notice: str = "",
        lock: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty(LOCKS, True)
        self.context = context
        self.sections = tuple(s for s in sections if s.visible_to(context.user))
        self._unlock, self._lock_all = unlock, lock
        self.notice = Banner(notice, Tone.WARNING)
        self._closing = False
        self.navigation = Navigation(context.office.name, self.sections)
        self.bar = CommandBar()
        self.banner = RefusalBanner(context.watch)
        self.standing = StandingBanner(context)
        self.emergencies = EmergencyBand(context)
        self.older = HistoryBand(context)
        self.reminders = OwnReminders(context)
        self.newer = UpdateBand(context)
        self.stack = PageStack(context)
        self.way = Way(self.stack, self.sections, self)
        self.history = self.way.history
        self.status = StatusLine(
            context.runner, context.user, context.office, context.now, context.watch
        )
        content = self._content()
        self.lock_screen = LockScreen(context.user.user_name)
        self.locking = WindowLock(self, content, self.lock_screen)
        self.offering = Offering(self, find, (*window_commands(context, self), *commands))
        self.draft_keeper = DraftKeeper(context.drafts, self.typed, self)
        self._connect()
        self.offering.add_keys(content)
        self.setWindowTitle(t("{office} — Caseroom", office=context.office.name))
        self._restore_geometry()
        first = first_for(context.user, self.sections)
        if first is not None:
            self.go(Place(first.key))
        self._offers = DraftOffers(self)
        context.drafts.load(self._offers.offer)

    # ---- going somewhere ----

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self.way.page

    def navigate(self, kind: str, record_id: UUID | None = None) -> None:
        """Show a record ("client", id), a section ("section.calendar"), or go on with unsaved
        work ("draft.note", the note's id).
        """
        if kind.startswith("section."):
            self.go(Place(kind.removeprefix("section.")))
            return
        if kind.startswith("draft.") and record_id is not None:
            self._offers.go_on_with(kind.removeprefix("draft."), record_id)
            return
        section = section_for(kind, self.sections)
        if section is not None:
            self.go(Place(section.key, kind, record_id))

    def go(self, place: Place) -> None:
        """Go to a place, if the page in front lets one leave, and remember it."""
        self.way.go(place)

    def go_to_section(self, key: str) -> None:
        """A section by its button or its key: as one left it; in the section itself, its list."""
        self.way.go_to_section(key)

    def step(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        self.way.step(by)

    def _show_bar(self) -> None:
        page = self.page
        if page is not None:
            self.bar.set_title(self.way.title())
            self.bar.set_actions(page.page_actions())
        self.bar.set_history(self.history.can_go_back, self.history.can_go_forward)

    # ---- what happens around it ----

    def show_refusal(self, error: Refused) -> None:
        """Say in a sentence why something was refused."""
        self.banner.refuse(error)

    def show_office(self, office: OfficeInfo) -> None:
        """Take over what has changed about the office (a backup, a new name)."""
        self.context.office = office
        self.status.show_office(office)
        self.navigation.office.setText(office.name)
        if not self.locking.is_locked:
            self.setWindowTitle(t("{office} — Caseroom", office=office.name))

    def records_changed(self, changes: Changes) -> None:
        """Let the pages that show such records read them again."""
        self.stack.records_changed(changes)

    def lock(self) -> None:
        """Keep what is being typed and blank every window."""
        if self._lock_all is not None:
            self._lock_all()
        elif not self.locking.is_locked:
            self.draft_keeper.keep()
            self.locking.lock()

    def open_palette(self) -> Palette:
        """Ctrl+K."""
        return self.offering.open_palette()

    def open_key_sheet(self) -> None:
        """F1."""
        self.offering.open_key_sheet()

    def commands(self) -> list[Command]:
        """Everything that Ctrl+K offers to do."""
        return self.offering.commands()

    def refresh(self) -> None:
        """F5: read again what is in front; what cannot be read just now stays."""
        if not self.context.watch.state.readable:
            self.show_refusal(Refused(hard("place.server_unread")))
        elif self.page is not None:
            self.page.refresh(None)

    def sign_out(self) -> None:
        """Ask to sign out, once the page in front lets one leave."""
        self.way.leave(self.sign_out_requested.emit)

    def give_way(self, replacement: Replacement) -> None:
        """Ask to leave for another office to take this one's place."""
        self.way.leave(lambda: self.give_way_requested.emit(replacement))

    def install(self, fetched: Fetched) -> None:
        """Ask to leave for a newer version to take this one's place."""
        self.way.leave(lambda: self.install_requested.emit(fetched))

    # ---- inside ----

    def _content(self) -> QWidget:
        content = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        bands = (self.standing, self.older, self.emergencies, self.reminders, self.newer)
        for widget in (self.bar, *bands, self.banner):
            right.addWidget(widget)
        right.addWidget(PageRoom(self.stack), 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addLayout(right, 1)
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addLayout(across, 1)
        whole.addWidget(self.status)
        return content

    def _connect(self) -> None:
        self.context.on_navigate = self.navigate
        self.context.on_give_way = self.give_way
        self.context.on_install = self.install
        self.context.on_notify = self.status.toast.say
        self.context.on_why_not = self.status.toast.say_why_not
        self.context.runner.changed.connect(self.records_changed)
        self.context.runner.refused.connect(self.show_refusal)
        self.navigation.chosen.connect(self.go_to_section)
        self.bar.back.connect(lambda: self.step(-1))
        self.bar.forward.connect(lambda: self.step(1))
        self.bar.search.connect(self.open_palette)
        self.status.lock.connect(self.lock)
        self.status.sign_out.connect(self.sign_out)
        self.locking.wanted.connect(self.lock)
        self.stack.bar_changed.connect(self._show_bar)
        self.way.turning.connect(lambda: self.banner.say(""))  # it was about the page that is left
        self.way.arrived.connect(self.navigation.mark)
        self.way.arrived.connect(self._show_bar)
        self.lock_screen.unlock_requested.connect(self._try_unlock)
        self.lock_screen.sign_out_requested.connect(self.sign_out_requested)

    def _try_unlock(self, password: str) -> None:
        if self._unlock is not None:
            self._unlock(password, self.locking.unlock, self.lock_screen.refuse)

    def typed(self) -> Iterable[Draft]:
        """What is being typed in this window and its dialogs, and not saved."""
        for page in self.stack.pages():
            yield from page.drafts()
        for dialog in dialogs_of(*self.locking.parts):
            yield from dialog.drafts()

    def _restore_geometry(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(1280, room.width()), min(800, room.height() - _FRAME))
        kept = self.context.settings.layout("window")
        if isinstance(kept, str):
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self.locking.is_locked:
            event.ignore()
            self.draft_keeper.keep()
            # Not at once: Qt ignores a close inside a close.
            self.way.leave(lambda: QTimer.singleShot(0, self.shut))
            return
        shape = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.context.settings.remember("window", shape)
        self.draft_keeper.stop()
        self.locking.give_back()
        for dialog in self.findChildren(QDialog):
            dialog.hide()  # what is typed in it is a draft; left alone it would keep the program up
        event.accept()
        self.closed.emit()

    def shut(self) -> None:
        """Close without asking (signing out asks before it gets here)."""
        self._closing = True
        self.close()
