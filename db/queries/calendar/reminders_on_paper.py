"""The data of reminders on paper: the list to call from, and the letters."""

from datetime import date

from sqlalchemy import select

from db.models.office import Office
from db.queries.calendar.reminders import ReminderList, ReminderRow, is_protected, reminder_list
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.reminders import CallLine, CallListData, LettersData, ReminderLetter
from db.rules.codes import ReminderOutcome
from db.rules.reminding import ReminderWay
from db.rules.scheduling import UNPROMISED
from db.texts import label, sentence, t
from db.texts.reminding import tried_words, way_words


def call_list_data(reading: Reading, day: date) -> CallListData:
    """Whom to remind, by the way; those whom nobody contacts stand apart with the reason."""
    found = reminder_list(reading, day)
    lines = [(row, call_line(row)) for row in found.rows]
    return CallListData(
        letterhead=letterhead(reading),
        day=day,
        lines=tuple(line for row, line in lines if row.way is not ReminderWay.NONE),
        apart=tuple(line for row, line in lines if row.way is ReminderWay.NONE),
    )


def letters_data(reading: Reading, day: date) -> LettersData:
    """A letter for each who is reminded by letter, and for each who was called and not reached.

    None goes to an address that is protected or that no letters may go to.
    """
    office = reading.session.scalars(select(Office)).one()
    head = letterhead(reading)
    place = ", ".join(line for line in head.lines if line != office.phone)
    return LettersData(
        letterhead=head,
        written_on=reading.today,
        letters=tuple(
            ReminderLetter(
                client=row.client.display(),
                address=(row.address.value or "") if row.address is not None else "",
                starts_at=row.starts_at,
                place=place if row.at_office and not row.neutral else "",
                neutral=row.neutral,
                language=row.language,
            )
            for row in to_write_to(reminder_list(reading, day))
        ),
    )


def to_write_to(found: ReminderList) -> tuple[ReminderRow, ...]:
    """Who of a list gets a letter."""
    return tuple(row for row in found.rows if gets_letter(row))


def gets_letter(row: ReminderRow) -> bool:
    """Whether somebody gets a letter: reminded by letter, or called and not reached; not again
    once it was sent.
    """
    if row.address is None or is_protected(row.address):
        return False
    if row.way is ReminderWay.LETTER:
        return row.last is None or row.last.outcome is not ReminderOutcome.SENT
    return row.last is not None and row.last.outcome is ReminderOutcome.NOT_REACHED


def call_line(row: ReminderRow) -> CallLine:
    """Somebody on a list to call from."""
    return CallLine(
        starts_at=row.starts_at,
        client=row.client.display(),
        workers=", ".join(row.workers),
        how=_how(row),
        marks=tuple(sentence(mark) for mark in row.marks),
        standing=label(row.status) if row.status in UNPROMISED else "",
        last=tried_words(row.last, row.tries) if row.last is not None else "",
    )


def _how(row: ReminderRow) -> str:
    if row.reach is None:
        return "\n".join(sentence(reason) for reason in row.why)
    # What is protected stands on no paper, whoever prints it.
    value = t("see the client’s file") if is_protected(row.reach) else row.reach.value
    return "\n".join(part for part in (way_words(row.way), value, row.reach.label) if part)
