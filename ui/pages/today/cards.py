"""The parts of the first page, in two columns where there is room: next, late, the team's."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from db.queries.today import Today
from db.rules.deadlines import DueState
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.drafts import Draft
from ui.pages.today import words
from ui.pages.today.card import LinesCard
from ui.theme.look import look
from ui.widgets.line_list import LineList

_TWO_COLUMNS = 828  # pixels at 100 % text


class TodayCards(QWidget):
    """Shows a day. `opened` carries a line, `moved` the list and the place of its current line."""

    opened = Signal(object)
    moved = Signal(object, QRect)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        reads, books = context.may(Action.READ_CASES), context.may(Action.BOOK)
        takes = context.may(Action.TAKE_MESSAGES)
        self.drafts = LinesCard(t("Not saved yet"))
        self.emergencies = LinesCard(t("Emergency accesses"))
        self.appointments = LinesCard(
            t("My appointments"), t("No appointments today.") if books else ""
        )
        self.messages = LinesCard(t("Messages for me"), t("No messages.") if takes else "")
        self.hearings = LinesCard(
            t("My hearings"), t("No hearings in the next two weeks.") if reads else ""
        )
        self.team_hearings = LinesCard(t("The team’s hearings"))
        self.late = LinesCard(t("Late"), t("Nothing is late.") if reads else "")
        self.due = LinesCard(t("Due soon"))
        self.notes = LinesCard(t("Notes to sign"))
        self.silent = LinesCard(t("Silent cases"))
        self.team_late = LinesCard(t("Late in the team"))
        self.team_silent = LinesCard(t("Silent in the team"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        left = [
            self.drafts,
            self.emergencies,
            self.appointments,
            self.messages,
            self.hearings,
            self.team_hearings,
        ]
        right = [
            self.late,
            self.due,
            self.notes,
            self.silent,
            self.team_late,
            self.team_silent,
        ]
        self.all: tuple[LinesCard, ...] = (*left, *right)
        self._stack(left)
        self._stack(right)

    def show_day(self, day: Today) -> None:
        """Show what there is; the team's part to whoever assigns cases."""
        now = self._context.now()
        late = [row for row in day.tasks if row.due.state is DueState.OVERDUE]
        due = [row for row in day.tasks if row.due.state is not DueState.OVERDUE]
        mine = [row for row in day.hearings if row.mine]
        others = [row for row in day.hearings if not row.mine]
        if not self._context.may(Action.ASSIGN_CASES):
            others = []
        self.emergencies.show_lines(words.emergency_lines(day.emergencies))
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

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show what was typed and never saved."""
        self.drafts.show_lines(words.draft_lines(drafts, self._context.now()))

    def lists(self) -> list[LineList]:
        """The lists with lines in them, in reading order."""
        return [card.list for card in self.all if card.list.lines()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = event.size().width() >= look().px(_TWO_COLUMNS)
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _stack(self, cards: Sequence[LinesCard]) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in cards:
            column.addWidget(card)
            card.list.opened.connect(self.opened)
            card.list.left_behind.connect(partial(self._go_on, card.list))
            card.list.moved.connect(partial(self.moved.emit, card.list))
        column.addStretch()
        self._columns.addLayout(column, 1)

    def _go_on(self, from_list: LineList, step: int) -> None:
        lists = self.lists()
        if from_list in lists:
            at = lists.index(from_list) + step
            if 0 <= at < len(lists):
                lists[at].enter(step)
