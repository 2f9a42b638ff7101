"""The audit log as supervisors and auditors read it."""

import dataclasses
from datetime import timedelta

import pytest

from db.operations.clients.intake import change_client
from db.operations.views import record_view
from db.operations.work import Work
from db.queries.audit_log.pages import AuditFilter, audit_log
from db.queries.clients.forms import client_form
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def test_the_newest_line_comes_first_and_tells_what_changed(bench: Bench) -> None:
    ada = on_file(bench, "Ada Byron")
    bench.pass_time(minutes=1)
    form = bench.read(client_form, ada).form
    bench.write(change_client, dataclasses.replace(form, last_name="Lovelace"), 1)
    newest, oldest = bench.read(audit_log).rows
    assert (newest.action, newest.user, newest.number) == ("client.changed", "Ana", "C-00001")
    assert newest.details["fields"] == {"last_name": ["Byron", "Lovelace"]}
    assert oldest.action == "client.added"


def test_pages_follow_each_other_without_a_gap_or_a_repetition(bench: Bench) -> None:
    def three(work: Work) -> None:
        for what in "abc":
            work.record("thing.done", "thing", None, what=what)

    for device in ("one", "two", "one"):
        bench.device = device
        bench.write(three)
    seen, place = [], None
    while True:
        page = bench.read(audit_log, AuditFilter(), place, 2)
        seen += [row.place for row in page.rows]
        place = page.next
        if place is None:
            break
    assert len(seen) == 9
    assert len(set(seen)) == 9


def test_the_log_is_filtered_by_record_person_action_and_time(bench: Bench) -> None:
    otto = bench.as_role(Role.CASEWORKER, "otto")
    ada, grace = on_file(bench, "Ada"), on_file(otto, "Grace")
    bench.pass_time(hours=1)
    otto.write(record_view, "client", ada)

    def actions(asked: AuditFilter) -> list[str]:
        return [row.action for row in bench.read(audit_log, asked).rows]

    assert actions(AuditFilter(record_id=ada)) == ["client.viewed", "client.added"]
    assert actions(AuditFilter(record_id=grace)) == ["client.added"]
    assert actions(AuditFilter(user_id=otto.user.id)) == ["client.viewed", "client.added"]
    assert actions(AuditFilter(action="client.viewed")) == ["client.viewed"]
    assert len(actions(AuditFilter(action="client"))) == 3
    assert actions(AuditFilter(action="clien")) == []
    assert actions(AuditFilter(since=bench.now)) == ["client.viewed"]
    assert len(actions(AuditFilter(until=bench.now - timedelta(minutes=1)))) == 2


def test_lines_about_restricted_records_say_nothing_of_them(bench: Bench) -> None:
    ada = on_file(bench, "Ada")
    case_on_file(bench, ada, restricted=True)
    (row,) = bench.as_role(Role.SUPERVISOR, "sue").read(audit_log).rows
    assert row.hidden
    assert (row.record_id, row.number, dict(row.details)) == (None, "", {})


def test_an_auditor_sees_the_shape_of_the_log_and_no_person(bench: Bench) -> None:
    on_file(bench, "Ada")
    (row,) = bench.as_role(Role.AUDITOR).read(audit_log).rows
    assert (row.action, row.role, row.hidden) == ("client.added", Role.ADMINISTRATOR, True)
    assert (row.user, row.record_id, row.number, dict(row.details)) == ("", None, "", {})


def test_the_log_of_a_note_names_fields_and_not_its_text(bench: Bench) -> None:
    def change(work: Work) -> None:
        work.record("note.changed", "note", None, fields={"text": ["secret", "more"]})

    bench.write(change)
    (row,) = bench.read(audit_log).rows
    assert row.details == {"fields": ["text"]}


def test_a_caseworker_does_not_read_the_log(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.CASEWORKER).read(audit_log)
