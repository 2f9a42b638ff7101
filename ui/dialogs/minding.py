"""What must not be overlooked when somebody is called or written to."""

from db.queries.calendar.reminders import ReminderRow
from db.rules.reminding import ReminderWay
from db.texts import sentence, t
from db.texts.languages import language_name


def minded(row: ReminderRow) -> tuple[str, ...]:
    """As sentences: why nobody reaches them, warnings, messages, and their language."""
    words = [sentence(finding) for finding in (*row.why, *row.marks)]
    if row.way is ReminderWay.CALL and not row.may_leave_message:
        words.append(t("Leave no message, with nobody and on no machine."))
    if row.interpreter:
        spoken = language_name(row.language) if row.language else ""
        needs = t("Needs an interpreter")
        words.append(t("Needs an interpreter: {language}", language=spoken) if spoken else needs)
    return tuple(dict.fromkeys(words))
