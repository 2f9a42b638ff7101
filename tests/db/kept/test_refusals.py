"""Who asks for what they may not see or do stands in the log a minute later, and floods nothing."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.keeping import check
from db.office.refusals import MOST, Refusals
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.restrict import restrict_case
from db.operations.clients.intake import add_client
from db.queries.cases.case_file import case_file
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.local_store import LocalLog
from tests.db.office.desk import OWN, People


@pytest.fixture
def secret(desk: People) -> UUID:
    sam = desk.hire_and_settle("sam", Role.SUPERVISOR)
    client = ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")
    sam.write(add_client, client)
    form = CaseForm(id=new_id(), client_id=client.id, opened_on=date(2026, 1, 5))
    sam.write(open_case, form)
    sam.write(restrict_case, form.id, 1, frozenset({sam.user.id}))
    return form.id


def watched(office: Office, folder: Path) -> Refusals:
    log = LocalLog(folder / "kept", office.identity, office.record.id, office.device, "refusals")
    refusals = Refusals(office, log)
    office.watchers.append(refusals)
    return refusals


def told(reading: Reading) -> list[tuple[str, UUID | None, str]]:
    asked = select(AuditEvent.kind, AuditEvent.record_id, AuditEvent.details)
    wanted = asked.where(AuditEvent.action == "access.refused").order_by(AuditEvent.at)
    with through(reading.session, LOG):  # an auditor reads no more of it on a server
        rows = reading.session.execute(wanted)
        return [(kind, record, details) for kind, record, details in rows]


def ask(office: Office, case_id: UUID, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match=r"case\.restricted"):
            office.read(case_file, case_id)


def test_a_restricted_case_that_was_asked_for_is_named_and_the_same_counts_once(
    desk: People, secret: UUID, tmp_path: Path
) -> None:
    kim = desk.hire_and_settle("kim", Role.CASEWORKER)
    refusals = watched(kim, tmp_path)
    ask(kim, secret, times=50)
    assert refusals.settle() == 1
    details = '{"asked":"case_file","code":"case.restricted"}'
    assert kim.read(told) == [("case", secret, details)]
    desk.pass_time(minutes=16)
    ask(kim, secret)
    assert refusals.settle() == 1
    assert check(desk.ana) == []


def test_what_a_role_may_not_do_is_told_also_of_a_write(desk: People, tmp_path: Path) -> None:
    rita = desk.hire_and_settle("rita", Role.AUDITOR)
    refusals = watched(rita, tmp_path)
    with pytest.raises(Refused, match=r"permission\.denied"):
        rita.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Byron"))
    assert refusals.settle() == 1
    (one,) = rita.read(told)
    assert "add_client" in one[2] and "Byron" not in one[2]


def loop(office: Office, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            office.read(refuse, new_id())


def counted(office: Office) -> int:
    """How many refusals the log tells of, those included of which it gives the number alone."""
    return sum(1 + json.loads(details).get("more", 0) for *_, details in office.read(told))


def test_a_loop_over_many_records_fills_nothing_and_its_rest_is_counted(
    desk: People, secret: UUID, tmp_path: Path
) -> None:
    kim = desk.hire_and_settle("kim", Role.AUDITOR)
    refusals = watched(kim, tmp_path)
    loop(kim, MOST + 1000)
    assert refusals.settle() == MOST + 10
    desk.pass_time(hours=2)
    loop(kim, 1)
    refusals.settle()
    assert counted(kim) == MOST + 1001


def test_the_rest_is_counted_also_where_the_program_ends_before_the_hour(
    desk: People, tmp_path: Path
) -> None:
    kim = desk.hire_and_settle("kim", Role.AUDITOR)
    refusals = watched(kim, tmp_path)
    for _ in range(MOST + 25):
        loop(kim, 1)
        refusals.settle()
    assert refusals.end() == 1
    assert counted(kim) == MOST + 25
    assert refusals.end() == 0
    assert counted(kim) == MOST + 25


def test_killed_above_the_limit_it_has_told_of_half_of_them_at_least(
    desk: People, tmp_path: Path
) -> None:
    kim = desk.hire_and_settle("kim", Role.AUDITOR)
    watched(kim, tmp_path)
    loop(kim, MOST + 25)
    kim.close()
    again = desk.sit("kim", OWN)
    watched(again, tmp_path).settle()
    assert counted(again) == MOST + 16


def test_killed_before_it_was_written_it_is_on_record_after_the_next_sign_in(
    desk: People, secret: UUID, tmp_path: Path
) -> None:
    kim = desk.hire_and_settle("kim", Role.CASEWORKER)
    watched(kim, tmp_path)
    ask(kim, secret)
    kim.close()
    again = desk.sit("kim", OWN)
    assert watched(again, tmp_path).settle() == 1
    assert len(again.read(told)) == 1


def test_what_a_rule_says_about_a_form_is_no_refusal_of_this_kind(
    desk: People, secret: UUID, tmp_path: Path
) -> None:
    refusals = watched(desk.ana, tmp_path)
    with pytest.raises(Refused, match=r"case\.unknown"):
        desk.ana.read(case_file, new_id())
    assert refusals.settle() == 0


def test_killed_between_the_record_and_the_tidying_it_is_on_record_once(
    desk: People, secret: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = desk.hire_and_settle("kim", Role.CASEWORKER)
    refusals = watched(kim, tmp_path)
    ask(kim, secret)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as struck, pytest.raises(KeyboardInterrupt):
        struck.setattr(LocalLog, "change", killed)
        refusals.settle()
    desk.pass_time(minutes=16)
    ask(kim, secret)  # another one: what waits is not the same as before
    assert refusals.settle() == 2
    assert len(kim.read(told)) == 2


def refuse(reading: Reading, record_id: UUID) -> None:
    from db.rules.findings import hard

    raise Refused(hard("permission.denied", action="read", role=reading.user.role))
