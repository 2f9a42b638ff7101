"""The appointment form: filled, checked while it is filled, booked or saved."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.operations.calendar.book import change
from db.operations.calendar.book_series import BookedSeries
from db.operations.calendar.series_undo import just_booked
from db.queries.calendar.appointment_form import AppointmentForm, HearingPart
from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.queries.calendar.waiting import Waiting
from db.rules.appointment_steps import CHANGEABLE
from db.rules.codes import AppointmentKind, Role
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.ids import new_id
from db.texts import t, tn
from db.texts.dates import weekday_date
from ui.context import Draft, PageContext
from ui.dialogs.appointment.calendar_file import CalendarFileButton
from ui.dialogs.appointment.changing_rule import ChangingRule
from ui.dialogs.appointment.changing_series import ChangingSeries, say_changed
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.filling import Filling
from ui.dialogs.appointment.finding_free import FindingFree
from ui.dialogs.appointment.free_busy import FreeBusyPanel, LookingAtDays
from ui.dialogs.appointment.free_panel import NextFreePanel
from ui.dialogs.appointment.looking import Looking
from ui.dialogs.appointment.merging import Merging
from ui.dialogs.appointment.moved_draft import KIND, fill_moved
from ui.dialogs.appointment.panels import FindingsPanel
from ui.dialogs.appointment.prefill import Prefill
from ui.dialogs.appointment.repeating import Repeating
from ui.dialogs.appointment.saved import say_saved
from ui.dialogs.appointment.told import told
from ui.dialogs.appointment.values import begun, shown, wanted
from ui.dialogs.appointment.waiting_for import WaitingFor
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.theme.look import look
from ui.widgets.also_editing import AlsoEditing
from ui.widgets.card import Scrolled
from ui.widgets.snapshots import snapshot

Saved = Callable[[UUID, date], object]
_WIDEST, _HIGHEST = 1200, 700  # beside a window of 1280 by 800


class AppointmentDialog(Dialog):
    """Made by `new`, `edit` or `go_on`. `saved(id, day)` is called when it has been saved."""

    @classmethod
    def new(
        cls,
        context: PageContext,
        prefill: Prefill | None = None,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> "AppointmentDialog":
        """A new appointment, filled with what is known; show it with `open()`."""
        dialog = cls(context, new_id(), saved, parent)
        user = context.user
        self_id = user.id if user.role is Role.CASEWORKER else None
        known = (prefill or Prefill()).complete()
        dialog._answer(known.request)
        dialog._filling.begin(begun(known, context.now(), self_id), new=True)
        dialog._offer_list()
        if known.request is None:  # who waits has said how long
            dialog.fields.length.follow(known.minutes)
        return dialog

    @classmethod
    def edit(
        cls,
        context: PageContext,
        appointment_id: UUID,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Read an appointment and open it for editing; one that may not be seen is refused."""

        def opened(found: OpenedAppointment) -> None:
            dialog = cls(context, appointment_id, saved, parent, opened=found)
            dialog.findings.reason.set_value(found.override_reason)
            dialog._filling.begin(shown(found.form))
            dialog.open()

        context.runner.read(open_appointment, appointment_id, then=opened)

    @classmethod
    def go_on(
        cls,
        context: PageContext,
        draft: Draft,
        parent: QWidget | None = None,
        saved: Saved | None = None,
    ) -> "AppointmentDialog":
        """Go on with what was typed in an earlier session; show it with `open()`."""
        data = draft.data
        version = int(data.get("version", 0))
        dialog = cls(context, draft.record_id, saved, parent, version=version)
        if data.get("hearing_id"):
            dialog._hearing_id = UUID(data["hearing_id"])
        if version and data.get("members"):
            dialog._members = tuple(UUID(one) for one in data["members"])
        dialog.findings.reason.set_value(data.get("reason"))
        dialog.repeating.resume(data)
        dialog._changing.kept = dict(data.get("changing") or {})
        dialog.waiting.resume(data)
        if not fill_moved(context, dialog._filling, draft):
            dialog._filling.resume(data)
        return dialog

    def __init__(
        self,
        context: PageContext,
        record_id: UUID,
        saved: Saved | None,
        parent: QWidget | None,
        *,
        opened: OpenedAppointment | None = None,
        version: int = 0,
    ) -> None:
        self._version = opened.form.version if opened is not None else version
        super().__init__(
            t("Appointment") if self._version else t("New appointment"),
            parent,
            width=min(look().px(880), _WIDEST),
        )
        self.resize(self.width(), min(look().px(640), _HIGHEST))
        self._context, self._saved, self._opened = context, saved, opened
        self._id = record_id
        self._hearing: HearingPart | None = opened.form.hearing if opened is not None else None
        self._hearing_id = new_id()
        self._members = opened.form.members if opened is not None else None
        self._over = opened is not None and opened.status not in CHANGEABLE
        self.fields = AppointmentFields(context)
        self.findings = FindingsPanel()
        self.free = NextFreePanel()
        self.repeating = Repeating(
            context,
            self.fields.repeat,
            self.findings,
            lambda: self.fields.value("day"),
            lambda: self.fields.value("kind"),
            self.check_now,
        )
        self._rule = ChangingRule(context, self, lambda done: self._close(done.day), self._failed)
        repeats = ChangingSeries.concerns(opened) and not self._over
        if repeats:
            self.fields.repeat.button.setText(t("Change how it repeats…"))
            self.repeating.instead = self._change_rule
        self.fields.repeat.setVisible(not self._version or repeats)
        self._changing = ChangingSeries(
            context, self, self._save_alone, lambda done: self._close(done.day), self._left
        )
        self.waiting = WaitingFor(context, self)
        self.days = FreeBusyPanel()
        self._lay_out()
        self._looking = Looking(
            context,
            self.fields,
            self.findings,
            self.form,
            self.repeating.check_instead,
        )
        self._finding = FindingFree(context, self.fields, self.free, record_id, self.check_now)
        self._looking.looked.connect(LookingAtDays(context, self.fields, self.days).show)
        self._filling = Filling(context, self.fields, self.check_now)
        self._refused = False
        self.fields.edited.connect(self._forget_refusal)

    # ---- building ----

    def _lay_out(self) -> None:
        if self._opened is not None:
            for part in told(self._opened, over=self._over):
                self.body.addWidget(part)
        if self._version:
            self.leaving = CalendarFileButton(self._context, self._id, self._unsaved)
            self.body.addWidget(self.leaving)
        self.body.addWidget(AlsoEditing(self._context.watch, "appointment", self._id))
        self.body.addWidget(self.waiting.band)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(Scrolled(self.fields, margin=0), 3)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        beside.addWidget(self.findings)
        beside.addWidget(self.repeating.panel)
        beside.addWidget(self.free)
        beside.addStretch()
        across.addWidget(Scrolled(side, margin=0), 2)
        self.body.addLayout(across, 1)
        self.body.addWidget(self.days)
        self.cancel_verb()
        if self._over or not self._version:
            self.list_button = self.verb(t("Put on the waiting list…"), self._put_on_list)
            self.fields.field("kind").edited.connect(self._offer_list)
        if self._over:
            self.fields.setEnabled(False)
            self.free.hide()
            self.findings.hide()
            self.days.hide()
            return
        words = t("Book") if self._version == 0 else t("Save")
        self.save_button = self.verb(words, self._save, "primary")

    def form(self) -> AppointmentForm | None:
        """The appointment as it is typed, or None while its times are not known."""
        return wanted(
            self.fields.values(),
            self._context.office.zone,
            self._id,
            self._version,
            self._hearing,
            self._hearing_id,
            self._members,
        )

    def find_free(self) -> None:
        """Look for the first times that suit everybody who is chosen."""
        self._finding.find()

    def _answer(self, request: Waiting | None) -> None:
        self.waiting.answer(request)
        if self.waiting.known:
            self.fields.repeat.hide()
            self.list_button.hide()  # they stand on it

    def _offer_list(self) -> None:
        """A client can wait for a time; a group has none to wait for."""
        session = self.fields.value("kind") is AppointmentKind.GROUP
        self.list_button.setVisible(not session and not self.waiting.known)

    def _put_on_list(self) -> None:
        self.waiting.put_on_list(self.fields.values(), self._listed)

    def _listed(self) -> None:
        """It is asked for without a time: what was typed here is not needed any more."""
        self.fields.mark_clean()
        self._discard()

    def check_now(self) -> None:
        """Ask the calendar at once what stands against what is typed."""
        if not self._over:
            self._looking.check_now()

    # ---- saving ----

    def _save(self) -> None:
        if not self.fields.validate():
            return
        form = self.form()
        if form is None:
            return
        self.save_button.setEnabled(False)
        if self.repeating.repeats is not None:
            self.repeating.book(form, self._done_series, self._failed)
            return
        if self._version and (self._opened is None or self._opened.series is not None):
            then = partial(self._ask_series, form)
            self._context.runner.read(open_appointment, self._id, then=then, failed=self._failed)
            return
        self._save_alone()

    def _ask_series(self, form: AppointmentForm, now: OpenedAppointment) -> None:
        if ChangingSeries.concerns(now) and form != now.form:
            self._changing.ask(now, form)
        else:
            self._save_alone()

    def _save_alone(self) -> None:
        form = self.form()
        assert form is not None
        reason = self.findings.reason_given()
        what = self.waiting.write(form, reason) if self._version == 0 else (change, form, reason)
        self._context.runner.write(*what, then=partial(self._done, form), failed=self._failed)

    def _done(self, form: AppointmentForm, version: int) -> None:
        opened = self._opened
        self._close(form.starts_at.date())
        say_saved(self._context, form, opened, version)

    def _done_series(self, booked: BookedSeries) -> None:
        self._close(booked.day)
        words = tn("Booked: {n} appointment", "Booked: {n} appointments", booked.count)
        say_changed(self._context, just_booked(booked), words)

    def _change_rule(self) -> None:
        """The rule is that of what is saved; what is typed is saved before."""
        if self.fields.dirty():
            self.fields.repeat.words.setText(t("Save what you have changed first."))
        elif self._opened is not None:
            self._rule.ask(self._opened)

    def _left(self, error: Exception | None) -> None:
        """Nothing of the series was changed."""
        self.save_button.setEnabled(True)
        if error is not None:
            self._failed(error)

    def _close(self, day: date) -> None:
        self._context.drafts.discard(KIND, self._id)
        self.fields.mark_clean()
        self.accept()
        if self._saved is not None:
            self._saved(self._id, day)

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Stale) and self.waiting.known:
            self.waiting.look_again()
        elif isinstance(error, Stale):
            base = self._base()
            Merging(self._context, self._id, self.fields, base, self._merged, self, error).ask()
        elif isinstance(error, NeedsReason) and self.repeating.repeats is None:
            self.findings.show_findings(error.findings)
            self.findings.ask_reason()
        elif isinstance(error, Refused):
            self._refused = self.fields.show_refusal(error)
            self.check_now()

    def _forget_refusal(self) -> None:
        """What the calendar refused at one time says nothing of another; it is asked anew."""
        if self._refused:
            self._refused = False
            self.fields.clear_errors()

    def _base(self) -> dict[str, Any] | None:
        return shown(self._opened.form) if self._opened is not None else None

    def _merged(self, theirs: OpenedAppointment, values: dict[str, Any]) -> None:
        """Save again on top of what the other one saved."""
        self._opened = theirs
        self._version, self._hearing = theirs.form.version, theirs.form.hearing
        self._members = theirs.form.members
        self.fields.set_values(values, clean=False)
        self._save()

    # ---- leaving ----

    def drafts(self) -> Sequence[Draft]:
        """What is typed and not saved."""
        if not self._unsaved():
            return ()
        client_id = self.fields.client.value()
        data = snapshot(self.fields) | {
            "client_id": str(client_id) if client_id is not None else "",
            "version": self._version,
            "hearing_id": str(self._hearing.id if self._hearing else self._hearing_id),
            "members": [str(one) for one in self._members or ()],
            "reason": self.findings.reason.value(),
            "changing": self._changing.kept,
            **self.repeating.kept(),
            **self.waiting.kept(),
        }
        day = self.fields.value("day")
        title = t("Appointment, {day}", day=weekday_date(day)) if day else t("Appointment")
        return (Draft(KIND, self._id, data, title),)

    def reject(self) -> None:
        """Esc, Cancel and the window's cross: unsaved work is asked about."""
        if not self._unsaved():
            super().reject()
            return
        ask_unsaved(self, self._save, self._discard)

    def _unsaved(self) -> bool:
        return not self._over and (self.fields.dirty() or self.repeating.repeats is not None)

    def _discard(self) -> None:
        self._context.drafts.discard(KIND, self._id)
        super().reject()
