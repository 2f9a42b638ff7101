"""What the board says of each person who is expected."""

from collections.abc import Sequence

from db.queries.calendar.reception import BoardRow, BoardState
from db.queries.messages import MessageRow
from db.rules.appointment_steps import CANCELLED
from db.rules.scheduling import UNPROMISED
from db.texts import label, sentence, t
from db.texts.appointments import attendance_words
from db.texts.dates import duration, moment, time_short
from db.texts.languages import language_name
from ui.item_models.columns import Column
from ui.theme.tokens import Tone

_TONES = {
    BoardState.EXPECTED: Tone.NEUTRAL,
    BoardState.LATE: Tone.DANGER,
    BoardState.WAITING: Tone.WARNING,
    BoardState.IN_PROGRESS: Tone.OK,
    BoardState.DONE: Tone.OK,
    BoardState.NO_SHOW: Tone.DANGER,
    BoardState.CANCELLED: Tone.NEUTRAL,
}

# Who needs something from reception comes first.
_ORDER = (
    BoardState.WAITING,
    BoardState.LATE,
    BoardState.EXPECTED,
    BoardState.IN_PROGRESS,
    BoardState.DONE,
    BoardState.NO_SHOW,
    BoardState.CANCELLED,
)


def state_words(state: BoardState) -> str:
    """Where somebody stands, in a word."""
    return {
        BoardState.EXPECTED: t("Expected"),
        BoardState.LATE: t("Late"),
        BoardState.WAITING: t("Waiting"),
        BoardState.IN_PROGRESS: t("In progress"),
        BoardState.DONE: t("Done"),
        BoardState.NO_SHOW: t("No-show"),
        BoardState.CANCELLED: t("Cancelled"),
    }[state]


def who(row: BoardRow) -> str:
    """The client's name; of somebody who may not be known here no more than that."""
    return row.client.display() if row.client is not None else t("Private")


def standing(row: BoardRow) -> str:
    """The state; that nobody has confirmed the appointment yet, or by whom it was called off."""
    words = state_words(row.state)
    if row.hidden or row.status not in (*UNPROMISED, *CANCELLED):
        return words
    return f"{words} · {label(row.status)}" if row.state is BoardState.LATE else label(row.status)


def _tone(row: BoardRow) -> Tone:
    asked = row.status in UNPROMISED and row.state is BoardState.EXPECTED
    return Tone.INFORMATION if asked and not row.hidden else _TONES[row.state]


def marks(row: BoardRow) -> tuple[str, ...]:
    """What must not be overlooked with this person, as sentences."""
    words = [sentence(mark) for mark in row.marks]
    missed = attendance_words(row.attendance)
    if missed and row.state in (BoardState.EXPECTED, BoardState.LATE):
        words.append(missed)
    if row.cancel_reason:
        words.append(t("Cancelled because: {reason}", reason=row.cancel_reason))
    if row.interpreter:
        spoken = language_name(row.language) if row.language else ""
        needs = t("Needs an interpreter")
        words.append(t("Needs an interpreter: {language}", language=spoken) if spoken else needs)
    return tuple(words)


def board_columns() -> Sequence[Column[BoardRow]]:
    """When, who, how it stands, since when, with whom, where."""
    return (
        Column("time", t("Time"), lambda row: time_short(row.starts_at), 84,
               order=lambda row: (row.starts_at, who(row))),
        Column("client", t("Client"), who, 170),
        Column("state", t("Status"), standing, 150,
               tone=_tone, order=lambda row: _ORDER.index(row.state)),
        Column("since", t("Since"), _since, 165, order=lambda row: row.minutes),
        Column("with", t("With"), lambda row: ", ".join(row.workers), 120),
        Column("room", t("Room"), lambda row: row.room, 100),
        Column("kind", t("What for"), _what_for, 120),
        Column("marks", t("Mind"), lambda row: " · ".join(marks(row)), 160,
               tip=lambda row: "\n".join(marks(row))),
    )  # fmt: skip


def message_columns() -> Sequence[Column[MessageRow]]:
    """Messages as reception lists them."""
    return (
        Column("taken", t("Taken"), lambda row: moment(row.taken_at), 170,
               order=lambda row: row.taken_at),
        Column("for", t("For"), lambda row: row.for_staff, 120),
        Column("caller", t("Who called"), lambda row: row.caller or row.client, 150),
        Column("phone", t("Phone"), lambda row: row.phone, 130),
        Column("text", t("Message"), lambda row: " ".join(row.text.split()), 240,
               tip=lambda row: row.text),
        Column("state", t("Status"), _message_state, 110, tone=_message_tone),
    )  # fmt: skip


def _message_state(row: MessageRow) -> str:
    if row.done:
        return t("Done")
    return t("Urgent") if row.urgent else t("Not done")


def _message_tone(row: MessageRow) -> Tone:
    if row.done:
        return Tone.OK
    return Tone.DANGER if row.urgent else Tone.INFORMATION


def _what_for(row: BoardRow) -> str:
    return t("Busy") if row.hidden else label(row.kind)


def _since(row: BoardRow) -> str:
    """Like "9:05 AM · 12 minutes": waiting, late, or with the worker."""
    if row.since is None:
        return ""
    return f"{time_short(row.since)} · {duration(row.minutes)}"
