"""The file of one case: a header that stays in sight, and one part of it below."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from db.operations.cases.view import record_case_view
from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview
from db.queries.cases.timeline import TimelineEntry
from db.queries.notes.note import NoteDetail, note_detail
from db.rules.codes import NoteStatus
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import explain, t
from ui.context import PageContext
from ui.drafts import Draft
from ui.pages.cases.header import CaseHeaderView
from ui.pages.cases.notes import CaseNotes
from ui.pages.cases.parts import PART_OF, PARTS, Part
from ui.pages.cases.restoring import restore_case, restore_task
from ui.pages.cases.standing import CaseStanding
from ui.pages.cases.tab import CaseTab
from ui.pages.cases.timeline_tab import TimelineTab
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_tabs import FileTabs

_LAYOUT = "case.part"


class CaseFilePane(QWidget):
    """Shows a case, part by part. The page that it stands on asks for its title and actions."""

    title_changed = Signal()
    actions_changed = Signal()
    may_leave = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.case_id: UUID | None = None
        self.case: CaseOverview | None = None
        self._wanted: UUID | None = None  # to be gone to, once the file is there
        self._focus_from: QWidget | None = None
        self.header = CaseHeaderView(context)
        self.tabs = FileTabs(t("Parts of the case file"))
        self.tabs.tabBar().setDrawBase(False)
        self.notes = CaseNotes(context, self)
        self.standing = CaseStanding(context, self, lambda: self.case)
        self._new_note = action(
            t("New note"), self._write_note, self, icon="note", shortcut="Ctrl+Shift+N",
            kind="primary",
        )  # fmt: skip
        # From wherever the cursor stands, as long as the file is in sight.
        self._new_note.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.message = EmptyState(
            "", icon="lock", step=t("Emergency access…"), clicked=self._ask_in_emergency
        )
        self._made: dict[str, CaseTab] = {}
        self._rooms: list[QVBoxLayout] = []
        self._lay_out()
        kept = context.settings.layout(_LAYOUT)
        self.show_tab(kept if isinstance(kept, str) else "")
        self.tabs.currentChanged.connect(self._turned)
        self.header.client_wanted.connect(self._show_client)

    # ---- what the page asks ----

    def show_case(self, case_id: UUID) -> None:
        """Open this case's file. That it was looked at is kept."""
        if case_id != self.case_id:
            self.case = self._wanted = None
        self.case_id = case_id
        self.context.runner.write(record_case_view, case_id, failed=_leave_to_reading)
        self._read()

    def title(self) -> str:
        """The case's number, without a name."""
        return self.case.header.number if self.case else t("Case")

    def page_actions(self) -> Sequence[QAction]:
        """What can be done here, the main thing last."""
        if self.case is None:
            return ()
        tab = self.current_tab()
        own = tab.tab_actions() if tab is not None else ()
        writes = (self._new_note,) if self.context.may(Action.WRITE_NOTES) else ()
        return (*self.standing.actions(), *own, *writes)

    def actions(self) -> list[QAction]:
        """The file's own and those of the part in front: they stand on the sheet of shortcuts."""
        tab = self.current_tab()
        return [*super().actions(), *(tab.keys() if tab is not None else ())]

    def refresh(self, changes: Changes | None) -> None:
        """Read again what has changed."""
        if self.case_id is None:
            return
        tab = self.current_tab()
        kinds = tab.kinds if tab is not None else frozenset()
        if (
            changes is None
            or changes.concerns("case", self.case_id)
            or changes.touches("client", "staff", "program", "hearing", *kinds)
        ):
            self._read()

    def show_record(self, kind: str, record_id: UUID) -> None:
        """Show a record of this case: a note in its window, others on their part."""
        if kind == "note":
            self.show_note(record_id)
            return
        self.show_tab(PART_OF.get(kind, "overview"))
        self._wanted = record_id
        if self.case is not None:
            self._go_to_wanted()

    def show_note(self, note_id: UUID) -> None:
        """Show the file in which a note stands, and the note."""
        self.context.runner.read(note_detail, note_id, then=self._show_note)

    def restore(self, draft: Draft) -> None:
        """Go on with a draft of an earlier session, in front of the file to which it belongs."""
        case_id = draft.record_id if draft.kind == "case" else draft.data.get("case")
        if case_id is not None and self.case_id is None:
            self.show_case(UUID(str(case_id)))
        if draft.kind == "note":
            self.notes.restore(draft)
        elif draft.kind == "task":
            restore_task(self.context, draft, self)
        elif draft.kind == "case":
            restore_case(self.context, draft, self)

    def leave(self) -> bool:
        """Whether the file may be left now: what is typed stands in windows of its own."""
        return True

    def drafts(self) -> Sequence[Draft]:
        """Nothing is typed on the file itself."""
        return ()

    def show_tab(self, key: str) -> None:
        """Bring a part to the front by its key: "timeline" …"""
        at = next((n for n, part in enumerate(PARTS) if part.key == key), -1)
        if at >= 0:
            self.tabs.setCurrentIndex(at)

    def current_tab(self) -> CaseTab | None:
        """The part in front."""
        at = self.tabs.currentIndex()
        return self._made.get(PARTS[at].key) if at >= 0 else None

    def take_focus(self) -> None:
        """Put the cursor into the file, as soon as it is there, unless it is moved meanwhile."""
        self._focus_from = self.window().focusWidget()
        if self.case is not None:
            self._focus_part()

    def focus_filter(self) -> bool:
        """Ctrl+F; False if the part in front has no filter."""
        tab = self.current_tab()
        return tab is not None and tab.focus_filter()

    # ---- inside ----

    def _make(self, part: Part) -> CaseTab:
        tab = part.make(self.context)
        if isinstance(tab, TimelineTab):
            tab.opened.connect(self._open_entry)
            tab.note_wanted.connect(self._write_note)
            tab.discard_wanted.connect(self._discard_entry)
            tab.note_about_wanted.connect(self._write_about)
        return tab

    def _ask_in_emergency(self) -> None:
        from ui.dialogs.emergency import EmergencyDialog

        EmergencyDialog(self.context, self, self.case_id).open()

    def _write_note(self) -> None:
        if self.case_id is not None:
            self.notes.write(self.case_id)

    def _write_about(self, entry: TimelineEntry) -> None:
        if self.case_id is not None:
            self.notes.write_about(self.case_id, entry)

    def _show_note(self, note: NoteDetail) -> None:
        if note.case_id != self.case_id:
            self.show_case(note.case_id)
        self.show_tab("timeline")
        self.notes.show(note)

    def _open_entry(self, entry: TimelineEntry) -> None:
        kind, record_id = entry.record
        if kind == "note":
            trace = entry.note
            own_draft = trace is not None and trace.mine and trace.status is NoteStatus.DRAFT
            self.notes.open(record_id, is_own_draft=own_draft)
        elif kind in PART_OF:
            self.show_record(kind, record_id)
        else:
            self.context.navigate(kind, record_id)

    def _discard_entry(self, entry: TimelineEntry) -> None:
        trace = entry.note
        if trace is not None and trace.mine and trace.status is NoteStatus.DRAFT:
            self.notes.discard(entry.id, trace.version)

    def _lay_out(self) -> None:
        file = QWidget()
        column = QVBoxLayout(file)
        column.setContentsMargins(4, 0, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.message)
        self._stack.addWidget(file)
        self._file = file
        for part in PARTS:
            room = QWidget()
            inside = QVBoxLayout(room)
            inside.setContentsMargins(0, 0, 0, 0)
            self._rooms.append(inside)
            self.tabs.addTab(room, part.title())

    def _show_client(self) -> None:
        if self.case is not None:
            self.context.navigate("client", self.case.header.client_id)

    def _read(self) -> None:
        self.context.runner.read(
            case_file,
            self.case_id,
            then=self._show,
            failed=self._refuse,
            replace_key=(self, "case"),
        )

    def _show(self, case: CaseOverview) -> None:
        if case.header.id != self.case_id:
            return
        self.case = case
        self._stack.setCurrentWidget(self._file)
        self.header.show_case(case)
        self._count_tasks(case)
        self._show_current()
        self._go_to_wanted()
        self.title_changed.emit()
        self._focus_part()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        tab = self.current_tab()
        if wanted is not None and tab is not None:
            tab.select(wanted)

    def _focus_part(self) -> None:
        before, self._focus_from = self._focus_from, None
        tab = self.current_tab()
        if before is None or before is not self.window().focusWidget():
            return
        if tab is None or not tab.take_focus():
            self.tabs.focus_bar()

    def _count_tasks(self, case: CaseOverview) -> None:
        at = next(n for n, part in enumerate(PARTS) if part.key == "tasks")
        count = len(case.open_tasks)
        words = PARTS[at].title()
        self.tabs.setTabText(at, t("{part} ({n})", part=words, n=count) if count else words)

    def _turned(self, at: int) -> None:
        self.context.settings.remember(_LAYOUT, PARTS[at].key)
        self._show_current()
        tab = self.current_tab()
        if self.tabs.is_adrift() and (tab is None or not tab.take_focus()):
            self.tabs.focus_bar()

    def _show_current(self) -> None:
        at = self.tabs.currentIndex()
        if self.case is None or at < 0:
            return
        key = PARTS[at].key
        if key not in self._made:
            tab = self._made[key] = self._make(PARTS[at])
            self._rooms[at].addWidget(tab)
            tab.show()
        self._made[key].show_case(self.case)
        self.actions_changed.emit()

    def _refuse(self, error: Exception) -> None:
        """Say why the file cannot be shown; nothing of it stays on the screen."""
        self.case = None
        words = explain(error) if isinstance(error, Refused) else ""
        self.message.say(t("This case file cannot be shown"), words)
        restricted = isinstance(error, Refused) and error.has("case.restricted")
        self.message.offer_step(restricted and self.context.may(Action.READ_CASES))
        self._stack.setCurrentWidget(self.message)
        self.title_changed.emit()
        self.actions_changed.emit()


def _leave_to_reading(_: Exception) -> None:
    """Who may not see the case is told so by the reading that follows."""
