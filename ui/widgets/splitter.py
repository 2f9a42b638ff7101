"""A splitter that stays where it was put."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings
from ui.theme.following import follow
from ui.theme.look import look


class Splitter(QSplitter):
    """Panes beside each other, or one above the other; their sizes are kept under `name`.

    The last one is never narrower than `least` pixels, at 100 % text: a small window takes from
    the others first.
    """

    def __init__(
        self,
        name: str,
        settings: Settings,
        *panes: QWidget,
        sizes: tuple[int, ...] = (),
        least: int = 0,
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
        if least:
            last = panes[-1]

            def measure() -> None:
                last.setMinimumWidth(look().px(least))

            measure()
            follow(self, measure)
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._settings.remember(self._key, self.sizes())
