"""Another rule for a series that is there: asked, shown with what it would do, and saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from db.operations.calendar.change_rule import change_rule
from db.operations.calendar.series_undo import ChangedSeries
from db.queries.calendar.opened import OpenedAppointment
from db.queries.calendar.rule_change import RuleChange, check_rule_change
from db.queries.calendar.series import CheckedSeries
from db.queries.calendar.series_choices import Choices
from db.rules.findings import NeedsReason, Refused
from db.rules.recurrence import Every, Repeats, cut
from db.texts import t, tn
from db.texts.repeats import repeats_words
from ui.context import PageContext
from ui.dialogs.appointment.changing_series import SettleDialog, say_changed
from ui.dialogs.appointment.repeat_form import RepeatDialog

Failed = Callable[[Exception], object]


class ChangingRule:
    """`done` hears that it was changed, `failed` why it was not."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        done: Callable[[ChangedSeries], object],
        failed: Failed,
    ) -> None:
        self._context, self._parent, self._done, self._failed = context, parent, done, failed
        self._dialog: SettleDialog | None = None

    def ask(self, opened: OpenedAppointment) -> None:
        """Ask how it is to repeat from the day of this appointment on."""
        series = opened.series
        if series is None:
            return
        day = opened.form.starts_at.date()
        now = Repeats(every=Every.WEEK, weekdays=frozenset({day.weekday()}))
        if series.repeats is not None:
            now = cut(series.repeats, series.first_day, day)[1]
        RepeatDialog(
            day,
            self._context.today,
            now,
            partial(self._check, opened),
            self._parent,
            changes=True,
        ).open()

    def _check(self, opened: OpenedAppointment, repeats: Repeats | None) -> None:
        if repeats is None:
            return
        self._context.runner.read(
            check_rule_change,
            opened.form.id,
            repeats,
            then=partial(self._show, opened, repeats),
            failed=self._failed,
        )

    def _show(self, opened: OpenedAppointment, repeats: Repeats, found: RuleChange) -> None:
        if found.wrong:
            self._failed(Refused(*found.wrong))
            return
        words = "\n".join(
            (repeats_words(repeats, opened.form.starts_at.date()), what_it_does(found))
        )
        dialog = self._dialog
        if dialog is None:
            given = partial(self._write, opened, repeats)
            dialog = self._dialog = SettleDialog(given, self._parent, words=words, changes=False)
            dialog.rejected.connect(self._forget)
        dialog.save.setEnabled(True)
        dialog.panel.show_checked(CheckedSeries((), found.occurrences))
        dialog.panel.setVisible(dialog.panel.collides())
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _write(
        self, opened: OpenedAppointment, repeats: Repeats, choices: Choices, reason: str
    ) -> None:
        self._context.runner.write(
            change_rule,
            opened.form.id,
            opened.form.version,
            repeats,
            choices,
            reason,
            then=self._changed,
            failed=partial(self._not_written, opened, repeats),
        )

    def _changed(self, done: ChangedSeries) -> None:
        self._close()
        self._done(done)
        say_changed(self._context, done)

    def _not_written(self, opened: OpenedAppointment, repeats: Repeats, error: Exception) -> None:
        collides = isinstance(error, Refused) and error.has("repeats.collides")
        if collides or isinstance(error, NeedsReason):
            self._check(opened, repeats)
            return
        self._close()
        self._failed(error)

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None


def what_it_does(found: RuleChange) -> str:
    """Like "2 stay as they are, 3 are added, 1 is cancelled."."""
    added, dropped = len(found.occurrences), len(found.dropped)
    kept = tn("{n} stays as it is", "{n} stay as they are", found.kept)
    more = tn("{n} is added", "{n} are added", added)
    less = tn("{n} is cancelled", "{n} are cancelled", dropped)
    return t("{kept}, {added}, {dropped}.", kept=kept, added=more, dropped=less)
