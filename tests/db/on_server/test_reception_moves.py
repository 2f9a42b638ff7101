"""Reception books and moves on a server, though it may read no hearing there."""

from datetime import UTC, datetime, timedelta

from db.operations.calendar.book import book, move
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import open_appointment
from db.rules.codes import AppointmentKind, Role
from db.rules.ids import new_id
from tests.db.on_server.desk import ServerDesk

AT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
HALF, HOUR = timedelta(minutes=30), timedelta(hours=1)


def test_a_receptionist_moves_an_appointment_and_gives_it_to_somebody_else(
    desk: ServerDesk,
) -> None:
    rita = desk.hire_and_settle("rita", Role.RECEPTIONIST)
    bob = desk.hire_and_settle("bob", Role.CASEWORKER).user.id
    form = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT,
        starts_at=AT,
        ends_at=AT + HALF,
        workers=(desk.ana.user.id,),
    )
    rita.write(book, form, "They have no other time")
    gives = (desk.ana.user.id, bob)
    rita.write(move, form.id, 1, AT + HOUR, AT + HOUR + HALF, gives, "They have no other time")
    now = rita.read(open_appointment, form.id).form
    assert (now.starts_at, now.workers) == (AT + HOUR, (bob,))
