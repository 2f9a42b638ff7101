"""Who is to be told of what a plan changed, and of what, by the way that harms nobody."""

from uuid import UUID

from db.operations.calendar.book import move
from db.operations.calendar.mark import cancel
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.plan_calls import Before, change_calls_data, whom_to_tell
from db.rules.codes import AppointmentKind, AppointmentStatus, ContactRule, Role
from db.rules.reminding import ReminderWay
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import mobile, on_file

BY_OFFICE = AppointmentStatus.CANCELLED_BY_OFFICE


def before(bench: Bench, *ids: UUID) -> tuple[Before, ...]:
    opened = [bench.read(open_appointment, one).form for one in ids]
    return tuple(Before(form.id, form.starts_at, form.workers) for form in opened)


def test_each_client_is_told_when_it_is_now_and_when_it_was(bench: Bench) -> None:
    mara, ben = bench.worker("mara").id, bench.worker("ben").id
    ada = on_file(bench, "Ada Lovelace", contact_points=(mobile("212-555-0143"),))
    never = mobile("212-555-0145", ContactRule.NO_CALL, ContactRule.NO_TEXT)
    uma = on_file(bench, "Uma Nair", contact_points=(never,))
    cy = on_file(bench, "Cy Young", contact_points=(mobile("212-555-0146"),))
    moved = booked(bench, "9:00", "10:00", workers=(mara,), client_id=ada)
    off = booked(bench, "10:00", "11:00", workers=(mara,), client_id=uma)
    given = booked(bench, "11:00", "12:00", workers=(mara,), client_id=cy)
    stays = booked(bench, "14:00", "15:00", workers=(mara,), client_id=on_file(bench, "Bo Diaz"))
    team = booked(bench, "15:00", "16:00", workers=(mara,), kind=AppointmentKind.MEETING)
    was = before(bench, moved, off, given, stays, team)
    bench.write(move, moved, 1, at(bench, "9:00", 10), at(bench, "10:00", 10))
    bench.write(cancel, off, 1, BY_OFFICE)
    same = at(bench, "11:00"), at(bench, "12:00")
    bench.write(move, given, 1, *same, (mara, ben))
    bench.write(move, team, 1, at(bench, "9:00", 11), at(bench, "10:00", 11))

    told = bench.read(whom_to_tell, was)
    assert [(one.row.client.display(), one.row.way) for one in told] == [
        ("Ada Lovelace", ReminderWay.CALL),
        ("Cy Young", ReminderWay.CALL),
        ("Uma Nair", ReminderWay.NONE),
    ]
    assert [one.change.replace("\u00a0", " ") for one in told] == [
        "Tue, Mar 10, 9:00 AM, and not Tue, Mar 3, 9:00 AM",
        "Tue, Mar 3, 11:00 AM: with Ben, and not Mara",
        "Called off: Tue, Mar 3, 10:00 AM",
    ]
    paper = bench.read(change_calls_data, was)
    assert [one.line.client for one in paper.lines] == ["Ada Lovelace", "Cy Young"]
    assert [one.line.client for one in paper.apart] == ["Uma Nair"]
    assert "0145" not in paper.apart[0].line.how


def test_nothing_is_told_of_whom_one_may_not_know(bench: Bench) -> None:
    mara = bench.worker("mara").id
    rosa = on_file(bench, "Rosa Diaz", contact_points=(mobile("212-555-0147"),))
    made = booked(bench, workers=(mara,), client_id=rosa)
    was = before(bench, made)
    bench.write(cancel, made, 1, BY_OFFICE)
    case_on_file(bench, rosa, restricted=True)
    assert bench.as_role(Role.RECEPTIONIST).read(whom_to_tell, was) == ()
