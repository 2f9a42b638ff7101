"""The state at the foot of paper is one that the records went through, or it is not theirs."""

from dataclasses import replace

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


def test_a_state_that_never_was_is_not_found(bench: Bench) -> None:
    assert bench.read(record_state) == ""
    bench.write(record_view, "client", a_client(bench).id)
    assert bench.read(when_state_was, "0000-0000-0000-0000") is None
    assert bench.read(when_state_was, "") is None


def test_it_is_asked_by_who_reads_the_log(bench: Bench) -> None:
    bench.as_role(Role.AUDITOR).read(when_state_was, "0000")
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.CASEWORKER).read(when_state_was, "0000")
