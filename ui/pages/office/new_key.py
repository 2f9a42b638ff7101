"""Changing the office's key: said what it is good for and what it is not, done, and said again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.theme.tokens import Tone

Tell = Callable[[str, Tone], object]


def change_key(context: PageContext, parent: QWidget, tell: Tell, first: str = "") -> None:
    """Ask, then change the key. `first` stands before the question, where there is an occasion."""
    there = context.office.on_server

    def change() -> None:
        if not there:
            tell(t("Making a backup, then encrypting the office anew…"), Tone.INFORMATION)
        context.runner.act(
            context.acts.change_key,
            progress=True,
            then=lambda backup: tell(_done(backup), Tone.OK),
            failed=failed,
            label=t("Changing the office's key"),
        )

    def failed(error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        tell(words, Tone.DANGER)

    words = _on_server() if there else _in_folder()
    confirm(
        parent,
        t("Change the office's key?"),
        f"{first}\n\n{words}" if first else words,
        t("Change the key"),
        change,
    )


def when_to_change(on_server: bool) -> str:
    """What the key is changed for."""
    if on_server:
        return t("Change it when somebody has left, or when a computer was stolen.")
    return t(
        "Change it when somebody has left who may have copied the office's folder, or when a "
        "computer was stolen."
    )


def _in_folder() -> str:
    return t(
        "Whoever has left may have copied the office's key. A new one makes such a copy worthless "
        "for all that is written from now on; what they copied before stays readable to them. "
        "Everybody else must be signed out. A backup is made first, then the office is encrypted "
        "anew, which may take some minutes."
    )


def _on_server() -> str:
    return t(
        "Whoever has left may have copied the office's key. On a server it opens no record, but "
        "it tells who is in, and it would open the office if that moved to a folder. A new key "
        "makes such a copy worthless. Everybody else must be signed out."
    )


def _done(backup: str) -> str:
    if not backup:
        return t("The office has a new key.")
    return t(
        "The office has a new key. Backups until now, the last of them {name}, still open with "
        "the key and the passwords of their day.",
        name=backup,
    )
