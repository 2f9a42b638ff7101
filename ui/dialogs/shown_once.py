"""A secret that is shown this once: a one-time password, or the recovery code."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.widgets.buttons import Button
from ui.widgets.copying import copy_secret
from ui.widgets.inputs import Tick
from ui.widgets.text import Text


class ShownOnce(Dialog):
    """Closes only when somebody says that the secret has been passed on or put away."""

    def __init__(
        self,
        title: str,
        words: str,
        name: str,
        secret: str,
        done: str,
        print_it: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, width=540)
        self._secret = secret
        self.body.addWidget(Text(title, "section", wrap=True))
        self.body.addWidget(Text(words, wrap=True))
        self.code = Text(secret, "code", wrap=True, selectable=True)
        # Screen readers read the label's name: it must be the secret itself as well.
        self.code.setAccessibleName(t("{name}: {secret}", name=name, secret=secret))
        self.body.addWidget(self.code)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy_button = Button(t("Copy"), self.copy, icon="copy")
        self.print_button = Button(t("Print…"), print_it, icon="print")
        row.addWidget(self.copy_button)
        row.addWidget(self.print_button)
        row.addStretch()
        self.body.addLayout(row)
        self.copied = Text("", "secondary", wrap=True)
        self.copied.hide()
        self.body.addWidget(self.copied)
        self.passed_on = Tick(done)
        self.body.addWidget(self.passed_on)
        self.body.addStretch()
        self.close_button = self.verb(t("Close"), self.accept, "primary")
        self.close_button.setEnabled(False)
        self.passed_on.toggled.connect(self.close_button.setEnabled)

    def copy(self) -> None:
        """Put the secret on the clipboard."""
        copy_secret(self._secret)
        self.copied.setText(
            t(
                "It is on the clipboard until something else is copied, or you lock or leave the "
                "program."
            )
        )
        self.copied.show()

    def must_be_read(self) -> bool:
        return not self.passed_on.value()

    def reject(self) -> None:
        """Esc leads to what must be ticked before the secret may go."""
        if self.passed_on.value():
            super().reject()
        else:
            self.passed_on.setFocus()
