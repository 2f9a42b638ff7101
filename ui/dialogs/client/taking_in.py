"""Taking a client in from anywhere in the program, and going on with what was wanted of them."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.rules.codes import AppointmentKind
from ui.context import PageContext
from ui.dialogs.client.intake import After, ClientDialog
from ui.dialogs.client.open_case import OpenCaseDialog


def take_in(context: PageContext, parent: QWidget) -> None:
    """Open an empty form."""
    ClientDialog.new(context, partial(go_on_with, context, parent), parent, books=True).open()


def go_on_with(context: PageContext, parent: QWidget, client_id: UUID, after: After) -> None:
    """What was wanted after saving. Who books stays where they are."""
    if after is After.BOOK:
        from ui.dialogs.appointment import AppointmentDialog, Prefill

        prefill = Prefill(client_id=client_id, kind=AppointmentKind.INTAKE)
        AppointmentDialog.new(context, prefill, None, parent).open()
    elif after is not After.NEW:
        context.navigate("client", client_id)
    if after is After.CASE:
        opened = partial(context.navigate, "case")
        OpenCaseDialog(context, client_id, opened, parent).open()
