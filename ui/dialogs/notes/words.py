"""A note that is read, in words: its facts, its signature, and the trace of what became of it."""

from zoneinfo import ZoneInfo

from db.queries.notes.note import NoteDetail
from db.rules.codes import NoteStatus
from db.texts import t
from db.texts.dates import duration, moment, number


def facts(note: NoteDetail, zone: ZoneInfo) -> list[str]:
    """When, how long, where, in which program, by whom."""
    words = [moment(note.started_at.astimezone(zone))]
    words += [duration(note.minutes)] if note.minutes else []
    words += [note.place] if note.place else []
    words += [note.program] if note.program else []
    if note.units:
        units = number(note.units)
        words.append(t("1 unit") if note.units == 1 else t("{n} units", n=units))
    if note.miles:
        miles = number(note.miles)
        words.append(t("1 mile") if note.miles == 1 else t("{n} miles", n=miles))
    words.append(t("Case {number}", number=note.case_number))
    words.append(t("written by {author}", author=note.author))
    return words


def trace_words(note: NoteDetail) -> str:
    """Why the text is hidden, or where the note came from; empty for an ordinary note."""
    if note.status is NoteStatus.ENTERED_IN_ERROR:
        words = t("Entered in error, says {name}: {reason}", name=note.hidden_by,
                  reason=note.hidden_reason)  # fmt: skip
    elif note.status is NoteStatus.WRONG_FILE:
        words = t("Belongs to another file, says {name}: {reason}", name=note.hidden_by,
                  reason=note.hidden_reason)  # fmt: skip
        if note.carried_case:
            words += "\n" + t("It stands in case {number} now.", number=note.carried_case)
    elif not note.readable:
        words = t("Only its author and named staff may read this note.")
    elif note.carried_from_id is not None:
        words = t("This note was carried over from another file.")
    else:
        words = ""
    return words


def signature_words(note: NoteDetail, zone: ZoneInfo) -> str:
    """Who signed it, and when."""
    if note.signed_at is None:
        return t("Not signed yet.")
    at = moment(note.signed_at.astimezone(zone))
    return t("Signed by {name} on {moment}.", name=note.signed_by, moment=at)
