"""Office pointers: what they say, and what is said of a file that is none."""

import json
import os
import sys
from pathlib import Path

import pytest

from db.office import NewOffice, create_office
from db.rules.findings import Refused
from db.storage.keys.wrapping import Argon2
from db.texts import explain
from desktop import pointers
from desktop.cli import main
from desktop.cli.options import place
from desktop.pointers import is_pointer, read_pointer, write_pointer
from desktop.running.handing import same_place
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor

ON_WINDOWS = sys.platform == "win32"


@pytest.fixture(autouse=True)
def _settings_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))


def pointer(folder: Path, said: object, name: str = "Harbor.caseroom") -> Path:
    """A pointer that says this."""
    file = folder / name
    file.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())
    return file


def refused(file: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_pointer(file)
    words = explain(caught.value)
    assert "{" not in words
    return words


def test_what_is_written_is_read_again_and_has_the_ending(tmp_path: Path) -> None:
    where = str(tmp_path / "Casa de José")
    file = write_pointer(tmp_path / "harbor", where)
    assert file.name == "harbor.caseroom"
    assert read_pointer(file) == where
    assert is_pointer(str(file))
    server = "postgresql://db.harbor.example/harbor"
    assert read_pointer(write_pointer(file, server)) == server
    assert [entry.name for entry in tmp_path.iterdir()] == ["harbor.caseroom"]


def test_what_is_relative_begins_at_the_file(tmp_path: Path) -> None:
    for said, meant in (("Harbor House", "Harbor House"), (".", ""), ("../Harbor", "../Harbor")):
        file = pointer(tmp_path, {"caseroom": 1, "office": said})
        assert read_pointer(file) == os.path.abspath(tmp_path / meant)
    address = "postgresql://db.harbor.example/harbor?sslrootcert=root.crt"
    found = read_pointer(pointer(tmp_path, {"caseroom": 1, "office": address}))
    assert found == f"postgresql://db.harbor.example/harbor?sslrootcert={tmp_path / 'root.crt'}"


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16"])
def test_one_that_an_editor_saved_is_read(code: str, tmp_path: Path) -> None:
    text = '{"caseroom": 1, "office": "José"}\r\n'
    assert read_pointer(pointer(tmp_path, text.encode(code))) == str(tmp_path / "José")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"not JSON",
        b"[" * 100_000,
        b" " * 70_000 + b'{"caseroom": 1, "office": "x"}',
        b'{"caseroom": 1, "office": "\xff"}',
        b'{"caseroom": 1, "office": "x", "office": "y"}',
        [],
        {"office": "x"},
        {"caseroom": True, "office": "x"},
        {"caseroom": "1", "office": "x"},
        {"caseroom": 0, "office": "x"},
        {"caseroom": 1},
        {"caseroom": 1, "office": ""},
        {"caseroom": 1, "office": 7},
        {"caseroom": 1, "office": "x\x00y"},
        {"caseroom": 1, "office": "x" * 5000},
        {"caseroom": 1, "office": "x", "password": "violet"},
    ],
)
def test_anything_else_is_no_pointer(said: object, tmp_path: Path) -> None:
    assert "“Harbor.caseroom” does not say where an office is" in refused(pointer(tmp_path, said))


def test_a_newer_one_a_missing_one_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    newer = pointer(tmp_path, {"caseroom": 2, "offices": ["x"]})
    assert "newer Caseroom" in refused(newer)
    assert "cannot be read" in refused(tmp_path / "gone.caseroom")
    (tmp_path / "folder.caseroom").mkdir()
    assert not is_pointer(str(tmp_path / "folder.caseroom"))
    assert not is_pointer("postgresql://db.example/x.caseroom")


@pytest.mark.parametrize("who", ["ana@", "ana:violet@"])
def test_a_password_in_an_address_is_refused(who: str, tmp_path: Path) -> None:
    address = f"postgresql://{who}db.harbor.example/harbor"
    words = refused(pointer(tmp_path, {"caseroom": 1, "office": address}))
    assert "Leave name and password out" in words
    with pytest.raises(Refused, match="server_password_typed"):
        write_pointer(tmp_path / "x", address)
    assert not (tmp_path / "x.caseroom").exists()


@pytest.mark.skipif(ON_WINDOWS, reason="there it is a place")
@pytest.mark.parametrize("office", [r"\\server\share\Harbor House", "S:\\Harbor House", "C:/x"])
def test_a_windows_folder_is_said_to_be_one_elsewhere(office: str, tmp_path: Path) -> None:
    words = refused(pointer(tmp_path, {"caseroom": 1, "office": office}))
    assert "names a folder of Windows" in words
    assert office in words


