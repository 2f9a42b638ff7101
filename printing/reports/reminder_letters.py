"""Letters that remind people of an appointment, one a page, with nothing of what it is about."""

from typing import Any, BinaryIO

from reportlab.platypus import Flowable, PageBreak

from db.queries.report_data.office import Letterhead
from db.queries.report_data.reminders import LettersData, ReminderLetter
from db.texts import t
from db.texts.catalog import LANGUAGES, language, speaking
from db.texts.dates import date_long, time_short, weekday
from printing.layout.document import Printed
from printing.layout.prose import gap, paragraph
from printing.texts import explained_substitutes


class _Letters(Printed):
    """Each page is a letter of its own: no head of the office, no page x of y, nothing at the
    foot.
    """

    def _first_page(self, canvas: Any, _: object) -> None:
        self._foot(canvas)

    def _later_page(self, canvas: Any, _: object) -> None:
        self._foot(canvas)

    def _foot(self, canvas: Any) -> None:
        return


def build(data: LettersData, out: BinaryIO) -> int:
    """Write the letters as a PDF; returns the number of pages.

    Where nobody may learn that the client is known here, the letter names no office. All letters
    then go without the printed letterhead, and the sender stands in those that may have one.
    """
    plain = Letterhead("", paper=data.letterhead.paper)
    printed = _Letters(out, plain, title=t("Reminder letters"))
    story: list[Flowable] = []
    for number, letter in enumerate(data.letters):
        if number:
            story.append(PageBreak())
        with speaking(letter.language if letter.language in LANGUAGES else language()):
            story += _letter(letter, data)
    if not data.letters:
        story.append(paragraph(t("Nobody is reminded by letter."), "missing"))
    story += explained_substitutes(data)
    return printed.write(story)


def _letter(letter: ReminderLetter, data: LettersData) -> list[Flowable]:
    head = data.letterhead
    sender = [] if letter.neutral else [head.name, *head.lines]
    when = t(
        "{weekday}, {date}, at {time}",
        weekday=weekday(letter.starts_at.date()),
        date=date_long(letter.starts_at.date()),
        time=time_short(letter.starts_at),
    )
    return [
        *(paragraph(line, "small") for line in sender),
        gap(36),
        paragraph(letter.client),
        *(paragraph(line) for line in _lines(letter.address)),
        gap(30),
        paragraph(date_long(data.written_on)),
        gap(18),
        paragraph(t("Dear {name},", name=letter.client)),
        gap(6),
        paragraph(t("This is a reminder of your appointment:")),
        paragraph(when, "cell_bold"),
        *([paragraph(letter.place)] if letter.place else []),
        gap(6),
        paragraph(
            t("If you cannot come, please call us, so that we can find another time for you.")
        ),
        gap(24),
        *([] if letter.neutral else [paragraph(head.name)]),
    ]


def _lines(address: str) -> list[str]:
    """As it was typed; what stands in one line is broken once, after the street."""
    lines = address.splitlines()
    parts = lines if len(lines) > 1 else address.split(",", 1)
    return [part.strip() for part in parts if part.strip()]
