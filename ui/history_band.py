"""The band that says that this office is older than what this computer saw of it."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.rules.findings import hard
from db.rules.permissions import Action
from db.texts import sentence, t
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class HistoryBand(Banner):
    """Stands until an administrator says that a backup was restored, which is put on record."""

    accepted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.WARNING, parent)
        self._context = context
        self.setAccessibleName(t("History of the office"))

    def tell(self, seen_at: datetime, *, sealed: bool = False) -> None:
        """Say since when something is missing, in the office or in a `sealed` file of it."""
        moment = seen_at.astimezone(self._context.office.zone)
        code = "sealed.older_than_seen" if sealed else "office.older_than_seen"
        self.say(sentence(hard(code, moment=moment)), Tone.WARNING)
        if not sealed and self._context.may(Action.MANAGE_OFFICE):
            self.offer(t("A backup was restored…"), self._ask)

    def _ask(self) -> None:
        confirm(
            self,
            t("Was a backup restored?"),
            t(
                "Say so only if you know of it: what was entered after the backup is not in this "
                "office. Your answer stands in the audit log, and no computer tells of it again."
            ),
            t("A backup was restored"),
            self._accept,
        )

    def _accept(self) -> None:
        from db.operations.office_settings.history import accept_restore

        self._context.runner.write(accept_restore, then=self._done)

    def _done(self, _: object) -> None:
        self.say("")
        self.accepted.emit()
