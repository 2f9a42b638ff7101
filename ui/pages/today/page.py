"""The first page of the day: every line opens its record, and some can be ticked off."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from db.operations.messages import mark_message_done
from db.operations.tasks import complete_task, undo_complete_task
from db.queries.today import Today, today
from db.rules.deadlines import DueState
from db.rules.permissions import Action
from db.texts import t
from db.texts.dates import date_long, weekday
from ui.context import Changes, Draft, PageContext
from ui.dialogs.message import MessageDialog
from ui.dialogs.read_message import ReadMessageDialog
from ui.item_models.lines import Line
from ui.pages.today import words
from ui.pages.today.card import LinesCard
from ui.theme.look import look
from ui.widgets.buttons import action
from ui.widgets.card import Scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.line_list import LineList
from ui.widgets.page import Page
from ui.widgets.text import Text, hold_back, reveal

_TWO_COLUMNS = 860  # pixels at 100 % text
_AGAIN_MS = 60_000  # others take messages, and "now" goes on


class TodayPage(Page):
    """Appointments, messages, hearings; tasks, notes and cases that are late; the team's."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"appointment", "message", "task", "note", "case", "hearing", "client", "draft"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.heading = Text("", "section")
        self._cards()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        for side in (self._left, self._right):
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in side:
                column.addWidget(card)
            column.addStretch()
            self._columns.addLayout(column, 1)
        self.parts = inner = QWidget()
        inner.setLayout(self._columns)
        hold_back(inner)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self.nothing = EmptyState(
            t("Nothing waits for you here"),
            t("Your role has no appointments, messages or cases. Totals stand under Reports."),
            icon="today",
        )
        reveal(self.nothing, not any(card.may_be_empty for card in self._all()))
        self.room = Scrolled(self.heading, self.nothing, inner, width=look().px(1400))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.room)
        self._actions()
        self._clock = QTimer(self, interval=_AGAIN_MS)
        self._clock.timeout.connect(self._read_if_seen)
        self._clock.start()

    # ---- a page ----

    def title(self) -> str:
        return t("Today")

    def page_actions(self) -> Sequence[QAction]:
        return (self._message,) if self._message is not None else ()

    def actions(self) -> list[QAction]:
        """The page's own and those of its lists: all stand on the sheet of shortcuts."""
        lists = [entry for card in self._all() for entry in card.list.actions()]
        return [*super().actions(), *lists]

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(today, then=self._show, replace_key=(self, "today"))
        if changes is None or changes.touches("draft"):
            self.context.drafts.load(self._show_drafts)

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focus_filter()

    def focus_filter(self) -> None:
        first = next(iter(self._lists()), None)
        if first is not None:
            first.enter(1)

    # ---- building ----

    def _cards(self) -> None:
        reads = self.context.may(Action.READ_CASES)
        books = self.context.may(Action.BOOK)
        takes = self.context.may(Action.TAKE_MESSAGES)
        self.drafts_card = LinesCard(t("Not saved yet"))
        self.appointments = LinesCard(
            t("My appointments"), t("No appointments today.") if books else ""
        )
        self.messages = LinesCard(t("Messages for me"), t("No messages.") if takes else "")
        self.hearings = LinesCard(
            t("My hearings"), t("No hearings in the next two weeks.") if reads else ""
        )
        self.due = LinesCard(t("Due soon"))
        self.late = LinesCard(t("Late"), t("Nothing is late.") if reads else "")
        self.notes = LinesCard(t("Notes to sign"))
        self.silent = LinesCard(t("Silent cases"))
        self.team_hearings = LinesCard(t("The team’s hearings"))
        self.team_late = LinesCard(t("Late in the team"))
        self.team_silent = LinesCard(t("Silent in the team"))
        self._left = (
            self.drafts_card,
            self.appointments,
            self.messages,
            self.hearings,
            self.team_hearings,
        )
        self._right = (
            self.late,
            self.due,
            self.notes,
            self.silent,
            self.team_late,
            self.team_silent,
        )
        for card in self._all():
            card.list.opened.connect(self._open)
            card.list.left_behind.connect(partial(self._go_on, card.list))
            card.list.moved.connect(partial(self._keep_seen, card.list))

    def _actions(self) -> None:
        for card in (self.late, self.due):
            action(
                t("Task is done"), partial(self._task_done, card), card.list,
                icon="check", shortcut="D",
            )  # fmt: skip
        action(
            t("Message is done"), self._message_done, self.messages.list,
            icon="check", shortcut="D",
        )  # fmt: skip
        action(
            t("Throw away"), self._draft_gone, self.drafts_card.list, icon="delete", shortcut="Del"
        )
        self._message: QAction | None = None
        if self.context.may(Action.TAKE_MESSAGES):
            self._message = action(t("Take a message"), self._take_message, self, icon="message")

    def _all(self) -> tuple[LinesCard, ...]:
        return (*self._left, *self._right)

    # ---- showing ----

    def _show(self, day: Today) -> None:
        now = self.context.now()
        self.heading.setText(
            t("{weekday}, {date}", weekday=weekday(day.day), date=date_long(day.day))
        )
        late = [row for row in day.tasks if row.due.state is DueState.OVERDUE]
        due = [row for row in day.tasks if row.due.state is not DueState.OVERDUE]
        mine = [row for row in day.hearings if row.mine]
        others = [row for row in day.hearings if not row.mine]
        if not self.context.may(Action.ASSIGN_CASES):
            others = []
        self.appointments.show_lines(words.appointment_lines(day.appointments, now))
        self.messages.show_lines(words.message_lines(day.messages, now))
        self.hearings.show_lines(words.hearing_lines(mine, now))
        self.due.show_lines(words.task_lines(due))
        self.late.show_lines(words.task_lines(late))
        self.notes.show_lines(words.note_lines(day.notes_to_sign, now))
        self.silent.show_lines(words.silent_lines(day.silent))
        self.team_hearings.show_lines(words.hearing_lines(others, now))
        self.team_late.show_lines(words.task_lines(day.team_tasks, whose=True))
        self.team_silent.show_lines(words.silent_lines(day.team_silent, whose=True))
        self.parts.show()
        if self.holds_cursor():  # the lines had not come yet when somebody came here
            self.focus_filter()

    def _show_drafts(self, drafts: Sequence[Draft]) -> None:
        self.drafts_card.show_lines(words.draft_lines(drafts, self.context.now()))

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = event.size().width() >= look().px(_TWO_COLUMNS)
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)

    # ---- moving ----

    def _lists(self) -> list[LineList]:
        return [card.list for card in self._all() if card.list.lines()]

    def _go_on(self, from_list: LineList, step: int) -> None:
        lists = self._lists()
        if from_list in lists:
            at = lists.index(from_list) + step
            if 0 <= at < len(lists):
                lists[at].enter(step)

    def _keep_seen(self, in_list: LineList, line: QRect) -> None:
        inner = self.room.widget()
        if inner is not None and in_list.hasFocus():
            at = in_list.mapTo(inner, line.center())
            self.room.ensureVisible(at.x(), at.y(), 0, line.height())

    # ---- doing ----

    def _open(self, line: Line) -> None:
        record = line.record
        if line.kind == "message":
            ReadMessageDialog(self.context, record, self).open()
        elif line.kind == "draft":
            self.context.navigate(f"draft.{record.kind}", record.record_id)
        elif line.kind == "task" and record.case_id is None:
            self.context.notify(t("This task belongs to no case. D marks it as done."))
        else:
            self.context.navigate(line.kind, line.id)

    def _take_message(self) -> None:
        MessageDialog.new(self.context, self).open()

    def _message_done(self) -> None:
        line = self.messages.list.current()
        if line is not None:
            undo = partial(self.context.runner.write, mark_message_done, line.id, False)
            told = partial(self._told, t("Message done"), undo)
            self.context.runner.write(mark_message_done, line.id, then=told)

    def _task_done(self, card: LinesCard) -> None:
        line = card.list.current()
        if line is not None:
            version = line.record.version
            undo = partial(self.context.runner.write, undo_complete_task, line.id, version + 1)
            told = partial(self._told, t("Task done"), undo)
            self.context.runner.write(complete_task, line.id, version, then=told)

    def _draft_gone(self) -> None:
        line = self.drafts_card.list.current()
        if line is not None:
            draft: Draft = line.record
            self.context.drafts.discard(draft.kind, draft.record_id)
            undo = partial(self.context.drafts.save, draft)
            self.context.notify(t("Thrown away: {title}", title=line.title), undo)

    def _told(self, text: str, undo: object, _: object) -> None:
        self.context.notify(text, undo)  # type: ignore[arg-type]
