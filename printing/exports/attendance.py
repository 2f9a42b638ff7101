"""Attendance of a group as a table: its people down, its sessions across."""

from db.queries.groups.grid import AttendanceGrid, GridRow
from db.rules.groups import CAME, MISSED
from db.texts import label, t
from db.texts.dates import date_short, time_short
from printing.exports.cells import Value
from printing.exports.list_export import ListExport


def attendance(grid: AttendanceGrid) -> ListExport:
    """A row each, with how many sessions they came to of those that they were not excused from.
    What nobody said anything of is empty.
    """
    sessions = tuple(
        f"{date_short(one.starts_at.date())} {time_short(one.starts_at)}" for one in grid.sessions
    )
    columns = (t("Number"), t("Name"), t("Stands as"), *sessions, t("Came"), t("Of"))
    return ListExport(t("Attendance"), columns, (_row(one) for one in grid.rows))


def _row(row: GridRow) -> tuple[Value, ...]:
    said = [None if one is None else label(one) for one in row.attended]
    came = sum(1 for one in row.attended if one in CAME)
    missed = sum(1 for one in row.attended if one in MISSED)
    return (row.number, row.name, label(row.state), *said, came, came + missed)
