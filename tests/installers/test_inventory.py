"""From a built folder to its parts: every file belongs to one; what belongs to none stops it."""

import gzip
import json
from pathlib import Path

import pytest

from installers.trust import notices
from installers.trust.distributions import Packages
from installers.trust.inventory import Inventory, Origins, inventory
from installers.trust.origins import owner, write_origins
from installers.trust.papers import write_notices
from installers.trust.parts import Distrust
from installers.trust.sums import write_sums

SQLCIPHER = b"\x00unity\x004.19.0\x00%s \x013.53.4\x00 OpenSSL 3.6.0 1 Oct 2025\x00"
FILES = {
    "caseroom": b"program",
    "_internal/base_library.zip": b"zip",
    "_internal/libpython3.11.so.1.0": b"\x00v\x013.11.7\x00",
    "_internal/sqlcipher3/_sqlite3.so": SQLCIPHER,
    "_internal/printing/layout/fonts/DejaVuSans.ttf": b"font",
}
OWNERS = {
    "libpython3.11.so.1.0": "python",
    "sqlcipher3/_sqlite3.so": "sqlcipher3",
    "printing/layout/fonts/DejaVuSans.ttf": "caseroom",
}
MODULES = {"desktop.app": "caseroom", "sqlalchemy": "sqlalchemy", "os": "python"}


@pytest.fixture(scope="module")
def packages() -> Packages:
    return Packages()


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, words in FILES.items():
        file = tmp_path / "Caseroom" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(words)
    return tmp_path / "Caseroom"


def _made(folder: Path, packages: Packages, files=None, modules=None, system="linux") -> Inventory:
    origins = Origins({**OWNERS, **(files or {})}, {**MODULES, **(modules or {})})
    return inventory(folder, origins, packages, system=system, version="1.2.3")


def test_every_file_belongs_to_a_part_and_what_is_compiled_in_is_named(folder, packages) -> None:
    made = _made(folder, packages)
    assert set(made.whose) == set(FILES)
    found = {part.key: part for part in made.parts}
    assert found["sqlcipher"].version == "4.19.0"
    assert found["sqlite"].version == "3.53.4"
    assert found["openssl-of-sqlcipher"].version == "3.6.0"
    assert found["python"].version == "3.11.7"
    assert {"sqlcipher", "sqlite", "openssl-of-sqlcipher"} <= set(found["sqlcipher3"].needs)
    assert found["dejavu-fonts"].files == ("_internal/printing/layout/fonts/DejaVuSans.ttf",)
    assert {"python", "sqlalchemy", "sqlcipher3", "dejavu-fonts"} <= set(made.program.needs)
    assert "qt" not in found  # nothing of it is in this folder
    assert "nsis" not in found


def test_libsodium_is_named_beside_its_binding_and_no_openssl_of_others(folder, packages) -> None:
    for name, words in {"nacl/_sodium.pyd": b"sodium", "_cffi_backend.pyd": b"cffi"}.items():
        (folder / "_internal" / name).parent.mkdir(exist_ok=True)
        (folder / "_internal" / name).write_bytes(words)
    owners = {"nacl/_sodium.pyd": "pynacl", "_cffi_backend.pyd": "cffi"}
    made = _made(folder, packages, owners, {"nacl.bindings": "pynacl"}, system="windows")
    found = {part.key: part for part in made.parts}
    assert found["pynacl"].files == ("_internal/nacl/_sodium.pyd",)
    assert {"cffi", "libsodium"} <= set(found["pynacl"].needs)
    assert found["libsodium"].version == "1.0.20"
    words = "\n".join(text.words for text in found["libsodium"].texts)
    assert "Frank Denis" in words and "Colin Percival" in words
    assert not {"cryptography", "openssl-of-cryptography", "lxml", "docxtpl"} & found.keys()


def test_what_the_build_puts_there_is_the_programs_own(folder, packages) -> None:
    (folder / notices.TEXT).write_bytes(b"notices")
    (folder / "_internal" / notices.LIST).write_bytes(b"{}")
    (folder / "_internal" / "modules.pyz").write_bytes(b"modules")
    made = _made(folder, packages)
    inner = {f"_internal/{notices.LIST}", "_internal/modules.pyz"}
    assert {notices.TEXT, "caseroom", *inner} <= set(made.program.files)


@pytest.mark.parametrize(
    ("system", "text"), [("linux", notices.TEXT), ("windows", f"_internal/{notices.TEXT}")]
)
def test_the_notices_lie_where_the_systems_package_takes_them_from(
    folder, tmp_path, system: str, text: str
) -> None:
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"files": OWNERS, "modules": MODULES}), "utf-8")
    before = {file for file in folder.rglob("*") if file.is_file()}
    write_notices(folder, origins, version="1.2.3", system=system)
    added = {file for file in folder.rglob("*") if file.is_file()} - before
    assert added == {folder / text, folder / "_internal" / notices.LIST}
    write_notices(folder, origins, version="1.2.3", system=system)  # it knows its own


