"""Leave, closures, other hours: what breaks, and a plan, carried out and undone in one step."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from sqlalchemy import event

from db.models.appointment import Appointment, AppointmentResource
from db.models.audit import AuditEvent
from db.models.office import Closure
from db.models.staff import Leave, Staff, WorkingHours
from db.operations.calendar.apply_plan import Step, apply_plan, undo_plan
from db.operations.calendar.book import book
from db.operations.calendar.continue_with_plan import (
    Continuance,
    continue_with_plan,
    undo_continued,
)
from db.operations.calendar.hearings import Attending, set_hearing
from db.operations.court.hearings import HearingForm
from db.queries.calendar.broken import Broken, BrokenRow, Cause, CauseKind, broken
from db.queries.court.hearing_view import hearing_view
from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    HearingKind,
    LeaveKind,
    ResourceKind,
    Role,
)
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.ids import new_id
from db.rules.scheduling.plan import WayKind
from db.texts import sentence
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, form
from tests.db.cases.made import a_case
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def away(bench: Bench, worker: UUID, first: int, last: int) -> Cause:
    row = bench.add(
        Leave(
            staff_id=worker,
            starts_at=int(at(bench, "0:00", first).timestamp()),
            ends_at=int(at(bench, "0:00", last + 1).timestamp()),
            kind=LeaveKind.VACATION,
        )
    )
    return Cause(CauseKind.LEAVE, (row.id,))


def step(row: BrokenRow, n: int = 0) -> Step:
    way = row.ways[n]
    return Step(row.id, row.item.version, way.kind, way.starts_at, row.absent_id, way.worker_id)


def kinds(row: BrokenRow) -> list[WayKind]:
    return [way.kind for way in row.ways]


def row_of(bench: Bench, one: UUID) -> Appointment:
    bench.session.expire_all()
    return bench.session.get_one(Appointment, one)


def starts(bench: Bench, one: UUID) -> datetime:
    return datetime.fromtimestamp(row_of(bench, one).starts_at, bench.zone)


def workers(bench: Bench, one: UUID) -> set[UUID]:
    return {t.resource_id for t in row_of(bench, one).taken if t.kind.value == "worker"}


def team(bench: Bench, *staff: Staff, name: str = "Intake") -> None:
    for one in staff:
        bench.session.get_one(Staff, one.id).team = name
    bench.session.commit()


def test_leave_breaks_what_is_ahead_of_that_worker_and_each_has_a_proposed_way(
    bench: Bench,
) -> None:
    mara, ben, cleo = bench.worker("mara"), bench.worker("ben"), bench.worker("cleo")
    team(bench, mara, ben)
    ada = on_file(bench)
    clock(bench, "9:30", 2)
    booked(bench, "8:30", "9:00", day=2, workers=(mara.id,))
    first = booked(bench, workers=(mara.id,), client_id=ada)
    booked(bench, "11:00", "12:00", workers=(cleo.id,))
    found = bench.read(broken, away(bench, mara.id, 2, 4))
    (row,) = found.rows
    assert row.id == first and not found.hidden
    (why,) = [sentence(one) for one in row.why]
    assert why.startswith("Mara is away from 3/2/2026 to 3/4/2026 (Vacation")
    assert kinds(row)[0] is WayKind.MOVE and row.ways[0].starts_at == at(bench, "9:00", 10)
    others = [way.worker for way in row.ways if way.kind is WayKind.REASSIGN]
    assert others == ["Ben"], "of the same team alone"
    assert kinds(row)[-2:] == [WayKind.CANCEL, WayKind.LEAVE]


def test_a_long_leave_gives_to_whoever_has_least_and_two_never_get_the_same_time(
    bench: Bench,
) -> None:
    mara, ben, cleo = bench.worker("mara"), bench.worker("ben"), bench.worker("cleo")
    team(bench, mara, ben, cleo)
    booked(bench, "14:00", "15:00", workers=(ben.id,))
    one = booked(bench, workers=(mara.id,))
    two = booked(bench, "10:00", "11:00", workers=(mara.id,))
    found = bench.read(broken, away(bench, mara.id, 2, 30))
    by_id = {row.id: row.ways[0] for row in found.rows}
    assert (by_id[one].kind, by_id[one].worker) == (WayKind.REASSIGN, "Cleo")
    assert (by_id[two].kind, by_id[two].worker) == (WayKind.REASSIGN, "Ben"), "both have one now"


def test_nobody_is_asked_to_come_today_in_place_of_another_day(bench: Bench) -> None:
    mara = bench.worker("mara")
    clock(bench, "8:40", 2)
    one = booked(bench, "9:00", "10:00", day=5, workers=(mara.id,))
    for day in (3, 4, 9, 10, 11, 12):
        bench.add(_whole_day(bench, mara.id, day))
    found = {row.id: row for row in bench.read(broken, away(bench, mara.id, 5, 6)).rows}
    moves = [way.starts_at for way in found[one].ways if way.starts_at is not None]
    assert moves and min(moves).date() > date(2026, 3, 12)


def _whole_day(bench: Bench, worker: UUID, day: int) -> Leave:
    starts, ends = at(bench, "0:00", day), at(bench, "0:00", day + 1)
    return Leave(
        staff_id=worker,
        starts_at=int(starts.timestamp()),
        ends_at=int(ends.timestamp()),
        kind=LeaveKind.SICK,
    )


def test_the_plan_is_carried_out_at_once_and_undone_in_one_step(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    team(bench, mara, ben)
    ada = on_file(bench)
    one = booked(bench, workers=(mara.id,), client_id=ada)
    two = booked(bench, "11:00", "12:00", workers=(mara.id,))
    three = booked(bench, "13:00", "14:00", workers=(mara.id,))
    four = booked(bench, "15:00", "16:00", workers=(mara.id,))
    rows = {row.id: row for row in bench.read(broken, away(bench, mara.id, 3, 3)).rows}
    reassign = kinds(rows[two]).index(WayKind.REASSIGN)
    cancel = kinds(rows[three]).index(WayKind.CANCEL)
    leave = kinds(rows[four]).index(WayKind.LEAVE)
    todo = [step(rows[one]), step(rows[two], reassign), step(rows[three], cancel)]
    done = bench.write(apply_plan, [*todo, step(rows[four], leave)])
    assert (done.moved, done.reassigned, done.cancelled, done.changed) == (1, 1, 1, 3)
    assert starts(bench, one) == at(bench, "9:00", 10)
    assert workers(bench, two) == {ben.id}
    assert row_of(bench, three).status is AppointmentStatus.CANCELLED_BY_OFFICE
    assert all(t.blocks == 1 for t in row_of(bench, one).taken)
    assert all(t.blocks == 0 for t in row_of(bench, three).taken)
    entry = bench.session.query(AuditEvent).filter_by(action="appointment.plan_applied").one()
    assert '"cancelled":1' in str(entry.details).replace(" ", "")
    bench.write(undo_plan, done)
    assert starts(bench, one) == at(bench, "9:00") and workers(bench, two) == {mara.id}
    assert row_of(bench, three).status is AppointmentStatus.CONFIRMED
    assert all(t.blocks == 1 for t in row_of(bench, three).taken)
    assert len(bench.read(broken, Cause(CauseKind.LEAVE, _leave(bench))).rows) == 4


def _leave(bench: Bench) -> tuple[UUID, ...]:
    return tuple(one.id for one in bench.session.query(Leave).all())


def test_a_plan_is_not_undone_once_somebody_changed_what_it_did(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    one = booked(bench, workers=(mara.id,))
    (row,) = bench.read(broken, away(bench, mara.id, 3, 3)).rows
    done = bench.write(apply_plan, [step(row)])
    taken = form(bench, workers=(ben.id,))
    again = replace(done, before=(replace(done.before[0], version=99),))
    with pytest.raises(Refused, match=r"plan\.not_undone"):
        bench.write(undo_plan, again)
    assert starts(bench, one) == at(bench, "9:00", 10)
    bench.write(book, taken)


def test_what_was_given_to_others_meanwhile_is_not_taken_back(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    room = bench.room("Blue Room")
    one = booked(bench, workers=(mara.id,), room_id=room.id)
    (row,) = bench.read(broken, away(bench, mara.id, 3, 3)).rows
    done = bench.write(apply_plan, [step(row)])
    booked(bench, workers=(ben.id,), room_id=room.id)
    with pytest.raises(Refused) as refused:
        bench.write(undo_plan, done)
    assert "Blue Room is taken" in sentence(refused.value.findings[0])
    assert starts(bench, one) == at(bench, "9:00", 10)


def test_times_can_be_swapped_by_a_plan(bench: Bench) -> None:
    mara = bench.worker("mara")
    one = booked(bench, workers=(mara.id,))
    two = booked(bench, "9:00", "10:00", day=4, workers=(mara.id,))
    todo = [
        Step(one, 1, WayKind.MOVE, at(bench, "9:00", 4)),
        Step(two, 1, WayKind.MOVE, at(bench, "9:00", 3)),
    ]
    bench.write(apply_plan, todo)
    assert (starts(bench, one), starts(bench, two)) == (at(bench, "9:00", 4), at(bench, "9:00"))


def test_a_plan_that_became_impossible_changes_nothing_and_says_why(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    team(bench, mara, ben)
    one = booked(bench, workers=(mara.id,))
    two = booked(bench, "11:00", "12:00", workers=(mara.id,))
    rows = {row.id: row for row in bench.read(broken, away(bench, mara.id, 3, 3)).rows}
    todo = [step(rows[one], kinds(rows[one]).index(WayKind.REASSIGN)), step(rows[two])]
    booked(bench, "9:00", "10:00", workers=(ben.id,))
    with pytest.raises(Refused, match=r"plan\.collides") as refused:
        bench.write(apply_plan, todo)
    assert "3/3/2026: Ben is already booked" in sentence(refused.value.findings[0])
    assert starts(bench, two) == at(bench, "11:00"), "nothing of it is done"
    late = replace(todo[1], starts_at=at(bench, "20:00", 10))
    with pytest.raises(NeedsReason, match=r"plan\.asks"):
        bench.write(apply_plan, [late])
    bench.write(apply_plan, [late], "The family works by day")
    assert row_of(bench, two).override_reason == "The family works by day"
    with pytest.raises(Stale):
        bench.write(apply_plan, [late])


def test_a_closure_breaks_what_is_on_its_days_but_no_hearing(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    team(bench, mara, ben)
    ada = on_file(bench)
    one = booked(bench, workers=(mara.id,), client_id=ada)
    booked(bench, "11:00", "12:00", client_id=ada, kind=AppointmentKind.OUTSIDE, reason="x")
    booked(bench, "13:00", "14:00", workers=(mara.id,), kind=AppointmentKind.HEARING)
    day = date(2026, 3, 3)
    closed = bench.add(Closure(first_day=day, last_day=day, name="Snow"))
    (row,) = bench.read(broken, Cause(CauseKind.CLOSURE, (closed.id,))).rows
    assert row.id == one and "Snow" in sentence(row.why[0])
    assert WayKind.REASSIGN not in kinds(row), "nobody is there"


def test_a_hearing_can_only_be_given_to_somebody_else(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    team(bench, mara, ben)
    one = booked(bench, workers=(mara.id,), kind=AppointmentKind.HEARING)
    (row,) = bench.read(broken, away(bench, mara.id, 3, 3)).rows
    assert kinds(row) == [WayKind.REASSIGN, WayKind.LEAVE]
    with pytest.raises(Refused, match=r"plan\.hearing_stays"):
        bench.write(apply_plan, [Step(one, 1, WayKind.MOVE, at(bench, "9:00", 10))])


def test_other_hours_break_what_lies_outside_them_and_was_not_booked_so(bench: Bench) -> None:
    mara = bench.worker("mara")
    one = booked(bench, "8:30", "9:30", workers=(mara.id,))
    booked(bench, "10:30", "11:30", workers=(mara.id,))
    booked(bench, "18:00", "19:00", workers=(mara.id,), reason="By night")
    for hours in bench.session.query(WorkingHours).filter_by(staff_id=mara.id):
        hours.starts = 10 * 60
    bench.session.commit()
    (row,) = bench.read(broken, Cause(CauseKind.HOURS, (mara.id,))).rows
    assert row.id == one and row.ways[0].kind is WayKind.MOVE


def test_what_somebody_may_not_see_breaks_without_a_word_of_it(bench: Bench) -> None:
    mara = bench.worker("mara")
    client = on_file(bench)
    hidden = form(bench, workers=(mara.id,), client_id=client, subject="Secret")
    bench.write(book, hidden)
    case_on_file(bench, client, restricted=True)
    outsider = bench.as_role(Role.RECEPTIONIST)
    found: Broken = outsider.read(broken, away(bench, mara.id, 3, 3))
    assert not found.rows
    (item,) = found.hidden
    assert item.hidden and (item.client, item.subject) == (None, "")
    assert [one.name for one in item.workers] == ["Mara"]
    with pytest.raises(Refused, match=r"appointment\.unknown"):
        outsider.write(apply_plan, [Step(hidden.id, 1, WayKind.CANCEL)])


def test_a_plan_for_many_is_made_with_as_few_statements_as_for_one(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, "8:30", "9:00", day=3, workers=(mara.id,))
    cause, asked = away(bench, mara.id, 3, 6), []

    def count(*args: object) -> None:
        asked.append(args[2])

    def statements() -> tuple[int, Broken]:
        asked.clear()
        found = bench.read(broken, cause)
        return len(asked), found

    engine = bench.session.get_bind()
    event.listen(engine, "before_cursor_execute", count)
    try:
        for_one, _ = statements()
        for day in (3, 4, 5, 6):
            for hour in range(9, 16):
                starts_at = int(at(bench, f"{hour}:00", day).timestamp())
                _put(bench, mara.id, starts_at)
        bench.session.commit()
        for_many, found = statements()
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len(found.rows) == 29 and for_many == for_one
    assert len({(way.starts_at, way.worker_id) for row in found.rows for way in row.ways[:1]}) == 29


def _put(bench: Bench, worker: UUID, starts_at: int) -> None:
    times = {"starts_at": starts_at, "ends_at": starts_at + 50 * 60}
    row = Appointment(
        id=new_id(),
        kind=AppointmentKind.MEETING,
        status=AppointmentStatus.CONFIRMED,
        booked_by_id=bench.user.id,
        created_at=bench.now,
        changed_at=bench.now,
        **times,
    )
    row.taken = [AppointmentResource(resource_id=worker, kind=ResourceKind.WORKER, **times)]
    bench.session.add(row)


def test_a_hearing_is_put_off_onto_what_is_booked_in_one_act_and_back_in_one(
    bench: Bench,
) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    team(bench, mara, ben)
    case = a_case(bench, worker_id=bench.user.id)
    hearing = HearingForm(new_id(), case, HearingKind.REVIEW, at(bench, "9:00", 3))
    bench.write(set_hearing, hearing, Attending(new_id(), mara.id))
    one = booked(bench, "14:00", "15:00", day=4, workers=(mara.id,))
    other = booked(bench, "14:30", "15:30", day=4, workers=(ben.id,))
    then = at(bench, "14:00", 4)
    asked = Continuance(hearing.id, 1, then, new_id())
    with pytest.raises(Refused, match=r"appointment\."):
        bench.write(continue_with_plan, asked, ())
    (row,) = bench.read(broken, Cause(CauseKind.HEARING, (hearing.id,), then)).rows
    assert row.id == one and sentence(row.why[0]) == "Mara is at the hearing then."
    assert row.ways[0].kind is WayKind.MOVE, "Ben has something himself"
    assert row.ways[0].starts_at not in (then, at(bench, "14:00", 3))
    done = bench.write(continue_with_plan, asked, (step(row),))
    assert starts(bench, one) == row.ways[0].starts_at
    assert bench.read(hearing_view, hearing.id).starts_at == then
    bench.write(undo_continued, done)
    assert starts(bench, one) == then
    assert bench.read(hearing_view, hearing.id).starts_at == at(bench, "9:00", 3)
    assert workers(bench, other) == {ben.id}
    with pytest.raises(Refused, match=r"plan\.not_undone"):
        bench.write(undo_continued, done)
