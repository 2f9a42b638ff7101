"""The one-time password of an account, shown once and handed over on paper or aloud."""

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from db.texts import t
from ui.context import PageContext
from ui.dialogs.shown_once import ShownOnce


def show_one_time_password(
    context: PageContext, parent: QWidget, name: str, password: str
) -> ShownOnce:
    """Show the password, with copy and print, until somebody says that it was passed on."""
    dialog = ShownOnce(
        t("One-time password for {name}", name=name),
        t(
            "It is good for signing in once: the person then chooses a password that only they "
            "know. It is not shown again; if it is lost, reset the password."
        ),
        t("One-time password"),
        password,
        t("I have passed it on"),
        lambda: _ask_printer(dialog, paper(context.office.name, name, password)),
        parent,
    )
    dialog.open()
    return dialog


def paper(office: str, name: str, password: str) -> str:
    """What is printed: a slip for the person."""
    words = t(
        "Sign in with this password once. The program then asks you to choose a password that "
        "only you know. Destroy this slip."
    )
    title = t("{office}: one-time password for {name}", office=office, name=name)
    return f"{title}\n\n{password}\n\n{words}\n"


def _ask_printer(dialog: QWidget, text: str) -> None:
    printer = QPrinter()
    ask = QPrintDialog(printer, dialog)

    def send() -> None:
        document = QTextDocument()
        document.setPlainText(text)
        document.print_(printer)

    ask.accepted.connect(send)
    QDialog.open(ask)  # QPrintDialog has an `open` of its own that wants a slot
