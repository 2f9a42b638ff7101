"""What the list of reminders says of each person."""

from collections.abc import Sequence

from db.queries.calendar.reminders import ReminderRow
from db.rules.codes import ReminderOutcome
from db.rules.reminding import ReminderWay
from db.rules.scheduling import UNPROMISED
from db.texts import label, t
from db.texts.dates import time_short
from db.texts.reminding import tried_words, way_words
from ui.dialogs.minding import minded
from ui.item_models.columns import Column
from ui.theme.tokens import Tone

_TONES = {
    ReminderOutcome.REACHED: Tone.OK,
    ReminderOutcome.SENT: Tone.OK,
    ReminderOutcome.LEFT_MESSAGE: Tone.INFORMATION,
    ReminderOutcome.NOT_REACHED: Tone.WARNING,
}


def reach_words(row: ReminderRow) -> str:
    """The number or address with its label, or nothing."""
    if row.reach is None:
        return ""
    return " · ".join(part for part in (row.reach.value, row.reach.label) if part)


def result(row: ReminderRow) -> str:
    """What became of it so far, in a word or two."""
    if row.last is None:
        return t("Not yet reminded")
    words = label(row.last.outcome)
    return f"{words} ({row.tries})" if row.tries > 1 else words


def _whole_result(row: ReminderRow) -> str:
    return tried_words(row.last, row.tries) if row.last is not None else t("Not yet reminded")


def reminder_columns() -> Sequence[Column[ReminderRow]]:
    """When, who, how, and what became of it."""
    order = list(ReminderWay)
    return (
        Column("way", t("How"), lambda row: way_words(row.way), 150,
               order=lambda row: (order.index(row.way), row.starts_at)),
        Column("time", t("Time"), _time, 84, order=lambda row: row.starts_at),
        Column("client", t("Client"), lambda row: row.client.display(), 145),
        Column("reach", t("Number or address"), reach_words, 145, tip=reach_words),
        Column("with", t("With"), lambda row: ", ".join(row.workers), 125),
        Column("state", t("Status"), lambda row: label(row.status), 105,
               tone=lambda row: Tone.WARNING if row.status in UNPROMISED else Tone.NEUTRAL),
        Column("result", t("Reminded"), result, 150, tone=_tone, tip=_whole_result),
        Column("minded", t("Mind"), lambda row: " · ".join(minded(row)), 180,
               tip=lambda row: "\n".join(minded(row))),
    )  # fmt: skip


def _time(row: ReminderRow) -> str:
    return time_short(row.starts_at)


def _tone(row: ReminderRow) -> Tone:
    return Tone.NEUTRAL if row.last is None else _TONES[row.last.outcome]
