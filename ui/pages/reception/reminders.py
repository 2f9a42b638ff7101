"""Reminders: whom to remind of which day's appointments, a key for what became of each."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.operations.calendar.remind import note_reminder, note_sent, take_reminders_back
from db.queries.calendar.reminders import ReminderList, ReminderRow, reminder_list
from db.queries.calendar.reminders_on_paper import to_write_to
from db.rules.codes import ReminderOutcome
from db.rules.findings import hard
from db.rules.ids import new_id
from db.rules.names import fold
from db.rules.reminding import ReminderWay
from db.texts import label, sentence, t, tn
from db.texts.reminding import way_words
from ui.context import PageContext
from ui.dialogs.minding import minded
from ui.item_models.table import TableModel
from ui.pages.reception.counts import CountBar
from ui.pages.reception.reminder_columns import reminder_columns
from ui.pages.reception.reminder_day import ReminderDay
from ui.pages.reporting.days_of_report import ask_report
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text, hold_back

_MARKS = (
    ("R", "ok", ReminderOutcome.REACHED),
    ("M", "message", ReminderOutcome.LEFT_MESSAGE),
    ("N", "remove", ReminderOutcome.NOT_REACHED),
    ("S", "mail", ReminderOutcome.SENT),
)


class RemindersPane(QWidget):
    """A day's list, to be worked through by keyboard, printed, or written to."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._list: ReminderList | None = None
        self.day = ReminderDay()
        self.day.edited.connect(self.load)
        self.ways = CountBar(tuple(ReminderWay), way_words)
        self.calls = Button(
            t("Print call list…"), partial(self._print, "reminder-calls"), icon="print"
        )
        self.letters = Button(t("Letters…"), partial(self._print, "reminder-letters"), icon="mail")
        self.sent = Button(t("Letters were sent"), self._all_sent, kind="quiet", icon="check")
        self.model = TableModel(reminder_columns(), parent=self)
        self.pane = ListPane(
            "reminders",
            context.settings,
            self.model,
            title=t("To be reminded"),
            filter_hint=t("Client or worker"),
            count=lambda n: tn("{n} person", "{n} people", n),
            empty=EmptyState(
                t("Nobody is to be reminded"),
                t("Whoever is expected on that day appears here."),
                icon="phone",
            ),
        )
        hold_back(self.pane)
        self.mind = Banner("", Tone.WARNING)
        self._lay_out()
        self.marks = [self._mark_action(*mark) for mark in _MARKS]
        self.ways.chosen.connect(lambda _: self._show_rows())
        self.pane.searched.connect(lambda _: self._show_rows())
        self.pane.chip_removed.connect(lambda _: self.ways.choose(None))
        self.pane.current_changed.connect(self._chosen)
        self._chosen(None)

    def load(self) -> None:
        """Read the list of the day that is chosen, at first of the next working day."""
        self.day.offer(self._context.today())
        self._context.runner.read(
            reminder_list, self.day.value(), then=self._show, replace_key=(self, "list")
        )

    def current(self) -> ReminderRow | None:
        """The one who is chosen."""
        return self._row(self.pane.current_id())

    # ---- laying out ----

    def _lay_out(self) -> None:
        words = Text(t("Appointments of"), "secondary")
        words.setBuddy(self.day)
        named = QWidget()
        beside = QHBoxLayout(named)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(words)
        beside.addWidget(self.day)
        line = Flow(named, self.calls, self.letters, self.sent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(line)
        column.addWidget(self.ways)
        column.addWidget(self.pane, 1)
        column.addWidget(self.mind)
        keys = t("R reached · M left a message · N not reached · S sent · O opens the client")
        column.addWidget(Text(keys, "secondary"))

    def _mark_action(self, key: str, icon: str, outcome: ReminderOutcome) -> QAction:
        mark = partial(self._mark, outcome)
        return action(label(outcome), mark, self.pane.table, icon=icon, shortcut=key)

    # ---- showing ----

    def _show(self, found: ReminderList) -> None:
        self._list = found
        self.pane.show()
        self.ways.show_counts({way: found.count(way) for way in ReminderWay})
        writing = len(to_write_to(found))
        self.letters.setText(t("Letters… ({n})", n=writing) if writing else t("Letters…"))
        self.letters.setEnabled(bool(writing))
        self.sent.setEnabled(bool(writing))
        self.calls.setEnabled(bool(found.rows))
        self._show_rows()
        self._chosen(self.pane.current_id())

    def _show_rows(self) -> None:
        way = self.ways.value
        wanted = fold(self.pane.search.query()).split()
        rows = [
            row
            for row in (self._list.rows if self._list is not None else ())
            if (way is None or row.way is way) and _matches(row, wanted)
        ]
        self.pane.set_chips([] if way is None else [Chip("way", way_words(way))])
        self.model.set_rows(rows)

    def _row(self, record_id: Any) -> ReminderRow | None:
        rows = self._list.rows if self._list is not None else ()
        return next((row for row in rows if row.id == record_id), None)

    def _chosen(self, record_id: Any) -> None:
        row = self._row(record_id)
        self.mind.say("\n".join(minded(row)) if row is not None else "")
        for mark in self.marks:
            mark.setEnabled(row is not None)

    # ---- doing ----

    def _mark(self, outcome: ReminderOutcome) -> None:
        row = self.current()
        if row is None:
            return
        if row.way is ReminderWay.NONE:
            self._context.say_why_not("\n".join(sentence(reason) for reason in row.why))
        elif outcome is ReminderOutcome.LEFT_MESSAGE and not row.may_leave_message:
            self._context.say_why_not(sentence(hard("reminder.no_message")))
        else:
            then = partial(self._marked, outcome)
            self._context.runner.write(note_reminder, new_id(), row.id, outcome, then=then)

    def _marked(self, outcome: ReminderOutcome, reminder_id: UUID) -> None:
        undo = partial(self._context.runner.write, take_reminders_back, (reminder_id,))
        self._context.notify(t("Marked: {status}", status=label(outcome)), undo)

    def _all_sent(self) -> None:
        if self._list is not None:
            sent = tuple((new_id(), row.id) for row in to_write_to(self._list))
            self._context.runner.write(note_sent, sent, then=self._noted)

    def _noted(self, reminders: tuple[UUID, ...]) -> None:
        undo = partial(self._context.runner.write, take_reminders_back, reminders)
        words = tn("{n} letter marked as sent", "{n} letters marked as sent", len(reminders))
        self._context.notify(words, undo)

    def _print(self, key: str) -> None:
        day = self.day.value()
        if day is not None:
            ask_report(self._context, key, day, day)


def _matches(row: ReminderRow, wanted: list[str]) -> bool:
    words = fold(" ".join((row.client.display(), *row.workers)))
    return all(word in words for word in wanted)
