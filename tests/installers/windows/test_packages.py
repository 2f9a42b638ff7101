"""The .zip, the hashes, and what signs."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from development.console import Trouble
from installers.windows import build, portable, signing


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Caseroom"
    (made / "app-1.2.3").mkdir(parents=True)
    (made / "app-1.2.3" / "a.dll").write_bytes(b"a")
    (made / "Caseroom.exe").write_bytes(b"exe")
    return made


def test_the_portable_folder_says_that_it_is_one(folder, tmp_path) -> None:
    with zipfile.ZipFile(portable.make_portable(folder, "1.2.3", tmp_path)) as archive:
        names = archive.namelist()

    assert names == [
        "Caseroom-1.2.3/Caseroom.exe",
        "Caseroom-1.2.3/app-1.2.3/a.dll",
        "Caseroom-1.2.3/portable",
    ]


def test_the_same_files_give_the_same_zip(folder, tmp_path) -> None:
    first = portable.make_portable(folder, "1.2.3", tmp_path).read_bytes()
    (folder / "Caseroom.exe").touch()

    assert portable.make_portable(folder, "1.2.3", tmp_path).read_bytes() == first


def test_hashes_are_written_as_sha256sum_reads_them(folder) -> None:
    expected = hashlib.sha256(b"exe").hexdigest()

    assert build.hash_lines([folder / "Caseroom.exe"]) == f"{expected}  Caseroom.exe\n"


def test_the_signing_command_gets_the_file_as_one_word() -> None:
    words = signing.command(
        "sign -n 'Case room' -in {file} -out {out}", Path("/a b/c.exe"), Path("/a b/d")
    )

    assert words == ["sign", "-n", "Case room", "-in", "/a b/c.exe", "-out", "/a b/d"]


def test_a_signing_command_that_names_no_file_is_refused() -> None:
    with pytest.raises(Trouble, match="CASEROOM_SIGN"):
        signing.command("sign everything", Path("c.exe"), Path("d"))


def test_signing_puts_the_signed_file_in_the_place_of_the_other(monkeypatch, tmp_path) -> None:
    program = tmp_path / "Caseroom.exe"
    program.write_bytes(b"exe")
    monkeypatch.setenv(signing.VARIABLE, "cp {file} {out}")
    signing.sign(program)

    assert program.read_bytes() == b"exe"
    assert [*tmp_path.iterdir()] == [program]


def test_what_cannot_be_signed_is_said_without_the_command(monkeypatch, tmp_path, capfd) -> None:
    monkeypatch.setenv(signing.VARIABLE, "false secret-of-the-key {file}")

    assert signing.main([str(tmp_path / "Caseroom.exe")]) == 1
    told = capfd.readouterr()
    assert "Caseroom.exe could not be signed" in told.err
    assert "secret-of-the-key" not in told.err + told.out


def test_a_release_that_nothing_signs_is_refused(monkeypatch) -> None:
    monkeypatch.setenv(signing.VARIABLE, "sign {file}")
    build.require_signing()

    monkeypatch.delenv(signing.VARIABLE)
    with pytest.raises(Trouble, match="CASEROOM_SIGN"):
        build.require_signing()
