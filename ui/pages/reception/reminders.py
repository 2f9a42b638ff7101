"""Reminders: whom to remind of which day's appointments, a key for what became of each."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.operations.calendar.remind import note_reminder, note_sent, take_reminders_back
from db.queries.calendar.reminders import ReminderList, ReminderRow, reminder_list
from db.queries.calendar.reminders_on_paper import to_write_to
from db.rules.codes import ReminderOutcome
from db.rules.findings import hard
from db.rules.ids import new_id
from db.rules.reminding import ReminderWay
from db.texts import label, sentence, t, tn
from db.texts.reminding import way_words
from ui.context import PageContext
from ui.dialogs.minding import minded
from ui.pages.reception.counted import CountedPane
from ui.pages.reception.counts import CountBar
from ui.pages.reception.reminder_columns import reminder_columns
from ui.pages.reception.reminder_day import ReminderDay
from ui.pages.reporting.days_of_report import ask_report
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.text import Text

_MARKS = (
    ("R", "ok", ReminderOutcome.REACHED),
    ("M", "message", ReminderOutcome.LEFT_MESSAGE),
    ("N", "remove", ReminderOutcome.NOT_REACHED),
    ("S", "mail", ReminderOutcome.SENT),
)


class RemindersPane(CountedPane[ReminderRow]):
    """A day's list, to be worked through by keyboard, printed, or written to."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "reminders",
            reminder_columns(),
            CountBar(tuple(ReminderWay), way_words),
            title=t("To be reminded"),
            filter_hint=t("Client or worker"),
            empty=EmptyState(
                t("Nobody is to be reminded"),
                t("Whoever is expected on that day appears here."),
                icon="phone",
            ),
            parent=parent,
        )
        self._list: ReminderList | None = None
        self.day = ReminderDay()
        self.day.edited.connect(self.load)
        self.calls = Button(
            t("Print call list…"), partial(self._print, "reminder-calls"), icon="print"
        )
        self.letters = Button(t("Letters…"), partial(self._print, "reminder-letters"), icon="mail")
        self.sent = Button(t("Letters were sent"), self._all_sent, kind="quiet", icon="check")
        keys = t("R reached · M left a message · N not reached · S sent · O opens the client")
        self._lay_out(keys, self._line_above())
        self.marks = [self._mark_action(*mark) for mark in _MARKS]
        self.chosen(None)

    def load(self) -> None:
        """Read the list of the day that is chosen, at first of the next working day."""
        self.day.offer(self.context.today())
        self.context.runner.read(
            reminder_list, self.day.value(), then=self._show, replace_key=(self, "list")
        )

    def standing(self, row: ReminderRow) -> ReminderWay:
        return row.way

    def words(self, row: ReminderRow) -> Iterable[str]:
        return (row.client.display(), *row.workers)

    def minded(self, row: ReminderRow) -> Iterable[str]:
        return minded(row)

    def chosen(self, row: ReminderRow | None) -> None:
        for mark in self.marks:
            mark.setEnabled(row is not None)

    # ---- laying out ----

    def _line_above(self) -> QWidget:
        words = Text(t("Appointments of"), "secondary")
        words.setBuddy(self.day)
        named = QWidget()
        beside = QHBoxLayout(named)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(words)
        beside.addWidget(self.day)
        return Flow(named, self.calls, self.letters, self.sent)

    def _mark_action(self, key: str, icon: str, outcome: ReminderOutcome) -> QAction:
        mark = partial(self._mark, outcome)
        return action(label(outcome), mark, self.pane.table, icon=icon, shortcut=key)

    # ---- showing ----

    def _show(self, found: ReminderList) -> None:
        self._list = found
        writing = len(to_write_to(found))
        self.letters.setText(t("Letters… ({n})", n=writing) if writing else t("Letters…"))
        self.letters.setEnabled(bool(writing))
        self.sent.setEnabled(bool(writing))
        self.calls.setEnabled(bool(found.rows))
        self.show_people(found.rows, {way: found.count(way) for way in ReminderWay})

    # ---- doing ----

    def _mark(self, outcome: ReminderOutcome) -> None:
        row = self.current()
        if row is None:
            return
        if row.way is ReminderWay.NONE:
            self.context.say_why_not("\n".join(sentence(reason) for reason in row.why))
        elif outcome is ReminderOutcome.LEFT_MESSAGE and not row.may_leave_message:
            self.context.say_why_not(sentence(hard("reminder.no_message")))
        else:
            then = partial(self._marked, outcome)
            self.context.runner.write(note_reminder, new_id(), row.id, outcome, then=then)

    def _marked(self, outcome: ReminderOutcome, reminder_id: UUID) -> None:
        undo = partial(self.context.runner.write, take_reminders_back, (reminder_id,))
        self.context.notify(t("Marked: {status}", status=label(outcome)), undo)

    def _all_sent(self) -> None:
        if self._list is not None:
            sent = tuple((new_id(), row.id) for row in to_write_to(self._list))
            self.context.runner.write(note_sent, sent, then=self._noted)

    def _noted(self, reminders: tuple[UUID, ...]) -> None:
        undo = partial(self.context.runner.write, take_reminders_back, reminders)
        words = tn("{n} letter marked as sent", "{n} letters marked as sent", len(reminders))
        self.context.notify(words, undo)

    def _print(self, key: str) -> None:
        day = self.day.value()
        if day is not None:
            ask_report(self.context, key, day, day)
