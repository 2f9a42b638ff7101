"""The program knows its version, wherever it runs from."""

import tomllib
from pathlib import Path

import pytest

from db import version as knows
from db.rules.findings import Refused
from desktop.__main__ import main
from desktop.crash import record_crash
from desktop.version import version
from development.environment import ROOT


def of_project() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def test_an_installation_has_the_version_of_the_project() -> None:
    assert version() == of_project()


def test_a_bundle_has_the_one_that_was_written_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / knows.FILE).write_text("4.5.6\n", "utf-8")
    monkeypatch.setattr(knows, "_ROOT", tmp_path)
    assert knows.version.__wrapped__() == "4.5.6"


def test_where_nothing_says_it_the_program_works_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knows, "_ROOT", tmp_path)
    monkeypatch.setattr(knows, "_of_installation", lambda: "")
    assert knows.version.__wrapped__() == knows.UNKNOWN


def test_the_command_line_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Caseroom {of_project()}\n"


def test_a_crash_report_says_it(tmp_path: Path) -> None:
    report = record_crash(Refused(), tmp_path).read_text("utf-8")
    assert report.startswith(f"Caseroom {of_project()} ")
