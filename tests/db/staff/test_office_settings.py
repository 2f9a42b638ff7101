"""The office's own settings."""

import dataclasses
from datetime import date

import pytest

from db.operations.office_settings.lists import (
    remove_closure,
    save_closure,
    save_program,
    save_room,
)
from db.operations.office_settings.office import change_office, set_office_week
from db.queries.office_settings import office_form, office_settings, programs, rooms
from db.rules.codes import ResourceKind, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.office_form import ClosureForm, ProgramForm, RoomForm
from db.rules.staff_form import WeekSpan
from tests.db.bench import Bench


def test_the_letterhead_is_saved_and_a_stale_form_refused(bench: Bench) -> None:
    opened = bench.read(office_form)
    form = dataclasses.replace(opened.form, letterhead="1 Harbor Way\nSpringfield", paper="a4")
    assert bench.write(change_office, form, opened.version) == opened.version + 1
    assert bench.read(office_form).form == form
    with pytest.raises(Stale):
        bench.write(change_office, form, opened.version)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, r"text\.missing"),
        ({"time_zone": "Mars/Olympus"}, r"office\.unknown_zone"),
        ({"time_zone": "../etc/passwd"}, r"office\.unknown_zone"),
        ({"time_zone": ""}, r"office\.unknown_zone"),
        ({"paper": "papyrus"}, r"office\.paper_unknown"),
    ],
)
def test_wrong_settings_are_refused(bench: Bench, wrong: dict[str, str], code: str) -> None:
    opened = bench.read(office_form)
    with pytest.raises(Refused, match=code):
        bench.write(change_office, dataclasses.replace(opened.form, **wrong), opened.version)


def test_programs_are_made_inactive_and_not_removed(bench: Bench) -> None:
    form = ProgramForm(new_id(), "FS", "Family support")
    assert bench.write(save_program, form) == 1
    assert bench.write(save_program, form) == 1
    bench.write(save_program, dataclasses.replace(form, active=False), 1)
    assert bench.read(programs) == ()
    assert [one.form.active for one in bench.read(programs, former=True)] == [False]


def test_two_programs_do_not_share_a_code(bench: Bench) -> None:
    bench.write(save_program, ProgramForm(new_id(), "FS", "Family support"))
    with pytest.raises(Refused, match=r"program\.code_taken"):
        bench.write(save_program, ProgramForm(new_id(), "fs", "Food stamps"))


def test_rooms_and_cars_are_kept_under_names_of_their_own(bench: Bench) -> None:
    room = RoomForm(new_id(), ResourceKind.ROOM, "Blue room", capacity=2)
    bench.write(save_room, room)
    bench.write(save_room, RoomForm(new_id(), ResourceKind.CAR, "Van"))
    assert [one.form.name for one in bench.read(rooms)] == ["Blue room", "Van"]
    with pytest.raises(Refused, match=r"room\.name_taken"):
        bench.write(save_room, RoomForm(new_id(), ResourceKind.ROOM, "blue ROOM"))
    with pytest.raises(Refused, match=r"room\.capacity"):
        bench.write(save_room, dataclasses.replace(room, capacity=0), 1)


def test_closures_come_and_go(bench: Bench) -> None:
    form = ClosureForm(new_id(), date(2026, 12, 24), date(2026, 12, 26), "Winter holiday")
    bench.write(save_closure, form)
    assert [one.form for one in bench.read(office_settings).closures] == [form]
    with pytest.raises(Refused, match=r"closure\.turned"):
        bench.write(save_closure, dataclasses.replace(form, last_day=date(2026, 12, 1)), 1)
    bench.write(remove_closure, form.id)
    assert bench.read(office_settings).closures == ()


def test_office_hours_replace_those_before(bench: Bench) -> None:
    week = tuple(WeekSpan(day, 9 * 60, 17 * 60) for day in range(5))
    bench.write(set_office_week, week)
    bench.write(set_office_week, week[:4])
    assert bench.read(office_settings).hours == week[:4]


def test_only_who_manages_the_office_changes_it(bench: Bench) -> None:
    sue = bench.as_role(Role.SUPERVISOR, "sue")
    opened = sue.read(office_form)
    for attempt in (
        lambda: sue.write(change_office, opened.form, opened.version),
        lambda: sue.write(set_office_week, ()),
        lambda: sue.write(save_program, ProgramForm(new_id(), "X", "X")),
        lambda: sue.write(save_room, RoomForm(new_id(), ResourceKind.ROOM, "X")),
        lambda: sue.write(remove_closure, new_id()),
    ):
        with pytest.raises(Refused, match=r"permission\.denied"):
            attempt()
