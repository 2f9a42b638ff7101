"""Parts beside each other, which go below each other where there is no room for that."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SideBySide(QWidget):
    """Each part with its share of the width, while all stand beside each other."""

    def __init__(self, *parts: tuple[QWidget, int], spacing: int = 12) -> None:
        super().__init__()
        self._row = QBoxLayout(_ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        for part, share in parts:
            self._row.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part."""
        return QSize(max(self._widths(), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the text has another size
            self._turn()
        return done

    def _widths(self) -> list[int]:
        items = [self._row.itemAt(number) for number in range(self._row.count())]
        return [one.minimumSize().width() for one in items if one is not None and not one.isEmpty()]

    def _turn(self) -> None:
        widths = self._widths()
        beside = sum(widths) + self._row.spacing() * (len(widths) - 1)
        self._row.setDirection(_ACROSS if beside <= self.width() else _DOWN)
