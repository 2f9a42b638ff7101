"""On a shared drive a look at a file is put on record within a minute, and nobody waits for it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.afterwards import Afterwards
from db.office.keeping import check
from db.office.looking_on import LookingOn
from db.office.looks import Looks
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.restrict import restrict_case
from db.operations.cases.view import record_case_view
from db.operations.clients.intake import add_client
from db.operations.views import record_view
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.local_store import LocalLog
from tests.crash_points import crash_points, needs_fork
from tests.db.kept.test_killed_saves import sit
from tests.db.office.desk import OWN, Desk, Ready, new_desk

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def sam(desk: Desk) -> Office:
    return desk.hire_and_settle("sam", Role.SUPERVISOR)


@pytest.fixture
def file(sam: Office) -> tuple[UUID, UUID]:
    """A client and a case."""
    client = ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")
    sam.write(add_client, client)
    form = CaseForm(id=new_id(), client_id=client.id, opened_on=date(2026, 1, 5))
    sam.write(open_case, form)
    return client.id, form.id


def log_of(office: Office, folder: Path) -> LocalLog:
    return LocalLog(folder / "kept", office.identity, office.record.id, office.device, "looks")


def way(office: Office, folder: Path) -> LookingOn:
    looks = Looks(office, log_of(office, folder))
    return LookingOn(office, Afterwards(office, folder / "later"), looks)


def views(reading: Reading) -> list[tuple[str, datetime]]:
    asked = select(AuditEvent.action, AuditEvent.at).where(AuditEvent.action.contains("viewed"))
    return [(action, at) for action, at in reading.session.execute(asked.order_by(AuditEvent.at))]


def operations(reading: Reading) -> int:
    asked = select(AuditEvent.operation_id).where(AuditEvent.action.contains("viewed"))
    return len(set(reading.session.scalars(asked)))


def test_looks_wait_and_are_written_in_one_transaction_with_their_own_moments(
    desk: Desk, sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    client_id, case_id = file
    through = way(sam, tmp_path)
    first = desk.clock[0]
    assert through.write(record_view, "client", client_id).result is True
    desk.pass_time(minutes=1)
    second = desk.clock[0]
    assert through.write(record_case_view, case_id).result is True
    desk.pass_time(minutes=1)
    assert through.write(record_case_view, case_id).result is False
    assert sam.read(views) == []
    desk.pass_time(minutes=1)
    assert through.settle() == 2
    assert sam.read(views) == [("client.viewed", first), ("case.viewed", second)]
    assert sam.read(operations) == 1
    assert check(desk.ana) == []
    assert through.settle() == 0


def test_one_line_stands_for_a_quarter_of_an_hour_across_sign_ins_and_then_another_does(
    desk: Desk, sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    _, case_id = file
    for _ in range(3):  # each time a program that remembers nothing
        way(sam, tmp_path).write(record_case_view, case_id)
        way(sam, tmp_path).settle()
        desk.pass_time(minutes=6)
    assert len(sam.read(views)) == 1
    way(sam, tmp_path).write(record_case_view, case_id)
    way(sam, tmp_path).settle()
    assert len(sam.read(views)) == 2


def test_what_may_not_be_seen_is_refused_before_anything_is_kept(
    desk: Desk, sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    desk.hire_and_settle("rita", Role.RECEPTIONIST).close()
    through = way(desk.sit("rita", OWN), tmp_path)
    with pytest.raises(Refused, match=r"permission\.denied"):
        through.write(record_case_view, file[1])
    assert not (tmp_path / "kept").exists()


def test_who_sees_a_restricted_case_is_on_record_at_once(
    sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    sam.write(restrict_case, file[1], 1, frozenset({sam.user.id}))
    assert way(sam, tmp_path).write(record_case_view, file[1]).result is True
    assert [action for action, _ in sam.read(views)] == ["case.viewed"]


def test_a_restricted_case_is_refused_to_others_as_ever(
    desk: Desk, sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    sam.write(restrict_case, file[1], 1, frozenset({sam.user.id}))
    through = way(desk.hire_and_settle("kim", Role.SUPERVISOR), tmp_path)
    with pytest.raises(Refused, match=r"case\.restricted"):
        through.write(record_case_view, file[1])
    assert sam.read(views) == []


def test_left_behind_by_a_crash_it_is_written_at_the_next_sign_in_of_whoever_looked(
    desk: Desk, sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    looked = desk.clock[0]
    way(sam, tmp_path).write(record_case_view, file[1])
    sam.close()
    desk.pass_time(hours=20)
    assert way(desk.ana, tmp_path).settle() == 0
    again = desk.sit("sam", OWN)
    assert way(again, tmp_path).settle() == 1
    assert again.read(views) == [("case.viewed", looked)]


def test_what_was_damaged_on_this_computer_is_on_record_as_lost(
    sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    way(sam, tmp_path).write(record_case_view, file[1])
    way(sam, tmp_path).write(record_view, "client", file[0])
    log = log_of(sam, tmp_path)
    content = bytearray(log.file.read_bytes())
    content[60] ^= 1
    log.file.write_bytes(content)
    assert way(sam, tmp_path).settle() == 1
    asked = select(AuditEvent.action, AuditEvent.details)
    known = sam.read(lambda reading: [tuple(row) for row in reading.session.execute(asked)])
    assert ("office.records_lost", '{"count":1}') in known
    assert log_of(sam, tmp_path).read().damaged == 0


def test_where_this_computer_cannot_keep_it_it_is_on_record_at_once(
    sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert way(sam, tmp_path).write(record_case_view, file[1]).result is True
    assert len(sam.read(views)) == 1


@needs_fork
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_anywhere_while_it_is_written_a_look_is_there_once(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    desk = new_desk(template / "office", shared=True)
    client = ClientForm(id=UUID(int=3), first_name="Ada", last_name="Lovelace")
    desk.ana.write(add_client, client)
    desk.close()

    def act(folder: Path) -> None:
        office, _ = sit(folder)
        through = way(office, folder)
        through.write(record_view, "client", client.id)
        (folder / "shown").mkdir()
        through.settle()

    for point, folder in crash_points(act, template, tmp_path / "beside", every=4):
        office, _ = sit(folder)
        way(office, folder).settle()
        assert len(office.read(views)) in ((1,) if (folder / "shown").is_dir() else (0, 1)), point
        office.close()
