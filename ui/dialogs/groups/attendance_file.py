"""A group's attendance as a workbook: of which days is asked, then who gets it."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.groups.papers import attendance_data
from db.queries.report_data.gather import Gathered
from db.texts import t
from printing.groups import group_attendance
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.dialogs.shell import Dialog
from ui.theme.tokens import Tone
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form


class AttendanceFileDialog(Dialog):
    """`first` is the day on which what is asked of begins at first."""

    def __init__(self, context: PageContext, group_id: UUID, first: date, parent: QWidget) -> None:
        super().__init__(t("Attendance of a group"), parent, width=420)
        self._context, self._group_id, self._owner = context, group_id, parent
        self.leaving: Leaving | None = None
        self.form = Form(columns=2)
        self.form.add("first", t("First day"), DateField(context.today), required=True)
        self.form.add("last", t("Last day"), DateField(context.today), required=True)
        self.form.set_values({"first": first, "last": context.today()})
        self.body.addWidget(self.form)
        self.cancel_verb()
        self.verb(t("Save as…"), self._read, "primary")

    def _read(self) -> None:
        if self.form.validate():
            values = self.form.values()
            self._context.runner.read(
                attendance_data,
                self._group_id,
                values["first"],
                values["last"],
                then=self._leave,
                failed=self.form.show_refusal,
                slow=True,
            )

    def _leave(self, gathered: Gathered) -> None:
        name = f"attendance {self._context.today().isoformat()}"
        self.leaving = Leaving(
            self._context, self._owner, group_attendance(), gathered, self._say, file_name=name
        )
        self.accept()
        self.leaving.ask_where()

    def _say(self, words: str, tone: Tone) -> None:
        self._context.notify(words)
