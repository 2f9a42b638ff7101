"""How an agenda is painted: a heading for each day, two lines for each appointment."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from db.texts import t, tn
from db.texts.dates import day_month
from ui.item_models.appointments import AppointmentEntry, GridColumn
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.calendar_view_paint import status_shape

_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_GAP = 12


def times_width(entries: Sequence[AppointmentEntry]) -> int:
    """Room for the times, which are all about as long."""
    small = look().metrics()
    widest = max((small.horizontalAdvance(one.times) for one in entries), default=0)
    return widest + small.horizontalAdvance("00")


def paint_heading(
    painter: QPainter, area: QRect, column: GridColumn, count: int, *, today: bool
) -> None:
    """The day in full, how many appointments it has, leave and closures."""
    tokens, section, small = look().tokens, look().metrics("section"), look().metrics("secondary")
    words = day_month(column.day)
    if today:
        words = t("Today, {day}", day=words)
    base = area.adjusted(8, 8, -8, -2)
    painter.setFont(look().font("section"))
    painter.setPen(QColor(tokens.accent if today else tokens.text))
    painter.drawText(base, _MIDDLE, words)
    left = base.left() + section.horizontalAdvance(words) + _GAP
    more = [tn("{n} appointment", "{n} appointments", count), column.subtitle]
    said = " · ".join(part for part in more if part)
    room = QRect(left, base.top(), base.right() - left, base.height())
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(tokens.secondary))
    painter.drawText(room, _MIDDLE, small.elidedText(said, _ELIDE, room.width()))
    painter.setPen(QColor(tokens.line))
    painter.drawLine(base.left(), area.bottom(), base.right(), area.bottom())


def paint_row(painter: QPainter, area: QRect, entry: AppointmentEntry, wide: int) -> None:
    """When; who and what, with the status as a shape and a word; with whom and where."""
    tokens, body, small = look().tokens, look().metrics(), look().metrics("secondary")
    quiet = entry.hidden or entry.over
    ink = QColor(tokens.accent if entry.tone is Tone.NEUTRAL else tokens.ink(entry.tone))
    bar = QRect(area.left(), area.top() + 4, 3, area.height() - 8)
    if entry.tentative or entry.over:
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
    else:
        painter.fillRect(bar, QColor(tokens.border) if entry.hidden or entry.done else ink)
    top = area.top() + 5
    times = QRect(area.left() + _GAP, top, wide, body.height())
    painter.setFont(look().font())
    painter.setPen(QColor(tokens.secondary if quiet else tokens.text))
    painter.drawText(times, _MIDDLE, entry.times)
    left, right = times.right() + _GAP, area.right() - 8
    if entry.status:
        right = _paint_status(painter, right, top, entry, ink)
    line = QRect(left, top, max(0, right - left), body.height())
    strong = look().metrics("strong")
    who = strong.elidedText(entry.who or entry.title, _ELIDE, line.width())
    painter.setFont(look().font("body" if quiet else "strong"))
    painter.setPen(QColor(tokens.secondary if quiet else tokens.text))
    painter.drawText(line, _MIDDLE, who)
    after = strong.horizontalAdvance(who) + _GAP
    if entry.what and after < line.width():
        painter.setFont(look().font())
        painter.setPen(QColor(tokens.secondary))
        rest = line.adjusted(after, 0, 0, 0)
        painter.drawText(rest, _MIDDLE, body.elidedText(entry.what, _ELIDE, rest.width()))
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(tokens.secondary))
    second = QRect(left, top + body.height() + 1, area.right() - 8 - left, small.height())
    painter.drawText(second, _MIDDLE, small.elidedText(entry.where, _ELIDE, second.width()))


def _paint_status(
    painter: QPainter, right: int, top: int, entry: AppointmentEntry, ink: QColor
) -> int:
    """The status at the right; gives where it begins."""
    body, small = look().metrics(), look().metrics("secondary")
    left = right - small.horizontalAdvance(entry.status)
    painter.setFont(look().font("secondary"))
    painter.setPen(QColor(look().tokens.secondary))
    painter.drawText(QRect(left, top, right - left + 2, body.height()), _MIDDLE, entry.status)
    size = look().px(9)
    mark = QRectF(left - size - 5, top + (body.height() - size) / 2, size, size)
    status_shape(painter, mark, entry, ink)
    return left - size - 5 - _GAP


def paint_nothing(painter: QPainter, area: QRect, words: str) -> None:
    """What is said where there is nothing to show."""
    painter.setFont(look().font())
    painter.setPen(QColor(look().tokens.secondary))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(24, 24, -24, -24), int(flags), words)
