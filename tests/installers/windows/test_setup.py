"""What the setup's script is told, and what holds of the script itself."""

import re

import pytest

from development.console import Trouble
from installers.contents import folder_of_files
from installers.sizes import TooLarge
from installers.windows.setup import (
    SCRIPT,
    contents_folder,
    definitions,
    require_small,
    setup_name,
    three_numbers,
)

_PARTS = sorted(SCRIPT.parent.glob("*.ns[ih]"))


def _script() -> str:
    return "\n".join(part.read_text(encoding="utf-8") for part in _PARTS)


def _commands() -> list[str]:
    lines = (line.partition(";")[0].strip() for line in _script().splitlines())
    return [line for line in lines if line]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Caseroom"
    (made / "app-1.2.3").mkdir(parents=True)
    (made / "app-1.2.3" / "a.dll").write_bytes(b"x" * 1500)
    (made / "Caseroom.exe").write_bytes(b"x" * 600)
    return made


def test_versions_are_counted_as_numbers() -> None:
    assert three_numbers("0.10.0") > three_numbers("0.9.9")


@pytest.mark.parametrize("version", ["1.2", "1.2.3rc1", "1.2.3.4", "v1.2.3", "1.2.99999", ""])
def test_a_version_that_windows_cannot_compare_is_refused(version: str) -> None:
    with pytest.raises(Trouble, match=r"three numbers|65535"):
        three_numbers(version)


def test_the_script_is_told_the_size_in_whole_kilobytes(folder, tmp_path) -> None:
    known = definitions(folder, "1.2.3", tmp_path, tmp_path / setup_name("1.2.3"))

    assert known["KB"] == "3"
    assert known["CONTENTS"] == "app-1.2.3"


def test_a_folder_of_another_version_is_refused(folder, tmp_path) -> None:
    with pytest.raises(Trouble, match=r"app-1\.2\.4"):
        definitions(folder, "1.2.4", tmp_path, tmp_path / "setup.exe")


def test_a_file_that_the_setup_would_leave_out_is_refused(folder, tmp_path) -> None:
    (folder / "unforeseen.txt").write_text("x")
    with pytest.raises(Trouble, match=r"unforeseen\.txt"):
        definitions(folder, "1.2.3", tmp_path, tmp_path / "setup.exe")


def test_everything_that_the_script_asks_for_is_told(folder, tmp_path) -> None:
    told = definitions(folder, "1.2.3", tmp_path, tmp_path / "setup.exe")
    here = set(re.findall(r"!(?:define|insertmacro|macro)[^$\n]*?\s([A-Z_]{2,})\b", _script()))
    asked = set(re.findall(r"\$\{([A-Z]+)\}", _script())) - here
    nsis = {"UN", "NAME", "TEXT", "CODE", "SIGN", "ENTRY", "KEY", "PROGID", "POINTER"}

    assert {name for name in asked - nsis if not name.startswith("LANG")} <= set(told)


def test_the_program_is_built_with_the_folder_that_the_setup_installs() -> None:
    from installers.contents import version

    assert folder_of_files("win32") == contents_folder(version())


def test_no_folder_is_ever_removed_with_what_is_in_it() -> None:
    assert not [line for line in _commands() if re.search(r"RMDir\s+/r", line, re.IGNORECASE)]


def test_no_program_is_ever_ended_by_force() -> None:
    forced = re.compile(r"taskkill|TerminateProcess|FindProc|KillProc", re.IGNORECASE)

    assert not [line for line in _commands() if forced.search(line)]


def test_both_languages_have_the_same_words_and_the_script_uses_each() -> None:
    words = {}
    for language in ("en", "es"):
        text = SCRIPT.with_name(f"words-{language}.nsh").read_text(encoding="utf-8")
        words[language] = dict(re.findall(r'!insertmacro Word (\w+) "(.*)"', text))
    asked = set(re.findall(r"\$\((\w+)\)", _script()))

    assert words["en"].keys() == words["es"].keys() == asked
    for name, english in words["en"].items():
        variables = re.compile(r"\$\{?\w+\}?")
        in_spanish = variables.findall(words["es"][name])
        assert sorted(variables.findall(english)) == sorted(in_spanish), name


def test_a_setup_that_is_too_large_is_refused(tmp_path) -> None:
    setup = tmp_path / "setup.exe"
    setup.write_bytes(b"x" * 11)

    require_small(setup, most=11)
    with pytest.raises(TooLarge, match=r"setup\.exe has .* may have"):
        require_small(setup, most=10)


def test_no_jump_counts_commands() -> None:
    """What stands in one line may be several commands, and a jump would end in the middle of them:
    whoever pressed “Retry” was told that the setup had stopped."""
    jumps = [line for line in _commands() if re.search(r"(?<![\w'\"])[+-]\d+$", line)]
    assert jumps == [line for line in jumps if line.startswith("StrCpy")]


def test_the_offices_place_is_put_between_quotation_marks_before_it_is_looked_for() -> None:
    """Without them an address of a server would end at its first slash."""
    commands = _commands()
    asked = commands.index('${GetOptions} $R0 "/OFFICE=" $Office')
    assert "Call QuoteOffice" in commands[asked - 2 : asked]
