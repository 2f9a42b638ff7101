"""What the keys take up: the ghost of an appointment, and how it is made longer."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.widgets.calendar_view_grid import DAY, STEP, Ghost

if TYPE_CHECKING:
    from ui.widgets.appointment_view import AppointmentView


def held(view: "AppointmentView") -> Ghost | None:
    """The ghost that is carried, or that of the chosen appointment if that can be moved."""
    entry = view.current_entry()
    if view.ghost is not None or entry is None:
        return view.ghost
    if entry.hidden or entry.over or entry.done:
        return None
    return Ghost(entry.id, entry.column, entry.column, entry.starts, entry.ends)


def stretch(view: "AppointmentView", minutes: int) -> None:
    """Make what is carried longer or shorter."""
    ghost = held(view)
    if ghost is not None:
        ends = min(DAY, max(ghost.starts + STEP, ghost.ends + minutes))
        view.start_ghost(replace(ghost, ends=ends, words=""))


def carry(view: "AppointmentView", days: int, minutes: int) -> None:
    """Take it to another column and another time, as far as the columns and the day go."""
    ghost = held(view)
    if ghost is None:
        return
    last = len(view.appointments.columns) - 1
    shift = min(max(minutes, -ghost.starts), DAY - ghost.ends)
    view.start_ghost(
        replace(
            ghost,
            column=min(max(ghost.column + days, 0), last),
            starts=ghost.starts + shift,
            ends=ghost.ends + shift,
            words="",
        )
    )
