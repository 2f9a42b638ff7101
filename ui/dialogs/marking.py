"""One key for what became of an appointment, each with its undo; a key too early says why."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from db.operations.calendar.cancel_series import cancel_series, take_back_series
from db.operations.calendar.mark import Marked, mark, take_back
from db.operations.calendar.undoing import (
    CancelledToWait,
    cancel_and_wait,
    take_back_from_waiting,
)
from db.queries.calendar.cancelling import Cancelling, Freed, cancelling
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.waiting import Waiting
from db.rules.appointment_steps import CANCELLED, next_steps, step_findings
from db.rules.codes import AppointmentStatus
from db.rules.findings import Finding, NeedsReason, Refused
from db.texts import label, sentence, t, tn
from ui.context import PageContext
from ui.dialogs.reason import ReasonDialog
from ui.undo import offer_undo
from ui.widgets.buttons import action


class Marking(QObject):
    """Actions on the appointment in front. `item` gives it by its id: any row with `id`,
    `version`, `status`, `starts_at` and `hidden`."""

    def __init__(self, context: PageContext, owner: QWidget, item: Callable[[UUID], Any]) -> None:
        super().__init__(owner)
        self._context, self._owner, self._item = context, owner, item
        self._current: UUID | None = None
        self._marks: dict[AppointmentStatus, QAction] = {}
        self._cancel: QAction | None = None
        self._why_not: dict[QAction, QShortcut] = {}
        self._under_way: tuple[UUID, int] | None = None

    def add(
        self, words: str, key: str, status: AppointmentStatus, where: QWidget, icon: str = ""
    ) -> QAction:
        """An action that gives the current appointment a status."""
        made = action(words, partial(self._mark, status), where, shortcut=key, icon=icon)
        self._marks[status] = made
        self._explain(made, status, where)
        return made

    def add_cancel(self, words: str, key: str, where: QWidget) -> QAction:
        """The action that asks by whom it is cancelled, and why."""
        self._cancel = action(words, self._ask_cancel, where, shortcut=key, icon="close")
        self._explain(self._cancel, AppointmentStatus.CANCELLED_BY_OFFICE, where)
        return self._cancel

    def enable(self, entry: Any) -> None:
        """Follow what is chosen (None: nothing), and offer the steps that it may take now."""
        self._current = None if entry is None else entry.id
        item = None if self._current is None else self._item(self._current)
        steps: frozenset[AppointmentStatus] = frozenset()
        if item is not None and not item.hidden:
            now, zone = self._context.now(), self._context.office.zone
            steps = next_steps(item.status, item.starts_at, now, zone)
        for status, made in self._marks.items():
            self._offer(made, status in steps)
        if self._cancel is not None:
            self._offer(self._cancel, bool(steps & CANCELLED))

    def _explain(self, made: QAction, status: AppointmentStatus, where: QWidget) -> None:
        """The key of a greyed action does nothing by itself: another takes it, and says why."""
        key = QShortcut(made.shortcut(), where, context=made.shortcutContext())
        key.activated.connect(partial(self._say_why_not, status))
        self._why_not[made] = key

    def _offer(self, made: QAction, possible: bool) -> None:
        made.setEnabled(possible)
        self._why_not[made].setEnabled(not possible and self._current is not None)

    def _say_why_not(self, status: AppointmentStatus) -> None:
        item = self._item(self._current) if self._current is not None else None
        if item is None:
            return
        if item.hidden:
            self._context.say_why_not(t("This appointment may only be opened by named staff."))
            return
        now, zone = self._context.now(), self._context.office.zone
        found = step_findings(item.status, status, item.starts_at, now, zone)
        self._context.say_why_not("\n".join(sentence(finding) for finding in found))

    def _mark(self, status: AppointmentStatus) -> None:
        item = self._item(self._current) if self._current is not None else None
        if item is None or (item.id, item.version) == self._under_way:
            return  # a second key, before the first one's answer is on the screen
        self._write(item.id, item.version, status)

    def _write(
        self, record_id: UUID, version: int, status: AppointmentStatus, *reason: str
    ) -> None:
        self._under_way = (record_id, version)
        self._context.runner.write(
            mark,
            record_id,
            version,
            status,
            *reason,
            then=partial(self._marked, status, version),
            failed=partial(self._not_marked, partial(self._write, record_id, version, status)),
        )

    def _not_marked(self, again: Callable[[str], object], error: Exception) -> None:
        self._under_way = None
        if isinstance(error, NeedsReason):
            ReasonDialog(error.findings, t("Confirm anyway"), again, self._owner).open()
        elif isinstance(error, Refused):
            self._context.runner.refused.emit(error)

    def _ask_why_back(self, findings: Iterable[Finding], again: Callable[[str], object]) -> None:
        ReasonDialog(findings, t("Take back anyway"), again, self._owner).open()

    def _ask_cancel(self) -> None:
        item = self._item(self._current) if self._current is not None else None
        if item is not None:
            then = partial(self._open_cancel, item.id, item.version)
            self._context.runner.read(cancelling, item.id, then=then)

    def _open_cancel(self, record_id: UUID, version: int, known: Cancelling) -> None:
        from ui.dialogs.appointment import CancelDialog

        given = partial(self._do_cancel, record_id, version, known.freed)
        CancelDialog(
            given, self._owner, known.series, known.could_come, may_wait=known.may_wait
        ).open()

    def _do_cancel(
        self,
        record_id: UUID,
        version: int,
        freed: Freed | None,
        by: AppointmentStatus,
        reason: str,
        which: Which,
        waits: bool,
        instead: Waiting | None = None,
    ) -> None:
        write = self._context.runner.write

        def then(done: Any) -> None:
            if waits:
                self._waits(by, version, done)
            else:
                self._cancelled(by, version, done)
            if freed is not None and instead is not None:
                self._give_on(freed, instead)

        if waits:
            write(cancel_and_wait, record_id, version, by, reason, then=then)
        else:
            write(cancel_series, record_id, version, by, reason, which, then=then)

    def _give_on(self, freed: Freed, waiting: Waiting) -> None:
        from ui.dialogs.appointment import give_on

        give_on(self._context, freed, waiting, self._owner)

    def _waits(self, by: AppointmentStatus, version: int, done: CancelledToWait) -> None:
        marked = done.marked
        offer_undo(
            self._context,
            t("{status}; they wait for another time", status=label(by)),
            marked.id,
            version,
            marked.version,
            lambda now: (
                take_back_from_waiting,
                replace(done, marked=replace(marked, version=now)),
            ),
            self._ask_why_back,
        )

    def _cancelled(self, by: AppointmentStatus, version: int, marked: tuple[Marked, ...]) -> None:
        if len(marked) == 1:
            self._marked(by, version, marked[0])
            return
        words = tn("Cancelled: {n} appointment", "Cancelled: {n} appointments", len(marked))
        now = self._context.undos.version
        offer_undo(
            self._context,
            words,
            marked[0].id,
            version,
            marked[0].version,
            lambda _: (
                take_back_series,
                tuple(replace(one, version=now(one.id, one.version)) for one in marked),
            ),
            self._ask_why_back,
        )

    def _marked(self, status: AppointmentStatus, version: int, marked: Marked) -> None:
        offer_undo(
            self._context,
            t("Marked: {status}", status=label(status)),
            marked.id,
            version,
            marked.version,
            lambda now: (take_back, replace(marked, version=now)),
            self._ask_why_back,
        )
