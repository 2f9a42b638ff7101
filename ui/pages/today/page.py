"""The first page of the day: every line opens its record, and some can be ticked off."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from db.operations.messages import mark_message_done
from db.operations.tasks import complete_task, undo_complete_task
from db.queries.today import Today, today
from db.rules.permissions import Action
from db.texts import t
from db.texts.dates import date_long, weekday
from ui.context import PageContext
from ui.dialogs.joining import join
from ui.dialogs.message import MessageDialog
from ui.dialogs.read_message import ReadMessageDialog
from ui.drafts import Draft
from ui.item_models.lines import Line
from ui.pages.today.card import LinesCard
from ui.pages.today.cards import TodayCards
from ui.runner import Changes
from ui.theme.look import look
from ui.widgets.buttons import action
from ui.widgets.card import Scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.line_list import LineList
from ui.widgets.page import Page
from ui.widgets.text import Text, hold_back, reveal

_AGAIN_MS = 60_000  # others take messages, and "now" goes on


class TodayPage(Page):
    """Appointments, messages, hearings; tasks, notes and cases that are late; the team's."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "appointment",
            "message",
            "task",
            "note",
            "case",
            "hearing",
            "client",
            "draft",
            "emergency",
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.heading = Text("", "section")
        self.parts = TodayCards(context)
        hold_back(self.parts)
        self.nothing = EmptyState(
            t("Nothing waits for you here"),
            t("Your role has no appointments, messages or cases. Totals stand under Reports."),
            icon="today",
        )
        reveal(self.nothing, not any(card.may_be_empty for card in self.parts.all))
        self.room = Scrolled(self.heading, self.nothing, self.parts, width=look().px(1400))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.room)
        self.parts.opened.connect(self._open)
        self.parts.moved.connect(self._keep_seen)
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
        lists = [entry for card in self.parts.all for entry in card.list.actions()]
        return [*super().actions(), *lists]

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(today, then=self._show, soon=True, replace_key=(self, "today"))
        if changes is None or changes.touches("draft"):
            self.context.drafts.load(self.parts.show_drafts)

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focus_filter()

    def focus_filter(self) -> None:
        first = next(iter(self.parts.lists()), None)
        if first is not None:
            first.enter(1)

    # ---- showing ----

    def _show(self, day: Today) -> None:
        self.heading.setText(
            t("{weekday}, {date}", weekday=weekday(day.day), date=date_long(day.day))
        )
        self.parts.show_day(day)
        self.parts.show()
        if self.holds_cursor():  # the lines had not come yet when somebody came here
            self.focus_filter()

    def _read_if_seen(self) -> None:
        if self.isVisible() and self.context.watch.state.readable:
            self.refresh(None)

    def _keep_seen(self, in_list: LineList, line: QRect) -> None:
        inner = self.room.widget()
        if inner is not None and in_list.hasFocus():
            at = in_list.mapTo(inner, line.center())
            self.room.ensureVisible(at.x(), at.y(), 0, line.height())

    # ---- doing ----

    def _actions(self) -> None:
        done = t("Task is done")
        for card in (self.parts.late, self.parts.due):
            tick = partial(self._task_done, card)
            action(done, tick, card.list, icon="check", shortcut="D")
        mine = self.parts.appointments.list
        action(t("Join the meeting"), self._join, mine, icon="video", shortcut="J")
        messages, drafts = self.parts.messages.list, self.parts.drafts.list
        action(t("Message is done"), self._message_done, messages, icon="check", shortcut="D")
        action(t("Throw away"), self._draft_gone, drafts, icon="delete", shortcut="Del")
        self._message: QAction | None = None
        if self.context.may(Action.TAKE_MESSAGES):
            self._message = action(t("Take a message"), self._take_message, self, icon="message")

    def _open(self, line: Line) -> None:
        record = line.record
        if line.kind == "message":
            ReadMessageDialog(self.context, record, self).open()
        elif line.kind == "emergency" and not self.context.may(Action.READ_AUDIT):
            self.context.navigate("case", record.case_id)
        elif line.kind == "draft":
            self.context.navigate(f"draft.{record.kind}", record.record_id)
        elif line.kind == "task" and record.case_id is None:
            self.context.notify(t("This task belongs to no case. D marks it as done."))
        else:
            self.context.navigate(line.kind, line.id)

    def _join(self) -> None:
        line = self.parts.appointments.list.current()
        if line is not None and not join(line.record.joining_link):
            self.context.notify(t("This appointment has no joining link."))

    def _take_message(self) -> None:
        MessageDialog.new(self.context, self).open()

    def _message_done(self) -> None:
        line = self.parts.messages.list.current()
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
        line = self.parts.drafts.list.current()
        if line is not None:
            draft: Draft = line.record
            self.context.drafts.discard(draft.kind, draft.record_id)
            undo = partial(self.context.drafts.save, draft)
            self.context.notify(t("Thrown away: {title}", title=line.title), undo)

    def _told(self, text: str, undo: Callable[[], object], _: object) -> None:
        self.context.notify(text, undo)
