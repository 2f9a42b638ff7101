"""The list of whom to tell of what a plan changed, to call from."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.reminders import ChangeCallsData, ChangeLine
from db.texts import t, tn
from db.texts.dates import date_long, date_short, weekday
from printing.layout.document import Printed
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import shares, table
from printing.texts import explained_substitutes

_SHARES = (0.2, 0.28, 0.22, 0.17, 0.13)


def build(data: ChangeCallsData, out: BinaryIO) -> int:
    """Write the list as a PDF; returns the number of pages.

    Whoever must not be contacted stands apart, so that nobody dials by mistake.
    """
    title = t("Whom to tell")
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {date_short(data.day)}",
        confidential=t("Confidential: for staff only. Destroy it after the day."),
    )
    day = t("{weekday}, {date}", weekday=weekday(data.day), date=date_long(data.day))
    people = tn("{n} person", "{n} people", len(data.lines))
    story: list[Flowable] = [
        paragraph(t("Appointments changed on {day}", day=day), "title"),
        paragraph(
            t(
                "{people} to tell. Say who you are only to the client, and nothing of what the "
                "appointment is about.",
                people=people,
            )
        ),
        gap(6),
    ]
    width = printed.text_width
    if data.lines:
        heads = (t("Client"), t("What changes"), t("How"), t("Mind"), t("Result"))
        story += table(heads, [_line(line) for line in data.lines], shares(width, _SHARES))
    else:
        story.append(paragraph(t("Nobody is to be told."), "missing"))
    story += _apart(data.apart, width)
    story += explained_substitutes(data)
    return printed.write(story)


def _apart(lines: Sequence[ChangeLine], width: float) -> list[Flowable]:
    if not lines:
        return []
    heads = (t("Client"), t("What changes"), t("Why"), t("Mind"))
    rows = [(one.line.client, one.change, one.line.how, "\n".join(one.line.marks)) for one in lines]
    return [
        heading(t("Not to be contacted")),
        *table(heads, rows, shares(width, (0.22, 0.28, 0.28, 0.22))),
    ]


def _line(one: ChangeLine) -> tuple[str, ...]:
    # Room to write.
    result = "☐ {}\n☐ {}".format(t("reached"), t("not reached"))
    return (one.line.client, one.change, one.line.how, "\n".join(one.line.marks), result)
