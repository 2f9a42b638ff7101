"""Somebody has come in without an appointment: who, whom they see, and they are waiting."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.calendar.book import book
from db.operations.calendar.mark import Marked, cancel, mark
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.choices import BookingClient
from db.queries.calendar.free_now import FreeWorker, free_now
from db.queries.calendar.reception import AT_THE_OFFICE
from db.queries.messages import Caller, caller
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import NeedsReason
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.texts import label, sentence, t
from db.texts.appointments import attendance_words
from db.texts.dates import time_short
from ui.context import PageContext
from ui.dialogs.client_field import ClientField
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.shell import Dialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.text import Text
from ui.widgets.time_fields import DurationField

_MINUTES = 30


class WalkInDialog(Dialog):
    """Books from this minute on and marks as arrived; `booked` is called with the id."""

    def __init__(
        self,
        context: PageContext,
        booked: Callable[[UUID], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("New walk-in"), parent, width=540)
        self._context, self._booked, self._id = context, booked, new_id()
        self._free: dict[UUID, FreeWorker] = {}
        self._own: Sequence[UUID] = ()
        self.client = ClientField(context)
        self.mind = Banner("", Tone.WARNING)
        self.missed = Text("", "secondary", wrap=True)
        self.missed.hide()
        self.worker = Choice(typed=True)
        self.form = Form(columns=2)
        self._build()
        self.client.chosen.connect(self._client_chosen)
        context.runner.read(free_now, then=self._know)
        self.client.setFocus()

    def _build(self) -> None:
        form = self.form
        form.add("client_id", t("Client"), self.client, required=True, wide=True)
        if self._context.may(Action.EDIT_CLIENTS):
            self.new_client = Button(
                t("Not on file yet? Take them in…"), self._take_in, kind="link", icon="add"
            )
            form.place(self.new_client, wide=True)
        form.place(self.mind, wide=True)
        form.place(self.missed, wide=True)
        form.add("worker", t("Who sees them"), self.worker, required=True, wide=True)
        kinds = [(kind, label(kind)) for kind in AT_THE_OFFICE]
        form.add("kind", t("What for"), Choice(kinds), required=True)
        form.add("minutes", t("How long"), DurationField(), required=True)
        form.set_values({"kind": AppointmentKind.OFFICE_VISIT, "minutes": _MINUTES})
        self.body.addWidget(form)
        self.body.addStretch()
        self.verb(t("More details…"), self._more)
        self.cancel_verb()
        self.book_button = self.verb(t("Book and mark as arrived"), self.book, "primary")

    def book(self, reason: str = "") -> None:
        """Book it, or show what is missing or stands against it."""
        if not self.form.validate():
            return
        values = self.form.values()
        starts = self._context.now().replace(second=0, microsecond=0)
        form = AppointmentForm(
            id=self._id,
            kind=values["kind"],
            starts_at=starts,
            ends_at=starts + timedelta(minutes=values["minutes"]),
            workers=(values["worker"],),
            client_id=values["client_id"],
        )
        self.book_button.setEnabled(False)
        write = self._context.runner.write
        write(book, form, reason, then=self._arrived, failed=self._refused)

    # ---- what is known ----

    def _know(self, workers: tuple[FreeWorker, ...]) -> None:
        self._free = {one.id: one for one in workers}
        self.worker.set_options([(one.id, _words(one)) for one in workers])
        self._suggest()

    def _client_chosen(self, found: BookingClient | None) -> None:
        self.mind.say("")
        missed = attendance_words(found.attendance) if found is not None else ""
        self.missed.setText(missed)
        self.missed.setVisible(bool(missed))
        if found is not None:
            read = self._context.runner.read
            read(caller, self.client.value(), then=self._client_known, replace_key=(self, "who"))

    def _client_known(self, who: Caller) -> None:
        if who.client_id == self.client.value():
            self.mind.say("\n".join(sentence(mark) for mark in who.marks))
            self._own = who.workers
            self._suggest()

    def _suggest(self) -> None:
        """The client's own worker, if free."""
        if self.worker.currentText():
            return
        own = next((one for one in self._own if one in self._free and self._free[one].until), None)
        if own is not None:
            self.form.set_values({"worker": own}, clean=False)

    def _take_in(self) -> None:
        from ui.dialogs.client import ClientDialog

        ClientDialog.new(self._context, self._taken_in, self, self.client.unknown()).open()

    def _taken_in(self, client_id: UUID, _: Any) -> None:
        self.client.set_value(client_id)
        self.form.set_values({"kind": AppointmentKind.INTAKE}, clean=False)
        self.worker.setFocus()

    def _more(self) -> None:
        from ui.dialogs.appointment import AppointmentDialog, Prefill

        values = self.form.values()
        prefill = Prefill(
            kind=values["kind"],
            starts_at=self._context.now().replace(second=0, microsecond=0),
            minutes=values["minutes"] or _MINUTES,
            client_id=values["client_id"],
            worker_id=values["worker"],
        )
        self.accept()
        parent = self.parentWidget()
        saved = lambda record_id, _: self._booked(record_id)  # noqa: E731
        AppointmentDialog.new(self._context, prefill, saved, parent).open()

    # ---- the end ----

    def _arrived(self, version: int) -> None:
        self._context.runner.write(
            mark, self._id, version, AppointmentStatus.ARRIVED,
            then=self._done, failed=self._refused,
        )  # fmt: skip

    def _done(self, marked: Marked) -> None:
        self.accept()
        office = AppointmentStatus.CANCELLED_BY_OFFICE
        write = self._context.runner.write
        undo = partial(write, cancel, marked.id, marked.version, office)
        self._context.notify(t("Booked, and marked as arrived"), undo)
        self._booked(marked.id)

    def _refused(self, error: Exception) -> None:
        self.book_button.setEnabled(True)
        if isinstance(error, NeedsReason):
            ReasonDialog(error.findings, t("Book anyway"), self.book, self).open()
        else:
            self.form.show_refusal(error)


def _words(worker: FreeWorker) -> str:
    if worker.full:
        return t("{name} (no more appointments today)", name=worker.name)
    if worker.until is None:
        return t("{name} (not free now)", name=worker.name)
    return t("{name} (free until {time})", name=worker.name, time=time_short(worker.until))
