"""What is looked at and printed while the drive is gone is on record when it is back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.afterwards import Afterwards
from db.office.aside import Aside
from db.office.keeping import check
from db.office.local_copy import LocalCopy
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.view import record_case_view
from db.operations.clients.intake import add_client
from db.operations.disclosures import record_disclosure
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import DisclosurePurpose, Role
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.later import Later
from db.storage.snapshot import Copies
from tests.db.office.desk import OWN, Desk, Ready

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")

JUDGE = "Hon. Marguerite Sentinel"


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def office(desk: Desk) -> Office:
    return desk.hire_and_settle("sam", Role.SUPERVISOR)


@pytest.fixture
def case_id(office: Office) -> UUID:
    client = ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")
    office.write(add_client, client)
    form = CaseForm(id=new_id(), client_id=client.id, opened_on=datetime(2026, 1, 5).date())
    office.write(open_case, form)
    return form.id


def beside(office: Office, folder: Path) -> Aside:
    copy = LocalCopy(office, Copies(folder, office.record.id))
    copy.renew()
    return Aside(office, copy, afterwards=Afterwards(office, folder / "later"))


def report(case_id: UUID) -> DisclosureForm:
    return DisclosureForm(
        id=new_id(),
        document="court",
        left_as=LeftAs.PRINTED,
        purpose=DisclosurePurpose.COURT,
        recipient=JUDGE,
        case_id=case_id,
        rows=1,
        sha256="ab" * 32,
    )


def acts(reading: Reading) -> list[tuple[str, datetime]]:
    """Views and prints on record, with their moments."""
    asked = select(AuditEvent.action, AuditEvent.at).order_by(AuditEvent.at)
    wanted = ("case.viewed", "document.printed", "office.records_lost")
    return [(action, at) for action, at in reading.session.execute(asked) if action in wanted]


def drop(desk: Desk, office: Office) -> Path:
    office.engines.dispose()
    desk.ana.engines.dispose()
    return desk.folder.rename(desk.folder.with_name("unplugged"))


def test_they_are_written_with_their_own_moments_and_the_log_stays_whole(
    desk: Desk, office: Office, case_id: UUID, tmp_path: Path
) -> None:
    aside = beside(office, tmp_path / "here")
    away = drop(desk, office)
    aside.look()
    desk.pass_time(minutes=2)
    viewed = desk.clock[0]
    assert aside.write(record_case_view, case_id).result is True
    desk.pass_time(minutes=5)
    printed, form = desk.clock[0], report(case_id)
    assert aside.write(record_disclosure, form).result == form.id

    desk.pass_time(minutes=30)
    away.rename(desk.folder)
    assert aside.look()
    assert aside.settle() == 2
    assert office.read(acts) == [("case.viewed", viewed), ("document.printed", printed)]
    assert check(desk.ana) == []
    assert aside.settle() == 0
    aside.copy.close()


def test_they_wait_for_the_next_sign_in_sealed_to_whoever_did_it(
    desk: Desk, office: Office, case_id: UUID, tmp_path: Path
) -> None:
    aside = beside(office, tmp_path / "here")
    away = drop(desk, office)
    aside.look()
    aside.write(record_disclosure, report(case_id))
    (file,) = (tmp_path / "here" / "later").glob("*.later")
    assert JUDGE.encode() not in file.read_bytes()
    assert Later(file, desk.ana.identity).all() == [None]
    aside.copy.close()
    office.close()

    away.rename(desk.folder)
    ana = Aside(desk.ana, aside.copy, afterwards=Afterwards(desk.ana, tmp_path / "here" / "later"))
    assert ana.settle() == 0
    again = desk.sit("sam", OWN)
    assert beside(again, tmp_path / "here").settle() == 1
    assert [action for action, _ in again.read(acts)] == ["document.printed"]
    assert not file.exists()


def test_one_that_was_written_before_the_program_was_killed_is_not_written_twice(
    desk: Desk, office: Office, case_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = beside(office, tmp_path / "here")
    away = drop(desk, office)
    aside.look()
    aside.write(record_case_view, case_id)
    away.rename(desk.folder)
    aside.look()

    def killed(_: Later, count: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Later, "drop", killed)
        aside.settle()
    aside.settle()
    assert len(office.read(acts)) == 1
    aside.copy.close()


def test_a_line_that_was_broken_off_counts_for_nothing_and_harms_no_other(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "later"
    later = Later(file, desk.ana.identity)
    later.add(b"first")
    later.add(b"second")
    file.write_bytes(file.read_bytes()[:-20])
    assert later.all() == [b"first"]
    later.add(b"third")
    assert later.all() == [b"first", b"third"]


def test_one_that_was_damaged_on_this_computer_is_on_record_as_lost(
    desk: Desk, office: Office, case_id: UUID, tmp_path: Path
) -> None:
    aside = beside(office, tmp_path / "here")
    away = drop(desk, office)
    aside.look()
    aside.write(record_disclosure, report(case_id))
    aside.write(record_case_view, case_id)
    (file,) = (tmp_path / "here" / "later").glob("*.later")
    content = bytearray(file.read_bytes())
    content[60] ^= 1
    file.write_bytes(content)
    away.rename(desk.folder)
    aside.look()
    assert aside.settle() == 1
    assert [action for action, _ in office.read(acts)] == ["case.viewed", "office.records_lost"]
    aside.copy.close()


def test_what_cannot_be_kept_does_not_leave(
    desk: Desk, office: Office, case_id: UUID, tmp_path: Path
) -> None:
    aside = beside(office, tmp_path / "here")
    drop(desk, office)
    aside.look()
    (tmp_path / "here" / "later").write_text("a file where the folder should be")
    with pytest.raises(Refused, match=r"storage\."):
        aside.write(record_disclosure, report(case_id))
    aside.copy.close()


def test_one_without_a_recipient_is_refused_as_ever(
    desk: Desk, office: Office, case_id: UUID, tmp_path: Path
) -> None:
    from dataclasses import replace

    aside = beside(office, tmp_path / "here")
    drop(desk, office)
    aside.look()
    with pytest.raises(Refused, match=r"disclosure\.no_recipient"):
        aside.write(record_disclosure, replace(report(case_id), recipient=" "))
    aside.copy.close()


def test_what_is_looked_at_while_the_rest_is_written_waits_for_the_next_time(
    office: Office, case_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Afterwards(office, tmp_path / "later") for _ in range(2))
    first.keep(record_case_view, case_id)
    write = office.write

    def meanwhile(*args: object, **kwargs: object) -> object:
        monkeypatch.setattr(office, "write", write)
        second.keep(record_disclosure, report(case_id))
        return write(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(office, "write", meanwhile)
    assert first.settle() == 1
    assert second.settle() == 1
    assert [action for action, _ in office.read(acts)] == ["case.viewed", "document.printed"]
    assert first.settle() == 0
