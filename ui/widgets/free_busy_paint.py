"""How a strip of free and busy times is painted: each kind of stretch has a pattern and a word."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from db.rules.scheduling.free_busy import Hold
from ui.item_models.free_busy import HeldEntry
from ui.theme.look import look
from ui.widgets.calendar_view_paint import grey_block

_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def paint_stretch(painter: QPainter, area: QRect, entry: HeldEntry) -> None:
    """Solid is busy, a grey box busy by another calendar, dashed is tentative, slanting lines are
    away, crossed ones closed, and grey is outside working hours."""
    tokens, hold = look().tokens, entry.hold
    painter.save()
    painter.setClipRect(area)
    box = QRectF(area).adjusted(0.5, 2.5, -0.5, -2.5)
    words = QColor(tokens.text)
    if hold is Hold.OUTSIDE:
        _shade(painter, area)
        words = QColor(tokens.secondary)
    elif hold in (Hold.AWAY, Hold.CLOSED):
        _shade(painter, area)
        away, closed = Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.DiagCrossPattern
        lines = QColor(tokens.border)
        lines.setAlphaF(0.55)
        painter.fillRect(area, QBrush(lines, away if hold is Hold.AWAY else closed))
    elif hold is Hold.BUSY:
        painter.setBrush(QColor(tokens.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 3, 3)
        words = QColor(tokens.on_accent)
    elif hold is Hold.ELSEWHERE:
        grey_block(painter, box)
    elif hold is Hold.TENTATIVE:
        painter.setBrush(QColor(tokens.information_tint))
        painter.setPen(QPen(QColor(tokens.information), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 3, 3)
    if entry.word:
        _word(painter, area, entry, words)
    painter.restore()


def _shade(painter: QPainter, area: QRect) -> None:
    tokens = look().tokens
    if tokens.window != tokens.surface:
        painter.fillRect(area, QColor(tokens.hover))
    else:  # high contrast knows no shades
        painter.fillRect(area, QBrush(QColor(tokens.border), Qt.BrushStyle.Dense7Pattern))


def _word(painter: QPainter, area: QRect, entry: HeldEntry, ink: QColor) -> None:
    small = look().metrics("secondary")
    room = area.adjusted(5, 0, -4, 0)
    if small.horizontalAdvance(entry.word[:3] + "…") > room.width():
        return
    cut = small.elidedText(entry.word, _ELIDE, room.width())
    if entry.hold in (Hold.AWAY, Hold.CLOSED):
        behind = QRect(room.left() - 2, area.top() + 3, small.horizontalAdvance(cut) + 6, 0)
        behind.setHeight(area.height() - 6)
        painter.fillRect(behind, QColor(look().tokens.window))
    painter.setFont(look().font("secondary"))
    painter.setPen(ink)
    painter.drawText(room, _MIDDLE, cut)


def paint_proposed(painter: QPainter, area: QRect, *, free: bool) -> None:
    """The proposed time, over all rows: a frame, and where it meets something a hatched one."""
    tokens = look().tokens
    painter.save()
    ink = QColor(tokens.text if free else tokens.danger)
    if not free:
        lines = QColor(tokens.danger)
        lines.setAlphaF(0.5)
        painter.fillRect(area, QBrush(lines, Qt.BrushStyle.FDiagPattern))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine if free else Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 3, 3)
    painter.restore()


def paint_title(painter: QPainter, area: QRect, name: str) -> None:
    """Whose a row is."""
    body = look().metrics()
    painter.setFont(look().font())
    painter.setPen(QColor(look().tokens.text))
    room = area.adjusted(8, 0, -8, 0)
    painter.drawText(room, _MIDDLE, body.elidedText(name, _ELIDE, room.width()))


def paint_hours(painter: QPainter, marks: list[tuple[int, str]], height: int, total: int) -> None:
    """The hours above, and a line down from each: (x, words)."""
    tokens, small = look().tokens, look().metrics("secondary")
    painter.setFont(look().font("secondary"))
    wide = max((small.horizontalAdvance(words) for _, words in marks), default=0) + 12
    apart = marks[1][0] - marks[0][0] if len(marks) > 1 else wide
    every = next((n for n in (1, 2, 3, 4, 6) if n * apart >= wide), 12)
    for number, (x, words) in enumerate(marks):
        painter.setPen(QColor(tokens.line))
        painter.drawLine(x, height, x, total)
        if number % every == 0:
            painter.setPen(QColor(tokens.secondary))
            room = QRect(max(0, x - wide // 2), 0, wide, height)
            painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignHCenter, words)
