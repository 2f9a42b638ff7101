"""What is entered stands nowhere in the clear: office, backups, logs, temp folder."""

import logging
import tempfile
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from db.office import open_office
from db.office.keeping import back_up, check, restore
from db.rules.findings import Refused
from desktop.crash import record_crash
from desktop.logs import start_logging
from tests.db.office.desk import CHEAP, PASSWORD, Desk, People
from tests.db.office.secrets_in import WORDS, enter, found_in


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of this test's own, to look into afterwards."""
    folder = tmp_path / "temp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_the_search_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"about {WORDS[0]}", encoding="utf-16")
    (tmp_path / f"{WORDS[1].lower()}.bin").write_bytes(b"")
    for before in range(3):
        content = b64encode(b"x" * before + WORDS[2].encode() + b"yz")
        (tmp_path / f"{before}.txt").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "packed", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("part", WORDS[3] * 100)
    assert len(found_in(tmp_path)) == 6


@pytest.mark.only_in_folder("files of an office")
def test_no_file_of_the_office_tells_who_is_in_it(
    desk: Desk, tmp_path: Path, temporary: Path
) -> None:
    enter(desk.ana)
    assert found_in(desk.folder, temporary) == []  # while it is open, journals and all
    back_up(desk.ana)
    back_up(desk.ana, tmp_path / "elsewhere" / "o.caseroom-backup")
    assert check(desk.ana) == []
    desk.ana.engines.dispose()
    restore(tmp_path / "elsewhere" / "o.caseroom-backup", tmp_path / "restored")
    assert found_in(tmp_path) == []


def test_a_shared_drive_holds_nothing_in_the_clear_either(tmp_path: Path, temporary: Path) -> None:
    from dataclasses import replace

    from db.office import create_office
    from tests.db.office.test_opening import FORM

    form = replace(FORM, shared=True)
    office = create_office(tmp_path / "o", form, device="x", cost=CHEAP).office
    enter(office)
    assert found_in(tmp_path) == []
    office.close()


def test_logs_and_crash_reports_tell_nothing(desk: People, tmp_path: Path) -> None:
    enter(desk.ana)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    start_logging(tmp_path / "logs")
    try:
        for error in _errors(desk):
            logging.getLogger("db").error("failed", exc_info=error)
            logging.getLogger("sqlalchemy").error("failed: %s", WORDS[0])
            record_crash(error, tmp_path / "logs")
    finally:
        for handler in [handler for handler in root.handlers if handler not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    assert list((tmp_path / "logs").iterdir())
    assert found_in(tmp_path) == []


def _errors(desk: People) -> list[Exception]:
    """Errors in the middle of writing something secret: ours, and the database's."""
    found: list[Exception] = []
    for operation in (_breaks, _conflicts, _refuses):
        try:
            desk.ana.write(operation)
        except Exception as error:
            found.append(error)
    assert len(found) == 3
    return found


def _breaks(work: object) -> None:
    raise KeyError(f"{WORDS[0]} {WORDS[1]}")


def _conflicts(work: object) -> None:
    from db.models.office import Fact

    for _ in range(2):
        work.session.add(Fact(key=WORDS[0], value=WORDS[1]))  # type: ignore[attr-defined]
        work.session.flush()  # type: ignore[attr-defined]
        work.session.expunge_all()  # type: ignore[attr-defined]


def _refuses(work: object) -> None:
    from db.rules.findings import hard

    raise Refused(hard("case.number_taken", "number", number=WORDS[0]))


@pytest.mark.only_in_folder("files of an office")
def test_a_copy_of_the_folder_opens_with_nothing_but_a_password(desk: Desk, tmp_path: Path) -> None:
    import shutil

    enter(desk.ana)
    desk.ana.engines.dispose()
    shutil.copytree(desk.folder, tmp_path / "stolen")
    for guess in ("", " ", "password", PASSWORD[:-1]):
        with pytest.raises(Refused):
            open_office(tmp_path / "stolen", "ana", guess, device="thief")
