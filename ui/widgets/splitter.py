"""A splitter that stays where it was put."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings


class Splitter(QSplitter):
    """Panes beside each other, or one above the other; their sizes are kept under `name`."""

    def __init__(
        self,
        name: str,
        settings: Settings,
        *panes: QWidget,
        sizes: tuple[int, ...] = (),
        vertical: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        way = Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal
        super().__init__(way, parent)
        self._key = f"splitter.{name}"
        self._settings = settings
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        kept = settings.layout(self._key)
        if isinstance(kept, list) and len(kept) == len(panes):
            sizes = tuple(int(size) for size in kept)
        if sizes:
            self.setSizes(list(sizes))
        if panes:
            self.setStretchFactor(len(panes) - 1, 1)
            for number in range(len(panes) - 1):
                self.setStretchFactor(number, 0)
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._settings.remember(self._key, self.sizes())
