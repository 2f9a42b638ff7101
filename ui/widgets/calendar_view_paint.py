"""How the calendar's grid and its appointments are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ui.item_models.appointments import AppointmentEntry, Band, GridColumn
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.calendar_view_grid import DAY, Grid

_ELIDE = Qt.TextElideMode.ElideRight
_NO_WORDS = 20  # pixels: a narrower card has no room for a letter


def paint_ground(painter: QPainter, grid: Grid, columns: Sequence[GridColumn]) -> None:
    """Hours, columns, what lies outside working hours, and leave and closures in words."""
    tokens = look().tokens
    painter.fillRect(QRect(0, 0, grid.width, grid.height), QColor(tokens.surface))
    for number, column in enumerate(columns):
        for starts, ends in _closed(column.open):
            area = _stretch(grid, number, starts, ends)
            if tokens.window != tokens.surface:
                painter.fillRect(area, QColor(tokens.window))
            else:  # high contrast knows no shades
                painter.fillRect(area, QBrush(QColor(tokens.border), Qt.BrushStyle.Dense7Pattern))
    faint = QColor(tokens.line)
    faint.setAlphaF(0.5)
    for half in range(1, 48):
        y = grid.y(half * 30)
        painter.setPen(QColor(tokens.line) if half % 2 == 0 else faint)
        painter.drawLine(0, y, grid.width, y)
    painter.setPen(QColor(tokens.line))
    for number in range(1, grid.columns):
        x = number * grid.column_width
        painter.drawLine(x - 1, 0, x - 1, grid.height)
    for number, column in enumerate(columns):
        for band in column.bands:
            _paint_band(painter, _stretch(grid, number, band.starts, band.ends), band)


def _closed(open_: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    shut, at = [], 0
    for starts, ends in open_:
        if starts > at:
            shut.append((at, starts))
        at = max(at, ends)
    return [*shut, (at, DAY)] if at < DAY else shut


def _stretch(grid: Grid, column: int, starts: int, ends: int) -> QRect:
    top, bottom = grid.y(max(0, starts)), grid.y(min(DAY, ends))
    return QRect(column * grid.column_width, top, grid.column_width - 1, bottom - top)


def _paint_band(painter: QPainter, area: QRect, band: Band) -> None:
    """Leave and closures are hatched; what another calendar says is a grey block."""
    tokens, words = look().tokens, band.words
    painter.save()
    painter.setClipRect(area)
    if band.elsewhere:
        grey_block(painter, QRectF(area).adjusted(1.5, 0.5, -1.5, -0.5))
    else:
        hatch(painter, area, QColor(tokens.border), 0.35)
    if words:
        small = look().metrics("secondary")
        step = max(area.height(), 1)
        repeat = 6 * look().row * 2
        for top in range(area.top(), area.bottom(), min(step, repeat)):
            wide = min(area.width() - 8, small.horizontalAdvance(words) + 12)
            room = QRect(area.left() + 4, top + 4, wide, small.height() + 4)
            if not band.elsewhere:
                painter.fillRect(room, QColor(tokens.window))
            painter.setFont(look().font("secondary"))
            painter.setPen(QColor(tokens.text if band.elsewhere else tokens.secondary))
            cut = small.elidedText(words, _ELIDE, room.width() - 8)
            painter.drawText(room.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, cut)
    painter.restore()


def hatch(painter: QPainter, area: QRect, color: QColor, alpha: float = 0.6) -> None:
    """Slanting lines: not to be had."""
    color.setAlphaF(alpha)
    painter.fillRect(area, QBrush(color, Qt.BrushStyle.BDiagPattern))


def grey_block(painter: QPainter, area: QRectF) -> None:
    """A grey box: busy, and nobody here knows with what."""
    tokens = look().tokens
    grey = QColor(tokens.line)
    grey.setAlphaF(0.6)
    if tokens.window == tokens.surface:  # high contrast knows no shades
        grey = QColor(tokens.hover)
    painter.save()
    painter.setBrush(grey)
    painter.setPen(QPen(QColor(tokens.border), 1, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(area, 3, 3)
    painter.restore()


def paint_entry(painter: QPainter, area: QRect, entry: AppointmentEntry) -> None:
    """An appointment: a card with its status as a shape and, where there is room, as a word."""
    tokens = look().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(tokens.ink(entry.tone))
    quiet = entry.hidden or entry.over or entry.done
    paper = QColor(tokens.hover if quiet else tokens.paper(entry.tone))
    if entry.tone is Tone.NEUTRAL and not quiet:
        paper, ink = QColor(tokens.tint), QColor(tokens.accent)
    painter.setBrush(paper)
    dashed = Qt.PenStyle.DashLine if entry.tentative or entry.over else Qt.PenStyle.SolidLine
    outline = QColor(ink)
    outline.setAlphaF(1.0 if entry.tentative else 0.45)
    painter.setPen(QPen(outline, 1, dashed))
    card = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(card, 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if not entry.tentative:
        painter.fillRect(QRect(area.left() + 1, area.top() + 2, 3, area.height() - 4), ink)
    if area.width() > _NO_WORDS:
        painter.setClipRect(area)
        _paint_words(painter, area.adjusted(8, 0, -4, 0), entry, ink)
    painter.restore()


def _paint_words(painter: QPainter, room: QRect, entry: AppointmentEntry, ink: QColor) -> None:
    tokens = look().tokens
    small, body = look().metrics("secondary"), look().metrics()
    one_line = room.height() < body.height() + small.height() + 1
    wanted = body.height() + (0 if one_line else small.height() + 1)
    pad = max(0, min(3, (room.height() - wanted) // 2))
    top = room.top() + pad
    left, wide = room.left(), room.width()
    if entry.status:
        shape = look().px(9)
        mark = QRectF(left, top + (body.height() - shape) / 2, shape, shape)
        status_shape(painter, mark, entry, ink)
        left, wide = left + shape + 5, wide - shape - 5
    if entry.repeats and wide > 6 * body.height():
        size = min(look().px(13), body.height())
        sign = pixmap("refresh", tokens.secondary, size)
        at = QPoint(room.left() + room.width() - size, top + (body.height() - size) // 2)
        painter.drawPixmap(at, sign)
        wide -= size + 4
    painter.setFont(look().font("strong" if not entry.hidden else "body"))
    painter.setPen(QColor(tokens.secondary if entry.over or entry.hidden else tokens.text))
    strong = look().metrics("strong")
    line = QRect(left, top, wide, body.height())
    words = entry.who or entry.title
    if one_line:
        words = " · ".join(part for part in (words, entry.what, entry.status) if part)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, strong.elidedText(words, _ELIDE, wide))
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(tokens.secondary))
    top += body.height() + 1
    first = " · ".join(part for part in (entry.what, entry.status) if part)
    for words in () if one_line else (first, entry.times, entry.where):
        if words and top + small.height() <= room.bottom() + 2:
            line = QRect(room.left(), top, room.width(), small.height())
            cut = small.elidedText(words, _ELIDE, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)
            top += small.height() + 1


def status_shape(painter: QPainter, area: QRectF, entry: AppointmentEntry, ink: QColor) -> None:
    """What became of an appointment, as a shape beside the word for it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    box = area.adjusted(1, 1, -1, -1)
    if entry.over:  # a cross
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
    elif entry.done:  # a tick
        middle = QPointF(box.left() + box.width() * 0.4, box.bottom())
        start = QPointF(box.left(), box.center().y())
        painter.drawPolyline(QPolygonF([start, middle, box.topRight()]))
    elif entry.clash:  # a triangle
        painter.setBrush(ink)
        peak = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([peak, box.bottomRight(), box.bottomLeft()]))
    elif entry.tentative:  # a ring
        painter.drawEllipse(box)
    else:  # a disc: here
        painter.setBrush(ink)
        painter.drawEllipse(box)
    painter.restore()


