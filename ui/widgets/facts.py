"""What is known of something, as names and values beside each other: read, not typed."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.text import Text


class Facts(QWidget):
    """Names at the left, values at the right, which wrap and can be marked and copied."""

    def __init__(
        self, facts: Iterable[tuple[str, str]] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._measure()
        follow(self, self._measure)
        self.show_facts(facts)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these instead; a fact without a value is left out."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate((n, v) for n, v in facts if v):
            said = Text(name, "secondary", wrap=True)
            shown = Text(value, wrap=True, selectable=True)
            shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(said, row, 0, top)
            self._grid.addWidget(shown, row, 1, top)

    def _measure(self) -> None:
        self._grid.setColumnMinimumWidth(0, look().px(128))
