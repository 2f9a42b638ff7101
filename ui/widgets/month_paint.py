"""How a month's days and their appointments are painted."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from db.texts import tn
from db.texts.dates import day_short, week_number, week_words
from ui.item_models.appointments import AppointmentEntry, GridColumn
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.calendar_view_grid import Ghost
from ui.widgets.calendar_view_paint import hatch, status_shape
from ui.widgets.month_grid import MonthGrid

_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def paint_day(
    painter: QPainter,
    cell: QRect,
    grid: MonthGrid,
    column: GridColumn,
    *,
    today: bool,
    back: tuple[bool, bool],
) -> None:
    """A day: its number, and leave and closures in words. Today's number stands on a plate.

    `back` says why it stands back: it is of another month, nobody works.
    """
    tokens = look().tokens
    other, _ = back
    painter.fillRect(cell, QColor(tokens.window if any(back) else tokens.surface))
    if any(band.ends - band.starts >= 12 * 60 and not band.elsewhere for band in column.bands):
        hatch(painter, cell, QColor(tokens.border), 0.35)
    painter.setPen(QColor(tokens.line))
    painter.drawLine(cell.right(), cell.top(), cell.right(), cell.bottom())
    painter.drawLine(cell.left(), cell.bottom(), cell.right(), cell.bottom())
    strong = look().metrics("strong")
    words = day_short(column.day) if column.day.day == 1 else str(column.day.day)
    room = QRect(
        cell.left() + 5, cell.top() + 2, strong.horizontalAdvance(words) + 10, grid.head - 4
    )
    painter.setFont(look().font("strong"))
    if today:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(QRectF(room), 4, 4)
        painter.restore()
    painter.setPen(
        QColor(tokens.on_accent if today else tokens.secondary if other else tokens.text)
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    if column.day.weekday() == 0:
        _paint_week(painter, cell, room, column)
    if column.subtitle:
        _paint_note(painter, grid.line_in(cell, 0), column.subtitle)


def _paint_week(painter: QPainter, cell: QRect, number: QRect, column: GridColumn) -> None:
    """The number of the week, at the right end of its first day: with its word if there is room
    in each week of the month, whatever its day's number.
    """
    small, strong = look().metrics("secondary"), look().metrics("strong")
    widest = max(strong.horizontalAdvance(str(one)) for one in (20, 28, 30)) + 10
    left = QRect(
        number.right() + 4, number.top(), cell.right() - number.right() - 10, number.height()
    )
    words = week_words(column.day)
    if small.horizontalAdvance(words) > cell.width() - widest - 16:
        words = str(week_number(column.day))
    if small.horizontalAdvance(words) > left.width():
        return
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(look().tokens.secondary))
    painter.drawText(left, Qt.AlignmentFlag.AlignRight | _MIDDLE, words)


def _paint_note(painter: QPainter, room: QRect, words: str) -> None:
    tokens, small = look().tokens, look().metrics("secondary")
    painter.setFont(look().font("secondary"))
    cut = small.elidedText(words, _ELIDE, room.width() - 8)
    plate = QRect(room.left(), room.top(), small.horizontalAdvance(cut) + 8, room.height())
    painter.fillRect(plate, QColor(tokens.window))
    painter.setPen(QColor(tokens.secondary))
    painter.drawText(plate.adjusted(4, 0, 0, 0), _MIDDLE, cut)


def paint_line(painter: QPainter, area: QRect, entry: AppointmentEntry) -> None:
    """An appointment in one line: when, its status as a shape, who."""
    tokens, small = look().tokens, look().metrics("secondary")
    quiet = entry.hidden or entry.over or entry.done
    ink, paper = QColor(tokens.ink(entry.tone)), QColor(tokens.paper(entry.tone))
    if quiet:
        paper = QColor(tokens.hover)
    elif entry.tone is Tone.NEUTRAL:
        ink, paper = QColor(tokens.accent), QColor(tokens.tint)
    painter.fillRect(area, paper)
    if entry.tentative or entry.over:
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
    else:
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), ink)
    left = area.left() + 6
    if entry.status:
        size = look().px(8)
        mark = QRectF(left, area.center().y() - size / 2 + 1, size, size)
        status_shape(painter, mark, entry, ink)
        left += size + 4
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(tokens.secondary if entry.over or entry.hidden else tokens.text))
    starts = entry.name.partition(" ")[0] if entry.starts >= 0 else "…"
    words = f"{starts} {entry.who or entry.title}"
    room = QRect(left, area.top(), area.right() - left, area.height())
    painter.drawText(room, _MIDDLE, small.elidedText(words, _ELIDE, room.width()))


def paint_more(painter: QPainter, area: QRect, count: int) -> None:
    """How many more a day has."""
    tokens, small = look().tokens, look().metrics("secondary")
    font = look().font("secondary")
    font.setUnderline(True)
    painter.setFont(font)
    painter.setPen(QColor(tokens.accent))
    words = more_words(count)
    room = area.adjusted(6, 0, 0, 0)
    painter.drawText(room, _MIDDLE, small.elidedText(words, _ELIDE, room.width()))


def more_words(count: int) -> str:
    """Like "+3 more"."""
    return tn("+{n} more", "+{n} more", count)


def paint_month_ghost(painter: QPainter, area: QRect, ghost: Ghost) -> None:
    """Where something would come to stand: hatched, with the conflict in words, if it collides."""
    tokens = look().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    neutral = ghost.tone is Tone.NEUTRAL
    ink = QColor(tokens.accent if neutral else tokens.ink(ghost.tone))
    paper = QColor(tokens.tint if neutral else tokens.paper(ghost.tone))
    painter.setBrush(paper)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(area), 4, 4)
    painter.setClipRect(area.adjusted(2, 2, -2, -2))
    if ghost.tone in (Tone.DANGER, Tone.WARNING):
        hatch(painter, area, QColor(ink), 0.3)
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(tokens.text))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(area.adjusted(6, 3, -4, -2), int(flags), ghost.words)
    painter.restore()
