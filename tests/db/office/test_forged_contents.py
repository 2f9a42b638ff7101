"""What a backup says of itself is signed by nobody: whoever wrote it, it harms no other one."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.office.drill import drill
from db.office.keeping import back_up, check
from db.office.regular_backups import backup_is_due, keep_in_second_place
from db.office.replacing import look_at, put_in_place
from db.storage.backup_contents import CONTENTS, read_contents
from db.storage.backup_unpacking import verify_backup
from tests.db.office.desk import Desk, new_desk
from tests.db.office.secrets_in import enter
from tests.db.office.test_replacing import NAME, refusal

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")

Says = dict[str, Any]


def forged(file: Path, to: Path, change: Callable[[Says], object]) -> Path:
    """A copy that says something else of itself, and is dated now."""
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(to, "w") as out:
        for name in packed.namelist():
            content = packed.read(name)
            if name == CONTENTS:
                says = json.loads(content)
                change(says)
                content = json.dumps(says).encode()
            out.writestr(name, content)
    os.utime(to)
    return to


NONSENSE: dict[str, Callable[[Says], object]] = {
    "a moment without a zone": lambda says: says.update(made_at="2026-03-02T10:00:00"),
    "the first moment": lambda says: says.update(made_at="0001-01-01T00:00:00+00:00"),
    "the last moment": lambda says: says.update(made_at="9999-12-31T23:59:59-12:00"),
    "a number for names": lambda says: says.update(unreadable=5),
    "numbers among names": lambda says: says.update(unreadable=[5]),
    "half a character": lambda says: says["heads"].update({"\ud800": {"n": 1, "hash": ""}}),
    "half a character among tables": lambda says: says["counts"].update({"\ud800": 1}),
    "more rows than there are numbers": lambda says: says["counts"].update(client=2**63),
    "more entries than there are numbers": lambda says: says["heads"]["desk-1"].update(n=2**63),
}


@pytest.mark.parametrize("change", NONSENSE.values(), ids=NONSENSE)
def test_one_that_says_nonsense_is_no_backup_and_stands_in_nobodys_way(
    desk: Desk, tmp_path: Path, change: Callable[[Says], object]
) -> None:
    file = back_up(desk.ana, tmp_path / "kept.caseroom-backup")
    bad = forged(file, desk.folder / "backups" / "bad.caseroom-backup", change)
    for call in (look_at, drill):
        assert refusal(call, desk.ana, bad) == {"backup.not_a_backup"}
    assert refusal(put_in_place, desk.ana, bad, NAME) == {"backup.not_a_backup"}
    backup_is_due(desk.ana)
    assert check(desk.ana) == []
    assert read_contents(back_up(desk.ana)).office_name == NAME


def test_one_that_was_dressed_as_a_newer_one_takes_nobodys_place(
    desk: Desk, tmp_path: Path
) -> None:
    """The ends of the log that it claims are looked for inside it."""
    old = back_up(desk.ana, tmp_path / "old.caseroom-backup")
    enter(desk.ana)
    new = read_contents(back_up(desk.ana))
    heads = {device: {"n": n, "hash": hash_} for device, (n, hash_) in new.heads.items()}
    dressed = forged(
        old,
        tmp_path / "dressed.caseroom-backup",
        lambda says: says.update(made_at=new.made_at.isoformat(), heads=heads),
    )
    assert [finding.code for finding in drill(desk.ana, dressed).findings] == ["backup.damaged"]
    assert refusal(put_in_place, desk.ana, dressed, NAME) == {"backup.damaged"}


def test_parts_that_claim_more_than_the_file_holds_are_not_laid_out(
    desk: Desk, tmp_path: Path
) -> None:
    """Parts within parts unpack to the square of what they take."""
    file = back_up(desk.ana)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("documents/inner", b"x" * 100_000)
    bad = tmp_path / "bad.caseroom-backup"
    with zipfile.ZipFile(bad, "w") as out:
        out.writestr("documents/outer", inner.getvalue())
        within = zipfile.ZipInfo("documents/inner")
        within.header_offset = out.infolist()[0].header_offset + 30 + len("documents/outer")
        within.file_size = within.compress_size = 100_000
        within.CRC = zipfile.crc32(b"x" * 100_000)  # type: ignore[attr-defined]
        out.filelist.append(within)
        with zipfile.ZipFile(file) as first:
            says = json.loads(first.read(CONTENTS))
        says["parts"] = {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in (
                ("documents/outer", inner.getvalue()),
                ("documents/inner", b"x" * 100_000),
            )
        }
        out.writestr(CONTENTS, json.dumps(says))
    assert refusal(verify_backup, bad) == {"backup.damaged"}


def test_what_was_laid_beside_the_backups_counts_for_none(desk: Desk, tmp_path: Path) -> None:
    """Neither is one that is due put off by it, nor is it what the second place gets."""
    other, second = new_desk(tmp_path / "other"), tmp_path / "second"
    theirs = back_up(other.ana)
    other.close()
    second.mkdir()
    file = back_up(desk.ana)
    os.utime(file, (0, 0))
    (file.parent / "junk.caseroom-backup").write_text("half of a copy")
    (file.parent / "theirs.caseroom-backup").write_bytes(theirs.read_bytes())
    keep_in_second_place(desk.ana, second)
    assert [path.name for path in second.iterdir()] == [file.name]
    assert not backup_is_due(desk.ana)
    desk.pass_time(hours=5)
    desk.sit()
    assert backup_is_due(desk.ana)


def test_a_file_that_was_put_there_meanwhile_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "letter.caseroom-backup"

    def meanwhile(*_: int) -> None:
        target.write_text("here first")

    assert refusal(back_up, desk.ana, target, meanwhile) == {"backup.exists"}
    assert target.read_text() == "here first"
