"""A client's cases and programs, for who may read cases."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.clients.client_file import ClientCase, ClientFile, ClientProgram
from db.rules.codes import CaseStatus
from db.rules.permissions import Action
from db.texts import label, t, tn
from db.texts.dates import date_short
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.clients.small_list import list_header
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane

_TONES = {
    CaseStatus.INTAKE: Tone.INFORMATION,
    CaseStatus.OPEN: Tone.OK,
    CaseStatus.ON_HOLD: Tone.WARNING,
    CaseStatus.CLOSED: Tone.NEUTRAL,
}


class CasesTab(QWidget):
    """Enter goes to the case; `open_case` is called to open a new one."""

    def __init__(self, context: PageContext, open_case: Callable[[], object]) -> None:
        super().__init__()
        self.cases: TableModel[ClientCase] = TableModel(_case_columns())
        self.programs: TableModel[ClientProgram] = TableModel(_program_columns())
        may_open = context.may(Action.EDIT_CASES)
        self.case_list = ListPane(
            "client.cases",
            context.settings,
            self.cases,
            title=t("Cases of this client"),
            searchable=False,
            count=lambda n: tn("{n} case", "{n} cases", n),
            empty=EmptyState(
                t("No case yet"),
                t("Nothing has been opened for this client that you may read."),
                step=t("Open the first case") if may_open else "",
                clicked=open_case,
            ),
        )
        self.case_list.opened.connect(lambda one: context.navigate("case", _id(one)))
        self.program_list = ListPane(
            "client.programs",
            context.settings,
            self.programs,
            title=t("Programs of this client"),
            searchable=False,
            count=lambda n: tn("{n} enrollment", "{n} enrollments", n),
            empty=EmptyState(t("In no program")),
        )
        self.open_button = Button(t("New case…"), open_case, icon="add")
        self.open_button.setVisible(may_open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(list_header(t("Cases"), self.case_list, self.open_button))
        column.addWidget(self.case_list, 3)
        column.addWidget(list_header(t("Programs"), self.program_list))
        column.addWidget(self.program_list, 2)

    def show_file(self, file: ClientFile) -> None:
        """Show this client's."""
        self.cases.set_rows(file.cases)
        self.programs.set_rows(file.programs)


def _id(record_id: object) -> UUID | None:
    return record_id if isinstance(record_id, UUID) else None


def _case_columns() -> list[Column[ClientCase]]:
    return [
        Column("number", t("Case"), lambda row: row.number, 88),
        Column("status", t("Status"), _status, 132, tone=_tone),
        Column("role", t("As"), lambda row: label(row.role), 90),
        Column("worker", t("Worker"), lambda row: row.worker, 120),
        Column(
            "opened", t("Opened"), lambda row: date_short(row.opened_on), 88,
            order=lambda row: row.opened_on,
        ),
        Column(
            "closed", t("Closed"), lambda row: date_short(row.closed_on) if row.closed_on else "",
            88, order=lambda row: row.closed_on,
        ),
    ]  # fmt: skip


def _status(row: ClientCase) -> str:
    words = label(row.status)
    return t("{status}, restricted", status=words) if row.restricted else words


def _tone(row: ClientCase) -> Tone:
    return Tone.WARNING if row.restricted else _TONES[row.status]


def _program_columns() -> list[Column[ClientProgram]]:
    return [
        Column("program", t("Program"), lambda row: row.program, 200),
        Column(
            "from", t("From"), lambda row: date_short(row.started_on), 88,
            order=lambda row: row.started_on,
        ),
        Column(
            "to", t("To"), lambda row: date_short(row.ended_on) if row.ended_on else "", 88,
            order=lambda row: row.ended_on,
        ),
        Column(
            "because", t("Ended because"),
            lambda row: label(row.ended_because) if row.ended_because else "", 160,
        ),
    ]  # fmt: skip
