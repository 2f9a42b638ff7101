"""Which appointments the person who asks may know of; of others only that somebody is busy."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from db.models.appointment import Appointment
from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.reading import Reading
from db.queries.visibility import named_on_case, visible_client
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


def visible_appointment(reading: Reading) -> ColumnElement[bool]:
    """Condition on `Appointment` outer-joined to its `Client` and its `CaseFile`.

    Names and the calendar are for all who may find clients; what belongs to a restricted client
    or case is for named staff.
    """
    return and_(
        or_(Appointment.client_id.is_(None), visible_client(reading)),
        or_(
            Appointment.case_id.is_(None),
            CaseFile.restricted.is_(False),
            named_on_case(reading.user),
        ),
    )


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
