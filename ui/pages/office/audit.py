"""The audit log: who did what, and who looked at a file."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction

from db.queries.audit_log.by_number import Numbered, by_number
from db.queries.audit_log.pages import AuditFilter, AuditPage, AuditPlace, AuditRow, audit_log
from db.queries.staff import StaffRow, staff_list
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.list_leaving import ListLeaving, list_leaving
from ui.item_models.table import TableModel
from ui.pages.office.audit_columns import about, audit_columns
from ui.pages.office.audit_words import kinds_of_acts
from ui.pages.office.part import Part
from ui.runner import Changes
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, action
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.list_pane import ListPane

_PAUSE_MS = 300
_LARGE = 130  # percent of text beyond which five fields do not fit beside each other
_PAGE = 200
_MOST_EXPORTED = 100_000


class AuditPart(Part):
    """Newest first. An auditor sees its shape only: roles, acts and times, no person."""

    kinds: ClassVar[frozenset[str]] = frozenset({"staff"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, t("Audit log"), about(context))
        self._reads_cases = context.may(Action.READ_CASES)
        self._asked = AuditFilter()
        self._next: AuditPlace | None = None
        self._rows: list[AuditRow] = []
        self._export = action(t("Export this list…"), self.export, self, icon="export")
        self.form = Form(columns=5 if self._reads_cases and look().percent <= _LARGE else 3)
        self._build_form()
        self.model: TableModel[AuditRow] = TableModel(
            audit_columns(self._reads_cases), id_of=lambda row: row.place
        )
        self.list = ListPane(
            "office.audit",
            context.settings,
            self.model,
            title=t("Audit log"),
            searchable=False,
            count=lambda n: tn("{n} line", "{n} lines", n),
            empty=EmptyState(t("Nothing was done that fits"), icon="audit"),
        )
        self.more = Button(t("Show older lines"), self._read_more)
        self.more.hide()
        self.header.add(self.list.columns_button)
        self.body.addWidget(self.form)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.ask)
        self.form.edited.connect(self._later.start)

    def part_actions(self) -> Sequence[QAction]:
        return (self._export,)

    def refresh(self, changes: Changes | None) -> None:
        if self._reads_cases:
            self.context.runner.read(staff_list, former=True, then=self._know)
        if changes is None:
            self.ask()

    def show_record(self, kind: str, record_id: UUID) -> None:
        self._read(AuditFilter(record_id=record_id))
        self.banner.say(t("Only what was done with one record is shown."), Tone.INFORMATION)
        self.banner.offer(t("Show everything"), self.ask)

    def focus_filter(self) -> None:
        next(iter(self.form.fields())).control.setFocus()

    # ---- asking ----

    def ask(self) -> None:
        """Read what the filters above ask for."""
        self.banner.say("")
        self._later.stop()
        if any(field.problem() for field in self.form.fields()):
            return
        number = self.form.value("number") if self._reads_cases else ""
        if number:
            self.context.runner.read(
                by_number,
                number,
                then=self._found,
                failed=self._not_found,
                replace_key=(self, "number"),
            )
        else:
            self._read(self._filter())

    def _found(self, found: Numbered) -> None:
        self._read(self._filter(found.record_ids))

    def _not_found(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.form.show_findings(error.findings)

    def _filter(self, record_ids: tuple[UUID, ...] = ()) -> AuditFilter:
        values = self.form.values()
        return AuditFilter(
            user_id=values.get("person"),
            actions=values["kind"] or (),
            record_ids=record_ids,
            since=self._midnight(values["first"]),
            until=self._midnight(values["last"], days=1),
        )

    def _midnight(self, day: date | None, days: int = 0) -> datetime | None:
        if day is None:
            return None
        return datetime.combine(day + timedelta(days=days), time(), self.context.office.zone)

    def _read(self, asked: AuditFilter) -> None:
        self._asked = asked
        self.context.runner.read(
            audit_log, asked, None, _PAGE, then=self._show, replace_key=(self, "page")
        )

    def _read_more(self) -> None:
        if self._next is not None:
            self.context.runner.read(
                audit_log,
                self._asked,
                self._next,
                _PAGE,
                then=self._add,
                replace_key=(self, "page"),
            )

    def _show(self, page: AuditPage) -> None:
        self.form.clear_errors()
        self._rows = []
        self._add(page)

    def _add(self, page: AuditPage) -> None:
        self._rows += page.rows
        self._next = page.next
        self.more.setVisible(page.next is not None)
        self.model.set_rows(self._rows)

    def _know(self, staff: Sequence[StaffRow]) -> None:
        people = [(row.id, row.display_name) for row in staff]
        self.form.field("person").control.set_options(people)

    # ---- exporting ----

    def export(self) -> None:
        """Write every line that the filters ask for to a spreadsheet."""
        self.leaving().ask_where()

    def leaving(self) -> ListLeaving:
        """The export of what the filters ask for, the lines that are not shown yet too."""
        asked = self._asked

        def fetch(then: Callable[[Sequence[AuditRow]], object]) -> None:
            self.context.runner.read(
                audit_log,
                asked,
                None,
                _MOST_EXPORTED,
                then=lambda page: then(page.rows),
                slow=True,
                newest=True,
                label=t("Reading the audit log"),
            )

        return list_leaving(self.context, self.list, "audit", fetch=fetch, say=self.tell)

    def _build_form(self) -> None:
        today = self.context.today
        if self._reads_cases:
            self.form.add("person", t("Who"), Choice(blank=t("Everybody")))
        self.form.add("kind", t("What"), Choice(kinds_of_acts(), blank=t("Everything")))
        if self._reads_cases:
            number = TextInput(limit=40, placeholder="C-00012")
            self.form.add("number", t("Client or case number"), number)
        self.form.add("first", t("First day"), DateField(today))
        self.form.add("last", t("Last day"), DateField(today))
