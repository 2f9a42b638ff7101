"""Somebody who waits for an appointment that has no time yet: what, with whom, when they could."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.calendar.requests import ask, change_request, withdraw
from db.queries.calendar.choices import BookingChoices, booking_choices
from db.queries.calendar.waiting import RequestForm, Waiting, open_request
from db.rules.codes import AppointmentKind
from db.rules.ids import new_id
from db.rules.request_fields import LONGEST_SUBJECT, LONGEST_WISH
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.client_field import ClientField
from ui.dialogs.editing import EditingDialog, Saved
from ui.drafts import Draft
from ui.undo import offer_undo
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.note_editor import NoteEditor
from ui.widgets.time_fields import DurationField

USUAL_MINUTES = 60


class WaitDialog(EditingDialog):
    """Adds somebody to the waiting list (`begun` is what is known of them), or changes a `row`."""

    draft_kind = "request"

    @classmethod
    def go_on(cls, context: PageContext, draft: Draft, parent: QWidget | None = None) -> None:
        """Go on with what was typed in an earlier session."""

        def show(row: Waiting | None = None) -> None:
            known = None if row is not None else _begun_of(draft)
            dialog = cls(context, row, known, parent=parent)
            dialog.resume(draft)
            dialog.open()

        if int(draft.data.get("version") or 0):
            context.runner.read(open_request, draft.record_id, then=show)
        else:
            show()

    def __init__(
        self,
        context: PageContext,
        row: Waiting | None = None,
        begun: RequestForm | None = None,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = t("Put somebody on the waiting list") if row is None else t("Change who waits")
        known = row.form if row is not None else begun or _empty()
        super().__init__(context, title, saved, parent, record_id=known.id, columns=2, width=560)
        self._known, self._row = known, row
        self.version = known.version
        form = self.form
        self.client = ClientField(context)
        form.add("client", t("Client"), self.client, wide=True)
        form.add(
            "subject", t("Subject"), TextInput(limit=LONGEST_SUBJECT), wide=True,
            hint=t("What it is about, or who waits if they are not on file."),
        )  # fmt: skip
        kinds = [one for one in choices(AppointmentKind) if one[0] is not AppointmentKind.GROUP]
        form.add("kind", t("Kind"), Choice(kinds), required=True)
        form.add("minutes", t("Length"), DurationField(), required=True)
        self.staff = Choice(blank=t("Anybody"))
        form.add("staff", t("With"), self.staff)
        form.add("urgent", t("Urgent"), Tick(t("It is urgent")))
        form.add("earliest", t("Not before"), DateField(context.today))
        form.add("latest", t("Not after"), DateField(context.today))
        form.add(
            "wish", t("When they could come, in their words"),
            NoteEditor(rows=2, limit=LONGEST_WISH), wide=True,
            hint=t("Nothing from the case: reception reads it too."),
        )  # fmt: skip
        self._show(known)
        self.body.addStretch()
        self.verbs(t("Put on the list") if row is None else t("Save"))
        wished = () if known.staff_id is None else (known.staff_id,)
        context.runner.read(booking_choices, wished, then=self._offer)
        first = "wish" if known.client_id is not None else "client"
        form.field(first).control.setFocus()

    def write(self, reason: str) -> None:
        values = self.form.values()
        form = RequestForm(
            id=self.record_id,
            kind=values["kind"],
            minutes=values["minutes"],
            client_id=self.client.value(),
            case_id=self._known.case_id if self._same_client() else None,
            staff_id=values["staff"],
            subject=values["subject"],
            wish=values["wish"],
            earliest=values["earliest"],
            latest=values["latest"],
            urgent=values["urgent"],
            version=self.version,
        )
        operation = ask if self._row is None else change_request
        then = partial(self._done, self._row is None)
        self.context.runner.write(operation, form, then=then, failed=self.failed)

    def _done(self, is_new: bool, version: int) -> None:
        self.done_saving()
        if is_new:
            offer_undo(
                self.context,
                t("On the waiting list"),
                self.record_id,
                0,
                version,
                lambda now: (withdraw, self.record_id, now, t("Entry undone")),
            )

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(row: Waiting) -> None:
            then(_values(row.form), row.form.version)

        self.context.runner.read(open_request, self.record_id, then=got, failed=self.refuse)

    def draft_data(self) -> dict[str, Any]:
        client = self.client.value()
        case = self._known.case_id
        return {"client_id": str(client or ""), "case_id": str(case or "")}

    def _same_client(self) -> bool:
        return bool(self.client.value() == self._known.client_id)

    def _show(self, known: RequestForm) -> None:
        self.form.set_values({k: v for k, v in _values(known).items() if k != "client"})
        if known.client_id is not None:
            self.client.set_value(known.client_id)
            self.form.mark_clean()

    def _offer(self, known: BookingChoices) -> None:
        clean = not self.form.dirty()
        chosen = self.staff.value() or self._known.staff_id
        self.staff.set_options([(one.id, one.name) for one in known.workers])
        self.staff.set_value(chosen)
        if clean:
            self.form.mark_clean()


def _empty() -> RequestForm:
    return RequestForm(id=new_id(), kind=AppointmentKind.OFFICE_VISIT, minutes=USUAL_MINUTES)


def _begun_of(draft: Draft) -> RequestForm:
    case = draft.data.get("case_id")
    client = draft.data.get("client_id")
    return RequestForm(
        id=draft.record_id,
        kind=AppointmentKind.OFFICE_VISIT,
        minutes=USUAL_MINUTES,
        client_id=UUID(str(client)) if client else None,
        case_id=UUID(str(case)) if case else None,
    )


def _values(form: RequestForm) -> dict[str, Any]:
    return {
        "client": form.client_id,
        "subject": form.subject,
        "kind": form.kind,
        "minutes": form.minutes,
        "staff": form.staff_id,
        "urgent": form.urgent,
        "earliest": form.earliest,
        "latest": form.latest,
        "wish": form.wish,
    }
