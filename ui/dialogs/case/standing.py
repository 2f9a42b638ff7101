"""Closing a case, opening it again, and restricting it to named staff."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.cases.restrict import restrict_case
from db.operations.cases.status import close_case, reopen_case
from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview
from db.queries.staff import StaffRow, workers
from db.rules.codes import CaseStatus, CloseReason
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.multi_select import MultiSelect
from ui.widgets.text import Text


class _OfCase(EditingDialog):
    """An act on the case as a whole: when somebody else saved meanwhile, it is simply repeated."""

    def __init__(
        self, context: PageContext, case: CaseOverview, title: str, parent: QWidget | None
    ) -> None:
        super().__init__(context, title, parent=parent, record_id=case.header.id, width=520)
        self.version = case.header.version

    def explain(self, words: str) -> None:
        """Say above the form what follows."""
        self.body.insertWidget(0, Text(words, wrap=True))
        self.body.addStretch(1)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        self.context.runner.read(
            case_file,
            self.record_id,
            then=lambda case: then({}, case.header.version),
            failed=self.refuse,
        )


class CloseCaseDialog(_OfCase):
    """When and why; what is unfinished asks for a reason."""

    def __init__(
        self, context: PageContext, case: CaseOverview, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, case, t("Close case"), parent)
        self.explain(
            t(
                "The case leaves the lists of open cases. Nothing in it is deleted, its workers "
                "can still finish their notes, and it can be opened again."
            )
        )
        self.form.add("closed_on", t("Closed on"), DateField(context.today), required=True)
        self.form.add("why", t("Why"), Choice(choices(CloseReason), blank=t("Choose…")),
                      required=True)  # fmt: skip
        self.form.set_values({"closed_on": context.today()})
        self.verbs(t("Close case"))
        self.form.field("why").control.setFocus()

    def write(self, reason: str) -> None:
        self.context.runner.write(
            close_case,
            self.record_id,
            self.version,
            self.form.value("closed_on"),
            self.form.value("why"),
            reason,
            then=self.done_saving,
            failed=self.failed,
        )

    def all_the_same(self) -> str:
        return t("Close all the same")


class ReopenCaseDialog(_OfCase):
    """As what it is open again."""

    def __init__(
        self, context: PageContext, case: CaseOverview, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, case, t("Reopen case"), parent)
        self.explain(t("The case is open again under its old number. That it was closed stays "
                       "in its timeline."))  # fmt: skip
        options = choices(CaseStatus, without={CaseStatus.CLOSED})
        self.form.add("status", t("Status"), Choice(options), required=True)
        self.form.set_values({"status": CaseStatus.OPEN})
        self.verbs(t("Reopen case"))

    def write(self, reason: str) -> None:
        self.context.runner.write(
            reopen_case,
            self.record_id,
            self.version,
            self.form.value("status"),
            then=self.done_saving,
            failed=self.failed,
        )


class RestrictCaseDialog(_OfCase):
    """Who, besides its workers, may see the case."""

    def __init__(
        self, context: PageContext, case: CaseOverview, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, case, t("Restrict case"), parent)
        self._named = {staff_id for staff_id, _ in case.access}
        self.explain(
            t(
                "From now on only its workers and the staff named here see this case and its "
                "client. Others who enter the client again are told whom to ask."
            )
        )
        self.staff = MultiSelect(rows=8)
        self.form.add("staff_ids", t("Who may see it besides its workers"), self.staff)
        self.verbs(t("Restrict case"))
        context.runner.read(workers, then=self._offer)

    def write(self, reason: str) -> None:
        self.context.runner.write(
            restrict_case,
            self.record_id,
            self.version,
            frozenset(self.staff.value()),
            then=self.done_saving,
            failed=self.failed,
        )

    def _offer(self, staff: tuple[StaffRow, ...]) -> None:
        self.staff.set_options([(row.id, row.display_name) for row in staff])
        self.form.set_values({"staff_ids": self._named or {self.context.user.id}})
