"""What became of a reminder: reached, a message left, not reached, sent; and back."""

from uuid import UUID

from db.models.appointment import Appointment, AppointmentReminder
from db.models.client import Client
from db.operations.work import Work
from db.queries.calendar.reminders import may_leave_message_about
from db.queries.calendar.visible import appointment_to_see
from db.queries.cases.parties import safety_of
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import ReminderOutcome
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


def note_reminder(
    work: Work, reminder_id: UUID, appointment_id: UUID, outcome: ReminderOutcome
) -> UUID:
    """Keep that somebody was reminded, or could not be; gives the reminder's id.

    One whose id is there already keeps nothing more. Raises `Refused`: "appointment.unknown",
    "reminder.not_expected", "reminder.no_message" where no message may be left.
    """
    work.require(Action.BOOK)
    if work.session.get(AppointmentReminder, reminder_id) is not None:
        return reminder_id
    row = appointment_to_see(work, appointment_id)
    if row.status not in EXPECTED or row.client_id is None:
        raise Refused(hard("reminder.not_expected", status=row.status))
    if outcome is ReminderOutcome.LEFT_MESSAGE and not _may_leave_message(work, row.client_id):
        raise Refused(hard("reminder.no_message"))
    _keep(work, reminder_id, row, outcome)
    return reminder_id


def note_sent(work: Work, reminders: tuple[tuple[UUID, UUID], ...]) -> tuple[UUID, ...]:
    """Keep that letters went out: (reminder's id, appointment's id) each; gives the reminders'.

    Raises as `note_reminder` does, and keeps none of them then.
    """
    return tuple(note_reminder(work, one, of, ReminderOutcome.SENT) for one, of in reminders)


def take_reminders_back(work: Work, reminders: tuple[UUID, ...]) -> None:
    """Undo it; what is gone already stays gone."""
    work.require(Action.BOOK)
    for reminder_id in reminders:
        row = work.session.get(AppointmentReminder, reminder_id)
        if row is None:
            continue
        appointment = appointment_to_see(work, row.appointment_id)
        work.session.delete(row)
        work.session.flush()
        work.record("appointment.reminder_taken_back", "appointment", appointment.id)
        work.changed("appointment", appointment.id)


def _keep(work: Work, reminder_id: UUID, row: Appointment, outcome: ReminderOutcome) -> None:
    work.add(
        AppointmentReminder(
            id=reminder_id,
            appointment_id=row.id,
            starts_at=row.starts_at,
            outcome=outcome,
            reminded_by_id=work.user.id,
        )
    )
    work.session.flush()
    work.record("appointment.reminded", "appointment", row.id, outcome=outcome.value)
    work.changed("appointment", row.id)


def _may_leave_message(work: Work, client_id: UUID) -> bool:
    client = work.session.get_one(Client, client_id)
    return may_leave_message_about(work, client_id, safety_of(client))
