"""Third-party notices: whose work is in the program, with the words of their licences."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from db.rules.names import fold
from db.texts import t, tn
from ui.about_program import Notices, ThirdPart
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.theme.look import look
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text


class ThirdParty(Dialog):
    """A list that filters as one types; beside it the words of what is chosen."""

    def __init__(
        self,
        context: PageContext,
        read: Callable[[], Notices],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Third-party notices"), parent, width=look().px(940))
        self._notices = Notices()
        self._model: TableModel[ThirdPart] = TableModel(_columns())
        self.list = ListPane(
            "third_party",
            context.settings,
            self._model,
            title=t("Third-party notices"),
            filter_hint=t("Name or license"),
            count=lambda n: tn("{n} part", "{n} parts", n),
            empty=EmptyState(
                t("They cannot be read"),
                t("They stand in the program’s folder as well: THIRD-PARTY-NOTICES.txt."),
            ),
        )
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(t("License and notices"))
        said = t("Caseroom is made with the work of others. Their licenses stand here as they are.")
        self.body.addWidget(Text(said, wrap=True))
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.words)
        halves.setSizes([look().px(440), look().px(500)])
        halves.setMinimumHeight(look().px(420))
        self.body.addWidget(halves, 1)
        self.copied = Text("", "secondary")
        self.body.addWidget(self.copied)
        self.copy_button = self.verb(t("Copy the notice"), self.copy)
        self.copy_button.setEnabled(False)
        close = self.verb(t("Close"), self.accept, "primary")
        close.setDefault(False)  # Enter in the filter is about the list
        close.setAutoDefault(False)
        self.list.searched.connect(self._filter)
        self.list.current_changed.connect(self._show)
        self.list.focus_filter()
        context.runner.background(read, then=self._have)

    def copy(self) -> None:
        """Put the words that are shown on the clipboard."""
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self.copied.setText(t("It is on the clipboard."))

    def _have(self, notices: Notices) -> None:
        self._notices = notices
        self._filter(self.list.search.query())

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        found = [part for part in self._notices.parts if _fits(part, wanted)]
        self._model.set_rows(found)
        if found and self.list.current_id() is None:
            self.list.select(self._model.ids()[0])

    def _show(self, part_id: int | None) -> None:
        part = next((one for one in self._notices.parts if one.id == part_id), None)
        self.words.setPlainText(self._notices.words(part) if part is not None else "")
        self.copy_button.setEnabled(part is not None)
        self.copied.setText("")


def _fits(part: ThirdPart, wanted: list[str]) -> bool:
    words = fold(f"{part.name} {part.version} {part.licence} {part.what}")
    return all(word in words for word in wanted)


def _columns() -> list[Column[ThirdPart]]:
    return [
        Column("name", t("Name"), lambda part: part.name, width=150, leads=True),
        Column("version", t("Version"), lambda part: part.version, width=80),
        Column("licence", t("License"), lambda part: part.licence, width=140),
    ]
