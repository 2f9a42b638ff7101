"""The appointment form: filled, checked while it is filled, booked or saved."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.queries.calendar.waiting import Waiting
from db.rules.codes import AppointmentKind, Role
from db.rules.ids import new_id
from db.texts import t
from ui.context import PageContext
from ui.dialogs.appointment.calendar_file import CalendarFileButton
from ui.dialogs.appointment.changing_series import ChangingSeries
from ui.dialogs.appointment.edited import Edited
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.filling import Filling
from ui.dialogs.appointment.finding_free import FindingFree
from ui.dialogs.appointment.free_busy import FreeBusyPanel, LookingAtDays
from ui.dialogs.appointment.free_panel import NextFreePanel
from ui.dialogs.appointment.looking import Looking
from ui.dialogs.appointment.moved_draft import KIND, fill_moved
from ui.dialogs.appointment.panels import FindingsPanel
from ui.dialogs.appointment.prefill import Prefill
from ui.dialogs.appointment.repeating import Repeating
from ui.dialogs.appointment.saving import Saving
from ui.dialogs.appointment.told import told
from ui.dialogs.appointment.typed import Typed
from ui.dialogs.appointment.values import begun, shown
from ui.dialogs.appointment.waiting_for import WaitingFor
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.theme.look import look
from ui.widgets.access_keys import comes_first
from ui.widgets.also_editing import AlsoEditing
from ui.widgets.card import Scrolled
from ui.widgets.side_by_side import SideBySide

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
        dialog._edited.resume(data)
        dialog._typed.resume(data)
        dialog._saving.changing.kept = dict(data.get("changing") or {})
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
        self._edited = Edited(record_id, opened, version)
        super().__init__(
            t("Appointment") if self._edited.version else t("New appointment"),
            parent,
            width=min(look().px(880), _WIDEST),
        )
        self.resize(self.width(), min(look().px(640), _HIGHEST))
        self._context, self._saved = context, saved
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
        self.waiting = WaitingFor(context, self)
        self._typed = Typed(self.fields, self.findings, self.repeating, self.waiting)
        self._saving = Saving(context, self, self._edited, self._typed, self._close, self.check_now)
        repeats = ChangingSeries.concerns(opened) and not self._edited.over
        if repeats:
            self.fields.repeat.button.setText(t("Change how it repeats…"))
            self.repeating.instead = self._saving.change_rule
        self.fields.repeat.setVisible(not self._edited.version or repeats)
        self.days = FreeBusyPanel()
        self._lay_out()
        self._looking = Looking(
            context, self.fields, self.findings, self.form, self.repeating.check_instead
        )
        self._finding = FindingFree(context, self.fields, self.free, record_id, self.check_now)
        self._looking.looked.connect(LookingAtDays(context, self.fields, self.days).show)
        self._filling = Filling(context, self.fields, self.check_now)

    # ---- building ----

    def _lay_out(self) -> None:
        edited = self._edited
        if edited.opened is not None:
            for part in told(edited.opened, over=edited.over):
                self.body.addWidget(part)
        if edited.version:
            self.leaving = CalendarFileButton(self._context, edited.id, self._unsaved)
            self.body.addWidget(self.leaving)
        self.body.addWidget(AlsoEditing(self._context.watch, "appointment", edited.id))
        self.body.addWidget(self.waiting.band)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        beside.addWidget(self.findings)
        beside.addWidget(self.repeating.panel)
        beside.addWidget(self.free)
        beside.addStretch()
        fields = Scrolled(self.fields, margin=0, whole=True)
        across = SideBySide((fields, 3), (Scrolled(side, margin=0, whole=True), 2), spacing=24)
        self.body.addWidget(across, 1)
        self.body.addWidget(self.days)
        for button in (self.free.button, self.free.wish_button, self.days.button):
            comes_first(button)
        self.cancel_verb()
        if edited.over or not edited.version:
            self.list_button = self.verb(t("Put on the waiting list…"), self._put_on_list)
            self.fields.field("kind").edited.connect(self._offer_list)
        if edited.over:
            self.fields.setEnabled(False)
            self.free.hide()
            self.findings.hide()
            self.days.hide()
            return
        words = t("Book") if edited.version == 0 else t("Save")
        self.save_button = self.verb(words, self._saving.save, "primary")
        self._saving.under_way.connect(self.save_button.setDisabled)

    def form(self) -> AppointmentForm | None:
        """The appointment as it is typed, or None while its times are not known."""
        return self._edited.form(self.fields.values(), self._context.office.zone)

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
        if not self._edited.over:
            self._looking.check_now()

    # ---- leaving ----

    def _close(self, day: date) -> None:
        self._context.drafts.discard(KIND, self._edited.id)
        self.fields.mark_clean()
        self.accept()
        if self._saved is not None:
            self._saved(self._edited.id, day)

    def drafts(self) -> Sequence[Draft]:
        """What is typed and not saved."""
        if not self._unsaved():
            return ()
        data = self._typed.kept() | self._edited.kept() | {"changing": self._saving.changing.kept}
        return (Draft(KIND, self._edited.id, data, self._typed.title),)

    def reject(self) -> None:
        """Esc, Cancel and the window's cross: unsaved work is asked about."""
        if not self._unsaved():
            super().reject()
            return
        ask_unsaved(self, self._saving.save, self._discard)

    def _unsaved(self) -> bool:
        return not self._edited.over and self._typed.unsaved

    def _discard(self) -> None:
        self._context.drafts.discard(KIND, self._edited.id)
        super().reject()
