"""The Debian package: its fields, what it asks for, and that it says the same each time."""

import configparser
import gzip
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from desktop.updates import copies, installing
from installers.bundle import NotBuilt
from installers.linux import build, needs, next_version, papers
from installers.linux.chroot import fresh

FILES = build.FILES
HEAD = """
Dynamic Section:
  NEEDED               libxkbcommon.so.0
  NEEDED               libQt6Gui.so.6
  NEEDED               libc.so.6
Version References:
  required from libc.so.6:
    0x09691a75 0x00 02 GLIBC_2.2.5
    0x069691b4 0x00 03 GLIBC_2.34
"""


@pytest.mark.parametrize(
    ("version", "debian"),
    [("0.1.0", "0.1.0"), ("1.0rc1", "1.0~rc1"), ("2.0b3", "2.0~b3"), ("1.2.dev4", "1.2~dev4")],
)
def test_a_version_that_comes_before_another_does_so_for_debian(version: str, debian: str) -> None:
    assert papers.debian_version(version) == debian


def test_the_package_is_called_as_debian_calls_packages() -> None:
    assert papers.file_name("0.1.0", "amd64") == "caseroom_0.1.0_amd64.deb"


def test_what_the_folder_does_not_hold_is_asked_of_the_system(tmp_path) -> None:
    (tmp_path / "libQt6Gui.so.6").write_bytes(b"")
    missing = needs.missing_libraries({tmp_path / "program": HEAD}, tmp_path)
    assert missing == ["libc.so.6", "libxkbcommon.so.0"]


def test_the_c_library_must_be_as_new_as_the_newest_that_is_asked_for() -> None:
    assert needs.libc([HEAD, "GLIBC_2.17 GLIBC_2.4"]) == "libc6 (>= 2.34)"


def test_a_package_that_debian_renamed_is_asked_for_under_both_names() -> None:
    assert needs.either_name("libcups2t64") == "libcups2t64 | libcups2"
    assert needs.either_name("libegl1") == "libegl1"


def test_only_programs_and_libraries_are_looked_into(tmp_path) -> None:
    (tmp_path / "program").write_bytes(b"\x7fELF...")
    (tmp_path / "notes.so.txt").write_bytes(b"words")
    assert [file.name for file in needs.programs_and_libraries(tmp_path)] == ["program"]


def test_a_missing_tool_is_named_with_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "objdump" else name)
    with pytest.raises(NotBuilt, match=r"lacks objdump.*apt-get install binutils"):
        needs.require_tools()


def test_the_control_file_has_the_fields_that_debian_asks_for() -> None:
    relations = {"Depends": ["libc6 (>= 2.34)", "libegl1"], "Recommends": needs.RECOMMENDS}
    words = papers.control("0.1.0", "amd64", 2049, relations)
    fields = dict(re.findall(r"^([A-Z][\w-]+): (.+)$", words, re.M))
    assert fields["Package"] == "caseroom"
    assert fields["Version"] == "0.1.0"
    assert fields["Installed-Size"] == "3"  # KiB, rounded up
    assert fields["Depends"] == "libc6 (>= 2.34), libegl1"
    assert "gnome-keyring" in fields["Recommends"]
    assert re.fullmatch(r".+ <\S+@\S+>", fields["Maintainer"])
    body = [line for line in words.splitlines() if line.startswith(" ")]
    assert body
    assert max(map(len, body)) < 80
    assert words.endswith("\n")


def test_the_changelog_is_the_same_each_time() -> None:
    once = papers.changelog("1.0rc1", 1_700_000_000)
    assert once == papers.changelog("1.0rc1", 1_700_000_000)
    words = gzip.decompress(once).decode()
    assert words.startswith("caseroom (1.0~rc1) stable; urgency=medium\n")
    assert words.rstrip().endswith("  Tue, 14 Nov 2023 22:13:20 +0000")


