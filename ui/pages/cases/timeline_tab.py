"""One timeline of everything in the case, newest first, filtered and read page by page."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from db.queries.cases.case_parts import CaseOverview
from db.queries.cases.timeline import TimelineEntry as CaseEntry
from db.queries.cases.timeline import TimelineFilter, timeline
from db.queries.cases.timeline.entry import TimelinePage, TimelinePlace
from db.rules.codes import NoteStatus, Topic
from db.rules.permissions import Action
from db.rules.timeline import TimelineKind
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.item_models.timeline import TimelineEntry, TimelineModel
from ui.pages.cases.tab import CaseTab
from ui.pages.cases.timeline_kinds import end_of, kind_options
from ui.pages.cases.timeline_words import Writer, entry_id
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.buttons import action
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.text import Text
from ui.widgets.timeline import Timeline

PAGE = 50
_MOST = 500
_LARGE = 150  # percent


class TimelineTab(CaseTab):
    """`opened` carries the entry that somebody wants to see whole."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"note", "task", "document", "appointment", "hearing", "message"}
    )
    opened = Signal(object)
    note_wanted = Signal()
    discard_wanted = Signal(object)
    note_about_wanted = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._entries: list[CaseEntry] = []
        self._before: TimelinePlace | None = None
        self._wanted: UUID | None = None
        self.search = SearchField(t("Search the notes of this case"), t("Words in notes"))
        self.kind = Choice(kind_options(), blank=t("Until today"))
        self.topic = Choice(choices(Topic), blank=t("All topics"))
        self.model = TimelineModel(self)
        self.view = Timeline(t("Timeline"), self.model)
        self.nothing_found = EmptyState(
            t("Nothing found"), t("Try fewer letters, or take away a filter."), icon="search"
        )
        self.nothing_yet = EmptyState(
            t("Nothing has happened yet"),
            t("Notes, appointments, hearings and documents will stand here."),
            icon="note",
            step=t("Write the first note") if context.may(Action.WRITE_NOTES) else "",
            clicked=self.note_wanted.emit,
        )
        self._lay_out()
        self.search.searched.connect(lambda _: self._load(anew=True))
        self.search.entered.connect(self.view.setFocus)
        self.kind.edited.connect(lambda: self._load(anew=True))
        self.topic.edited.connect(lambda: self._load(anew=True))
        self.model.more_wanted.connect(self._load_more)
        self.view.opened.connect(self._open)
        self._actions()

    def show_case(self, case: CaseOverview) -> None:
        another = self.case is None or self.case.header.id != case.header.id
        super().show_case(case)
        if another:
            self.search.clear()
            self.search.search_now()
            self.kind.set_value(None)
            self.topic.set_value(None)
        self._load(anew=another)

    def select(self, record_id: UUID) -> None:
        """Go to the entry of a record, as soon as it has been read."""
        self._wanted = record_id
        self._go_to_wanted()

    def take_focus(self) -> bool:
        if not self.model.rowCount():
            return False
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_filter(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 2)
        filters.addLayout(line, 3)
        ways = QHBoxLayout.Direction

        def measure() -> None:
            """Side by side they would need more than a file beside the list has."""
            large = look().percent > _LARGE
            filters.setDirection(ways.TopToBottom if large else ways.LeftToRight)

        measure()
        follow(self, measure)
        for words, choice in ((t("Show"), self.kind), (t("Topic"), self.topic)):
            label = Text(words, "secondary")
            label.setBuddy(choice)
            choice.name_line(words)
            choice.setMinimumContentsLength(8)
            line.addWidget(label)
            line.addWidget(choice, 1)
        room = QWidget()
        self._stack = QStackedLayout(room)
        for widget in (self.view, self.nothing_found, self.nothing_yet):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(room, 1)

    def _asked(self) -> TimelineFilter:
        kinds = self.kind.value() or frozenset()
        return TimelineFilter(kinds, self.topic.value(), self.search.query())

    def _begin(self) -> TimelinePlace | None:
        """Where to begin: what is still to come would push the past out of sight."""
        if self.kind.value() is not None:
            return None
        return end_of(self.context.today(), self.context.office.zone)

    def _load(self, *, anew: bool) -> None:
        """Read the first entries; as many as are shown already, if it is not anew."""
        if self.case is None:
            return
        limit = PAGE if anew else min(_MOST, max(PAGE, len(self._entries)))
        self.context.runner.read(
            timeline,
            self.case.header.id,
            self._asked(),
            self._begin(),
            limit,
            then=self._show_anew if anew else self._show_again,
            failed=self._say_nothing,
            replace_key=(self, "timeline"),
        )

    def _load_more(self) -> None:
        if self.case is None or self._before is None:
            return
        self.context.runner.read(
            timeline,
            self.case.header.id,
            self._asked(),
            self._before,
            PAGE,
            then=self._add,
            replace_key=(self, "timeline"),
        )

    def _show_anew(self, page: TimelinePage) -> None:
        self._show(page, keep=False)

    def _show_again(self, page: TimelinePage) -> None:
        self._show(page, keep=True)

    def _show(self, page: TimelinePage, *, keep: bool) -> None:
        current, place = self.view.current_id(), self.view.verticalScrollBar().value()
        self._entries, self._before = list(page.entries), page.before
        self.model.set_entries(self._written(page.entries), more=page.before is not None)
        filtered = self._asked() != TimelineFilter() or self.kind.value() is not None
        empty = self.nothing_found if filtered else self.nothing_yet
        self._stack.setCurrentWidget(self.view if page.entries else empty)
        if keep and current is not None and self.view.select(current):
            self.view.verticalScrollBar().setValue(place)
        self._go_to_wanted()

    def _add(self, page: TimelinePage) -> None:
        self._entries += page.entries
        self._before = page.before
        self.model.extend(self._written(page.entries), more=page.before is not None)

    def _written(self, entries: Sequence[CaseEntry]) -> list[TimelineEntry]:
        writer = Writer(self.context.office.zone, self.context.today())
        return [writer.entry(entry) for entry in entries]

    def _say_nothing(self, _: Exception) -> None:
        """The file itself says why it cannot be read."""
        self.model.set_entries([])

    def _go_to_wanted(self) -> None:
        for entry in self._entries if self._wanted is not None else ():
            if self._wanted in (entry.id, entry.record[1]):
                self.view.select(entry_id(entry))
                self._wanted = None
                return

    def _actions(self) -> None:
        """They stand in the menu of the list as well."""
        view = self.view
        action(t("Open entry"), lambda: self._open(view.current_id()), view, shortcut="F2")
        self.about = action(t("Write note about this appointment"), self._write_about, view)
        view.addAction(self.about)
        self.discard = action(t("Discard draft"), self._discard_current, view, shortcut="Del")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self._enable()

    def _enable(self) -> None:
        entry = self._entry(self.view.current_id())
        taken_place = entry is not None and entry.at <= self.context.now()
        appointment = entry is not None and entry.kind is TimelineKind.APPOINTMENT
        self.about.setVisible(appointment and self.context.may(Action.WRITE_NOTES))
        self.about.setEnabled(taken_place)
        self.discard.setVisible(
            entry is not None and entry.note is not None and entry.note.mine
            and entry.note.status is NoteStatus.DRAFT
        )  # fmt: skip

    def _write_about(self) -> None:
        entry = self._entry(self.view.current_id())
        if entry is not None and entry.kind is TimelineKind.APPOINTMENT:
            self.note_about_wanted.emit(entry)

    def _entry(self, line: object) -> CaseEntry | None:
        return next((entry for entry in self._entries if entry_id(entry) == line), None)

    def _open(self, line: object) -> None:
        found = self._entry(line)
        if found is not None:
            self.opened.emit(found)

    def _discard_current(self) -> None:
        found = self._entry(self.view.current_id())
        if found is not None:
            self.discard_wanted.emit(found)
