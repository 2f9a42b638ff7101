"""A hearing: entered or changed, with the time that it takes in somebody's calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.calendar.hearings import Attending, set_hearing
from db.operations.court.hearings import HearingForm
from db.queries.calendar.choices import BookingChoices, booking_choices
from db.queries.cases.case_file import case_file
from db.queries.cases.case_list import CaseRow
from db.queries.cases.cases_like import cases_like
from db.queries.court.hearing_view import HearingView, hearing_view
from db.rules.codes import HearingKind
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog, Saved
from ui.drafts import Draft
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.record_field import Record, RecordField
from ui.widgets.text import Text
from ui.widgets.time_fields import DurationField, TimeField


class HearingDialog(EditingDialog):
    """Make it with `new`, `edit` or `go_on`."""

    draft_kind = "hearing"

    def __init__(
        self,
        context: PageContext,
        saved: Saved | None,
        parent: QWidget | None,
        *,
        hearing_id: UUID,
        case: Record | None = None,
        view: HearingView | None = None,
    ) -> None:
        title = t("New hearing") if view is None else t("Change hearing")
        super().__init__(context, title, saved, parent, record_id=hearing_id, columns=2, width=640)
        self._view = view
        self._case: Record | None = case
        self._ids = new_id()  # of an appointment: the same one, however often it is saved
        self._outcome = ""
        self._worker: UUID | None = None  # of a draft, until it is known who there is
        self._build(case)
        if view is not None:
            self._show_view(view)
        context.runner.read(booking_choices, then=self._know)
        self.body.addStretch()
        self.verbs(t("Add hearing") if view is None else t("Save hearing"))
        first = "kind" if case is not None or view is not None else "case"
        self.form.field(first).control.setFocus()

    @classmethod
    def new(
        cls,
        context: PageContext,
        saved: Saved | None = None,
        parent: QWidget | None = None,
        case: Record | None = None,
    ) -> "HearingDialog":
        """For a new hearing, of this case (its id and words) if one is given."""
        return cls(context, saved, parent, hearing_id=new_id(), case=case)

    @classmethod
    def edit(
        cls,
        context: PageContext,
        view: HearingView,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> "HearingDialog":
        """For a hearing that is there."""
        case = (view.row.case_id, case_words(view.case_number, view.client_name))
        return cls(context, saved, parent, hearing_id=view.row.id, case=case, view=view)

    @classmethod
    def go_on(
        cls,
        context: PageContext,
        draft: Draft,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> "HearingDialog":
        """With what was typed last time."""
        case_id, words = draft.data.get("case_id"), str(draft.data.get("case") or "")
        case = (UUID(str(case_id)), words) if case_id else None
        dialog = cls(context, saved, parent, hearing_id=draft.record_id, case=case)
        dialog.resume(draft)
        dialog._outcome = str(draft.data.get("outcome") or "")
        worker = draft.data.get("worker")
        dialog._choose_worker(UUID(str(worker)) if worker else None)
        if dialog.version:
            dialog.setWindowTitle(t("Change hearing"))
        return dialog

    # ---- the form ----

    def _build(self, case: Record | None) -> None:
        form = self.form
        hint = t("Number, docket or name")
        form.add("case", t("Case"), RecordField(self._look, hint=hint), required=True, wide=True)
        if case is not None:
            form.set_values({"case": case})
            form.field("case").setEnabled(False)
        form.add("kind", t("Kind of hearing"), Choice(choices(HearingKind)), required=True)
        form.add("due", t("Report due"), DateField(self.context.today))
        form.add("day", t("Day"), DateField(self.context.today), required=True)
        form.add("starts_at", t("Time"), TimeField(), required=True)
        form.add("court", t("Court"), TextInput(limit=200), hint=t("Empty: the case’s court"))
        form.add("courtroom", t("Courtroom"), TextInput(limit=80))
        form.add("judge", t("Judge"), TextInput(limit=120))
        form.add(
            "worker",
            t("In the calendar of"),
            Choice((), blank=t("Nobody")),
            hint=t("The time is then taken."),
        )
        form.add("minutes", t("Length"), DurationField())
        form.set_values({"minutes": 60})
        form.field("worker").edited.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.form.field("minutes").setVisible(self.form.value("worker") is not None)

    def _know(self, known: BookingChoices) -> None:
        workers = [(one.id, one.name) for one in known.workers]
        self.form.field("worker").control.set_options(workers)
        self._choose_worker(self._worker)

    def _choose_worker(self, worker: UUID | None) -> None:
        """Choose the worker of a draft, now or when it is known who there is."""
        self._worker = worker
        if worker in self.form.field("worker").control.values() and worker is not None:
            self.form.set_values({"worker": worker}, clean=False)
            self._worker = None
            self._follow()

    def _show_view(self, view: HearingView) -> None:
        self.version = view.row.version
        self._outcome = view.row.outcome
        self.form.set_values(values_of(view))
        if view.attending:
            names = ", ".join(view.attending)
            self.form.field("worker").setVisible(False)
            words = t("In the calendar of {names}; the appointment moves along.", names=names)
            self.body.insertWidget(0, Text(words, "secondary", wrap=True))

    def _look(self, text: str, then: Callable[[Sequence[Record]], object]) -> None:
        self.context.runner.read(
            cases_like, text, then=lambda rows: then(_records(rows)), replace_key=(self, "case")
        )

    # ---- saving ----

    def write(self, reason: str) -> None:
        values = self.form.values()
        zone = self.context.office.zone
        form = HearingForm(
            id=self.record_id,
            case_id=values["case"],
            kind=values["kind"],
            starts_at=datetime.combine(values["day"], values["starts_at"], zone),
            court=values["court"],
            courtroom=values["courtroom"],
            judge=values["judge"],
            outcome=self._outcome,
            version=self.version,
        )
        attending = None
        if values["worker"] is not None and not self.form.field("worker").isHidden():
            attending = Attending(self._ids, values["worker"], values["minutes"] or 60)
        self.context.runner.write(
            set_hearing,
            form,
            attending,
            values["due"],
            reason,
            then=self.done_saving,
            failed=self.failed,
        )

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def arrived(view: HearingView) -> None:
            self._outcome = view.row.outcome
            then(values_of(view), view.row.version)

        self.context.runner.read(hearing_view, self.record_id, then=arrived, failed=self.failed)

    def draft_title(self) -> str:
        return t("A hearing")

    def draft_data(self) -> dict[str, Any]:
        case = self.form.value("case")
        words = self.form.field("case").control.text()
        worker = self.form.value("worker") or self._worker
        return {
            "case_id": str(case) if case else None,
            "case": words,
            "outcome": self._outcome,
            "worker": str(worker) if worker else None,
        }


def values_of(view: HearingView) -> dict[str, Any]:
    """A hearing as the form's values."""
    at: datetime = view.starts_at
    due: date | None = view.due.due_on if view.due is not None else None
    return {
        "kind": view.row.kind,
        "day": at.date(),
        "starts_at": time(at.hour, at.minute),
        "court": view.row.court,
        "courtroom": view.row.courtroom,
        "judge": view.row.judge,
        "due": due,
    }


def case_words(number: str, name: str) -> str:
    """A case in one line."""
    return t("{number} · {name}", number=number, name=name)


def _records(rows: Sequence[CaseRow]) -> list[Record]:
    return [(row.id, case_words(row.number, row.client_name)) for row in rows]


def open_for_case(
    context: PageContext, case_id: UUID, saved: Saved | None, parent: QWidget
) -> None:
    """Open the dialog for a new hearing of a case that is known by its id only."""

    def arrived(found: Any) -> None:
        case = (case_id, case_words(found.header.number, found.header.client_name))
        HearingDialog.new(context, saved, parent, case).open()

    context.runner.read(case_file, case_id, then=arrived)
