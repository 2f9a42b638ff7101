"""Whether there is a newer version of the program, asked for by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.queries.updates import Telling, updates_told
from db.rules.findings import Refused
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.dialogs.update import UpdateDialog
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.updates import Update
from ui.widgets.banner import Banner
from ui.widgets.text import Text


class LookForUpdate(Dialog):
    """Says which version runs, looks where the office says, and leads to what is found."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Newer version"), parent, width=look().px(460))
        self._context = context
        words = t("On this computer is Caseroom {version}.", version=context.updates.version)
        self.body.addWidget(Text(words, "section", wrap=True))
        self.looking = Looking(context, self)
        self.body.addWidget(self.looking)
        self.body.addStretch()
        self.close_button = self.verb(t("Close"), self.reject, "primary")
        self.close_button.setFocus()
        self.looking.begin()


class Looking(Banner):
    """A band that says what a look has found, with a button that leads there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.INFORMATION, parent)
        self._context = context
        self._found: Update | None = None

    def begin(self) -> None:
        """Look, where the office says by now."""
        self.offer_nothing()
        self.say(t("Looking …"), Tone.INFORMATION)
        self._context.runner.read(updates_told, then=self._ask, failed=self._failed)

    def _ask(self, telling: Telling) -> None:
        if not telling.place:
            self.say(
                t(
                    "This office says nowhere where newer versions lie. An administrator can do "
                    "so under Office › Updates."
                ),
                Tone.INFORMATION,
            )
            return
        self._context.runner.background(
            self._context.updates.look,
            telling.place,
            progress=True,
            then=self._show,
            failed=self._failed,
            label=t("Looking for a newer version"),
        )

    def _show(self, update: Update | None) -> None:
        if update is None:
            self.say(t("There is no newer version."), Tone.OK)
            return
        self._found = update
        words = t("There is a newer version of Caseroom: {version}.", version=update.version)
        self.say(words, Tone.INFORMATION)
        self.offer(t("Show what is new…"), self._open).setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self) -> None:
        if self._found is None:
            return
        window = self.window()
        above = window.parentWidget() if isinstance(window, Dialog) else window
        dialog = UpdateDialog(
            self._context.updates, self._context.runner, self._found, above, later=False
        )
        dialog.ready.connect(self._context.install)
        if isinstance(window, Dialog):
            window.accept()
        dialog.open()

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, Refused)
        words = explain(error) if known else t("That did not work. The details are in the log.")  # type: ignore[arg-type]
        self.say(words, Tone.WARNING)
