"""Booking a session of a group by the ordinary form, filled with what is known of the group."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from db.queries.groups.group_view import GroupView
from db.rules.codes import AppointmentKind
from ui.context import PageContext
from ui.dialogs.appointment import AppointmentDialog, Prefill

_MINUTES = 90


def book_session(context: PageContext, view: GroupView, parent: QWidget) -> None:
    """Open the form with leader, room and group; a week after the last session, at its time."""
    starts_at, minutes = next_time(view, context.now())
    prefill = Prefill(
        kind=AppointmentKind.GROUP,
        starts_at=starts_at,
        minutes=minutes,
        group_id=view.form.id,
        worker_id=view.form.leader_id,
        room_id=view.form.room_id,
    )
    AppointmentDialog.new(context, prefill, None, parent).open()


def next_time(view: GroupView, now: datetime) -> tuple[datetime | None, int]:
    """When the next session would be, and for how many minutes; None where nothing is known.

    Pure. It keeps its time on the clock across a change of the clocks.
    """
    if not view.sessions:
        return None, _MINUTES
    last = max(view.sessions, key=lambda one: one.starts_at)
    minutes = int((last.ends_at.timestamp() - last.starts_at.timestamp()) // 60)
    starts_at = last.starts_at
    while starts_at <= max(now, last.starts_at):
        starts_at += timedelta(weeks=1)
    return starts_at, minutes
