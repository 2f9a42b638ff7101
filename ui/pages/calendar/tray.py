"""The tray beside the calendar: who waits for a time, to be dragged into it or found one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.operations.calendar.requests import Withdrawn, wait_after_all, withdraw
from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.calendar.waiting import Waiting, waiting_list
from db.rules.codes import ResourceKind
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.waiting import WaitDialog
from ui.dialogs.withdrawing import WithdrawDialog
from ui.pages.calendar.waiting_words import entry_of
from ui.runner import Changes
from ui.theme.following import follow
from ui.theme.look import look
from ui.undo import offer_undo
from ui.widgets.buttons import Button, IconButton, action
from ui.widgets.card import SectionHeader
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.free_busy_strip import FreeBusyStrip
from ui.widgets.text import Text
from ui.widgets.waiting_list import WaitingList

_WIDTH = 272


class Tray(QWidget):
    """Emits `find_wanted` and `place_wanted` with the `Waiting` in front: a time is to be found
    for them, or they are to be carried into the calendar by the keys."""

    find_wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted: UUID | None = None
        self.list = WaitingList(t("Those who wait"))
        self.count = Text("", "secondary")
        self.whose = Choice(blank=t("Everybody who waits"))
        self.whose.setAccessibleName(t("Waiting for"))
        self.empty = EmptyState(
            t("Nobody waits"), icon="clock", step=t("Put somebody on the list…"), clicked=self.add
        )
        self.hint = Text(t("Drag a card into the calendar, or let a time be found."), wrap=True)
        self.hint.set_role("secondary")
        self.days = FreeBusyStrip(t("Free and busy"))
        self.met = Text("", "secondary", wrap=True)
        self._actions()
        self._lay_out()
        self.whose.edited.connect(self.load)
        self.list.opened.connect(self.find_wanted)
        self.list.chosen.connect(self._enable)
        follow(self, self._measure)
        self._measure()
        self._got(())

    # ---- building ----

    def _actions(self) -> None:
        view = self.list
        self.finding = self._action(t("Find a time"), self.find_wanted.emit, "Return", "calendar")
        self.place = self._action(
            t("Carry into the calendar"), self.place_wanted.emit, "Ctrl+Return", "forward"
        )
        self.change = self._action(t("Change…"), self._change, "F2", "edit")
        self.withdraw = self._action(t("Take off the list…"), self._ask_withdraw, "Del", "remove")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _action(self, words: str, act: object, keys: str, icon: str) -> QAction:
        def run() -> None:
            current = self.list.current()
            if current is not None and callable(act):
                act(current)

        return action(words, run, self.list, icon=icon, shortcut=keys)

    def _lay_out(self) -> None:
        add = IconButton("add", t("Add to the waiting list"), self.add)
        self.find_button = Button(t("Find a time"), self.finding.trigger, icon="calendar")
        self.change_button = IconButton("edit", t("Change who waits"), self.change.trigger)
        self.withdraw_button = IconButton(
            "remove", t("Take off the waiting list"), self.withdraw.trigger
        )
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.find_button, 1)
        below.addWidget(self.change_button)
        below.addWidget(self.withdraw_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeader(t("Waiting list"), self.count, add))
        column.addWidget(self.whose)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(below)
        column.addWidget(self.days)
        column.addWidget(self.met)
        column.addWidget(self.hint)
        self.show_days(shown=False)

    def _measure(self) -> None:
        self.setFixedWidth(look().px(_WIDTH))

    # ---- showing ----

    def refresh(self, changes: Changes | None) -> None:
        """Read again what has changed; all of it if nothing is said."""
        if changes is None or changes.touches("staff"):
            self._load_workers()
        if changes is None or changes.touches("request", "client", "staff"):
            self.load()

    def load(self) -> None:
        """Read again who waits."""
        runner = self._context.runner
        runner.read(waiting_list, self.whose.value(), then=self._got, replace_key=(self, "list"))

    def _load_workers(self) -> None:
        self._context.runner.read(
            calendar_columns, ResourceKind.WORKER, then=self._offer, replace_key=(self, "staff")
        )

    def want(self, request_id: UUID) -> None:
        """Go to a request as soon as it is there."""
        if not self.list.choose(request_id):
            self._wanted = request_id

    def show_days(self, *, shown: bool) -> None:
        """Whether the day of who waits and of who would see them stands below."""
        self.days.setVisible(shown)
        self.met.setVisible(shown)
        self.hint.setVisible(not shown and self.list.waiting.rowCount() > 0)

    def say_of_days(self, words: str) -> None:
        """What the place in front meets."""
        self.met.setText(words)
        self.days.say(words)

    def _offer(self, named: Sequence[Named]) -> None:
        chosen = self.whose.value()
        self.whose.set_options([(one.id, one.name) for one in named])
        self.whose.set_value(chosen)

    def _got(self, found: tuple[Waiting, ...]) -> None:
        current = self.list.current()
        wanted = self._wanted or (current.id if current is not None else None)
        row = self.list.currentIndex().row()
        self.list.waiting.show_entries([entry_of(one) for one in found])
        if not (wanted is not None and self.list.choose(wanted)) and found and row >= 0:
            self.list.setCurrentIndex(self.list.waiting.index(min(row, len(found) - 1)))
        if self._wanted is not None and any(one.id == self._wanted for one in found):
            self._wanted = None
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.hint.setVisible(bool(found) and self.days.isHidden())
        nobody = self.whose.value() is None
        self.empty.heading.setText(t("Nobody waits") if nobody else t("Nobody waits for them"))
        self.count.setText(tn("{n} waits", "{n} wait", len(found)) if found else "")
        self._enable()

    def _enable(self) -> None:
        some = self.list.current() is not None
        for made in (self.finding, self.place, self.change, self.withdraw):
            made.setEnabled(some)
        for button in (self.find_button, self.change_button, self.withdraw_button):
            button.setVisible(self.list.waiting.rowCount() > 0)
            button.setEnabled(some)

    def focus_list(self) -> None:
        """Put the cursor where one begins."""
        if self.list.waiting.rowCount():
            if self.list.current() is None:
                self.list.setCurrentIndex(self.list.waiting.index(0))
            self.list.setFocus()
        else:
            self.whose.setFocus()

    # ---- doing ----

    def add(self) -> None:
        """Put somebody on the list."""
        dialog = WaitDialog(self._context, saved=lambda: self._added(dialog.record_id), parent=self)
        dialog.open()

    def _added(self, request_id: UUID) -> None:
        self.want(request_id)
        self.list.setFocus()

    def _change(self, waiting: Waiting) -> None:
        WaitDialog(self._context, waiting, parent=self).open()

    def _ask_withdraw(self, waiting: Waiting) -> None:
        WithdrawDialog(partial(self._withdraw, waiting), self).open()

    def _withdraw(self, waiting: Waiting, reason: str) -> None:
        version = waiting.form.version
        then = partial(self._withdrawn, version)
        self._context.runner.write(withdraw, waiting.id, version, reason, then=then)

    def _withdrawn(self, version: int, done: Withdrawn) -> None:
        offer_undo(
            self._context,
            t("Taken off the waiting list"),
            done.id,
            version,
            done.version,
            lambda now: (wait_after_all, replace(done, version=now)),
        )
