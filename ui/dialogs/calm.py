"""When the program was wrong: what it means for the person, and where the report is."""

from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.widgets.text import Text


class CalmDialog(Dialog):
    """No traceback and no blame."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(t("Something went wrong"), parent, width=520)
        self.body.addWidget(Text(t("Something went wrong inside Caseroom"), "section"))
        self.body.addWidget(
            Text(
                t(
                    "What you did last may not have been saved; everything before is safe. "
                    "You can go on working."
                ),
                wrap=True,
            )
        )
        words = t("A report without anybody’s data is in {file}", file=report)
        self.body.addWidget(Text(words, "secondary", wrap=True, selectable=True))
        self.verb(t("Go on"), self.accept, "primary")
