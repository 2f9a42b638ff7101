"""The parts of the rehearsal that need no Wine."""

import shutil

import pytest
from alembic.script import ScriptDirectory

from db.version import FILE
from development.console import Trouble
from development.environment import ROOT
from development.needs import missing_tools
from installers.windows.rehearsal import newer_schema, next_version, state, tools
from installers.windows.rehearsal.__main__ import STEPS
from installers.windows.rehearsal.belongings import Belongings
from installers.windows.rehearsal.steps import Failed, Steps
from installers.windows.rehearsal.wine import Answer, Prefix

_REGISTRY = """\
WINE REGISTRY Version 2
#arch=win64

[Software\\\\Caseroom] 1764000000
#time=1dc5e0
"InstallDir"="C:\\\\Caseroom"

[Software\\\\Wine\\\\Drivers] 1764000001
"Graphics"="x11"
"""


def test_each_missing_tool_is_named_and_one_line_gets_them_all() -> None:
    assert missing_tools(tools.TOOLS, lambda name: f"/usr/bin/{name}") == []

    told = tools.sentences(missing_tools(tools.TOOLS, lambda n: n not in ("makensis", "wine64")))
    assert "makensis is missing: it makes the setup." in told
    assert told.splitlines()[-1].endswith("--no-install-recommends nsis wine64")


def test_the_registry_is_compared_without_times_and_without_wines_own_notes() -> None:
    assert state.registry_lines(_REGISTRY) == {
        "[Software\\\\Caseroom]",
        '[Software\\\\Caseroom] "InstallDir"="C:\\\\Caseroom"',
    }


def test_what_is_left_over_and_what_is_lost_are_told_apart() -> None:
    before = state.State(frozenset({"a", "b"}), frozenset({"[k]"}))
    after = state.State(frozenset({"b", "c"}), frozenset({"[k]", "[l]"}))

    assert state.left_over(before, after) == ["c", "[l]"]
    assert state.lost(before, after) == ["a"]


@pytest.mark.parametrize(
    ("version", "later"), [("0.1.0", "0.1.1"), ("0.1.9", "0.2.9"), ("1.9.99", "2.9.99")]
)
def test_the_next_version_is_as_long_as_this_one(version: str, later: str) -> None:
    assert next_version.following(version) == later


def test_a_version_without_a_next_one_of_its_length_is_refused() -> None:
    with pytest.raises(Trouble, match=r"9\.9\.9"):
        next_version.following("9.9.9")


def test_the_next_version_belongs_to_its_own_folder_and_says_its_own_number(tmp_path) -> None:
    folder = tmp_path / "Caseroom"
    (folder / "app-0.1.0").mkdir(parents=True)
    (folder / "app-0.1.0" / FILE).write_text("0.1.0")
    (folder / "Caseroom.exe").write_bytes(b"MZ\0app-0.1.0\0")

    assert next_version.make(folder, "0.1.0", tmp_path / "next") == "0.1.1"
    assert (tmp_path / "next" / "Caseroom.exe").read_bytes() == b"MZ\0app-0.1.1\0"
    assert (tmp_path / "next" / "app-0.1.1" / FILE).read_text() == "0.1.1"
    assert (folder / "app-0.1.0" / FILE).read_text() == "0.1.0"


def test_a_version_after_it_has_one_more_migration_that_those_before_may_not_work_with(
    tmp_path,
) -> None:
    migrations = newer_schema.VERSIONS.parent
    shutil.copytree(ROOT / migrations, tmp_path / migrations)
    before = ScriptDirectory(str(ROOT / migrations)).get_current_head()

    newer_schema.add(tmp_path, "0.1.2")

    newest = ScriptDirectory(str(tmp_path / migrations)).get_revision("head")
    assert newest is not None and newest.down_revision == before
    assert (newest.module.additive, newest.module.since) == (False, "0.1.2")


def test_a_step_that_breaks_is_a_step_that_failed(capsys) -> None:
    def fails() -> str:
        raise Failed("it was not there")

    def breaks() -> str:
        raise ValueError("unforeseen")

    steps = Steps()
    assert steps.take("one", lambda: "well") and steps.passed
    assert not steps.take("two", fails)
    assert not steps.take("three", breaks)
    assert not steps.passed
    told = capsys.readouterr().err
    assert "FAILED" in told and "it was not there" in told and "unforeseen" in told


def test_what_a_step_made_for_itself_is_gone_when_it_ends_however_it_ends(tmp_path) -> None:
    belongings = Belongings()
    (tmp_path / "of the program").touch()

    with pytest.raises(Failed), belongings.of_one_step():
        belongings.give(tmp_path / "pointer").touch()
        (belongings.give(tmp_path / "share") / "inner").mkdir(parents=True)
        belongings.give(tmp_path / "never made")
        raise Failed("half-way")

    assert [*tmp_path.iterdir()] == [tmp_path / "of the program"]


def test_a_step_finds_nothing_where_its_own_file_shall_lie(tmp_path) -> None:
    belongings = Belongings()
    left = tmp_path / "pointer"
    left.write_text("of a run that was killed")

    with belongings.of_one_step():
        assert not belongings.give(left).exists()


def test_each_step_is_chosen_by_a_name_of_its_own() -> None:
    names = [step.__name__ for step in STEPS]
    assert len(set(names)) == len(names)
    told = [(step.__doc__ or "").partition("\n")[0] for step in STEPS]
    assert len(set(told)) == len(told) and all(told)


def test_exit_codes_of_windows_are_known_by_their_last_byte() -> None:
    assert Answer(1618 % 256, "").ended_with(1618)
    assert not Answer(0, "").ended_with(1638)


def test_paths_are_called_as_windows_calls_them(tmp_path) -> None:
    prefix = Prefix(tmp_path, tmp_path / "home")

    assert prefix.windows(tmp_path / "drive_c" / "Offices" / "A") == "C:\\Offices\\A"
    assert prefix.windows(tmp_path / "x") == "Z:" + str(tmp_path / "x").replace("/", "\\")
