"""Groups, members and sessions in words, the same in the list and in the file."""

from datetime import date

from db.queries.groups.group_view import GroupView, MemberLine, SessionLine
from db.queries.groups.lists import GroupLine
from db.rules.appointment_steps import CANCELLED
from db.rules.codes import MemberState, NoteStatus
from db.texts import label, t, tn
from db.texts.dates import date_medium, moment, time_short, weekday_date
from ui.theme.tokens import Tone

STATE_TONES = {
    MemberState.MEMBER: Tone.OK,
    MemberState.WAITING: Tone.INFORMATION,
    MemberState.LEFT: Tone.NEUTRAL,
}


def places_words(members: int, capacity: int) -> str:
    """How many of the places are taken."""
    return t("{n} of {all}", n=members, all=capacity)


def next_words(line: GroupLine) -> str:
    """When the group meets next."""
    if not line.active:
        return t("Ended")
    return moment(line.next_session) if line.next_session is not None else t("Nothing booked")


def member_name(line: MemberLine) -> str:
    """A member's name; of who may not be known here no more than that."""
    return t("Private") if line.hidden else line.name


def came_words(line: MemberLine) -> str:
    """At how many sessions somebody was."""
    return t("{n} of {all}", n=line.present, all=line.of) if line.of else ""


def session_day(line: SessionLine, today: date) -> str:
    """The day of a session; another year is written out."""
    day = line.starts_at.date()
    return weekday_date(day) if day.year == today.year else date_medium(day)


def session_time(line: SessionLine) -> str:
    """From when to when."""
    return t("{first} to {last}", first=time_short(line.starts_at), last=time_short(line.ends_at))


def state_words(line: MemberLine, place: int) -> str:
    """How somebody stands; who waits has a `place` in the line, counted from 1."""
    if line.state is MemberState.WAITING and place:
        return t("Waiting, number {n}", n=place)
    return label(line.state)


def attended_words(line: SessionLine) -> str:
    """How many came, or that nobody has said yet."""
    if line.present is None:
        return ""
    return t("{n} of {all}", n=line.present, all=line.of)


def note_words(line: SessionLine) -> str:
    """How far the group's note has come."""
    return label(line.noted) if line.noted is not None else ""


def note_tone(line: SessionLine) -> Tone | None:
    """The tone of that word."""
    if line.noted is None:
        return None
    return Tone.OK if line.noted is NoteStatus.SIGNED else Tone.WARNING


def is_off(line: SessionLine) -> bool:
    """Whether a session was called off."""
    return line.status in CANCELLED


def offer_words(view: GroupView) -> str:
    """That a place is free, and whose turn it is; empty where nobody waits or none is free."""
    if view.offer is None:
        return ""
    since = date_medium(view.offer.since)
    return t(
        "A place is free: {name} is next, waiting since {since}.",
        name=member_name(view.offer),
        since=since,
    )


def header_words(view: GroupView) -> str:
    """Leader, room, program and places in one line."""
    waits = tn("{n} waits", "{n} wait", len(view.waiting)) if view.waiting else ""
    taken = places_words(len(view.members), view.form.capacity)
    parts = (
        t("Led by {name}", name=view.leader),
        view.room,
        view.program,
        t("{places} places taken", places=taken),
        waits,
    )
    return " · ".join(part for part in parts if part)
