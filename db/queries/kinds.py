"""What is usual for each kind of appointment."""

from sqlalchemy import select

from db.models.calendar import KindSetting
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind
from db.rules.kinds import KindForm


def kinds(reading: Reading) -> tuple[Opened[KindForm], ...]:
    """Every kind; those of which nothing was decided are as usual, and of version 0."""
    rows = {row.kind: row for row in reading.session.scalars(select(KindSetting))}
    return tuple(
        Opened(KindForm(kind, row.minutes, row.before, row.after), row.version)
        if (row := rows.get(kind)) is not None
        else Opened(KindForm(kind), 0)
        for kind in AppointmentKind
    )


def usual_minutes(reading: Reading) -> dict[AppointmentKind, int]:
    """How long appointments of these kinds usually are; other kinds are not there."""
    found = reading.session.execute(select(KindSetting.kind, KindSetting.minutes))
    return {kind: minutes for kind, minutes in found}  # noqa: C416 (a Row is no pair to mypy)
