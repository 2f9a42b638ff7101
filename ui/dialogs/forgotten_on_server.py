"""A forgotten password of an office on a server: whom to ask, and the command that is left."""

from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.dialogs.on_command_line import OnCommandLine


def forgotten_on_server(place: str, user: str, parent: QWidget | None = None) -> None:
    """There the recovery code needs who looks after the server."""
    words = t(
        "An administrator of your office can give you a new password, under Office. "
        "If no administrator can sign in, the recovery code gives one of them a new password "
        "on the command line, together with whoever looks after the server:"
    )
    command = ("caseroom", "recover", "--office", f'"{place}"', "--user", user or "NAME")
    line = " ".join((*command, "--login", "OWNER"))
    OnCommandLine(t("Forgotten password"), words, line, parent).open()
