"""A change of an appointment that is one of a series: for which it is meant, and what collides."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.calendar.change_series import change_series
from db.operations.calendar.series_undo import ChangedSeries, change_series_back
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import OpenedAppointment
from db.queries.calendar.series import CheckedSeries
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.series_change import check_series_change
from db.queries.calendar.series_choices import Choices
from db.queries.calendar.series_ways import change_ways
from db.rules.codes import AppointmentKind
from db.rules.findings import NeedsReason, Refused
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.appointment.moved_draft import KIND, moved_draft
from ui.dialogs.appointment.series_panel import SeriesPanel
from ui.dialogs.appointment.which import WhichDialog
from ui.dialogs.shell import Dialog
from ui.drafts import Draft
from ui.runner import Failed
from ui.undo import say_not_undone
from ui.widgets.text import Text


class SettleDialog(Dialog):
    """What collides when a series is changed, and what is decided of each day.

    `given(choices, reason)` is called with it.
    """

    def __init__(
        self,
        given: Callable[[Choices, str], object],
        parent: QWidget | None = None,
        *,
        words: str = "",
        changes: bool = True,
        draft: Callable[[], Sequence[Draft]] = tuple,
    ) -> None:
        super().__init__(t("Change the series"), parent, width=560)
        self._given, self._draft = given, draft
        words = words or t("Decide for each day that collides. Then all is changed in one step.")
        self.body.addWidget(Text(words, wrap=True))
        self.panel = SeriesPanel(changes=changes)
        self.body.addWidget(self.panel)
        self.body.addStretch()
        self.cancel_verb()
        self.save = self.verb(t("Change the series"), self._give, "primary")
        self.panel.list.setFocus()
        self.finished.connect(self._end)

    def drafts(self) -> Sequence[Draft]:
        """What was decided, where no form behind this keeps it."""
        return self._draft()

    def _end(self, _: int) -> None:
        self._draft = tuple

    def _give(self) -> None:
        if self.panel.complete():
            self.save.setEnabled(False)
            self._given(self.panel.choices(), self.panel.reason_given())


class ChangingSeries:
    """Asks and saves. `single` saves the appointment alone, `done` hears of what was changed, and
    `left` that nothing was: why not, or None if somebody thought better of it. Where no form keeps
    what was decided (`kept`), it is a draft of its own (`alone`).
    """

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        single: Callable[[], object],
        done: Callable[[ChangedSeries], object],
        left: Callable[[Exception | None], object],
        *,
        alone: bool = False,
    ) -> None:
        self._context, self._parent, self._alone = context, parent, alone
        self._single, self._done, self._left = single, done, left
        self._settling: SettleDialog | None = None
        self.kept: dict[str, Any] = {}  # for a draft: what was decided so far

    @staticmethod
    def concerns(opened: OpenedAppointment | None) -> bool:
        """Whether there is anything to ask: others of the series are ahead with this one."""
        return (
            opened is not None
            and opened.series is not None
            and opened.series.following > 0
            and opened.series.all > 1
            and opened.series.ahead
        )

    def ask(self, opened: OpenedAppointment, form: AppointmentForm) -> None:
        """Ask for which the change is meant, and go on so."""
        assert opened.series is not None
        if form.kind is AppointmentKind.HEARING:
            self._single()
            return
        dialog = WhichDialog(opened.series, partial(self._given, form), self._parent)
        dialog.rejected.connect(lambda: self._left(None))
        dialog.open()

    def _given(self, form: AppointmentForm, which: Which) -> None:
        if which is Which.THIS:
            self._single()
        else:
            self._check(form, which)

    def _check(self, form: AppointmentForm, which: Which) -> None:
        self._context.runner.read(
            check_series_change,
            form,
            which,
            then=partial(self._checked, form, which),
            failed=self._failed,
        )

    def _checked(self, form: AppointmentForm, which: Which, found: CheckedSeries) -> None:
        if found.wrong:
            self._failed(Refused(*found.wrong))
        elif any(one.collides for one in found.occurrences):
            self._settle(form, which, found)
        else:
            self._write(form, which, Choices(), "")

    def _settle(self, form: AppointmentForm, which: Which, found: CheckedSeries) -> None:
        dialog = self._settling
        if dialog is None:
            given, draft = partial(self._write, form, which), partial(self._drafts, form)
            dialog = self._settling = SettleDialog(given, self._parent, draft=draft)
            dialog.finished.connect(partial(self._over, form))
            dialog.panel.resume(self.kept.get("choices", {}))
            dialog.panel.reason.set_value(self.kept.get("reason", ""))
            for edited in (dialog.panel.edited, dialog.panel.form.edited):  # days, and the reason
                edited.connect(partial(self._keep, dialog.panel))
            dialog.rejected.connect(self._not_settled)
        dialog.save.setEnabled(True)
        dialog.panel.show_checked(found)
        self._context.runner.read(change_ways, form, which, then=dialog.panel.show_ways)
        dialog.open()

    def _keep(self, panel: SeriesPanel) -> None:
        self.kept = {"choices": panel.kept(), "reason": panel.reason.value()}

    def _drafts(self, form: AppointmentForm) -> Sequence[Draft]:
        decided = self._alone and any(self.kept.values())
        return (moved_draft(form, self.kept),) if decided else ()

    def _over(self, form: AppointmentForm, _: int) -> None:
        if self._alone:
            self._context.drafts.discard(KIND, form.id)

    def _not_settled(self) -> None:
        self._settling = None
        self._left(None)

    def _write(self, form: AppointmentForm, which: Which, choices: Choices, reason: str) -> None:
        self._context.runner.write(
            change_series,
            form,
            which,
            choices,
            reason,
            then=self._changed,
            failed=partial(self._not_written, form, which),
        )

    def _changed(self, done: ChangedSeries) -> None:
        if self._settling is not None:
            self._settling.accept()
            self._settling = None
        self._done(done)
        say_changed(self._context, done)

    def _not_written(self, form: AppointmentForm, which: Which, error: Exception) -> None:
        """Somebody was quicker: what collides now is shown."""
        collides = isinstance(error, Refused) and error.has("repeats.collides")
        if collides or isinstance(error, NeedsReason):
            self._check(form, which)
        else:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if self._settling is not None:
            self._settling.accept()
            self._settling = None
        self._left(error)


def say_changed(context: PageContext, done: ChangedSeries, words: str = "") -> None:
    """Say what was changed, and offer to undo it in one step."""
    words = words or tn("Changed: {n} appointment", "Changed: {n} appointments", done.count)
    now = context.undos.version

    def undone(versions: tuple[tuple[Any, int, int], ...]) -> None:
        for one, before, version in versions:
            context.undos.went_back(one, before, version)
        context.notify(t("Undone: {what}", what=words))

    def undo() -> object:
        left = replace(
            done,
            rows=tuple(replace(one, version=now(one.id, one.version)) for one in done.rows),
            cancelled=tuple(
                replace(one, version=now(one.id, one.version)) for one in done.cancelled
            ),
            added=tuple((one, now(one, version)) for one, version in done.added),
        )
        failed: Failed = partial(say_not_undone, context)
        return context.runner.write(change_series_back, left, then=undone, failed=failed)

    context.notify(words, undo=undo)
