"""Taking a phone message for somebody, and ticking it off."""

from dataclasses import dataclass
from uuid import UUID

from db.models.staff import PhoneMessage, Staff
from db.operations.work import Work
from db.queries.visibility import client_to_see
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.permissions import Action
from db.rules.text_fields import stripped, too_long

_LONGEST = {"caller": 200, "phone": 60, "text": 4000}


@dataclass(frozen=True, slots=True)
class MessageForm:
    """A message for a member of staff; who called, or what about, is enough."""

    id: UUID
    for_staff_id: UUID | None
    caller: str = ""
    phone: str = ""
    text: str = ""
    urgent: bool = False
    client_id: UUID | None = None


def check_message(form: MessageForm) -> tuple[Finding, ...]:
    """Everything that stands against leaving it, each with the field it belongs to."""
    found = list(too_long(form, _LONGEST))
    if form.for_staff_id is None:
        found.append(hard("message.no_recipient", "for_staff_id"))
    if not form.caller.strip() and not form.text.strip():
        found.append(hard("message.empty", "caller"))
    return tuple(found)


def leave_message(work: Work, form: MessageForm) -> UUID:
    """Leave a message. A form whose id is there already leaves nothing more."""
    work.require(Action.TAKE_MESSAGES)
    if work.session.get(PhoneMessage, form.id) is not None:
        return form.id
    raise_hard(check_message(form))
    recipient = work.session.get(Staff, form.for_staff_id)
    if recipient is None or not recipient.active:
        raise Refused(hard("message.no_recipient", "for_staff_id"))
    if form.client_id is not None:
        client_to_see(work, form.client_id)
    form = stripped(form)
    work.add(
        PhoneMessage(
            id=form.id,
            for_staff_id=recipient.id,
            taken_by_id=work.user.id,
            client_id=form.client_id,
            caller=form.caller,
            phone=form.phone,
            text=form.text,
            urgent=form.urgent,
            done=False,
        )
    )
    work.session.flush()
    work.record("message.left", "message", form.id, recipient=recipient.id.hex)
    work.changed("message", form.id)
    return form.id


def mark_message_done(work: Work, message_id: UUID, done: bool = True) -> None:
    """Tick a message off, or take the tick back: the recipient's and the taker's to do.

    Raises `Refused`: "record.gone", "message.not_yours".
    """
    work.require(Action.TAKE_MESSAGES)
    message = work.session.get(PhoneMessage, message_id)
    if message is None:
        raise Refused(hard("record.gone", kind="message"))
    if work.user.id not in (message.for_staff_id, message.taken_by_id):
        raise Refused(hard("message.not_yours"))
    if message.done is done:
        return
    message = work.touch(message)
    message.done = done
    work.session.flush()
    work.record("message.done" if done else "message.reopened", "message", message_id)
    work.changed("message", message_id)
