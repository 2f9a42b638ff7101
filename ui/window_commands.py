"""What can be done from anywhere in the window, whatever page is in front."""

from PySide6.QtWidgets import QWidget

from db.rules.codes import Role
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.palette import Command


def window_commands(context: PageContext, window: QWidget) -> tuple[Command, ...]:
    """Those of them that the user's role may do."""

    def take_message() -> None:
        from ui.dialogs.message import MessageDialog

        MessageDialog.new(context, window).open()

    def new_client() -> None:
        from ui.dialogs.client import take_in

        take_in(context, window)

    def who_is_here() -> None:
        from ui.dialogs.who_is_here import WhoIsHere

        WhoIsHere(context, window).open()

    def open_in_emergency() -> None:
        from ui.dialogs.emergency import EmergencyDialog

        EmergencyDialog(context, window).open()

    def look_for_newer() -> None:
        from ui.dialogs.look_for_update import LookForUpdate

        LookForUpdate(context, window).open()

    found = []
    if context.may(Action.TAKE_MESSAGES):
        found.append(Command(t("Take a message"), take_message, "Ctrl+M", "message"))
    if context.may(Action.EDIT_CLIENTS):
        found.append(Command(t("New client"), new_client, "", "add"))
    if context.user.role is not Role.AUDITOR:
        found.append(Command(t("Who is here"), who_is_here, "", "person"))
    if context.may(Action.READ_CASES):
        found.append(Command(t("Emergency access…"), open_in_emergency, "", "unlock"))
    if context.may(Action.READ_AUDIT):
        words = t("Look up the state at a report’s foot")
        found.append(Command(words, lambda: context.navigate("audit_state"), "", "audit"))
    if context.has_updates:
        found.append(
            Command(t("Look for a newer version"), look_for_newer, "", "refresh", helps=True)
        )
    return tuple(found)
