"""What lists to call from have in common: whom, how, what to mind, and who is not to be called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.reminders import CallListData, ChangeCallsData
from db.texts import t
from db.texts.dates import date_long, date_short, weekday
from printing.layout.document import Printed
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import shares, table
from printing.texts import explained_substitutes

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class CallTable:
    """A table of people: its heads, what each column has of the width, and a row for each."""

    heads: Row
    widths: Sequence[float]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class CallWords:
    """What a list says of itself: its title, the line above, what to heed, and that it is empty."""

    title: str
    above: str
    heed: str
    nobody: str


def day_in_words(day: date) -> str:
    """The day with its weekday."""
    return t("{weekday}, {date}", weekday=weekday(day), date=date_long(day))


def write_calls(
    data: CallListData | ChangeCallsData,
    out: BinaryIO,
    words: CallWords,
    people: CallTable,
    apart: CallTable,
) -> int:
    """Write the list as a PDF; returns the number of pages.

    Whoever must not be contacted stands apart, so that nobody dials by mistake.
    """
    printed = Printed(
        out,
        data.letterhead,
        title=words.title,
        reference=f"{words.title} · {date_short(data.day)}",
        confidential=t("Confidential: for staff only. Destroy it after the day."),
    )
    story: list[Flowable] = [paragraph(words.above, "title"), paragraph(words.heed), gap(6)]
    width = printed.text_width
    if people.rows:
        story += table(people.heads, people.rows, shares(width, people.widths))
    else:
        story.append(paragraph(words.nobody, "missing"))
    if apart.rows:
        story.append(heading(t("Not to be contacted")))
        story += table(apart.heads, apart.rows, shares(width, apart.widths))
    story += explained_substitutes(data)
    return printed.write(story)
