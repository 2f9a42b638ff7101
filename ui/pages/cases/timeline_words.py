"""Entries of a case's timeline, as they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from db.queries.cases.timeline import TimelineEntry as CaseEntry
from db.queries.cases.timeline.entry import NoteTrace
from db.rules.codes import AppointmentKind, AppointmentStatus, NoteClass, NoteKind, NoteStatus
from db.rules.timeline import TimelineKind
from db.texts import label, t
from db.texts.dates import date_short, duration, locale_name, time_short
from ui.item_models.timeline import TimelineEntry
from ui.theme.tokens import Tone

ICONS = {
    TimelineKind.NOTE: "note",
    TimelineKind.ADDENDUM: "note",
    TimelineKind.TASK_DONE: "check",
    TimelineKind.DOCUMENT: "attach",
    TimelineKind.APPOINTMENT: "calendar",
    TimelineKind.HEARING: "court",
    TimelineKind.ORDER: "court",
    TimelineKind.PLACEMENT: "home",
    TimelineKind.PLACEMENT_ENDED: "home",
    TimelineKind.MESSAGE: "message",
    TimelineKind.ASSIGNED: "person",
    TimelineKind.UNASSIGNED: "person",
    TimelineKind.ENROLLED: "list",
    TimelineKind.ENROLLMENT_ENDED: "list",
    TimelineKind.OPENED: "folder",
    TimelineKind.CLOSED: "folder",
    TimelineKind.REOPENED: "folder",
    TimelineKind.RESTRICTED: "lock",
    TimelineKind.RESTRICTION_LIFTED: "unlock",
}
_NOTE_ICONS = {
    NoteKind.HOME_VISIT: "home",
    NoteKind.SCHOOL_VISIT: "school",
    NoteKind.PHONE: "phone",
    NoteKind.VIDEO: "video",
    NoteKind.TEXT_EMAIL: "mail",
    NoteKind.LETTER: "mail",
    NoteKind.COURT: "court",
    NoteKind.VISITATION: "family",
    NoteKind.MEETING: "clients",
    NoteKind.GROUP: "clients",
}
_STATUS_TONES = {
    NoteStatus.DRAFT: Tone.WARNING,
    NoteStatus.ENTERED_IN_ERROR: Tone.NEUTRAL,
    NoteStatus.WRONG_FILE: Tone.NEUTRAL,
    AppointmentStatus.REQUESTED: Tone.INFORMATION,
    AppointmentStatus.TENTATIVE: Tone.INFORMATION,
    AppointmentStatus.NO_SHOW: Tone.WARNING,
}


@dataclass(frozen=True)
class Writer:
    """Writes entries for one office on one day."""

    zone: ZoneInfo
    today: date

    def entry(self, entry: CaseEntry) -> TimelineEntry:
        """The entry in words. Its id is made of its kind and record, for one record may stand
        in the timeline twice."""
        at = entry.at.astimezone(self.zone)
        words = _WORDS.get(entry.kind, _plain)(entry)
        return TimelineEntry(
            id=entry_id(entry),
            kind=entry.kind.value,
            when=self._when(entry, at),
            group=self._group(at.date()),
            **words,
        )

    def _when(self, entry: CaseEntry, at: datetime) -> str:
        day = date_short(at.date())
        return day if entry.day_only else f"{day}\n{time_short(at)}"

    def _group(self, day: date) -> str:
        if day > self.today:
            return t("Coming up")
        words = str(format_skeleton("yMMMM", day, locale=locale_name()))
        return words[:1].upper() + words[1:]


def entry_id(entry: CaseEntry) -> UUID:
    """One id for one line of the timeline."""
    return uuid5(entry.id, entry.kind.value)


def _plain(entry: CaseEntry) -> dict[str, Any]:
    title = label(entry.kind)
    named = [entry.title, label(entry.code) if entry.code else "", entry.who]
    return {
        "title": title,
        "byline": " · ".join(part for part in named if part),
        "text": entry.text,
        "icon": ICONS[entry.kind],
        "pill": label(entry.status) if entry.status else "",
        "tone": _STATUS_TONES.get(entry.status, Tone.NEUTRAL) if entry.status else Tone.NEUTRAL,
    }


def _note(entry: CaseEntry) -> dict[str, Any]:
    trace = entry.note
    assert trace is not None
    kind = entry.code if isinstance(entry.code, NoteKind) else None
    title = label(kind) if kind else t("Contact note")
    if trace.topic is not None:
        title = t("{kind}: {topic}", kind=title, topic=label(trace.topic))
    minutes = duration(trace.minutes) if trace.minutes else ""
    people = t("with {names}", names=", ".join(trace.people)) if trace.people else ""
    pill, tone = _note_pill(trace)
    return {
        "title": title,
        "byline": " · ".join(part for part in (entry.who, people, trace.place, minutes) if part),
        "text": entry.text + (" …" if trace.cut else ""),
        "icon": _NOTE_ICONS.get(kind, "note") if kind else "note",
        "pill": pill,
        "tone": tone,
        "struck": trace.status in (NoteStatus.ENTERED_IN_ERROR, NoteStatus.WRONG_FILE),
        "footnotes": _note_footnotes(trace),
    }


def _note_pill(trace: NoteTrace) -> tuple[str, Tone]:
    if trace.status is not NoteStatus.SIGNED:
        return label(trace.status), _STATUS_TONES[trace.status]
    if trace.note_class is not NoteClass.ORDINARY:
        return label(trace.note_class), Tone.INFORMATION
    return "", Tone.NEUTRAL


def _note_footnotes(trace: NoteTrace) -> tuple[str, ...]:
    found = []
    if trace.status in (NoteStatus.ENTERED_IN_ERROR, NoteStatus.WRONG_FILE):
        found.append(t("Text hidden: {reason}", reason=trace.hidden_reason))
    elif not trace.readable:
        found.append(t("Only its author and named staff may read this note."))
    if trace.carried_from_id is not None:
        found.append(t("Carried over from another file."))
    return tuple(found)


def _addendum(entry: CaseEntry) -> dict[str, Any]:
    to = label(entry.code) if entry.code else t("Contact note")
    return _plain(entry) | {"title": t("Addendum: {note}", note=to), "byline": entry.who}


def _hearing(entry: CaseEntry) -> dict[str, Any]:
    kind = label(entry.code) if entry.code else label(entry.kind)
    return _plain(entry) | {
        "title": kind,
        "byline": " · ".join(part for part in (entry.title, entry.who) if part),
    }


def _appointment(entry: CaseEntry) -> dict[str, Any]:
    kind = label(entry.code) if isinstance(entry.code, AppointmentKind) else label(entry.kind)
    words = [t("Appointment"), entry.title, entry.text]
    return _plain(entry) | {
        "title": kind,
        "byline": " · ".join(part for part in words if part),
        "text": "",
    }


def _task(entry: CaseEntry) -> dict[str, Any]:
    words = [label(entry.kind), label(entry.code) if entry.code else "", entry.who]
    return _plain(entry) | {
        "title": entry.title,
        "byline": " · ".join(part for part in words if part),
    }


def _document(entry: CaseEntry) -> dict[str, Any]:
    added = t("Document, attached by {name}", name=entry.who)
    return _plain(entry) | {"title": entry.title, "byline": added}


def _message(entry: CaseEntry) -> dict[str, Any]:
    title = t("Phone message from {caller}", caller=entry.title or t("an unnamed caller"))
    return _plain(entry) | {"title": title, "byline": t("for {name}", name=entry.who)}


_WORDS: dict[TimelineKind, Callable[[CaseEntry], dict[str, Any]]] = {
    TimelineKind.NOTE: _note,
    TimelineKind.ADDENDUM: _addendum,
    TimelineKind.HEARING: _hearing,
    TimelineKind.APPOINTMENT: _appointment,
    TimelineKind.TASK_DONE: _task,
    TimelineKind.DOCUMENT: _document,
    TimelineKind.MESSAGE: _message,
}
