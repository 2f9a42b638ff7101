"""The list of parts at the left of the section "Office"."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from db.texts import t
from ui.theme.following import follow
from ui.theme.icons import icon
from ui.theme.look import look

WIDTH = 184  # at least
_AROUND = 52  # pixels beside icon and words


class PartList(QListWidget):
    """Emits `chosen` with a part's key when somebody goes to it by key or pointer."""

    chosen = Signal(str)

    def __init__(
        self, parts: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("Parts of the office"))
        self.setProperty("place", "parts")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._icons = [icon_name for _, _, icon_name in parts]
        self._keys = [key for key, _, _ in parts]
        self._titles = [title for _, title, _ in parts]
        for _, title, _ in parts:
            item = QListWidgetItem(title)
            item.setToolTip(title)
            self.addItem(item)
        self.currentRowChanged.connect(self._changed)
        self._dress()
        follow(self, self._dress)

    def mark(self, key: str) -> None:
        """Show which part is in front."""
        with QSignalBlocker(self):
            self.setCurrentRow(self._keys.index(key))

    def _changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._keys[row])

    def _dress(self) -> None:
        size = look().px(18)
        self.setIconSize(QSize(size, size))
        widest = max(map(look().metrics().horizontalAdvance, self._titles), default=0)
        self.setFixedWidth(max(WIDTH, widest + size + _AROUND))
        for row, name in enumerate(self._icons):
            self.item(row).setIcon(icon(name, size=size))
            self.item(row).setSizeHint(QSize(0, look().comfortable_row))