def test_the_sums_name_each_file_and_no_link(tmp_path) -> None:
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr/file").write_bytes(b"")
    (tmp_path / "usr/link").symlink_to("file")
    assert papers.sums(tmp_path, ["usr"]) == "d41d8cd98f00b204e9800998ecf8427e  usr/file\n"


def test_a_trial_of_an_upgrade_has_a_higher_version() -> None:
    assert next_version.higher("0.1.0") == "0.1.1"  # a notice names three numbers
    assert next_version.higher("1.0~rc1") == "1.0~rc1.1"


def _desktop_entry() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read(FILES / "caseroom.desktop", encoding="utf-8")
    return entry["Desktop Entry"]


def test_a_pointer_to_an_office_opens_with_the_program() -> None:
    entry = _desktop_entry()
    kinds = ET.parse(FILES / "caseroom-mime.xml").getroot()
    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    [kind] = kinds.findall(f"{name}mime-type")
    assert entry["MimeType"] == f"{kind.get('type')};" == "application/x-caseroom-office;"
    assert [glob.get("pattern") for glob in kind.findall(f"{name}glob")] == ["*.caseroom"]
    assert entry["Exec"] == "caseroom %f"


def test_the_entry_of_the_menu_speaks_spanish_too() -> None:
    entry = _desktop_entry()
    for name in ("GenericName", "Comment", "Keywords"):
        assert entry[name] != entry[f"{name}[es]"]


def test_the_window_belongs_to_the_entry_of_the_menu() -> None:
    app = (Path(build.__file__).parents[2] / "desktop/app.py").read_text("utf-8")
    assert 'setDesktopFileName("caseroom")' in app
    assert _desktop_entry()["StartupWMClass"] == "caseroom"


def test_software_centres_are_told_the_version_and_the_day() -> None:
    words = build._filled("caseroom.metainfo.xml", {"@VERSION@": "0.1.0", "@DATE@": "2026-11-27"})
    component = ET.fromstring(words)
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "0.1.0", "date": "2026-11-27"}
    assert component.findtext("launchable") == "caseroom.desktop"


@pytest.mark.parametrize("script", ["prerm", "postrm"])
def test_a_script_of_the_package_stops_at_the_first_mistake(script: str) -> None:
    lines = (FILES / script).read_text("utf-8").splitlines()
    assert lines[0] == "#!/bin/sh"
    assert "set -e" in lines


def test_every_page_of_the_manual_names_what_it_is_about() -> None:
    for name in ("caseroom", "caseroom-cli"):
        page = (FILES / f"{name}.1").read_text("utf-8").replace("\\-", "-")
        assert f"\n.SH NAME\n{name} - " in page


def test_the_dialog_for_the_password_says_in_both_languages_what_is_installed() -> None:
    action = ET.parse(FILES / "org.caseroom.policy").getroot().find("action")
    assert action is not None
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for kind in ("description", "message"):
        said = {one.get(lang, "en"): one.text for one in action.findall(kind)}
        assert said.keys() == {"en", "es"} and said["en"] != said["es"]
        assert all(words and "Caseroom" in words for words in said.values())


def test_the_dialog_belongs_to_what_the_program_asks_for_and_to_nothing_else() -> None:
    action = ET.parse(FILES / "org.caseroom.policy").getroot().find("action")
    assert action is not None
    about = {one.get("key"): one.text for one in action.findall("annotate")}
    program = copies.PACKAGE_FOLDER / "caseroom-cli"
    assert about == {
        "org.freedesktop.policykit.exec.path": str(program),
        "org.freedesktop.policykit.exec.argv1": installing.BY_ROOT,
    }
    # The administrator's own password, each time, whoever sits there.
    assert {one.text for one in action.find("defaults") or []} == {"auth_admin"}


def test_a_clean_debian_is_not_begun_where_its_maker_would_stumble(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="a space in its path"):
        fresh("bookworm", tmp_path / "a new place")
    assert not (tmp_path / "a new place").exists()
