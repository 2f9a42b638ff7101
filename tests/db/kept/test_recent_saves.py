"""A save that a shared drive acknowledged and lost is saved again, once, as its rules allow."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.models.audit import AuditEvent, Disclosure
from db.models.client import Client
from db.office import Office
from db.office.keeping import check
from db.office.members import change_role
from db.office.saves import RecentSaves
from db.office.saves.recent import KEPT
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.clients.intake import add_client, change_client
from db.operations.disclosures import record_disclosure
from db.operations.drafts import save_draft
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import DisclosurePurpose, Role
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.local_store import MOST, LocalLog
from tests.db.office.desk import OWN, Desk, Ready

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def sam(desk: Desk) -> Office:
    return desk.hire_and_settle("sam", Role.SUPERVISOR)


def journal(office: Office, folder: Path, most: int = MOST) -> RecentSaves:
    about = (office.identity, office.record.id, office.device, "saves")
    saves = RecentSaves(office, LocalLog(folder / "kept", *about, most=most))
    office.watchers.append(saves)
    return saves


class Accident:
    """What a computer that slept in its write does to the others' saves: the file as it was."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._kept = desk, folder / "as it was.db"
        self._let_go()
        shutil.copyfile(desk.folder / "office.db", self._kept)

    def happen(self) -> None:
        self._let_go()
        shutil.copyfile(self._kept, self._desk.folder / "office.db")

    def _let_go(self) -> None:
        for office in (self._desk.ana, *self._desk.opened):
            office.engines.dispose()


def client(name: str) -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name=name)


def names(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(Client.last_name).order_by(Client.last_name)))


def moments(reading: Reading) -> list[datetime | None]:
    """Of what left the office, and of what was saved again."""
    again = select(AuditEvent.at).where(AuditEvent.action == "save.repeated")
    return [reading.session.scalar(asked) for asked in (select(Disclosure.at), again)]


def times(reading: Reading, action: str) -> int:
    asked = select(func.count()).where(AuditEvent.action == action)
    return reading.session.scalar(asked) or 0


