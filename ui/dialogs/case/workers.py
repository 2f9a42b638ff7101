"""Who works on a case, from when and until when."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.cases.assign import AssignmentForm, assign_case, end_assignment
from db.operations.cases.hand_over import HandedOver
from db.queries.cases.case_parts import AssignmentLine, CaseOverview
from db.queries.staff import StaffRow, workers
from db.rules.codes import AssignmentRole
from db.rules.ids import new_id
from db.texts import t, tn
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.text import Text


class AssignDialog(EditingDialog):
    """Assigns a worker; a new primary worker takes over from the one before."""

    def __init__(
        self, context: PageContext, case: CaseOverview, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, t("Assign worker"), parent=parent, record_id=new_id(), width=480)
        self._case_id = case.header.id
        words = t(
            "A new primary worker takes over from the one before on that day, with what is still "
            "to do. Appointments stay."
        )
        self._names: dict[UUID, str] = {}
        self.staff = Choice([], blank=t("Choose…"))
        self.form.add("staff_id", t("Worker"), self.staff, required=True)
        self.form.add("role", t("Part in the case"), Choice(choices(AssignmentRole)),
                      required=True, hint=words)  # fmt: skip
        self.form.add("started_on", t("From"), DateField(context.today), required=True)
        self.form.set_values({"role": AssignmentRole.PRIMARY, "started_on": context.today()})
        self.verbs(t("Assign"))
        context.runner.read(workers, then=self._offer)
        self.staff.setFocus()

    def write(self, reason: str) -> None:
        form = AssignmentForm(self.record_id, **self.form.values())
        self.context.runner.write(
            assign_case, self._case_id, form, then=self._assigned, failed=self.failed
        )

    def _assigned(self, handed: HandedOver) -> None:
        name = self._names.get(self.form.value("staff_id"), "")
        self.done_saving()
        said = [t("{name} works on the case.", name=name)]
        if handed.tasks:
            n = handed.tasks
            said.append(tn("{n} task went along.", "{n} tasks went along.", n))
        if handed.appointments:
            n = handed.appointments
            words = tn(
                "{n} appointment to come is not moved.",
                "{n} appointments to come are not moved.",
                n,
            )
            said.append(words)
        self.context.notify(" ".join(said))

    def _offer(self, staff: tuple[StaffRow, ...]) -> None:
        self._names = {row.id: row.display_name for row in staff}
        self.staff.set_options([(row.id, _counted(row)) for row in staff])


class EndAssignmentDialog(EditingDialog):
    """The last day of somebody's work on the case."""

    def __init__(
        self, context: PageContext, line: AssignmentLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, t("End assignment"), parent=parent, record_id=line.id, width=480)
        words = t("{name} stays in the history of the case.", name=line.name)
        self.body.insertWidget(0, Text(words, wrap=True))
        self.form.add("ended_on", t("Last day"), DateField(context.today), required=True)
        self.form.set_values({"ended_on": context.today()})
        self.verbs(t("End assignment"))

    def write(self, reason: str) -> None:
        self.context.runner.write(
            end_assignment,
            self.record_id,
            self.form.value("ended_on"),
            then=self.done_saving,
            failed=self.failed,
        )


def _counted(row: StaffRow) -> str:
    """A worker with how much they have to do already."""
    return tn("{name}, {n} case", "{name}, {n} cases", row.running_cases, name=row.display_name)
