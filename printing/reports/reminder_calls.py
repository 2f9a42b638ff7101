"""The list of whom to remind of their appointments, to call from."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.reminders import CallLine, CallListData
from db.texts import t, tn
from db.texts.dates import date_long, date_short, time_short, weekday
from printing.layout.document import Printed
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import shares, table
from printing.texts import explained_substitutes

_SHARES = (0.12, 0.24, 0.26, 0.2, 0.18)


def build(data: CallListData, out: BinaryIO) -> int:
    """Write the list as a PDF; returns the number of pages.

    Whoever must not be contacted stands apart, so that nobody dials by mistake.
    """
    title = t("Reminder list")
    day = t("{weekday}, {date}", weekday=weekday(data.day), date=date_long(data.day))
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {date_short(data.day)}",
        confidential=t("Confidential: for staff only. Destroy it after the day."),
    )
    people = tn("{n} person", "{n} people", len(data.lines))
    story: list[Flowable] = [
        paragraph(t("Appointments of {day}", day=day), "title"),
        paragraph(
            t(
                "{people} to remind. Say who you are only to the client, and nothing of what the "
                "appointment is about.",
                people=people,
            )
        ),
        gap(6),
    ]
    width = printed.text_width
    if data.lines:
        heads = (t("Time"), t("Client"), t("How"), t("Mind"), t("Result"))
        story += table(heads, [_line(line) for line in data.lines], shares(width, _SHARES))
    else:
        story.append(paragraph(t("Nobody is to be reminded."), "missing"))
    story += _apart(data.apart, width)
    story += explained_substitutes(data)
    return printed.write(story)


def _apart(lines: Sequence[CallLine], width: float) -> list[Flowable]:
    if not lines:
        return []
    heads = (t("Time"), t("Client"), t("Why"), t("Mind"))
    rows = [(time_short(one.starts_at), _who(one), one.how, "\n".join(one.marks)) for one in lines]
    return [
        heading(t("Not to be contacted")),
        *table(heads, rows, shares(width, (0.12, 0.26, 0.36, 0.26))),
    ]


def _line(one: CallLine) -> tuple[str, ...]:
    # Room to write: what became of the call is put into the program afterwards.
    result = one.last or "☐ {}\n☐ {}\n☐ {}".format(t("reached"), t("message"), t("not reached"))
    return (time_short(one.starts_at), _who(one), one.how, "\n".join(one.marks), result)


def _who(one: CallLine) -> str:
    seen_by = t("with {workers}", workers=one.workers) if one.workers else ""
    return "\n".join(part for part in (one.client, seen_by, one.standing) if part)
