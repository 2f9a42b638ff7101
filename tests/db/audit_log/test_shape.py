"""The audit log's shape: how much was done of what, by whom by role, where and when."""

from datetime import date, timedelta

import pytest

from db.models.audit import AuditEvent
from db.operations.views import record_view
from db.operations.work import Work
from db.queries.audit_log.shape import CountedBy, audit_chains, audit_shape
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.cases.made import a_client

TODAY = date(2026, 3, 2)


@pytest.fixture
def iris(bench: Bench) -> Bench:
    """An auditor, after a caseworker looked at a client on two days."""
    client = a_client(bench).id
    mara = bench.as_role(Role.CASEWORKER, "mara")
    mara.write(record_view, "client", client)
    bench.pass_time(hours=24)
    mara.write(record_view, "client", client)
    return bench.as_role(Role.AUDITOR, "iris")


def done(work: Work) -> None:
    work.record("office.changed", "office")


def counted(bench: Bench, by: CountedBy, *days: date) -> dict[str, int]:
    return {row.key: row.entries for row in bench.read(audit_shape, by, *days)}


def test_every_entry_is_counted_whatever_it_is_counted_by(iris: Bench) -> None:
    entries = iris.session.query(AuditEvent).count()
    iris.session.rollback()
    assert {sum(counted(iris, by).values()) for by in CountedBy} == {entries}


def test_by_act_by_role_and_by_day_of_the_office(iris: Bench) -> None:
    assert counted(iris, CountedBy.ACT)["client.viewed"] == 2
    assert counted(iris, CountedBy.ROLE)[Role.CASEWORKER.value] == 2
    days = counted(iris, CountedBy.DAY)
    tomorrow = TODAY + timedelta(days=1)
    assert list(days) == [TODAY.isoformat(), tomorrow.isoformat()]
    assert days[tomorrow.isoformat()] == 1


def test_by_kind_of_record_and_by_the_week_that_begins_on_monday(iris: Bench) -> None:
    assert counted(iris, CountedBy.KIND)["client"] == 2
    iris.pass_time(days=7 - 2)  # to the Sunday of the first week
    iris.write(done)
    iris.pass_time(days=1)
    iris.write(done)
    weeks = counted(iris, CountedBy.WEEK)
    assert list(weeks) == ["2026-03-02", "2026-03-09"]
    assert weeks["2026-03-09"] == 1


def test_of_people_only_their_number_is_told(iris: Bench) -> None:
    ben = iris.as_role(Role.CASEWORKER, "ben")
    ben.write(done)
    people = {row.key: row.people for row in iris.read(audit_shape, CountedBy.ROLE)}
    assert people[Role.CASEWORKER.value] == 2
    days = {row.key: row.people for row in iris.read(audit_shape, CountedBy.DAY)}
    assert days[(TODAY + timedelta(days=1)).isoformat()] == 2
    for by in CountedBy:
        told = repr(iris.read(audit_shape, by)).casefold()
        assert "mara" not in told and ben.user.id.hex not in told.replace("-", "")


def test_a_period_takes_in_its_first_and_its_last_day(iris: Bench) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert counted(iris, CountedBy.ACT, tomorrow, tomorrow) == {"client.viewed": 1}
    assert counted(iris, CountedBy.ACT, TODAY + timedelta(days=2), tomorrow) == {}


def test_computers_are_numbered_and_a_gap_in_a_chain_shows(iris: Bench) -> None:
    (chain,) = iris.read(audit_chains)
    assert (chain.computer, chain.missing) == (1, 0)
    assert chain.head
    event = iris.session.query(AuditEvent).filter_by(n=chain.entries - 1).one()
    device = event.device
    iris.unguard("audit_event_delete")
    iris.session.delete(event)
    iris.session.commit()
    (chain,) = iris.read(audit_chains)
    assert chain.missing == 1
    assert device not in repr(iris.read(audit_shape, CountedBy.COMPUTER)) + repr(chain)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST])
def test_it_is_for_those_who_read_the_log(bench: Bench, role: Role) -> None:
    reader = bench.as_role(role, "otto")
    with pytest.raises(Refused, match=r"permission\.denied"):
        reader.read(audit_shape, CountedBy.ACT)
    with pytest.raises(Refused, match=r"permission\.denied"):
        reader.read(audit_chains)
