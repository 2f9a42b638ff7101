"""The words of a court report: what only the worker can write, beside what is still missing."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.court.report_due import finish_court_report
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.queries.court.hearing_view import HearingView
from db.queries.court.lists import WrittenReport, written_report
from db.rules.ids import new_id
from db.texts import label, t
from db.texts.dates import date_long
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog, Saved
from ui.drafts import Draft
from ui.theme.look import look
from ui.widgets.card import Scrolled
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text


class ReportTextDialog(EditingDialog):
    """Make it with `write_for` or `go_on`: what stands there already is read first."""

    draft_kind = "court_report"

    def __init__(
        self,
        context: PageContext,
        case_id: UUID,
        hearing_id: UUID,
        about: str,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = t("Report text")
        super().__init__(context, title, saved, parent, record_id=hearing_id, width=760)
        self.case_id = case_id
        self._report_id = new_id()
        self._about = about
        self._finishing = False
        self.body.removeWidget(self.form)
        self.body.addWidget(Text(about, "section", wrap=True))
        words = t("Facts come from the signed notes by themselves. Here stands what only you say.")
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self._build()
        self.body.addWidget(Scrolled(self.form, margin=4), 1)
        self.cancel_verb()
        self.verb(t("Save for now"), self._save_for_now)
        self.verb(t("Save as finished"), self._finish, "primary").setDefault(False)
        self.resize(look().px(760), look().px(680))

    @classmethod
    def write_for(
        cls,
        context: PageContext,
        view: HearingView,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Read what was written for this hearing, and open the dialog with it."""
        day = date_long(view.starts_at.date())
        about = t("{kind}, {day}", kind=label(view.row.kind), day=day)

        def arrived(written: WrittenReport) -> None:
            dialog = cls(context, view.row.case_id, view.row.id, about, saved, parent)
            dialog.show_written(written)
            dialog.open()

        context.runner.read(written_report, view.row.case_id, view.row.id, then=arrived)

    @classmethod
    def go_on(
        cls,
        context: PageContext,
        draft: Draft,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> "ReportTextDialog":
        """With what was typed last time."""
        data = draft.data
        case_id, about = UUID(str(data["case_id"])), str(data.get("about") or "")
        dialog = cls(context, case_id, draft.record_id, about, saved, parent)
        dialog.resume(draft)
        if data.get("report_id"):
            dialog._report_id = UUID(str(data["report_id"]))
        return dialog

    def show_written(self, written: WrittenReport) -> None:
        """Fill the form."""
        self._report_id = written.id or self._report_id
        self.version = written.version
        self.form.set_values(_values(written))
        self.form.field("situation").control.setFocus()

    def _build(self) -> None:
        form = self.form
        form.add(
            "situation",
            t("Situation"),
            NoteEditor(rows=5),
            hint=t("What has happened since the last hearing, in short."),
        )
        form.add(
            "assessment",
            t("Assessment"),
            NoteEditor(rows=6),
            hint=t("Your opinion. It is printed apart from the facts."),
        )
        form.add(
            "recommendations",
            t("Recommendations"),
            NoteEditor(rows=6),
            hint=t("One to a line. A line that begins with “Rationale:” stands below it."),
        )
        form.add("records_reviewed", t("Records reviewed"), NoteEditor(rows=3))

    def _save_for_now(self) -> None:
        self._finishing = False
        self.save()

    def save_and_leave(self) -> None:
        self._save_for_now()

    def _finish(self) -> None:
        self._finishing = True
        self.save()

    def write(self, reason: str) -> None:
        form = CourtReportForm(
            id=self._report_id,
            case_id=self.case_id,
            hearing_id=self.record_id,
            version=self.version,
            **self.form.values(),
        )
        operation = finish_court_report if self._finishing else save_court_report
        self.context.runner.write(operation, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def arrived(written: WrittenReport) -> None:
            self._report_id = written.id or self._report_id
            then(_values(written), written.version)

        self.context.runner.read(
            written_report, self.case_id, self.record_id, then=arrived, failed=self.failed
        )

    def draft_title(self) -> str:
        return t("Court report: {hearing}", hearing=self._about)

    def draft_data(self) -> dict[str, Any]:
        return {
            "case_id": str(self.case_id),
            "report_id": str(self._report_id),
            "about": self._about,
        }


def _values(written: WrittenReport) -> dict[str, Any]:
    return {
        "situation": written.situation,
        "assessment": written.assessment,
        "recommendations": written.recommendations,
        "records_reviewed": written.records_reviewed,
    }
