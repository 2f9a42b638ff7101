"""What counts as a backup can be opened, and holds the attached files that it says it holds."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from db.office import open_office
from db.office.drill import drill
from db.office.keeping import back_up, check, restore
from db.office.replacing import put_in_place
from db.storage import backup, backup_unpacking
from db.storage.backup_contents import CONTENTS, BackupContents, read_contents
from tests.db.office.desk import CHEAP, PASSWORD, Desk
from tests.db.office.secrets_in import enter
from tests.db.office.test_replacing import NAME, beside, opened, refusal

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


def meanwhile(monkeypatch: pytest.MonkeyPatch, desk: Desk, *, often: int = 1) -> list[str]:
    """Ana gives two people accounts while the database is copied, the first times `often`."""
    real, hired = backup._vacuum_into, list[str]()

    def copying(engine: object, copy: Path) -> None:
        real(engine, copy)  # type: ignore[arg-type]
        for _ in range(2 if len(hired) < 2 * often else 0):
            hired.append(f"user{len(hired)}")
            desk.hire(hired[-1])

    monkeypatch.setattr(backup, "_vacuum_into", copying)
    return hired


def test_one_that_was_made_while_people_were_given_accounts_opens(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired = meanwhile(monkeypatch, desk)
    restore(back_up(desk.ana), tmp_path / "Restored")
    office = open_office(tmp_path / "Restored", "ana", PASSWORD, device="new", cost=CHEAP)
    assert check(office) == []
    office.close()
    assert hired == ["user0", "user1"]
    assert {f"{name}.json" for name in hired} <= {
        path.name for path in (tmp_path / "Restored" / "keys").iterdir()
    }


def test_one_of_an_office_whose_list_never_rests_is_not_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, desk, often=100)
    assert refusal(back_up, desk.ana) == {"storage.locked"}
    assert list((desk.folder / "backups").iterdir()) == []


def test_one_without_keys_that_fit_is_not_made(desk: Desk, tmp_path: Path) -> None:
    older = (desk.keys / "manifest.json").read_bytes()
    desk.hire("ben")
    desk.hire("cyd")
    newest = (desk.keys / "manifest.json").read_bytes()
    (desk.keys / "manifest.json").write_bytes(older)
    assert refusal(back_up, desk.ana) == {"storage.manifest_old"}
    (desk.keys / "manifest.json").write_bytes(newest)
    for name in ("ana.json", "recovery.json"):
        (desk.keys / name).rename(tmp_path / name)
    assert refusal(back_up, desk.ana) == {"backup.opens_for_nobody"}
    (desk.keys / "manifest.json").unlink()
    assert refusal(back_up, desk.ana) == {"storage.manifest_missing"}
    assert list((desk.folder / "backups").iterdir()) == []


def test_a_key_file_behind_a_link_is_in_it_and_nothing_else_behind_a_link_is(
    desk: Desk, tmp_path: Path
) -> None:
    private = tmp_path / "private"
    private.write_text("nobody's business")
    (desk.keys / "notes.json").symlink_to(private)
    (desk.keys / "ana.json").rename(tmp_path / "ana.json")
    (desk.keys / "ana.json").symlink_to(tmp_path / "ana.json")
    file = back_up(desk.ana)
    assert read_contents(file).parts.keys() == {
        "office.db",
        "keys/manifest.json",
        "keys/ana.json",
        "keys/recovery.json",
    }
    restore(file, tmp_path / "Restored")
    opened(tmp_path / "Restored").close()


@pytest.mark.parametrize("pattern", ["??", "??/*"])
def test_an_attached_file_behind_a_link_is_in_it(desk: Desk, tmp_path: Path, pattern: str) -> None:
    stored = enter(desk.ana).stored_as.hex
    path = next((desk.folder / "documents").glob(pattern))
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    contents = read_contents(back_up(desk.ana))
    assert contents.unreadable == ()
    assert f"documents/{stored[-2:]}/{stored}" in contents.parts
    assert drill(desk.ana).findings == ()


def test_what_lies_in_an_attached_files_place_is_not_taken_along(
    desk: Desk, tmp_path: Path
) -> None:
    stored = enter(desk.ana).stored_as.hex
    path = next((desk.folder / "documents").glob("??/*"))
    (tmp_path / "private").write_text("nobody's business")
    path.unlink()
    path.symlink_to(tmp_path / "private")
    file = back_up(desk.ana)
    assert read_contents(file).unreadable == (stored,)
    assert b"nobody's business" not in file.read_bytes()


def test_an_attached_file_that_did_not_arrive_whole_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the office it is as it was; what counts is what was packed."""
    stored = enter(desk.ana).stored_as.hex
    real = backup.pack

    def torn(packed: zipfile.ZipFile, name: str, source: Path) -> tuple[int, str]:
        if name.startswith("documents/"):
            bad = desk.folder.parent / "bad"
            *whole, last = source.read_bytes()
            bad.write_bytes(bytes([*whole, last ^ 1]))
            source = bad
        return real(packed, name, source)

    monkeypatch.setattr(backup, "pack", torn)
    assert read_contents(back_up(desk.ana)).unreadable == (stored,)


def with_keys_of(keys: Path, file: Path, to: Path) -> Path:
    """A copy of a backup with the key files that lie in the folder."""
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(to, "w") as out:
        says = json.loads(packed.read(CONTENTS))
        for name in says["parts"]:
            its_own = not name.startswith("keys/")
            content = packed.read(name) if its_own else (keys.parent / name).read_bytes()
            sha256 = hashlib.sha256(content).hexdigest()
            says["parts"][name] = {"size": len(content), "sha256": sha256}
            out.writestr(name, content)
        out.writestr(CONTENTS, json.dumps(says))
    return to


def test_one_that_would_lock_everybody_out_takes_nobodys_place(desk: Desk, tmp_path: Path) -> None:
    """Such ones were made once: the list of members is two steps ahead of the records."""
    file = back_up(desk.ana)
    desk.hire("ben")
    desk.hire("cyd")
    bad = with_keys_of(desk.keys, file, tmp_path / "bad.caseroom-backup")
    assert [one.code for one in drill(desk.ana, bad).findings] == ["backup.keys_do_not_fit"]
    assert refusal(put_in_place, desk.ana, bad, NAME) == {"backup.keys_do_not_fit"}
    assert beside(desk.folder) == {NAME, bad.name}


def test_what_reads_differently_the_second_time_is_not_laid_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = back_up(desk.ana)
    desk.hire("ben")
    real = backup_unpacking.verify_backup

    def changed_since(found: Path) -> BackupContents:
        contents = real(found)
        with_keys_of(desk.keys, found, tmp_path / "other").replace(found)
        return contents

    monkeypatch.setattr(backup_unpacking, "verify_backup", changed_since)
    assert refusal(restore, file, tmp_path / "Restored") == {"backup.damaged"}
    assert not (tmp_path / "Restored").exists()


def test_what_a_killed_backup_left_of_sealed_files_is_told_and_taken_away_a_day_later(
    desk: Desk,
) -> None:
    left = desk.folder / "backups" / ".Harbor House.caseroom-backup.0a1b2c3d.sealed"
    (left / "copy").mkdir(parents=True)
    (left / "copy" / "office.db").write_bytes(b"half")
    back_up(desk.ana)
    assert left.exists()  # another computer may be at it
    assert [(one.code, one.params["name"]) for one in check(desk.ana)] == [
        ("check.temporary", left.name)
    ]
    os.utime(left, (0, 0))
    desk.pass_time(hours=1)
    back_up(desk.ana)
    assert not left.exists()
    assert check(desk.ana) == []
