"""A sealed file is made whole and is in the office's log, or neither."""

import errno
import os
import shutil
import time
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.keeping import check
from db.office.sealed import homes, make_sealed, open_sealed, sealed_files
from db.office.sealed.unfinished import record_made
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.rules.sealed import NewSealed
from db.storage.problems import StorageProblem
from tests.db.office.sealed.cabinet import Cabinet


def form(cabinet: Cabinet) -> NewSealed:
    ids = frozenset({cabinet.maria.user.id})
    return NewSealed("Aldous", cabinet.maria.user.id, ids, uuid4())


def made(reading: Reading) -> int:
    asked = select(AuditEvent.record_id).where(AuditEvent.action == "sealed.made")
    return len(reading.session.scalars(asked).all())


def found(reading: Reading) -> list[AuditEvent]:
    asked = select(AuditEvent).where(AuditEvent.action == "sealed.found")
    return list(reading.session.scalars(asked))


def dying_disk(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.only_in_folder("files of a sealed file")
def test_a_file_whose_place_did_not_reach_the_disk_is_not_made(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is refused tries again: nothing stands in the way, and nothing is left."""
    wanted = form(cabinet)
    with monkeypatch.context() as broken, pytest.raises(Refused, match=r"storage\."):
        broken.setattr(homes, "sync_folder", dying_disk)
        make_sealed(cabinet.sue, wanted)
    assert list((cabinet.desk.folder / "sealed").iterdir()) == []
    assert sealed_files(cabinet.maria).files == () and cabinet.ana.read(made) == 0
    make_sealed(cabinet.sue, wanted)
    assert [one.id for one in sealed_files(cabinet.maria).files] == [wanted.id]
    assert cabinet.ana.read(made) == 1
    assert check(cabinet.maria) == []


@pytest.mark.only_in_folder("files of a sealed file")
def test_a_file_that_cannot_get_its_name_is_not_in_the_log(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, pytest.raises(Refused, match=r"storage\."):
        broken.setattr(Path, "rename", dying_disk)
        make_sealed(cabinet.sue, form(cabinet))
    assert list((cabinet.desk.folder / "sealed").iterdir()) == []
    assert cabinet.ana.read(made) == 0


@pytest.mark.parametrize(("code", "there"), [("full", 0), ("unsure", 1)])
@pytest.mark.only_in_folder("files of a sealed file")
def test_a_file_that_the_log_does_not_take_is_not_made_unless_it_may_have_taken_it(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, code: str, there: int
) -> None:
    wanted, write = form(cabinet), Office.write

    def refused(office: Office, operation: object, *args: object, **named: object) -> object:
        if operation is record_made:
            raise StorageProblem(code)
        return write(office, operation, *args, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as broken, pytest.raises(Refused, match=code):
        broken.setattr(Office, "write", refused)
        make_sealed(cabinet.sue, wanted)
    assert len(sealed_files(cabinet.maria).files) == there
    assert len(list((cabinet.desk.folder / "sealed").iterdir())) == there


def killed(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> NewSealed:
    """What a program leaves that is killed here: it tidies nothing."""
    wanted = form(cabinet)
    with monkeypatch.context() as struck, pytest.raises(Refused, match=r"storage\."):
        struck.setattr(owner, name, dying_disk)
        struck.setattr(shutil, "rmtree", lambda *_, **__: None)
        make_sealed(cabinet.sue, wanted)
    return wanted


@pytest.mark.only_in_folder("files of a sealed file")
def test_killed_before_the_log_tells_of_it_the_check_says_so_until_a_member_opens_it(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = killed(cabinet, monkeypatch, homes, "sync_folder")
    for office in (cabinet.maria, cabinet.omar):  # who is a member, and who is none
        assert "check.sealed_unrecorded" in {one.code for one in check(office)}
    for _ in range(2):
        open_sealed(cabinet.maria, wanted.id).close()
    (event,) = cabinet.ana.read(found)
    assert (event.record_id, event.user_id) == (wanted.id, cabinet.maria.user.id)
    assert str(cabinet.sue.user.id) in event.details
    assert check(cabinet.maria) == []


@pytest.mark.only_in_folder("files of a sealed file")
def test_killed_before_it_has_its_name_what_is_left_goes_with_the_next_day(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = killed(cabinet, monkeypatch, Path, "rename")
    (left,) = (cabinet.desk.folder / "sealed").iterdir()
    assert [one.code for one in check(cabinet.maria)] == ["check.temporary"]
    make_sealed(cabinet.sue, wanted)
    assert left.exists()  # another computer may be at it
    yesterday = time.time() - 25 * 3600
    os.utime(left, (yesterday, yesterday))
    make_sealed(cabinet.sue, form(cabinet))
    assert check(cabinet.maria) == []
