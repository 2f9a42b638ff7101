"""A part of a whole as a small bar at the left of a cell, beside the number that says the same."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.item_models.columns import BAR_ROLE, Index
from ui.theme.look import look

_SHARE = 0.45  # of the cell, for the bar of a whole
_THIN = 6  # pixels at 100 % text


class BarDelegate(QStyledItemDelegate):
    """Paints the cell as usual, and the bar over it where there is no text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        part = index.data(BAR_ROLE)
        if not part:
            return
        room = QRectF(option.rect).adjusted(8, 0, 0, 0)
        high = look().px(_THIN)
        wide = max(2.0, room.width() * _SHARE * min(1.0, float(part)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().tokens.accent))
        painter.drawRoundedRect(QRectF(room.left(), room.center().y() - high / 2, wide, high), 2, 2)
        painter.restore()
