"""The state at the foot of paper is one that the records went through, or it is not theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.operations.views import record_view
from db.queries.audit_log.record_state import record_state, when_state_was
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client


def test_each_state_that_was_printed_is_found_again_with_its_moment(bench: Bench) -> None:
    printed = []
    for number in range(4):
        desk = replace(bench, device=f"desk-{number % 2}")
        client = a_client(bench, last=f"Name{number}")
        desk.write(record_view, "client", client.id)
        a_case(desk, client)
        printed.append((desk.read(record_state), bench.now))
        bench.pass_time(minutes=20)
    assert len({state for state, _ in printed}) == 4
    for state, moment in printed:
        passed = bench.read(when_state_was, state.lower().replace("-", " "))
        assert passed is not None and passed.at == moment


def test_what_was_put_on_record_later_than_it_was_done_hides_no_state(bench: Bench) -> None:
    desks = [replace(bench, device=f"desk-{number}") for number in range(3)]
    printed = []

    def do(desk: Bench, minutes_ago: int = 0) -> None:
        moment = bench.now - timedelta(minutes=minutes_ago)
        desk.write(lambda work: work.record_at(moment, "client.viewed", "client", None))
        printed.append(desk.read(record_state))
        bench.pass_time(minutes=10)

    for desk, minutes_ago in zip(desks * 3, (0, 0, 0, 15, 0, 25, 0, 35, 0), strict=True):
        do(desk, minutes_ago)
    found = [bench.read(when_state_was, state) for state in printed]
    assert [passed is not None for passed in found] == [True] * 9


def test_a_state_that_never_was_is_not_found(bench: Bench) -> None:
    assert bench.read(record_state) == ""
    bench.write(record_view, "client", a_client(bench).id)
    assert bench.read(when_state_was, "0000-0000-0000-0000") is None
    assert bench.read(when_state_was, "") is None


def test_it_is_asked_by_who_reads_the_log(bench: Bench) -> None:
    bench.as_role(Role.AUDITOR).read(when_state_was, "0000")
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.CASEWORKER).read(when_state_was, "0000")
