"""One part of the first page: a heading with its count, its lines, and how to see them all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.texts import t
from ui.item_models.lines import Line
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.line_list import LineList
from ui.widgets.text import Text, reveal

AT_FIRST = 7


class LinesCard(Card):
    """Shows the first lines, and the others when asked to.

    Without lines it says `nothing`, or hides where that is empty.
    """

    def __init__(self, title: str, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.setContentsMargins(8, 12, 8, 8)
        assert self.header is not None
        self.header.setContentsMargins(8, 0, 8, 0)
        self._title, self._nothing = title, nothing
        self._lines: list[Line] = []
        self._all = False
        self.list = LineList(title)
        self.empty = Text(nothing, "secondary", wrap=True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        self.more = Button("", self._toggle, kind="link")
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_lines([])

    @property
    def may_be_empty(self) -> bool:
        """Whether it stands there without lines too."""
        return bool(self._nothing)

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines, or that there are none."""
        self._lines = lines
        self._show()

    def lines(self) -> tuple[Line, ...]:
        """All lines, those not shown as well."""
        return tuple(self._lines)

    def _toggle(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        lines, count = self._lines, len(self._lines)
        assert self.header is not None
        named = t("{title} ({count})", title=self._title, count=count) if count else self._title
        self.header.title.setText(named)
        # One more line is no longer than the words that would hide it.
        many = count > AT_FIRST + 1
        self.list.show_lines(lines[:AT_FIRST] if many and not self._all else lines)
        reveal(self.list, bool(lines))
        reveal(self.empty, not lines)
        reveal(self.more, many)
        self.more.setText(t("Show fewer") if self._all else t("Show all {count}", count=count))
        self.more.setAccessibleName(f"{self._title}: {self.more.text()}")
        reveal(self, bool(lines or self._nothing))
