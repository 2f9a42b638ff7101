"""Which appointments the person who asks may know of; of others only that somebody is busy."""

from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, or_, select

from db.models.appointment import Appointment
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.office import Fact
from db.queries.reading import Reading
from db.queries.visibility import Now, named_on_case, open_in_emergency, visible_client
from db.rules.findings import Refused, hard
from db.rules.permissions import Action

_MARK = "busy."


def visible_appointment(reading: Reading, now: Now | None = None) -> ColumnElement[bool]:
    """Condition on `Appointment` outer-joined to its `Client` and its `CaseFile`.

    Names and the calendar are for all who may find clients; what belongs to a restricted client
    or case is for named staff, and what is kept in a sealed file stands here without a word.
    `now` stands for the moment (seconds, UTC) in a statement that is kept for later.
    """
    return and_(
        ~kept_for_sealed_file(),
        or_(Appointment.client_id.is_(None), visible_client(reading, now)),
        or_(
            Appointment.case_id.is_(None),
            CaseFile.restricted.is_(False),
            named_on_case(reading.user),
            open_in_emergency(reading, now),
        ),
    )


def kept_for_sealed_file() -> ColumnElement[bool]:
    """Condition on `Appointment`: it stands here for one that is kept in a sealed file.

    A fact says so (`mark_key`): a program that does not know of it shows an appointment without
    client or subject, which is as much as anybody may know.
    """
    hexadecimal = func.replace(cast(Appointment.id, String), "-", "")  # with signs on a server
    key = literal(_MARK).concat(hexadecimal)
    return exists().where(Fact.key == key).correlate(Appointment)


def mark_key(appointment_id: UUID) -> str:
    """The fact by which a sealed file knows the office's entry for its appointment."""
    return f"{_MARK}{appointment_id.hex}"


def appointment_to_see(reading: Reading, appointment_id: UUID) -> Appointment:
    """The appointment, if the user may know of it. Raises `Refused` ("appointment.unknown")."""
    reading.require(Action.FIND_CLIENTS)
    found = reading.session.scalar(
        select(Appointment)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(Appointment.id == appointment_id, visible_appointment(reading))
    )
    if found is None:
        raise Refused(hard("appointment.unknown"))
    return found
