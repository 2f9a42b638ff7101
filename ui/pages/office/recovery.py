"""A new recovery code: asked about, made, shown once, and printed for the safe."""

from functools import partial
from io import BytesIO

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from db.queries.letterhead import letterhead
from db.queries.report_data.office import Letterhead
from db.queries.report_data.recovery_sheet import RecoverySheetData
from db.texts import t
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.dialogs.shown_once import ShownOnce
from ui.widgets.paper import print_pdf


def renew_recovery_code(context: PageContext, parent: QWidget) -> None:
    """Ask, then make a new code; the old one opens nothing from then on."""

    def renew() -> None:
        context.runner.act(
            context.acts.renew_recovery_code,
            then=partial(_show, context, parent),
            label=t("Making a new recovery code"),
        )

    confirm(
        parent,
        t("Make a new recovery code?"),
        t(
            "The sheet with the code until now opens nothing any more. "
            "The new code is shown once: have a printer or a pen ready."
        ),
        t("Make a new code"),
        renew,
    )


def _show(context: PageContext, parent: QWidget, code: str) -> None:
    dialog = ShownOnce(
        t("The new recovery code"),
        t(
            "Whoever has it can read everything. Keep it where you keep the keys to the "
            "building, not beside a computer. It is not shown again."
        ),
        t("Recovery code"),
        code,
        t("I have put it away"),
        lambda: _ask_printer(context, dialog, code),
        parent,
    )
    dialog.open()


def _ask_printer(context: PageContext, dialog: QWidget, code: str) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    ask = QPrintDialog(printer, dialog)

    def build(head: Letterhead) -> None:
        context.runner.background(
            recovery_sheet,
            RecoverySheetData(head, context.acts.folder, code, context.today()),
            then=lambda pdf: print_pdf(pdf, printer),
        )

    ask.accepted.connect(lambda: context.runner.read(letterhead, then=build))
    QDialog.open(ask)  # QPrintDialog has an `open` of its own that wants a slot


def recovery_sheet(data: RecoverySheetData) -> bytes:
    """The sheet as a PDF, in memory: it is never written to a file."""
    from printing.reports.recovery_sheet import build

    out = BytesIO()
    build(data, out)
    return out.getvalue()