def test_the_setup_programs_own_part_is_named_for_windows(folder, packages) -> None:
    assert "nsis" in {part.key for part in _made(folder, packages, system="windows").parts}


def test_a_file_that_belongs_to_none_stops_the_build(folder, packages) -> None:
    (folder / "_internal" / "stray.so").write_bytes(b"?")
    with pytest.raises(Distrust, match=r"stray\.so"):
        _made(folder, packages)


def test_what_is_no_built_program_is_refused(folder, packages) -> None:
    (folder / "_internal" / "base_library.zip").unlink()
    with pytest.raises(Distrust, match="no built program"):
        _made(folder, packages)


def test_a_library_of_the_building_system_must_be_known(folder, packages) -> None:
    (folder / "_internal" / "libstray.so.1").write_bytes(b"?")
    with pytest.raises(Distrust, match="libstray"):
        _made(folder, packages, {"libstray.so.1": "system:libstray.so.1"})


def test_what_must_not_be_shipped_stops_the_build(folder, packages) -> None:
    file = folder / "_internal" / "reportlab" / "fonts" / "DarkGardenMK.pfb"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"font")
    with pytest.raises(Distrust, match="GPL"):
        _made(folder, packages, {"reportlab/fonts/DarkGardenMK.pfb": "reportlab"})


def test_what_may_be_exchanged_must_not_lie_in_the_archive(folder, packages) -> None:
    with pytest.raises(Distrust, match="psycopg"):
        _made(folder, packages, modules={"psycopg": "psycopg"})


def test_a_version_that_no_file_says_stops_the_build(folder, packages) -> None:
    (folder / "_internal" / "sqlcipher3" / "_sqlite3.so").write_bytes(b"nothing")
    with pytest.raises(Distrust, match="SQLCipher"):
        _made(folder, packages)


def test_a_file_is_owned_by_who_installed_it(packages, tmp_path) -> None:
    import sqlalchemy

    source, work = str(Path(sqlalchemy.__file__)), tmp_path / "work"

    def owned(name: str, file: str) -> str:
        return owner(name, file, packages, work)

    assert owned("sqlalchemy/__init__.py", source) == "sqlalchemy"
    assert owned("psycopg/__init__.pyc", str(work / "x.pyc")) == "psycopg"
    assert owned("json.decoder", json.decoder.__file__) == "python"
    assert owned("version.txt", str(work / "version.txt")) == "caseroom"
    assert owned("libx.so.1", str(tmp_path / "libx.so.1")) == "system:libx.so.1"
    noted = write_origins(tmp_path, [(r"a\b.py", source, "DATA")], [("sqlalchemy", source, "PY")])
    assert Origins.read(noted) == Origins({"a/b.py": "sqlalchemy"}, {"sqlalchemy": "sqlalchemy"})


def test_the_notices_have_the_words_of_every_part_once(folder, packages) -> None:
    made = _made(folder, packages)
    text, listed = (
        notices.notices_text(made),
        json.loads(gzip.decompress(notices.notices_list(made))),
    )
    assert {part["name"] for part in listed["parts"]} == {part.name for part in made.parts}
    assert all(part["texts"] for part in listed["parts"])
    words = [entry["words"] for entry in listed["texts"]]
    assert len(words) == len(set(words))
    assert all(one in text for one in words)
    assert "Copyright the Caseroom developers" in text
    assert "SQLCipher 4.19.0: BSD-3-Clause" in text
    assert str(folder) not in text


def test_the_sums_are_as_the_usual_tool_reads_them(tmp_path) -> None:
    for name in ("b.zip", "a.deb"):
        (tmp_path / name).write_bytes(name.encode())
    sums = write_sums([tmp_path / "b.zip", tmp_path / "a.deb"], tmp_path)
    lines = sums.read_text("utf-8").splitlines()
    assert [line[64:] for line in lines] == ["  a.deb", "  b.zip"]


def test_the_bill_of_materials_is_valid_and_the_same_for_the_same_folder(folder, packages) -> None:
    from installers.trust.sbom import bill_of_materials, check_bill

    made = _made(folder, packages)
    bill = bill_of_materials(made, folder, 1_700_000_000)
    assert bill == bill_of_materials(_made(folder, packages), folder, 1_700_000_000)
    read = json.loads(bill)
    assert read["specVersion"] == "1.6"
    assert read["metadata"]["timestamp"].startswith("2023-11-14")
    files = [f["name"] for c in read["components"] for f in c.get("components", ())]
    files += [f["name"] for f in read["metadata"]["component"]["components"]]
    assert sorted(files) == sorted(FILES)
    (folder / "caseroom").write_bytes(b"other")
    other = json.loads(bill_of_materials(made, folder, 1_700_000_000))
    assert other["serialNumber"] != read["serialNumber"]
    with pytest.raises(Distrust):
        check_bill(bill.replace('"version": "4.19.0"', '"version": 4'))
