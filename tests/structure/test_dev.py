"""dev.py says what is wrong in a sentence, and its last line is the sum of all layers."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from development import in_memory as memory
from development import layers, needs, system, verbs
from development.console import Trouble
from development.environment import ROOT, for_many
from development.reports import dearest_files, read_report
from tests.acceptance.places import (
    LONGEST,
    ONLY_IN_A_FOLDER,
    ONLY_ON_A_SERVER,
    TELLING,
    WITHOUT_SAMPLE,
)
from tests.acceptance.run import Showing, in_order, scenes, showings


def _dev(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_python_that_is_too_old_can_read_it() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 5))


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 14), (3, 15, 0)])
def test_a_python_that_does_not_fit_is_told_which_does(version: tuple[int, ...]) -> None:
    done = _dev(f"import sys; sys.version_info = {version}; import dev; sys.exit(dev.main())")
    assert done.returncode == 1
    assert "needs Python 3.11 to 3.14" in done.stderr
    assert not done.stdout


def test_without_a_verb_it_lists_its_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.run([]) == 0
    usage = capsys.readouterr().out
    assert all(f"dev.py {verb}" in usage for verb in verbs.VERBS)


def test_an_unknown_verb_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.run(["tset"]) == 2
    assert capsys.readouterr().out == ""


def test_trouble_is_one_sentence_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def troubled(arguments: list[str]) -> int:
        raise Trouble("There is no room on the disk.")

    monkeypatch.setitem(verbs.VERBS, "exec", troubled)
    assert verbs.run(["exec", "caseroom"]) == 1
    said = capsys.readouterr()
    assert said.err == "There is no room on the disk.\n"
    assert said.out == ""


def test_a_folder_in_use_is_not_made_anew(tmp_path: Path) -> None:
    assert verbs._free(tmp_path / "demo-office") == tmp_path / "demo-office"
    (tmp_path / "demo-office").mkdir()
    assert verbs._free(tmp_path / "demo-office") == tmp_path / "demo-office"
    (tmp_path / "demo-office" / "office.db").touch()
    assert verbs._free(tmp_path / "demo-office") == tmp_path / "demo-office-2"


def test_a_missing_library_is_noticed_and_its_package_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = needs.Need("libno-such-thing.so.9", "libnosuch9", "nosuch")
    monkeypatch.setattr(system, "python", lambda: sys.executable)
    monkeypatch.setattr(sys, "platform", "linux")
    assert system.missing_libraries([absent]) == [absent]
    monkeypatch.setattr(needs, "_may_install", lambda: False)
    monkeypatch.setattr(needs.shutil, "which", lambda name: name == "apt-get" or None)
    assert not needs.get([absent], "Qt")
    assert "sudo apt-get install libnosuch9" in capsys.readouterr().err


def _played(
    monkeypatch: pytest.MonkeyPatch, *, secret_service: str, failed: int, in_ci: bool
) -> int:
    def inside(total: layers.Sum, results: Path) -> None:
        total.add(40, failed, 1)

    def keyring(total: layers.Sum, results: Path) -> None:
        if secret_service:
            total.did_not_run.append(secret_service)
        else:
            total.add(3, 0)

    monkeypatch.setattr(layers, "_inside", inside)
    monkeypatch.setattr(layers, "_secret_service", keyring)
    monkeypatch.setattr(layers, "_acceptance", lambda total, results: total.add(5, 0))
    return layers.run_all(in_ci)


def test_the_last_line_adds_all_layers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _played(monkeypatch, secret_service="", failed=0, in_ci=True) == 0
    assert capsys.readouterr().out == "48 passed, 0 failed, 1 skipped\n"
    assert _played(monkeypatch, secret_service="", failed=2, in_ci=False) == 1
    assert capsys.readouterr().out == "48 passed, 2 failed, 1 skipped\n"


def test_a_layer_that_did_not_run_is_said_loudly_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _played(monkeypatch, secret_service="no keyring", failed=0, in_ci=False) == 0
    said = capsys.readouterr()
    assert "!! DID NOT RUN: no keyring" in said.err
    assert said.out == "45 passed, 0 failed, 1 skipped\n"
    assert _played(monkeypatch, secret_service="no keyring", failed=0, in_ci=True) == 1
    assert capsys.readouterr().out == "45 passed, 1 failed, 1 skipped\n"


def test_a_report_is_counted_and_a_missing_one_counts_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>'
    )
    assert read_report(report) == (5, 2, 2)
    assert read_report(tmp_path / "none.xml") == (0, 0, 0)


def test_a_report_names_the_files_whose_tests_took_longest(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    cases = [("tests.rules.test_a", 2), ("tests.db.test_b", 3), ("tests.rules.test_a", 2)]
    told = "".join(f'<testcase classname="{name}" time="{took}.5"/>' for name, took in cases)
    report.write_text(f"<testsuites><testsuite>{told}</testsuite></testsuites>")
    assert dearest_files(report) == [("tests/rules/test_a.py", 5.0), ("tests/db/test_b.py", 3.5)]
    assert dearest_files(report, 1) == [("tests/rules/test_a.py", 5.0)]
    assert dearest_files(tmp_path / "none.xml") == []


def test_tests_write_into_memory_only_where_there_is_plenty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert memory.in_memory(tmp_path / "none") is None
    monkeypatch.setattr(memory, "_ROOM", 0)
    monkeypatch.setattr(memory, "_free_memory", lambda: 64 * 2**30)
    assert memory.in_memory(tmp_path) == tmp_path
    monkeypatch.setattr(memory, "_ROOM", 2**70)
    assert memory.in_memory(tmp_path) is None
    monkeypatch.setattr(memory, "_ROOM", 0)
    monkeypatch.setattr(memory, "_free_memory", lambda: 2**30)
    assert memory.in_memory(tmp_path) is None


def test_hundreds_of_processes_share_what_was_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    variables = for_many()
    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert Path(variables["PYTHONPYCACHEPREFIX"]).parent == ROOT / "build"
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE")
    assert "PYTHONPYCACHEPREFIX" not in for_many()


@pytest.mark.parametrize(("value", "meant"), [("true", True), ("1", True), ("", False)])
def test_ci_is_known_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, value: str, meant: bool
) -> None:
    monkeypatch.setenv("CI", value)
    assert layers.in_ci() is meant


def test_scenes_are_played_alone_with_their_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[list[str]] = []

    def call(words: list[str], _: dict[str, str]) -> int:
        played.append(words[1:])
        return 0

    monkeypatch.setattr(verbs, "prepare", lambda lock: None)
    monkeypatch.setattr(layers, "_no_scenes", lambda: "")
    monkeypatch.setattr(layers, "call", call)
    assert verbs.test(["scenes", "--on-server", "note"]) == 0
    assert played == [["-m", "tests.acceptance.run", "--on-server", "note"]]


def test_every_scene_is_played_where_it_has_a_meaning() -> None:
    known = set(scenes())
    assert known >= {*TELLING, *ONLY_IN_A_FOLDER, *ONLY_ON_A_SERVER, *LONGEST, *WITHOUT_SAMPLE}
    here = [Showing(name) for name in scenes() if name not in ONLY_ON_A_SERVER]
    assert showings([], on_server=False) == here + [Showing(name, True) for name in TELLING]
    there = {showing.name for showing in showings([], on_server=True)}
    assert there == known - set(ONLY_IN_A_FOLDER)
    assert showings(["lock"], on_server=False) == [Showing("lock")]


def test_every_scene_is_played_once_and_nobody_waits_for_a_long_one_at_the_end() -> None:
    wanted = showings([], on_server=False)
    ordered = in_order(wanted)
    assert sorted(map(str, ordered)) == sorted(map(str, wanted))
    first = len(WITHOUT_SAMPLE)
    assert {showing.name for showing in ordered[:first]} == set(WITHOUT_SAMPLE)
    assert [showing.name for showing in ordered[first : first + len(LONGEST)]] == list(LONGEST)
    assert [showing.on_server for showing in ordered[-len(TELLING) :]] == [True] * len(TELLING)