def paint_chosen(painter: QPainter, area: QRect, *, focused: bool) -> None:
    """The ring around the appointment that the keys act on."""
    tokens = look().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent if focused else tokens.border), 2))
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
    painter.restore()


def paint_cursor(painter: QPainter, area: QRect) -> None:
    """The empty slot that the keys act on."""
    tokens = look().tokens
    fill = QColor(tokens.accent)
    fill.setAlphaF(0.12)
    painter.fillRect(area, fill)
    paint_chosen(painter, area, focused=True)


def paint_ghost(painter: QPainter, area: QRect, words: str, tone: Tone) -> None:
    """Where something would come to stand: hatched where that collides."""
    tokens = look().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(tokens.accent if tone is Tone.NEUTRAL else tokens.ink(tone))
    paper = QColor(tokens.tint if tone is Tone.NEUTRAL else tokens.paper(tone))
    paper.setAlphaF(0.92)
    painter.setBrush(paper)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
    painter.setClipRect(area.adjusted(2, 2, -2, -2))
    if tone in (Tone.DANGER, Tone.WARNING):
        hatch(painter, area, QColor(ink), 0.55)
    small = look().metrics("secondary")
    room = QRect(area.left() + 8, area.top() + 3, area.width() - 14, small.height() + 2)
    cut = small.elidedText(words, _ELIDE, room.width())
    painter.fillRect(room.adjusted(-3, 0, 3, 0), paper)
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(tokens.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
    painter.restore()


def paint_now(painter: QPainter, left: int, right: int, y: int) -> None:
    """The line that says how late it is."""
    color = QColor(look().tokens.danger)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 2))
    painter.drawLine(left, y, right, y)
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPoint(left + 3, y), 4, 4)
    painter.restore()
