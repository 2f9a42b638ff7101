"""Saving the appointment form: alone, as a series or a part of one, and what stands in its way."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.operations.calendar.book import change
from db.operations.calendar.book_series import BookedSeries
from db.operations.calendar.series_undo import just_booked
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.rules.findings import NeedsReason, Refused, Stale
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.appointment.changing_rule import ChangingRule
from ui.dialogs.appointment.changing_series import ChangingSeries, say_changed
from ui.dialogs.appointment.edited import Edited
from ui.dialogs.appointment.merging import Merging
from ui.dialogs.appointment.saved import say_saved
from ui.dialogs.appointment.typed import Typed
from ui.dialogs.shell import Dialog


class Saving(QObject):
    """Saves what is typed. `close(day)` is called once that is done, and `check()` where the
    calendar is to be asked again; `under_way` says whether to wait for it.
    """

    under_way = Signal(bool)

    def __init__(
        self,
        context: PageContext,
        dialog: Dialog,
        edited: Edited,
        typed: Typed,
        close: Callable[[date], object],
        check: Callable[[], object],
    ) -> None:
        super().__init__(dialog)
        self._context, self._dialog = context, dialog
        self._edited, self._typed = edited, typed
        self._close, self._check = close, check
        self._refused = False
        self._rule = ChangingRule(context, dialog, lambda done: close(done.day), self._failed)
        self.changing = ChangingSeries(
            context, dialog, self._save_alone, lambda done: close(done.day), self._left
        )
        typed.fields.edited.connect(self._forget_refusal)

    def save(self) -> None:
        """Save it, once its fields are as they must be."""
        if not self._typed.fields.validate():
            return
        form = self._form()
        if form is None:
            return
        self.under_way.emit(True)
        if self._typed.repeating.repeats is not None:
            self._typed.repeating.book(form, self._done_series, self._failed)
            return
        edited = self._edited
        if edited.version and (edited.opened is None or edited.opened.series is not None):
            then = partial(self._ask_series, form)
            self._context.runner.read(open_appointment, edited.id, then=then, failed=self._failed)
            return
        self._save_alone()

    def change_rule(self) -> None:
        """The rule is that of what is saved; what is typed is saved before."""
        if self._typed.fields.dirty():
            self._typed.fields.repeat.words.setText(t("Save what you have changed first."))
        elif self._edited.opened is not None:
            self._rule.ask(self._edited.opened)

    def _form(self) -> AppointmentForm | None:
        return self._edited.form(self._typed.fields.values(), self._context.office.zone)

    def _ask_series(self, form: AppointmentForm, now: OpenedAppointment) -> None:
        if ChangingSeries.concerns(now) and form != now.form:
            self.changing.ask(now, form)
        else:
            self._save_alone()

    def _save_alone(self) -> None:
        form = self._form()
        assert form is not None
        reason, new = self._typed.findings.reason_given(), self._edited.version == 0
        what = self._typed.waiting.write(form, reason) if new else (change, form, reason)
        self._context.runner.write(*what, then=partial(self._done, form), failed=self._failed)

    def _done(self, form: AppointmentForm, version: int) -> None:
        opened = self._edited.opened
        self._close(form.starts_at.date())
        say_saved(self._context, form, opened, version)

    def _done_series(self, booked: BookedSeries) -> None:
        self._close(booked.day)
        words = tn("Booked: {n} appointment", "Booked: {n} appointments", booked.count)
        say_changed(self._context, just_booked(booked), words)

    def _left(self, error: Exception | None) -> None:
        """Nothing of the series was changed."""
        self.under_way.emit(False)
        if error is not None:
            self._failed(error)

    # ---- what stands in its way ----

    def _failed(self, error: Exception) -> None:
        self.under_way.emit(False)
        typed = self._typed
        if isinstance(error, Stale) and typed.waiting.known:
            typed.waiting.look_again()
        elif isinstance(error, Stale):
            self._merge(error)
        elif isinstance(error, NeedsReason) and typed.repeating.repeats is None:
            typed.findings.show_findings(error.findings)
            typed.findings.ask_reason()
        elif isinstance(error, Refused):
            self._refused = typed.fields.show_refusal(error)
            self._check()

    def _merge(self, error: Stale) -> None:
        Merging(
            self._context,
            self._edited.id,
            self._typed.fields,
            self._edited.values(),
            self._merged,
            self._dialog,
            error,
        ).ask()

    def _merged(self, theirs: OpenedAppointment, values: dict[str, Any]) -> None:
        """Save again on top of what the other one saved."""
        self._edited.stand_on(theirs)
        self._typed.fields.set_values(values, clean=False)
        self.save()

    def _forget_refusal(self) -> None:
        """What the calendar refused at one time says nothing of another; it is asked anew."""
        if self._refused:
            self._refused = False
            self._typed.fields.clear_errors()
