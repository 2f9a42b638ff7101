"""Whatever happens in a step, the outcome says which one it was, and why."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from db.rules.findings import Refused, hard
from desktop.__main__ import main
from desktop.self_test.bench import Bench
from desktop.self_test.running import ERRORS, STACKS, Failed, Report, Step, run_steps
from desktop.version import version


def works(_: Bench) -> str:
    return "It works."


def run(folder: Path, *steps: Step, longest: float = 60.0) -> dict[str, Any]:
    report = Report.begun_in(folder)
    run_steps(steps, Bench(folder, folder), report, longest)
    return outcome(folder)


def outcome(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "self-test.json").read_text("utf-8"))
    return told


def test_it_passes_when_every_step_does(tmp_path: Path) -> None:
    told = run(tmp_path, Step("one", works), Step("two", works))
    assert told["passed"] is True
    assert told["version"] == version()
    assert told["frozen"] is False
    assert {"python", "qt", "platform"} <= told.keys()
    assert [(step["name"], step["passed"], step["says"]) for step in told["steps"]] == [
        ("one", True, "It works."),
        ("two", True, "It works."),
    ]


def test_a_step_that_fails_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    def fails(_: Bench) -> str:
        raise Failed("The pencil is blunt.")

    told = run(tmp_path, Step("one", fails), Step("two", works))
    assert told["passed"] is False
    assert [step["passed"] for step in told["steps"]] == [False, True]
    assert told["steps"][0]["says"] == "The pencil is blunt."


def test_a_refusal_is_told_in_its_own_sentence(tmp_path: Path) -> None:
    def refuses(_: Bench) -> str:
        raise Refused(hard("sign_in.wrong"))

    said = run(tmp_path, Step("one", refuses))["steps"][0]["says"]
    assert said == "The user name or the password is wrong."


@pytest.mark.parametrize("error", [ImportError("no module named x"), SystemExit(3)])
def test_what_nobody_expected_is_named_by_its_kind_and_kept_for_who_builds_it(
    tmp_path: Path, error: BaseException
) -> None:
    def breaks(_: Bench) -> str:
        raise error

    told = run(tmp_path, Step("one", breaks), Step("two", works))
    kind = type(error).__name__
    assert told["steps"][0]["says"] == f"Something went wrong (builtins.{kind})."
    assert told["steps"][1]["passed"] is True
    assert "Traceback" not in json.dumps(told)
    assert "in breaks" in (tmp_path / ERRORS).read_text("utf-8")


def test_of_a_program_that_goes_down_the_step_is_known(tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def looks(_: Bench) -> str:
        seen.append(outcome(tmp_path))
        return ""

    run(tmp_path, Step("one", works), Step("two", looks))
    assert seen[0]["passed"] is False
    last = seen[0]["steps"][-1]
    assert (last["name"], last["passed"]) == ("two", False)
    assert last["says"] == "The program ended in this step."


def test_a_step_that_hangs_ends_it_all_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging, ended = threading.Event(), threading.Event()
    codes, told = list[int](), list[dict[str, Any]]()

    class Guard(threading.Timer):
        """Looks at its watch once the step hangs: a busy computer takes its time to come there."""

        def run(self) -> None:
            assert hanging.wait(30.0)
            super().run()

    def end(code: int) -> None:
        codes.append(code)
        told.append(outcome(tmp_path))
        ended.set()

    def hangs(_: Bench) -> str:
        hanging.set()
        assert ended.wait(30.0)
        return ""

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(threading, "Timer", Guard)
    run(tmp_path, Step("one", works), Step("two", hangs), longest=0.05)
    assert codes == [1]
    assert told[0]["passed"] is False
    assert told[0]["steps"][-1]["name"] == "two"
    assert told[0]["steps"][-1]["says"] == "It did not end within 0 seconds."
    assert "in hangs" in (tmp_path / STACKS).read_text("utf-8")


def test_an_older_outcome_does_not_stand_for_a_new_one(tmp_path: Path) -> None:
    for name in ("window.png", ERRORS, STACKS):
        (tmp_path / name).write_text("of yesterday", "utf-8")
    run(tmp_path, Step("one", works))
    assert [file.name for file in tmp_path.iterdir()] == ["self-test.json"]


def test_without_a_folder_it_says_how_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-test"]) == 2
    assert "caseroom --self-test DIR" in capsys.readouterr().err


def test_a_folder_that_cannot_be_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["--self-test", str(tmp_path / "file")]) == 1
    err = capsys.readouterr().err
    assert err.startswith("The folder cannot be written to: ")
    assert "Traceback" not in err
