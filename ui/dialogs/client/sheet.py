"""A client's sheet, looked at before it is printed or saved."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.clients.client_sheet import client_sheet_data
from db.queries.report_data.client_sheet import ClientSheetData
from db.queries.report_data.gather import Gathered
from db.rules.safe_contact import Audience
from db.texts import t
from printing.catalog import client_sheet
from ui.context import PageContext
from ui.dialogs.sheet import SheetDialog
from ui.widgets.choice import Choice
from ui.widgets.form import Form


class ClientSheetDialog(SheetDialog):
    """Says for whom it is as well."""

    def __init__(self, context: PageContext, client_id: UUID, parent: QWidget) -> None:
        self._client_id = client_id
        self.audience = Choice(
            [
                (Audience.STAFF, t("Staff: with warnings, household and cases")),
                (Audience.OUTSIDE, t("Somebody outside: nothing about others")),
            ]
        )
        self.form = Form()
        self.form.add("audience", t("For"), self.audience)
        self.form.set_values({"audience": Audience.STAFF})
        super().__init__(context, t("Client sheet"), client_sheet(), self.form, parent)
        self.audience.edited.connect(self._ask)
        self._ask()

    def gather(self, answer: ClientSheetData) -> Gathered:
        return Gathered(answer, rows=1, client_id=self._client_id)

    def _ask(self) -> None:
        self.read(client_sheet_data, self._client_id, self.audience.value())
