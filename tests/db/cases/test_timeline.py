"""One timeline of everything, newest first, in pages that neither repeat nor skip."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from db.models.appointment import Appointment
from db.models.case_file import Document, Enrollment
from db.models.court import CourtOrder, Hearing, Placement
from db.models.staff import PhoneMessage
from db.operations.cases.assign import AssignmentForm
from db.operations.cases.assign import assign_case as assign
from db.operations.cases.status import close_case, reopen_case
from db.operations.notes.sign import add_addendum
from db.operations.tasks import TaskForm, add_task, complete_task
from db.queries.cases.timeline import TimelineEntry, TimelineFilter, timeline
from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    AssignmentRole,
    CloseReason,
    HearingKind,
    NoteClass,
    NoteKind,
    PlacementKind,
    Role,
    TaskKind,
    Topic,
)
from db.rules.ids import new_id
from db.rules.timeline import TimelineKind
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, a_signed_note, the_case


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


@pytest.fixture
def full(bench: Bench, case_id: UUID) -> UUID:
    """A case with one or more of everything; several entries fall on the same moment."""
    client_id = the_case(bench, case_id).client_id
    program = bench.program()
    noon = int(bench.now.timestamp())
    for hours in (30, 20, 10, 10, 10):
        note_id = a_signed_note(bench, case_id, started_at=bench.now - timedelta(hours=hours))
        bench.write(add_addendum, note_id, new_id(), "More.")
    task = TaskForm(new_id(), TaskKind.FOLLOW_UP, "Call the school", case_id=case_id)
    bench.write(add_task, task)
    bench.write(complete_task, task.id, 1)
    bench.add(
        Document(
            case_id=case_id, name="Order.pdf", size=1, sha256="0" * 64, key=bytes(32),
            stored_as=new_id(), added_by_id=bench.user.id,
        )
    )  # fmt: skip
    appointment = bench.add(
        Appointment(
            case_id=case_id, kind=AppointmentKind.HEARING, status=AppointmentStatus.CONFIRMED,
            starts_at=noon, ends_at=noon + 3600, booked_by_id=bench.user.id,
        )
    )  # fmt: skip
    bench.add(
        Appointment(
            case_id=case_id, kind=AppointmentKind.INTAKE, status=AppointmentStatus.COMPLETED,
            starts_at=noon, ends_at=noon + 3600, booked_by_id=bench.user.id,
        )
    )  # fmt: skip
    bench.add(
        Hearing(
            case_id=case_id, kind=HearingKind.REVIEW, starts_at=noon,
            appointment_id=appointment.id,
        )
    )  # fmt: skip
    bench.add(Hearing(case_id=case_id, kind=HearingKind.STATUS, starts_at=noon, vacated=True))
    for day in (5, 5, 9):
        bench.add(CourtOrder(case_id=case_id, ordered_on=date(2026, 2, day), text="Visits."))
    bench.add(
        Placement(
            case_id=case_id, client_id=client_id, kind=PlacementKind.RELATIVE,
            started_on=date(2026, 2, 5), ended_on=date(2026, 2, 5),
        )
    )  # fmt: skip
    bench.add(
        Enrollment(
            case_id=case_id, client_id=client_id, program_id=program.id,
            started_on=date(2026, 1, 5),
        )
    )  # fmt: skip
    bench.add(
        PhoneMessage(
            for_staff_id=bench.user.id, taken_by_id=bench.user.id, client_id=client_id,
            caller="The grandmother", text="Please call back.",
        )
    )  # fmt: skip
    return case_id


def _all(bench: Bench, case_id: UUID, limit: int) -> list[TimelineEntry]:
    entries: list[TimelineEntry] = []
    before = None
    while True:
        page = bench.read(timeline, case_id, before=before, limit=limit)
        assert len(page.entries) <= limit
        entries.extend(page.entries)
        before = page.before
        if before is None:
            return entries


def test_everything_is_in_it_newest_first(bench: Bench, full: UUID) -> None:
    entries = _all(bench, full, 500)
    kinds = {entry.kind for entry in entries}
    assert kinds == set(TimelineKind) - {
        TimelineKind.CLOSED,
        TimelineKind.REOPENED,
        TimelineKind.RESTRICTED,
        TimelineKind.RESTRICTION_LIFTED,
        TimelineKind.UNASSIGNED,
        TimelineKind.ENROLLMENT_ENDED,
    }
    assert [entry.at for entry in entries] == sorted((e.at for e in entries), reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_neither_repeat_nor_skip(bench: Bench, full: UUID, limit: int) -> None:
    whole = [entry.place for entry in _all(bench, full, 500)]
    assert [entry.place for entry in _all(bench, full, limit)] == whole
    assert len(set(whole)) == len(whole)


def test_a_hearing_with_an_appointment_stands_there_once(bench: Bench, full: UUID) -> None:
    entries = _all(bench, full, 500)
    assert sum(entry.kind is TimelineKind.HEARING for entry in entries) == 1
    assert [e.code for e in entries if e.kind is TimelineKind.APPOINTMENT] == [
        AppointmentKind.INTAKE
    ]


def test_it_is_narrowed_to_kinds_and_topics(bench: Bench, full: UUID) -> None:
    a_signed_note(bench, full, topic=Topic.HEALTH, text="At the doctor's.")
    orders = bench.read(timeline, full, TimelineFilter(frozenset({TimelineKind.ORDER})))
    assert len(orders.entries) == 3
    health = bench.read(timeline, full, TimelineFilter(topic=Topic.HEALTH))
    assert [entry.text for entry in health.entries] == ["At the doctor's."]


def test_drafts_stand_in_it_for_their_author_alone(bench: Bench, case_id: UUID) -> None:
    draft = a_draft(bench, case_id)
    assert draft in {entry.id for entry in bench.read(timeline, case_id).entries}
    other = bench.as_role(Role.SUPERVISOR)
    assert draft not in {entry.id for entry in other.read(timeline, case_id).entries}


def test_a_very_long_note_is_cut_and_says_so(bench: Bench, case_id: UUID) -> None:
    a_signed_note(bench, case_id, text="word " * 10_000)
    entry = bench.read(timeline, case_id, TimelineFilter(frozenset({TimelineKind.NOTE})))
    (note,) = entry.entries
    assert len(note.text) == 4_000 and note.note is not None and note.note.cut


def test_closing_and_reopening_leave_their_days(bench: Bench, case_id: UUID) -> None:
    def kinds() -> list[TimelineKind]:
        status = {TimelineKind.CLOSED, TimelineKind.REOPENED}
        return [e.kind for e in bench.read(timeline, case_id).entries if e.kind in status]

    for _ in range(2):
        version = the_case(bench, case_id).version
        bench.write(close_case, case_id, version, bench.now.date(), CloseReason.MOVED)
        bench.pass_time(hours=1)
        bench.write(reopen_case, case_id, the_case(bench, case_id).version)
        bench.pass_time(days=1)
    both = [TimelineKind.REOPENED, TimelineKind.CLOSED]
    assert kinds() == both + both
    version = the_case(bench, case_id).version
    bench.write(close_case, case_id, version, bench.now.date(), CloseReason.MOVED)
    assert kinds() == [TimelineKind.CLOSED, *both, *both]


def test_who_worked_on_it_and_when_stands_in_it(bench: Bench, case_id: UUID) -> None:
    tom = bench.worker("tom")
    form = AssignmentForm(new_id(), tom.id, AssignmentRole.PRIMARY, date(2026, 2, 1))
    bench.write(assign, case_id, form)
    entries = bench.read(
        timeline,
        case_id,
        TimelineFilter(frozenset({TimelineKind.ASSIGNED, TimelineKind.UNASSIGNED})),
    ).entries
    assert [(e.kind, e.who) for e in entries] == [
        (TimelineKind.UNASSIGNED, "Ana"),
        (TimelineKind.ASSIGNED, "Tom"),
        (TimelineKind.ASSIGNED, "Ana"),
    ]


def test_a_day_begins_at_midnight_in_the_office(bench: Bench, case_id: UUID) -> None:
    bench.add(CourtOrder(case_id=case_id, ordered_on=date(2026, 2, 9), text="Visits."))
    before_midnight = bench.now.replace(month=2, day=9, hour=4, minute=59)
    after = bench.now.replace(month=2, day=9, hour=5, minute=1)
    for moment in (before_midnight, after):
        a_signed_note(bench, case_id, started_at=moment, kind=NoteKind.PHONE)
    shown = TimelineFilter(frozenset({TimelineKind.NOTE, TimelineKind.ORDER}))
    entries = bench.read(timeline, case_id, shown).entries
    assert [e.at for e in entries] == [after, after.replace(minute=0), before_midnight]
    assert [e.kind for e in entries][1] is TimelineKind.ORDER


def test_words_narrow_it_to_the_notes_in_which_they_stand(bench: Bench, case_id: UUID) -> None:
    violin = a_signed_note(bench, case_id, text="She plays the violin.")
    a_signed_note(bench, case_id, text="The landlord called.")
    a_signed_note(bench, a_case(bench), text="Another violin.")
    found = bench.read(timeline, case_id, TimelineFilter(words="VIOL plays")).entries
    assert [entry.id for entry in found] == [violin]
    assert bench.read(timeline, case_id, TimelineFilter(words="!")).entries == ()


def test_words_do_not_find_what_may_not_be_read(bench: Bench, case_id: UUID) -> None:
    a_signed_note(bench, case_id, text="A secret.", note_class=NoteClass.PSYCHOTHERAPY)
    ben = bench.as_role(Role.CASEWORKER, "ben")
    assert ben.read(timeline, case_id, TimelineFilter(words="secret")).entries == ()
