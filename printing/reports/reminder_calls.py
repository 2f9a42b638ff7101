"""The list of whom to remind of their appointments, to call from."""

from typing import BinaryIO

from db.queries.report_data.reminders import CallLine, CallListData
from db.texts import t, tn
from db.texts.dates import time_short
from printing.reports.calls import CallTable, CallWords, day_in_words, write_calls


def build(data: CallListData, out: BinaryIO) -> int:
    """Write the list as a PDF; returns the number of pages."""
    words = CallWords(
        title=t("Reminder list"),
        above=t("Appointments of {day}", day=day_in_words(data.day)),
        heed=t(
            "{people} to remind. Say who you are only to the client, and nothing of what the "
            "appointment is about.",
            people=tn("{n} person", "{n} people", len(data.lines)),
        ),
        nobody=t("Nobody is to be reminded."),
    )
    people = CallTable(
        (t("Time"), t("Client"), t("How"), t("Mind"), t("Result")),
        (0.12, 0.24, 0.26, 0.2, 0.18),
        [(*_reminded(one), _result(one)) for one in data.lines],
    )
    apart = CallTable(
        (t("Time"), t("Client"), t("Why"), t("Mind")),
        (0.12, 0.26, 0.36, 0.26),
        [_reminded(one) for one in data.apart],
    )
    return write_calls(data, out, words, people, apart)


def _reminded(one: CallLine) -> tuple[str, ...]:
    seen_by = t("with {workers}", workers=one.workers) if one.workers else ""
    who = "\n".join(part for part in (one.client, seen_by, one.standing) if part)
    return (time_short(one.starts_at), who, one.how, "\n".join(one.marks))


def _result(one: CallLine) -> str:
    # Room to write: what became of the call is put into the program afterwards.
    return one.last or "☐ {}\n☐ {}\n☐ {}".format(t("reached"), t("message"), t("not reached"))
