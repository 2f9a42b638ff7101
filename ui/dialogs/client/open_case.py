"""Opening a case for a client, with its worker and programs at once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.cases.assign import AssignmentForm
from db.operations.cases.enroll import EnrollmentForm
from db.operations.cases.open_case import CaseForm, OpenedCase, open_case
from db.queries.office_settings import programs
from db.queries.staff import StaffRow, workers
from db.rules.codes import AssignmentRole, CaseStatus
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor


class OpenCaseDialog(FormDialog):
    """`opened(case_id)` is called when the case is there.

    Whoever may not assign cases takes a new one themselves, or leaves it without a worker.
    """

    def __init__(
        self,
        context: PageContext,
        client_id: UUID,
        opened: Callable[[UUID], object],
        parent: QWidget,
    ) -> None:
        super().__init__(
            t("Open a case"), t("Open case"), self._write, parent, columns=2, width=560
        )
        self._context = context
        self._client_id = client_id
        self._opened = opened
        self._id = new_id()
        self.keep_draft(Begun(context, client_id, "client", client_id))
        user = context.user
        self.worker = Choice([(user.id, user.display_name)], blank=t("Nobody yet"))
        self.programs = MultiSelect((), rows=4)
        form = self.form
        form.add("opened_on", t("Opened on"), DateField(context.today), required=True)
        open_ones = choices(CaseStatus, without={CaseStatus.CLOSED})
        form.add("status", t("Status"), Choice(open_ones), required=True)
        form.add("worker", t("Primary worker"), self.worker)
        form.add(
            "number",
            t("Case number"),
            TextInput(limit=20),
            hint=t("Left empty, the office’s next number is taken."),
        )
        form.add("programs", t("Programs"), self.programs, wide=True)
        form.add("summary", t("Summary"), NoteEditor(rows=3), wide=True)
        context.runner.read(programs, then=self._got_programs)
        if context.may(Action.ASSIGN_CASES):
            context.runner.read(workers, then=self._got_workers)
        self.start({"opened_on": context.today(), "status": CaseStatus.OPEN, "worker": user.id})

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        day = values["opened_on"]
        form = CaseForm(
            id=self._id,
            client_id=self._client_id,
            opened_on=day,
            status=values["status"],
            number=values["number"],
            summary=values["summary"],
        )
        worker = None
        if values["worker"] is not None:
            worker = AssignmentForm(new_id(), values["worker"], AssignmentRole.PRIMARY, day)
        enrolled = tuple(EnrollmentForm(new_id(), one, day) for one in values["programs"])
        self._context.runner.write(
            open_case, form, worker=worker, enrollments=enrolled, then=self._there, failed=failed
        )

    def _there(self, case: OpenedCase) -> None:
        self.accept()
        self._context.notify(t("Case {number} was opened.", number=case.number))
        self._opened(self._id)

    def _got_programs(self, opened: Any) -> None:
        self.programs.set_options([(one.form.id, one.form.name) for one in opened])

    def _got_workers(self, staff: tuple[StaffRow, ...]) -> None:
        self.worker.set_options([(one.id, one.display_name) for one in staff])
