"""The line that says that there is a newer version of the program; calm, and gone for a day."""

from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.context import PageContext
from ui.theme.tokens import Tone
from ui.updates import Update, Way
from ui.widgets.banner import Banner


class UpdateBand(Banner):
    """Stands until it is said "later", or the newer version is installed."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.INFORMATION, parent)
        self._context = context
        self.setAccessibleName(t("Newer version"))

    def tell(self, update: Update | None) -> None:
        """Say that there is one, unless somebody has put it off until tomorrow."""
        if update is None or self._context.updates.is_put_off(update):
            self.say("")
            self.offer_nothing()
            return
        if self._context.updates.did_not_come_through(update):
            words = t(
                "Caseroom {version} was not installed: its installation did not come through. It "
                "can be tried again.",
                version=update.version,
            )
            self.say(words, Tone.WARNING)
        else:
            self.say(there_is(update), Tone.INFORMATION)
        self.offer(t("What is new…"), lambda: self._open(update))

    def _open(self, update: Update) -> None:
        from ui.dialogs.update import UpdateDialog

        dialog = UpdateDialog(self._context.updates, self._context.runner, update, self)
        dialog.ready.connect(self._context.install)
        dialog.put_off.connect(lambda: self.tell(update))
        dialog.open()


def there_is(update: Update) -> str:
    """That there is a newer version, and whether it can be installed from here."""
    if update.way is Way.BY_HAND:
        return t("There is a newer version of Caseroom: {version}.", version=update.version)
    return t("Caseroom {version} is ready to install.", version=update.version)
