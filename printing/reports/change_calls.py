"""The list of whom to tell of what a plan changed, to call from."""

from typing import BinaryIO

from db.queries.report_data.reminders import ChangeCallsData, ChangeLine
from db.texts import t, tn
from printing.reports.calls import CallTable, CallWords, day_in_words, write_calls


def build(data: ChangeCallsData, out: BinaryIO) -> int:
    """Write the list as a PDF; returns the number of pages."""
    words = CallWords(
        title=t("Whom to tell"),
        above=t("Appointments changed on {day}", day=day_in_words(data.day)),
        heed=t(
            "{people} to tell. Say who you are only to the client, and nothing of what the "
            "appointment is about.",
            people=tn("{n} person", "{n} people", len(data.lines)),
        ),
        nobody=t("Nobody is to be told."),
    )
    # Room to write.
    result = "☐ {}\n☐ {}".format(t("reached"), t("not reached"))
    people = CallTable(
        (t("Client"), t("What changes"), t("How"), t("Mind"), t("Result")),
        (0.2, 0.28, 0.22, 0.17, 0.13),
        [(*_told(one), result) for one in data.lines],
    )
    apart = CallTable(
        (t("Client"), t("What changes"), t("Why"), t("Mind")),
        (0.22, 0.28, 0.28, 0.22),
        [_told(one) for one in data.apart],
    )
    return write_calls(data, out, words, people, apart)


def _told(one: ChangeLine) -> tuple[str, ...]:
    return (one.line.client, one.change, one.line.how, "\n".join(one.line.marks))
