"""Typing the hours of a usual week: for each day up to two spans."""

from collections.abc import Iterable
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from db.rules.staff_form import WeekSpan
from db.texts import t
from ui.pages.office.week_words import clock, week_lines, weekday_name
from ui.widgets.text import Text
from ui.widgets.time_fields import TimeField

_SPANS = 2
_MIDNIGHT = 24 * 60


class WeekEditor(QWidget):
    """Its value is a tuple of `WeekSpan`.

    What it cannot show (hours that count on some days only, a third span of a day) is said below
    and kept as it is.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[WeekSpan, ...] = ()
        self._fields: list[list[tuple[TimeField, TimeField]]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for column, words in enumerate((t("From"), t("Until"), t("and from"), t("Until")), start=1):
            grid.addWidget(Text(words, "secondary"), 0, column)
            grid.setColumnStretch(column, 1)
        for weekday in range(7):
            grid.addWidget(Text(weekday_name(weekday)), weekday + 1, 0)
            self._fields.append([self._span(grid, weekday, place) for place in range(_SPANS)])
        self.note = Text("", "secondary", wrap=True)
        self.note.hide()
        grid.addWidget(self.note, 8, 0, 1, 5)
        self.setFocusProxy(self._fields[0][0][0])

    def _span(self, grid: QGridLayout, weekday: int, place: int) -> tuple[TimeField, TimeField]:
        name = weekday_name(weekday)
        words = (
            (t("{weekday} from", weekday=name), t("{weekday} until", weekday=name)),
            (t("{weekday} again from", weekday=name), t("{weekday} again until", weekday=name)),
        )[place]
        made = []
        for side in range(2):
            field = TimeField()
            field.setPlaceholderText("")
            field.setAccessibleName(words[side])
            field.edited.connect(self.edited)
            grid.addWidget(field, weekday + 1, 1 + 2 * place + side)
            made.append(field)
        return made[0], made[1]

    def field(self, weekday: int, place: int = 0) -> tuple[TimeField, TimeField]:
        """The fields of a day's first or second span."""
        return self._fields[weekday][place]

    def value(self) -> tuple[WeekSpan, ...]:
        """What was typed, and what is kept."""
        typed = [
            WeekSpan(weekday, _minutes(starts), _minutes(ends, end=True))
            for weekday, spans in enumerate(self._times())
            for starts, ends in spans
            if starts is not None and ends is not None
        ]
        return (*typed, *self._kept)

    def set_value(self, value: Iterable[WeekSpan] | None) -> None:
        """Show these hours without calling it an edit."""
        kept: list[WeekSpan] = []
        rest = sorted(value or (), key=lambda span: (span.weekday, span.starts))
        for weekday, fields in enumerate(self._fields):
            of_day = [span for span in rest if span.weekday == weekday]
            plain = [span for span in of_day if not span.valid_from and not span.valid_to]
            kept += [span for span in of_day if span not in plain[:_SPANS]]
            for place, (starts, ends) in enumerate(fields):
                span = plain[place] if place < len(plain) else None
                starts.set_value(clock(span.starts) if span else None)
                ends.set_value(_shown_end(span.ends) if span else None)
        self._kept = tuple(kept)
        lines = "\n".join(week_lines(kept))
        self.note.setText(t("Kept as they are:\n{hours}", hours=lines) if kept else "")
        self.note.setVisible(bool(kept))

    def snapshot(self) -> list[list[str]]:
        """What is typed, a list for each day."""
        return [[side.text() for pair in fields for side in pair] for fields in self._fields]

    def resume(self, kept: Iterable[Iterable[str]]) -> None:
        """Put a snapshot back; what cannot be shown here stays what it is."""
        for fields, texts in zip(self._fields, kept, strict=False):
            sides = [side for pair in fields for side in pair]
            for side, text in zip(sides, texts, strict=False):
                side.setText(str(text))
        self.edited.emit()

    def written(self, value: Iterable[WeekSpan]) -> str:
        """These hours in words."""
        return "; ".join(week_lines(tuple(value)))

    def problem(self) -> str:
        """Says on which day something is missing or not understood."""
        for weekday, fields in enumerate(self._fields):
            for pair in fields:
                for field in pair:
                    if field.problem():
                        return t(
                            "{weekday}: {problem}",
                            weekday=weekday_name(weekday),
                            problem=field.problem(),
                        )
                if (pair[0].value() is None) != (pair[1].value() is None):
                    words = t("{weekday} needs both times.", weekday=weekday_name(weekday))
                    return words
        return ""

    def _times(self) -> list[list[tuple[time | None, time | None]]]:
        return [
            [(starts.value(), ends.value()) for starts, ends in fields] for fields in self._fields
        ]


def _minutes(value: time, *, end: bool = False) -> int:
    """Midnight is the end of the day where a span ends."""
    minutes = value.hour * 60 + value.minute
    return _MIDNIGHT if end and minutes == 0 else minutes


def _shown_end(minutes: int) -> time:
    return time() if minutes >= _MIDNIGHT else clock(minutes)
