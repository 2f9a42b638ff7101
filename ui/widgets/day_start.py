"""When something is booked of which only the day is said."""

from datetime import date

from ui.item_models.appointments import DAY, GridColumn

_USUAL = 9 * 60
_STEP = 30


def day_start(column: GridColumn, now: tuple[date, int] | None) -> int:
    """Minutes after midnight: when the day opens, and today not before now."""
    starts = column.open[0][0] if column.open else _USUAL
    if now is not None and column.day == now[0]:
        starts = max(starts, -(-now[1] // _STEP) * _STEP)
    return min(starts, DAY - 2 * _STEP)
