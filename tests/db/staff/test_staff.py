"""Records of the staff: names, working weeks and leave."""

import dataclasses
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from db.operations.staff.details import change_staff, set_working_week
from db.operations.staff.leave import LeaveForm, add_leave, change_leave, remove_leave
from db.queries.staff import leave_list, staff_form, staff_list, workers, working_week
from db.rules.codes import LeaveKind, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.staff_form import WeekSpan
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

NINE, NOON, FIVE = 9 * 60, 12 * 60, 17 * 60


def test_staff_are_listed_by_name_with_their_running_cases(bench: Bench) -> None:
    mara = bench.worker("mara")
    case_on_file(bench, on_file(bench), worker=mara.id)
    assert [(row.display_name, row.running_cases) for row in bench.read(staff_list)] == [
        ("Ana", 0),
        ("Mara", 1),
    ]


def test_who_has_left_is_listed_only_when_asked_for(bench: Bench) -> None:
    mara = bench.worker("mara")
    bench.session.merge(mara).active = False
    bench.session.commit()
    assert [row.display_name for row in bench.read(staff_list)] == ["Ana"]
    assert [row.active for row in bench.read(staff_list, former=True)] == [True, False]


def test_workers_are_those_who_can_be_given_cases(bench: Bench) -> None:
    bench.worker("mara")
    bench.worker("rita", Role.RECEPTIONIST)
    assert [row.display_name for row in bench.read(workers)] == ["Ana", "Mara"]


def test_everybody_keeps_their_own_phone_but_not_their_credential(bench: Bench) -> None:
    mara = bench.as_role(Role.CASEWORKER, "mara")
    opened = mara.read(staff_form, mara.user.id)
    version = mara.write(
        change_staff, dataclasses.replace(opened.form, phone="555-201-3344"), opened.version
    )
    grand = dataclasses.replace(opened.form, title="PhD")
    with pytest.raises(Refused, match=r"permission\.denied"):
        mara.write(change_staff, grand, version)
    bench.write(change_staff, grand, version)
    assert bench.read(staff_form, mara.user.id).form.title == "PhD"


def test_nobody_but_who_manages_staff_changes_others(bench: Bench) -> None:
    mara = bench.as_role(Role.CASEWORKER, "mara")
    opened = mara.read(staff_form, bench.user.id)
    with pytest.raises(Refused, match=r"permission\.denied"):
        mara.write(change_staff, dataclasses.replace(opened.form, phone=""), opened.version)


def test_a_stale_or_wrong_staff_form_is_refused(bench: Bench) -> None:
    form = bench.read(staff_form, bench.user.id).form
    bench.write(change_staff, dataclasses.replace(form, title="LCSW"), 1)
    with pytest.raises(Stale):
        bench.write(change_staff, form, 1)
    for wrong, code in (({"display_name": " "}, "text.missing"), ({"email": "x"}, "contact.email")):
        with pytest.raises(Refused, match=code):
            bench.write(change_staff, dataclasses.replace(form, **wrong), 2)


def test_a_working_week_replaces_the_one_before(bench: Bench) -> None:
    mara = bench.worker("mara")
    week = (
        WeekSpan(0, NINE, NOON),
        WeekSpan(0, NOON + 30, FIVE),
        WeekSpan(2, NINE, NOON, valid_to=date(2026, 6, 30)),
        WeekSpan(2, NINE, FIVE, valid_from=date(2026, 7, 1)),
    )
    bench.write(set_working_week, mara.id, week)
    assert set(bench.read(working_week, mara.id)) == set(week)


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ((WeekSpan(0, NOON, NINE),), "hours.impossible"),
        ((WeekSpan(7, NINE, NOON),), "hours.impossible"),
        ((WeekSpan(0, NINE, 25 * 60),), "hours.impossible"),
        ((WeekSpan(0, NINE, FIVE), WeekSpan(0, NOON, FIVE)), "hours.overlap"),
        (
            (WeekSpan(0, NINE, FIVE, date(2026, 5, 1), date(2026, 4, 1)),),
            "hours.validity_turned",
        ),
    ],
)
def test_an_impossible_week_is_refused(
    bench: Bench, spans: tuple[WeekSpan, ...], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        bench.write(set_working_week, bench.user.id, spans)


def _leave(bench: Bench, staff: UUID, day: int, days: int = 1) -> LeaveForm:
    starts = datetime(2026, 3, day, tzinfo=bench.zone)
    return LeaveForm(new_id(), staff, starts, starts + timedelta(days=days), LeaveKind.SICK, "flu")


def test_reception_enters_leave_and_only_the_person_reads_the_remark(bench: Bench) -> None:
    mara, desk = bench.as_role(Role.CASEWORKER, "mara"), bench.as_role(Role.RECEPTIONIST)
    form = _leave(bench, mara.user.id, 10)
    desk.write(add_leave, form)
    (row,) = mara.read(leave_list)
    assert (row.staff, row.starts, row.ends) == ("Mara", form.starts, form.ends)
    assert row.remark == "flu"
    assert desk.read(leave_list)[0].remark == ""


def test_leave_neither_overlaps_nor_ends_before_it_starts(bench: Bench) -> None:
    form = _leave(bench, bench.user.id, 10, days=3)
    bench.write(add_leave, form)
    with pytest.raises(Refused, match=r"leave\.overlaps"):
        bench.write(add_leave, _leave(bench, bench.user.id, 12))
    with pytest.raises(Refused, match=r"leave\.turned"):
        bench.write(add_leave, dataclasses.replace(form, id=new_id(), ends=form.starts))
    bench.write(add_leave, _leave(bench, bench.user.id, 13))


def test_leave_can_be_changed_and_taken_back(bench: Bench) -> None:
    form = _leave(bench, bench.user.id, 10)
    bench.write(add_leave, form)
    longer = dataclasses.replace(form, ends=form.ends + timedelta(days=1))
    assert bench.write(change_leave, longer, 1) == 2
    with pytest.raises(Stale):
        bench.write(change_leave, form, 1)
    bench.write(remove_leave, form.id)
    bench.write(remove_leave, form.id)
    assert bench.read(leave_list) == ()