@pytest.mark.skipif(not ON_WINDOWS, reason="only Windows has such names")
def test_a_shares_own_name_is_kept(tmp_path: Path) -> None:
    office = r"\\server\share\Harbor House"
    assert read_pointer(pointer(tmp_path, {"caseroom": 1, "office": office})) == office


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        write_pointer(tmp_path / "gone" / "x.caseroom", str(tmp_path))
    assert "“x.caseroom” cannot be written there" in explain(caught.value)


# ---- the office of this computer ----


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where whoever installs the program puts a pointer."""
    folder = tmp_path / "program"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "Caseroom"))
    monkeypatch.setattr(pointers, "_FOR_EVERYBODY", tmp_path / "etc")
    return folder


def test_a_computer_that_knows_no_office_offers_the_installed_one(
    beside: Path, tmp_path: Path
) -> None:
    settings = Settings()
    door = OfficeDoor(settings)
    assert door.known() == []
    pointer(beside, {"caseroom": 1, "office": "../Harbor House"}, "office.caseroom")
    (offered,) = door.known()
    assert (offered.place, offered.name) == (str(tmp_path / "Harbor House"), "Harbor House")
    assert offered.offered
    settings.add_recent({"place": "/elsewhere", "name": "Elsewhere"})
    assert [known.name for known in door.known()] == ["Elsewhere"]
    settings.forget_recent("/elsewhere")
    assert [known.name for known in door.known()] == ["Harbor House"]


@pytest.mark.skipif(ON_WINDOWS, reason="there is no such folder")
def test_what_the_keeper_of_a_linux_computer_says_goes_first(beside: Path, tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    pointer(beside, {"caseroom": 1, "office": "/one"}, "office.caseroom")
    pointer(tmp_path / "etc", {"caseroom": 1, "office": "/two"}, "office.caseroom")
    assert [known.place for known in OfficeDoor(Settings()).known()] == ["/two"]


def test_a_copy_that_is_not_installed_looks_nowhere(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointer(beside, {"caseroom": 1, "office": "/one"}, "office.caseroom")
    monkeypatch.delattr(sys, "frozen")
    assert OfficeDoor(Settings()).known() == []


def test_a_pointer_leads_to_its_office(tmp_path: Path) -> None:
    folder = tmp_path / "Harbor House"
    new = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", "granite willow 82 tea")
    create_office(folder, new, device="a", cost=Argon2(memory=64, time=1, lanes=1)).office.close()
    door = OfficeDoor(Settings())
    file = pointer(tmp_path, {"caseroom": 1, "office": "Harbor House"})
    assert door.examine(str(file)).place == str(folder)
    assert [known.place for known in door.known()] == [str(folder)]
    away = pointer(tmp_path, {"caseroom": 1, "office": "Elsewhere"})
    with pytest.raises(Refused) as caught:
        door.examine(str(away))
    leads, why = explain(caught.value).splitlines()
    assert leads.startswith(f"“Harbor.caseroom” leads to {tmp_path / 'Elsewhere'}")
    assert why == "There is no office in this folder."


def test_the_command_line_writes_one_and_takes_one_as_an_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where, file = str(tmp_path / "Harbor House"), tmp_path / "office.caseroom"
    assert main(["pointer", "--office", where, "--out", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file), "office": where}
    assert place(str(file)) == Path(where)
    file.write_text("nothing")
    with pytest.raises(SystemExit) as stopped:
        main(["backup", "--office", str(file)])
    assert stopped.value.code == 2
    assert "does not say where an office is" in " ".join(capsys.readouterr().err.split())


@pytest.mark.skipif(ON_WINDOWS, reason="there only administrators make links")
def test_a_link_that_lies_in_a_pointers_way_is_not_written_through(tmp_path: Path) -> None:
    records, file = tmp_path / "office.db", tmp_path / "Harbor.caseroom"
    records.write_bytes(b"records")
    (tmp_path / "Harbor.caseroom.new").symlink_to(records)
    write_pointer(file, str(tmp_path / "Harbor House"))
    assert records.read_bytes() == b"records"
    assert not file.is_symlink() and read_pointer(file) == str(tmp_path / "Harbor House")


def test_the_same_folder_is_the_same_office_by_another_name(tmp_path: Path) -> None:
    there = tmp_path / "Harbor House"
    there.mkdir()
    assert same_place(str(there), str(there / ".." / "Harbor House"))
    assert not same_place(str(there), str(tmp_path))
    assert not same_place("postgresql://a/b", "postgresql://a/c")
    if not ON_WINDOWS:
        (tmp_path / "link").symlink_to(there)
        assert same_place(str(there), str(tmp_path / "link"))