def test_every_lost_save_comes_back_once_and_in_order(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    forms = [client(name) for name in ("Byron", "Lovelace", "Somerville")]
    for form in forms:
        sam.write(add_client, form)
        case = CaseForm(id=new_id(), client_id=form.id, opened_on=date(2026, 1, 5))
        sam.write(open_case, case)
    accident.happen()
    assert sam.read(names) == []

    found = saves.look()
    assert [save.action for save in found.again] == ["client.added", "case.opened"] * 3
    assert found.stuck == () and found.damaged == 0
    assert sam.read(names) == ["Byron", "Lovelace", "Somerville"]
    assert (sam.read(times, "client.added"), sam.read(times, "save.repeated")) == (3, 6)
    assert saves.look() == type(found)()
    assert sam.read(times, "client.added") == 3
    assert check(desk.ana) == []


def test_they_come_back_at_the_next_sign_in_too_and_after_a_second_accident(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    journal(sam, tmp_path)
    accident = Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    sam.close()
    for _ in range(2):
        accident.happen()
        again = desk.sit("sam", OWN)
        found = journal(again, tmp_path).look()
        assert ([save.action for save in found.again], found.stuck) == (["client.added"], ())
        assert again.read(names) == ["Lovelace"]


def test_what_is_still_there_is_left_alone_and_forgotten_after_two_days(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    assert saves.look().again == ()
    desk.clock[0] += KEPT + timedelta(minutes=1)
    saves.look()
    accident.happen()
    assert saves.look().again == ()


def test_a_save_of_a_clock_that_was_put_back_since_is_looked_for_all_the_same(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    desk.clock[0] -= timedelta(days=1)
    found = saves.look(older_than=timedelta(seconds=90))
    assert ([save.action for save in found.again], found.stuck) == (["client.added"], ())


def test_a_save_is_not_looked_for_before_it_is_so_old(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    assert saves.look(timedelta(minutes=3)).again == ()
    desk.pass_time(minutes=4)
    assert len(saves.look(timedelta(minutes=3)).again) == 1


def test_where_a_colleague_saved_since_theirs_stands_and_the_lost_one_is_told(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    form = client("Lovelace")
    desk.ana.write(add_client, form)
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(change_client, changed(form, "Lovelace-King"), 1)
    accident.happen()
    desk.ana.write(change_client, changed(form, "Byron"), 1)

    found = saves.look()
    assert found.again == ()
    assert [(save.action, save.why[0].code) for save in found.stuck] == [
        ("client.changed", "record.stale")
    ]
    assert sam.read(names) == ["Byron"]
    desk.clock[0] += KEPT + timedelta(minutes=1)
    for _ in range(2):  # it stays to be looked at, and is not tried again
        assert saves.look().stuck == found.stuck
    saves.dismiss([save.operation_id for save in found.stuck])
    assert saves.look().stuck == ()


def test_who_may_no_longer_do_it_saves_nothing_again(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    journal(sam, tmp_path)
    accident = Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    change_role(desk.ana, sam.user.id, Role.AUDITOR)
    again = desk.sit("sam", OWN)
    found = journal(again, tmp_path).look()
    assert found.again == () and len(found.stuck) == 1
    assert again.read(times, "save.repeated") == 0


def test_what_was_saved_before_the_office_was_restored_is_told_and_not_saved_again(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    desk.pass_time(minutes=1)
    desk.ana.write(lambda work: work.record("office.restored", "office"))
    (lost,) = saves.look().stuck
    assert [finding.code for finding in lost.why] == ["saves.restored_since"]
    assert sam.read(names) == []


def test_a_print_that_was_lost_comes_back_with_its_moment_and_the_log_says_when_it_did(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    left = DisclosureForm(
        id=new_id(),
        document="client-list",
        left_as=LeftAs.PRINTED,
        recipient="Court",
        purpose=DisclosurePurpose.COURT,
    )
    sam.write(record_disclosure, left)
    printed = desk.clock[0]
    accident.happen()
    desk.pass_time(minutes=30)
    saves.look()
    assert sam.read(moments) == [printed, desk.clock[0]]


def test_drafts_and_what_was_refused_are_not_in_the_journal(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(save_draft, "client", new_id(), {"first_name": "Ada"})
    with pytest.raises(Refused):
        sam.write(change_client, client("Lovelace"), 1)
    accident.happen()
    assert saves.look() == type(saves.look())()


def test_a_backup_that_was_put_elsewhere_is_left_as_it_is(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    Accident(desk, tmp_path)
    journal(sam, tmp_path)
    elsewhere = tmp_path / "looked into"
    sam.engines.dispose()
    shutil.copytree(desk.folder, elsewhere)
    sam.write(add_client, client("Lovelace"))
    other = Desk(elsewhere, desk.ana, "", desk.clock, shared=True).sit("sam", OWN)
    assert journal(other, tmp_path).look().again == ()
    assert other.read(names) == []
    other.close()


def test_while_the_drive_is_gone_the_save_waits_for_the_next_look(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    sam.engines.dispose()
    away = desk.folder.rename(desk.folder.with_name("unplugged"))
    with pytest.raises(Refused, match=r"storage\."):
        saves.look()
    away.rename(desk.folder)
    assert len(saves.look().again) == 1


def test_a_save_that_this_computer_cannot_keep_is_saved_all_the_same_and_counted(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    saves = journal(sam, tmp_path)
    sam.write(add_client, client("Lovelace"))
    assert sam.read(names) == ["Lovelace"]
    assert saves.unkept == 1


def test_a_full_journal_makes_room_by_what_is_older_than_two_days(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves = journal(sam, tmp_path, most=6000)
    while not saves.unkept:
        sam.write(add_client, client("Byron"))
    desk.clock[0] += KEPT + timedelta(minutes=1)
    accident = Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    assert (len(saves.look().again), saves.unkept) == (1, 1)


def changed(form: ClientForm, name: str) -> ClientForm:
    return replace(form, last_name=name)


def test_what_a_newer_version_of_the_program_kept_waits_for_it_and_stops_nothing(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves = journal(sam, tmp_path)
    log = LocalLog(tmp_path / "kept", sam.identity, sam.record.id, sam.device, "saves")
    accident = Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    log.add(b'{"kept": "in another way"}')
    accident.happen()
    found = saves.look()
    assert len(found.again) == 1
    assert found.damaged == 1
    saves.dismiss([save.operation_id for save in found.again])
    assert b'{"kept": "in another way"}' in log.read().contents
