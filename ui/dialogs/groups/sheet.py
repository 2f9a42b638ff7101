"""A session's sign-in sheet, looked at before it is printed or saved."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.groups.papers import sign_in_data
from db.texts import t
from printing.groups import sign_in_sheet
from ui.context import PageContext
from ui.dialogs.sheet import SheetDialog
from ui.widgets.inputs import Tick


class SignInSheetDialog(SheetDialog):
    """With the members' names, or with a line for each and nobody named."""

    def __init__(self, context: PageContext, appointment_id: UUID, parent: QWidget) -> None:
        self._appointment_id = appointment_id
        self.names = Tick(t("With the names"))
        self.names.set_value(True)
        super().__init__(context, t("Sign-in sheet"), sign_in_sheet(), self.names, parent)
        self.names.edited.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        self.read(sign_in_data, self._appointment_id, names=self.names.value())
