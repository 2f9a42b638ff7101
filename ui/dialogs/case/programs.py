"""The programs in which the people of a case take part."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.cases.enroll import EnrollmentForm, change_enrollment, enroll
from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview, EnrollmentLine
from db.queries.office_settings import programs
from db.queries.opened import Opened
from db.rules.codes import EnrollmentEnd
from db.rules.ids import new_id
from db.rules.office_form import ProgramForm
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.editing import EditingDialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField


class EnrollmentDialog(EditingDialog):
    """Enrolls somebody, or corrects or ends an enrollment (`line`)."""

    def __init__(
        self,
        context: PageContext,
        case: CaseOverview,
        line: EnrollmentLine | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = t("Enroll in a program") if line is None else t("Change enrollment")
        super().__init__(
            context,
            title,
            parent=parent,
            record_id=new_id() if line is None else line.id,
            begun=Begun(
                context, case.header.id if line is None else line.id, "case", case.header.id
            ),
            width=480,
        )
        self._case_id = case.header.id
        self._line = line
        self.version = 0 if line is None else line.version
        people = _clients(case)
        self.program = Choice(
            [] if line is None else [(line.program_id, line.program)], blank=t("Choose…")
        )
        form = self.form
        if line is None:
            form.add("client_id", t("Who"), Choice(people), required=True)
        form.add("program_id", t("Program"), self.program, required=True)
        form.add("started_on", t("From"), DateField(context.today), required=True)
        if line is None:
            form.set_values({"client_id": case.header.client_id, "started_on": context.today()})
        else:
            form.add("ended_on", t("Last day"), DateField(context.today))
            reasons = Choice(choices(EnrollmentEnd), blank=t("Still running"))
            form.add("ended_because", t("Why it ended"), reasons)
            form.set_values(_values(line))
        self.verbs(t("Enroll") if line is None else t("Save"))
        context.runner.read(programs, then=self._offer)

    def write(self, reason: str) -> None:
        form = EnrollmentForm(self.record_id, version=self.version, **self.form.values())
        runner = self.context.runner
        if self._line is None:
            runner.write(enroll, self._case_id, form, then=self.done_saving, failed=self.failed)
        else:
            runner.write(change_enrollment, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(case: CaseOverview) -> None:
            for line in case.enrollments:
                if line.id == self.record_id:
                    then(_values(line), line.version)

        self.context.runner.read(case_file, self._case_id, then=got, failed=self.refuse)

    def _offer(self, found: Sequence[Opened[ProgramForm]]) -> None:
        offered = [(opened.form.id, opened.form.name) for opened in found]
        if self._line is not None and all(i != self._line.program_id for i, _ in offered):
            offered.append((self._line.program_id, self._line.program))
        self.program.set_options(offered)


def _values(line: EnrollmentLine) -> dict[str, Any]:
    names = ("program_id", "started_on", "ended_on", "ended_because")
    return {name: getattr(line, name) for name in names}


def _clients(case: CaseOverview) -> list[tuple[object, str]]:
    found = {case.header.client_id: case.header.client_name}
    for party in case.parties:
        if party.client_id is not None and party.name and party.ended_on is None:
            found.setdefault(party.client_id, party.name)
    return list(found.items())
