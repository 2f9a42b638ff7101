"""Making and opening an office: what is refused, and that a refusal leaves everything as it was."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.office import NewOffice, Office, create_office, members, open_office
from db.office.quick_unlock import keep_unlocked, open_unlocked, unlocked_person
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import engine as storage_engine
from db.storage.keys.key_file import read_key_file
from db.storage.place import PlaceKind
from db.storage.timing import Timing
from db.texts import explain
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, People
from tests.db.office.secrets_in import enter

FORM = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD)
DEVICE_KEY = bytes(range(32))


def refusal(call: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in caught.value.findings}


def client_numbers(reading: Reading) -> list[str]:
    from sqlalchemy import select

    from db.models.client import Client

    return list(reading.session.scalars(select(Client.number).order_by(Client.number)))


def add_somebody(office: Office, name: str = "Ada") -> None:
    office.write(add_client, ClientForm(new_id(), first_name=name))


# ---- making ----


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"name": "  "}, {"office.name_missing"}),
        ({"admin_name": ""}, {"staff.name_missing"}),
        ({"time_zone": "Mars/Olympus"}, {"office.unknown_zone"}),
        ({"time_zone": "../../etc/passwd"}, {"office.unknown_zone"}),
        ({"admin_user": "a/b"}, {"storage.user_name"}),
        ({"password": "short"}, {"password.too_short"}),
        ({"name": "", "password": "short"}, {"office.name_missing", "password.too_short"}),
    ],
)
@pytest.mark.only_in_folder("making a folder")
def test_a_form_that_will_not_do_makes_nothing(
    tmp_path: Path, change: dict[str, str], codes: set[str]
) -> None:
    folder = tmp_path / "office"
    form = replace(FORM, **change)  # type: ignore[arg-type]
    assert refusal(create_office, folder, form, device="x", cost=CHEAP) == codes
    assert not folder.exists()


@pytest.mark.only_in_folder("making a folder")
def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("here first")
    assert refusal(create_office, tmp_path, FORM, device="x") == {"office.folder_not_empty"}
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.only_in_folder("making a folder")
def test_an_office_that_could_not_be_finished_is_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("db.office.creating.upgrade_engine", fail)
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new", tmp_path / "empty"):
        assert refusal(create_office, folder, FORM, device="x", cost=CHEAP) == {"storage.full"}
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


@pytest.mark.only_in_folder("making a folder")
def test_an_office_may_be_kept_as_on_a_shared_drive(tmp_path: Path) -> None:
    form = replace(FORM, shared=True)
    office = create_office(tmp_path / "o", form, device="x", cost=CHEAP).office
    assert office.place.kind is PlaceKind.SHARE
    with office.engines.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "truncate"
    add_somebody(office)
    office.close()
    again = open_office(tmp_path / "o", "ana", PASSWORD, device="y", cost=CHEAP, shared=True)
    assert again.read(client_numbers) != []
    again.close()


# ---- opening ----


@pytest.mark.only_in_folder("making a folder")
def test_a_folder_without_an_office_is_no_office(tmp_path: Path) -> None:
    assert refusal(open_office, tmp_path, "ana", PASSWORD, device="x") == {"office.not_here"}


def test_an_office_of_a_newer_program_is_refused_and_left_as_it_is(desk: People) -> None:
    desk.tamper(
        "UPDATE alembic_version SET version_num = '9999_later'",
        "UPDATE fact SET value = '9999' WHERE key = 'schema_floor'",
        "UPDATE fact SET value = '9.9.9' WHERE key = 'needs_version'",
    )
    with pytest.raises(Refused) as refused:
        desk.sit()
    found = {finding.code for finding in refused.value.findings}
    assert found == {"storage.newer", "storage.needs_version"}
    assert "9.9.9" in explain(refused.value)


@pytest.mark.only_in_folder("files of an office")
def test_the_database_of_another_office_does_not_open(desk: Desk, tmp_path: Path) -> None:
    other = create_office(tmp_path / "other", FORM, device="x", cost=CHEAP).office
    other.close()
    desk.ana.engines.dispose()
    for name in ("office.db", "office.db-wal", "office.db-shm"):
        (desk.folder / name).unlink(missing_ok=True)
    (desk.folder / "office.db").write_bytes((tmp_path / "other" / "office.db").read_bytes())
    assert refusal(desk.sit) == {"storage.wrong_key_or_damaged"}


def test_one_who_is_signed_out_holds_no_key_any_more(desk: People) -> None:
    office = desk.sit()
    office.close()
    assert office.data_key == b""


# ---- writing in bad times ----


def test_an_operation_is_done_once_however_often_it_is_sent(desk: People) -> None:
    form, operation_id = ClientForm(new_id(), first_name="Ada"), new_id()
    first = desk.ana.write(add_client, form, operation_id=operation_id)
    again = desk.ana.write(add_client, form, operation_id=operation_id)
    assert (first.repeated, again.repeated) == (False, True)
    assert first.result is not None
    assert len(desk.ana.read(client_numbers)) == 1


@pytest.mark.only_in_folder("files of an office")
def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_lost(desk: Desk) -> None:
    add_somebody(desk.ana)
    before = desk.ana.read(client_numbers)
    with desk.ana.engines.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long = ClientForm(new_id(), first_name="Ben", presenting_need="x" * 90_000)
    assert refusal(desk.ana.write, add_client, long) == {"storage.full"}
    assert desk.ana.read(client_numbers) == before


def full(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.only_in_folder("files of an office")
def test_a_disk_that_is_full_for_the_key_file_keeps_the_old_password(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in desk.keys.iterdir())
    monkeypatch.setattr("db.storage.atomic.os.fsync", full)
    change = lambda: members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)  # noqa: E731
    assert refusal(change) == {"storage.full"}
    monkeypatch.undo()
    assert sorted(path.name for path in desk.keys.iterdir()) == before
    assert desk.sit("ana", PASSWORD)


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.only_in_folder("files of an office")
def test_after_an_error_at_the_commit_it_is_looked_up_whether_it_was_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    patiently = storage_engine._patiently
    failed: list[int] = []

    def failing(step: Callable[[], object], seconds: float, timing: Timing) -> None:
        code = getattr(step, "__code__", None)  # the settings of a connection have none
        if code is not None and "COMMIT" in str(code.co_consts) and not failed:
            failed.append(1)
            if kept:
                step()
            raise driver.OperationalError("disk I/O error")
        patiently(step, seconds, timing)

    monkeypatch.setattr(storage_engine, "_patiently", failing)
    if kept:
        add_somebody(desk.ana)
        assert len(desk.ana.read(client_numbers)) == 1
    else:
        assert refusal(add_somebody, desk.ana) == {"storage.input_output"}
        assert desk.ana.read(client_numbers) == []
    assert failed


def test_two_computers_write_after_each_other_and_see_each_others_records(desk: People) -> None:
    other = desk.sit()
    for number in range(10):
        add_somebody(desk.ana if number % 2 else other, f"Name {number}")
    assert len(desk.ana.read(client_numbers)) == 10
    assert desk.ana.read(client_numbers) == other.read(client_numbers)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
@pytest.mark.only_in_folder("files of an office")
def test_a_folder_that_may_not_be_written_to_is_said_so(desk: Desk) -> None:
    desk.keys.chmod(0o500)
    try:
        change = lambda: members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)  # noqa: E731
        assert refusal(change) == {"storage.readonly"}
    finally:
        desk.keys.chmod(0o700)


# ---- quick unlock ----


@pytest.mark.only_in_folder("keys in a keyring; see on_server/test_quick_unlock.py")
def test_a_computers_own_key_opens_the_office_without_a_password(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "settings" / "ana.json"
    keep_unlocked(desk.ana, DEVICE_KEY, file)
    person = unlocked_person(file)
    assert person is not None
    assert person.user_name == "ana"
    office = open_unlocked(desk.folder, file, DEVICE_KEY, device="x")
    assert office.user == desk.ana.user
    enter(office)
    office.close()
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.only_in_folder("keys in a keyring; see on_server/test_quick_unlock.py")
def test_another_key_or_another_file_opens_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ana.json"
    keep_unlocked(desk.ana, DEVICE_KEY, file)
    void = {"storage.quick_unlock_void"}
    assert refusal(open_unlocked, desk.folder, file, bytes(32), device="x") == void
    file.write_text("{}")
    assert refusal(open_unlocked, desk.folder, file, DEVICE_KEY, device="x") == void
    assert refusal(open_unlocked, desk.folder, tmp_path / "no", DEVICE_KEY, device="x") == void


@pytest.mark.only_in_folder("keys in a keyring; see on_server/test_quick_unlock.py")
def test_quick_unlock_ends_with_a_reset_and_with_leaving(desk: Desk, tmp_path: Path) -> None:
    void = {"storage.quick_unlock_void"}
    for user, end in (
        ("ben", lambda who: members.reset_password(desk.ana, who, cost=CHEAP)),
        ("mei", lambda who: members.deactivate(desk.ana, who)),
    ):
        office = desk.hire_and_settle(user)
        file = tmp_path / f"{user}.json"
        keep_unlocked(office, DEVICE_KEY, file)
        open_unlocked(desk.folder, file, DEVICE_KEY, device="x").close()
        end(office.user.id)
        assert refusal(open_unlocked, desk.folder, file, DEVICE_KEY, device="x") == void


@pytest.mark.only_in_folder("keys in a keyring; see on_server/test_quick_unlock.py")
def test_quick_unlock_outlives_a_password_that_its_owner_changed(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "ana.json"
    keep_unlocked(desk.ana, DEVICE_KEY, file)
    members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)
    open_unlocked(desk.folder, file, DEVICE_KEY, device="x").close()


@pytest.mark.only_in_folder("keys in a keyring; see on_server/test_quick_unlock.py")
def test_no_key_is_kept_for_a_one_time_password(desk: Desk, tmp_path: Path) -> None:
    _, given = desk.hire("ben")
    office = desk.sit("ben", given)
    file = tmp_path / "ben.json"
    assert refusal(keep_unlocked, office, DEVICE_KEY, file) == {"sign_in.must_change"}
    assert not file.exists()


@pytest.mark.only_in_folder("keys in a keyring; see on_server/test_quick_unlock.py")
def test_what_a_computer_keeps_is_of_no_use_without_its_keyring(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ana.json"
    keep_unlocked(desk.ana, DEVICE_KEY, file)
    content = file.read_bytes()
    secret = desk.ana.identity.to_bytes()
    for part in (secret[:32], secret[32:], desk.ana.data_key, DEVICE_KEY):
        assert part not in content
        assert part.hex().encode() not in content
    assert read_key_file(desk.shelf, "ana").public == desk.ana.identity.public
