"""Asking for a restricted case in an emergency: whose, and why."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.cases.emergency import EmergencyOpened, open_in_emergency
from db.queries.emergencies import emergency_minutes
from db.rules.emergency import LEAST_REASON, MOST_REASON, EmergencyForm
from db.rules.ids import new_id
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.runner import Failed
from ui.widgets.inputs import TextInput
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text

_LINES = 3


class EmergencyDialog(FormDialog):
    """Goes to the case when it is open. With `case_id` it is about that case."""

    def __init__(
        self, context: PageContext, parent: QWidget | None = None, case_id: UUID | None = None
    ) -> None:
        super().__init__(t("Emergency access"), t("Open the case"), self._open_it, parent)
        self._context, self._case_id, self._id = context, case_id, new_id()
        self.about = Text("", wrap=True)
        self.body.insertWidget(0, self.about)
        if case_id is None:
            self.form.add(
                "whom",
                t("Case number, client number or full name"),
                TextInput(limit=200),
                required=True,
            )
        self.form.add(
            "reason",
            t("What makes it an emergency"),
            NoteEditor(rows=_LINES, limit=MOST_REASON),
            required=True,
            hint=t(
                "At least {n} characters. Supervisors read it when they review; it needs no "
                "client’s name.",
                n=LEAST_REASON,
            ),
        )
        self.start({})
        context.runner.read(emergency_minutes, then=self._tell)

    def _tell(self, minutes: int) -> None:
        self.about.setText(
            tn(
                "The case is restricted to named staff. In an emergency it opens for you for {n} "
                "minute, to read it and to write notes. Supervisors and the workers named on it "
                "are told at once, and everything you look at is recorded as an emergency.",
                "The case is restricted to named staff. In an emergency it opens for you for {n} "
                "minutes, to read it and to write notes. Supervisors and the workers named on it "
                "are told at once, and everything you look at is recorded as an emergency.",
                minutes,
            )
        )

    def _open_it(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        form = EmergencyForm(self._id, values["reason"], values.get("whom", ""), self._case_id)

        def opened(access: EmergencyOpened) -> None:
            saved(access)
            self._context.navigate("case", access.case_id)

        self._context.runner.write(open_in_emergency, form, then=opened, failed=failed)
