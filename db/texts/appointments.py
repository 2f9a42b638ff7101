"""Appointments in words: the same on the screen, on paper and to a screen reader."""

from datetime import datetime

from db.rules.attendance import Attendance
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.texts import label, t
from db.texts.dates import date_short


def appointment_title(kind: AppointmentKind, who: str, *, hidden: bool = False) -> str:
    """Like "Intake Ada Lovelace"; one that may not be known is "Busy"."""
    if hidden:
        return t("Busy")
    return f"{label(kind)} {who}" if who else label(kind)


def appointment_name(starts_at: datetime, title: str, *, repeats: bool = False) -> str:
    """Like "09:00 Intake Ada Lovelace": sorts and reads the same in every language. One that
    `repeats` says so after it.
    """
    name = f"{starts_at:%H:%M} {title}"
    return t("{appointment}, repeats", appointment=name) if repeats else name


def session_name(group: str, members: int, capacity: int) -> str:
    """A session of a group, like "Parents (7 of 8)": how many are on its roster, of how many."""
    return t("{group} ({n} of {all})", group=group, n=members, all=capacity)


def attendance_words(found: Attendance) -> str:
    """Like "2 of the last 6 missed; last on 3/3/2026"; nothing where nobody was missed.

    For the screens of the office alone: it is printed nowhere.
    """
    if not found.missed or found.last_missed is None:
        return ""
    return t(
        "{missed} of the last {all} missed; last on {date}",
        missed=found.missed,
        all=found.of,
        date=date_short(found.last_missed),
    )


def usual_reasons(by: AppointmentStatus) -> tuple[str, ...]:
    """Why appointments are usually called off by the client, or by the office."""
    if by is AppointmentStatus.CANCELLED_BY_CLIENT:
        return (
            t("Ill"),
            t("No way to get here"),
            t("Work or school"),
            t("Forgot it"),
            t("Another time suits better"),
            t("Does not want it any more"),
        )
    return (
        t("Worker ill"),
        t("Worker called away"),
        t("No room"),
        t("Office closed"),
        t("Another time suits better"),
        t("Booked by mistake"),
    )
