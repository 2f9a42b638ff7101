"""Who saved a record last, and when, is told to whoever saves it too."""

import ast

import pytest

from db.operations.clients.households import change_household_relation, make_household
from db.operations.clients.intake import change_client
from db.operations.office_settings.office import change_office, set_office_week
from db.operations.staff.details import change_staff, set_working_week
from db.operations.views import record_view
from db.queries.audit_log.last_saved import LastSave, last_save
from db.queries.clients.forms import client_form
from db.queries.office_settings import office_form
from db.rules.codes import Relation, Role
from db.rules.findings import Stale
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from db.rules.staff_form import StaffForm, WeekSpan
from development.environment import ROOT
from tests.db.bench import Bench
from tests.db.cases.made import a_client

WEEK = (WeekSpan(0, 9 * 60, 12 * 60),)
OTHER_WEEK = (WeekSpan(0, 9 * 60, 13 * 60),)


def told(stale: Stale, reader: Bench) -> LastSave | None:
    """What a dialog reads after its save was refused."""
    assert stale.record_id is not None
    return reader.read(last_save, stale.record_id, stale.action)


def test_it_is_who_changed_the_record_itself_whatever_happened_to_it_since(bench: Bench) -> None:
    client = a_client(bench).id
    sue, mara = bench.as_role(Role.SUPERVISOR, "sue"), bench.as_role(Role.CASEWORKER, "mara")
    opened = mara.read(client_form, client)
    bench.pass_time(minutes=1)
    sue.write(change_client, opened.form, opened.version)
    at = bench.now
    bench.pass_time(minutes=1)
    bench.as_role(Role.RECEPTIONIST, "rita").write(record_view, "client", client)
    with pytest.raises(Stale) as refused:
        mara.write(change_client, opened.form, opened.version)
    assert told(refused.value, mara) == LastSave("Sue", at.astimezone(bench.zone), mine=False)
    found = told(refused.value, sue)
    assert found is not None
    assert found.mine


def test_a_change_of_details_is_nobodys_who_only_changed_the_hours(bench: Bench) -> None:
    staff = bench.worker("Ben")
    staff_id, name = staff.id, staff.display_name
    dana, olga = (bench.as_role(Role.ADMINISTRATOR, one) for one in ("dana", "olga"))
    bench.pass_time(minutes=1)
    dana.write(change_staff, StaffForm(staff_id, name, "LCSW"), 1)
    bench.pass_time(minutes=1)
    olga.write(set_working_week, staff_id, WEEK)
    with pytest.raises(Stale) as details:
        bench.write(change_staff, StaffForm(staff_id, name, "LSW"), 1)
    with pytest.raises(Stale) as hours:
        bench.write(set_working_week, staff_id, OTHER_WEEK, OTHER_WEEK)
    found = told(details.value, bench), told(hours.value, bench)
    assert [one.who for one in found if one] == ["Dana", "Olga"]


def test_the_hours_of_the_office_and_its_letterhead_are_told_apart(bench: Bench) -> None:
    dana, olga = (bench.as_role(Role.ADMINISTRATOR, one) for one in ("dana", "olga"))
    olga.write(set_office_week, WEEK)
    bench.pass_time(minutes=1)
    opened = dana.read(office_form)
    dana.write(change_office, opened.form, opened.version)
    with pytest.raises(Stale) as hours:
        bench.write(set_office_week, OTHER_WEEK, OTHER_WEEK)
    with pytest.raises(Stale) as letterhead:
        bench.write(change_office, opened.form, opened.version)
    found = told(hours.value, bench), told(letterhead.value, bench)
    assert [one.who for one in found if one] == ["Olga", "Dana"]


def test_who_else_said_what_a_member_is_of_a_household(bench: Bench) -> None:
    household = HouseholdForm(new_id())
    member = MemberForm(new_id(), household.id, a_client(bench).id, Relation.OTHER_RELATIVE)
    bench.write(make_household, household, member)
    sue = bench.as_role(Role.SUPERVISOR, "sue")
    bench.pass_time(minutes=1)
    sue.write(change_household_relation, member.id, Relation.HEAD, member.relation)
    with pytest.raises(Stale) as refused:
        bench.write(change_household_relation, member.id, Relation.CHILD, member.relation)
    found = told(refused.value, bench)
    assert found is not None
    assert found.who == "Sue"


def test_an_auditor_is_told_nobody(bench: Bench) -> None:
    client = a_client(bench).id
    sue = bench.as_role(Role.SUPERVISOR, "sue")
    opened = sue.read(client_form, client)
    sue.write(change_client, opened.form, opened.version)
    assert bench.as_role(Role.AUDITOR, "iris").read(last_save, client) is None


def test_what_is_on_no_record_has_no_last_save(bench: Bench) -> None:
    assert bench.read(last_save, new_id()) is None


NAMES_NO_RECORD = {  # `raise Stale(…)` after which nobody compares field by field
    "db/office/blaming.py",  # the database says so, and not of which
    "db/office/following.py",  # the list of members as a whole
    "db/office/sealed/arriving.py",  # as below
    "db/office/sealed/moving.py",  # what would be sealed is looked at again as a whole
    "db/office/sealed/resealing.py",  # who belongs to a sealed file is in no log of the office
    "db/office/signing.py",  # the list of members as a whole
}


def test_every_stale_save_names_the_record_whose_last_save_is_asked_for() -> None:
    silent = set()
    for file in (ROOT / "db").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            stale = isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Stale"
            if stale and len(call.args) < 2:  # type: ignore[union-attr]
                silent.add(file.relative_to(ROOT).as_posix())
    assert silent == NAMES_NO_RECORD
