"""Where the office looks for newer versions of the program, and who is told of one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.operations.office_settings.updates import change_updates
from db.queries.reading import Reading
from db.queries.updates import Telling, updates_form, updates_told
from db.rules.codes import Role
from db.rules.findings import Refused, Stale
from db.rules.update_place import UpdatesForm
from tests.db.bench import Bench

SHARE = "\\\\server\\share\\Caseroom"


def choose(bench: Bench, place: str, first_day: date | None = None) -> None:
    opened = bench.read(updates_form)
    bench.write(change_updates, UpdatesForm(place, first_day), opened.version)


def acts(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.action)))


def test_an_administrator_chooses_the_place_and_it_is_recorded(bench: Bench) -> None:
    opened = bench.read(updates_form)
    assert opened.form == UpdatesForm()
    choose(bench, f" {SHARE} ")
    assert bench.read(updates_form).form == UpdatesForm(SHARE)
    assert "office.updates_changed" in bench.read(acts)
    with pytest.raises(Stale):
        bench.write(change_updates, UpdatesForm(), opened.version)
    choose(bench, "")
    assert bench.read(updates_form).form == UpdatesForm()


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("updates", r"update\.place_not_whole"),
        ("http://updates.example/", r"update\.address_bad"),
        ("file:///updates", r"update\.address_bad"),
        ("https://user:word@updates.example/", r"update\.address_bad"),
        ("https://[updates/", r"update\.address_bad"),
        ("C:\\" + "u" * 500, r"text\.too_long"),
    ],
)
def test_a_place_that_is_none_is_refused(bench: Bench, place: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        choose(bench, place)


@pytest.mark.parametrize(
    "place", ["C:\\Updates", SHARE, "/mnt/updates/harbor.json", "https://updates.example/caseroom"]
)
def test_a_folder_a_file_or_an_address_will_do(bench: Bench, place: str) -> None:
    choose(bench, place)
    assert bench.read(updates_form).form.update_place == place


def test_nobody_else_chooses_it(bench: Bench) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        other = bench.as_role(role, f"{role.value}-one")
        with pytest.raises(Refused, match=r"permission\.denied"):
            choose(other, SHARE)


def test_before_the_day_only_an_administrator_is_told(bench: Bench) -> None:
    mara, today = bench.as_role(Role.CASEWORKER, "mara"), bench.read(lambda r: r.today)
    choose(bench, SHARE, today + timedelta(days=1))
    assert bench.read(updates_told) == Telling(SHARE, True, True)
    assert mara.read(updates_told) == Telling(SHARE, False, False)
    choose(bench, SHARE, today)
    assert mara.read(updates_told).told
