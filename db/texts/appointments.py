"""Appointments in words: the same on the screen, on paper and to a screen reader."""

from datetime import datetime

from db.rules.codes import AppointmentKind
from db.texts import label, t


def appointment_title(kind: AppointmentKind, who: str, *, hidden: bool = False) -> str:
    """Like "Intake Ada Lovelace"; one that may not be known is "Busy"."""
    if hidden:
        return t("Busy")
    return f"{label(kind)} {who}" if who else label(kind)


def appointment_name(starts_at: datetime, title: str) -> str:
    """Like "09:00 Intake Ada Lovelace": sorts and reads the same in every language."""
    return f"{starts_at:%H:%M} {title}"
