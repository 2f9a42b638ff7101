"""`caseroom init`, `backup`, `restore`, `check`, `recover`, and signing in for them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.office import NewMember, open_office
from db.office.members import add_member
from db.rules.codes import Role
from db.rules.ids import new_id
from desktop.cli.arguments import VERBS
from desktop.device import device_name
from development.environment import ROOT
from tests.db.office.versions import Tomorrow
from tests.desktop.cli.shell import PASSWORDS, Shell, env

PASSWORD = "copper meadow harbor 19"


def process(*words: object, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        cwd=ROOT, env=env() | more, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_a_backup_is_made_restored_and_checked(shell: Shell) -> None:
    made = shell.within("backup").json
    assert made["verified"] is True
    assert made["whole"] is True
    assert Path(made["file"]).stat().st_size == made["size"]
    restored = shell.run("restore", made["file"], "--to", "again", "--json").json
    assert restored["name"] == "Harbor House Family Services"
    assert restored["counts"]["client"] == 24
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORDS["dana"])
    checked = shell.run("check", "--office", "again", "--user", "dana", "--json").json
    assert checked == {"ok": True, "findings": []}


def test_a_backup_goes_where_it_is_told_and_replaces_nothing(shell: Shell) -> None:
    assert shell.within("backup", "--to", "b.caseroom-backup").code == 0
    shell.refused(shell.within("backup", "--to", "b.caseroom-backup"), "already")
    shell.refused(shell.within("backup", user="rita"), "Receptionist")


def test_an_office_of_an_older_version_is_upgraded_and_its_backup_named(
    shell: Shell, tmp_path: Path
) -> None:
    assert shell.within("upgrade").json == {"office": "office", "upgraded": False}
    with Tomorrow(tmp_path).runs():
        shell.refused(shell.within("check"), "caseroom upgrade")
        shell.refused(shell.within("upgrade", user="rita"), "administrator must upgrade it")
        done = shell.within("upgrade").json
        assert (done["upgraded"], done["to"]) == (True, "tomorrow")
        assert Path(done["backup"]).is_file()
        assert shell.within("check").json == {"ok": True, "findings": []}
    assert shell.within("check").code == 0


def test_what_cannot_be_restored_is_refused(shell: Shell) -> None:
    shell.refused(shell.run("restore", "no-such", "--to", "new"), "no such file")
    shell.refused(shell.run("restore", shell.file("a.zip", b"PK"), "--to", "new"), "not a backup")
    shell.refused(shell.run("restore", ".", "--to", "new"), "not a backup")
    backup = shell.within("backup").json["file"]
    shell.refused(shell.run("restore", backup, "--to", "office"), "not empty")
    shell.wrong_usage(shell.run("restore", backup))
    assert not (shell.folder / "new").exists()


def test_check_finds_a_document_that_is_not_of_the_office(shell: Shell) -> None:
    (shell.folder / "office" / "documents" / "ab").mkdir(parents=True)
    (shell.folder / "office" / "documents" / "ab" / "stray").write_bytes(b"x")
    answer = shell.within("check")
    assert answer.code == 1
    found = json.loads(answer.out)
    assert found["ok"] is False
    assert [finding["code"] for finding in found["findings"]] == ["check.document_stray"]


def test_check_of_a_damaged_database_says_so_and_does_not_crash(shell: Shell) -> None:
    database = shell.folder / "office" / "office.db"
    content = bytearray(database.read_bytes())
    for start in range(len(content) // 2 // 4096 * 4096, len(content) - 4096, 4096):
        content[start + 50 : start + 60] = bytes(10)
    database.write_bytes(content)
    answer = shell.within("check")
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert "wrong inside" not in answer.err
    if answer.out:
        assert not json.loads(answer.out)["ok"]


def test_a_new_office_is_made_and_opens(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORD)
    made = shell.run(
        "init", "mine", "--name", "Mine", "--admin", "Eva", "--time-zone", "Europe/Madrid", "--json"
    ).json
    assert made["user"] == "eva"
    assert len(made["recovery_code"].split("-")) == 9
    assert shell.run("check", "--office", "mine", "--user", "eva", "--json").json["ok"]


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("--name", "Mine", "--admin", "eva"), "short", "15"),
        (("--name", " ", "--admin", "eva"), PASSWORD, "name"),
        (("--name", "Mine", "--admin", "e/v"), PASSWORD, "user name"),
        (("--name", "Mine", "--admin", "eva", "--time-zone", "Mars"), PASSWORD, "Mars"),
    ],
)
def test_an_office_that_will_not_do_is_not_made(
    shell: Shell, words: tuple[str, ...], password: str, said: str
) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", password)
    shell.refused(shell.run("init", "mine", *words), said)
    assert not (shell.folder / "mine").exists()


def test_an_office_is_made_in_no_folder_that_is_in_use_or_in_a_cloud(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORD)
    words = ("--name", "Mine", "--admin", "eva")
    shell.refused(shell.run("init", "office", *words), "not empty")
    shell.refused(shell.run("init", "Dropbox/mine", *words), "Dropbox")


def test_a_wrong_password_a_missing_one_and_no_office_are_refused(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", "wrong")
    shell.refused(shell.run("check", "--office", "office", "--user", "dana"), "wrong")
    shell.refused(shell.run("check", "--office", "nowhere", "--user", "dana"), "no office")
    shell.patch.delenv("CASEROOM_PASSWORD")
    shell.patch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    shell.refused(shell.run("check", "--office", "office", "--user", "dana"), "CASEROOM_PASSWORD")
    shell.refused(shell.run("check", "--office", "office"), "--user")


def test_who_sits_there_is_asked_for_user_and_password(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(word: str) -> Callable[[str], str]:
        return lambda prompt: asked.append(prompt) or word  # type: ignore[func-returns-value]

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer("dana"))
    monkeypatch.setattr("getpass.getpass", answer(PASSWORDS["dana"]))
    assert shell.run("check", "--office", "office", "--json").json["ok"]
    assert asked == ["User name: ", "Password of dana: "]
    monkeypatch.setattr("getpass.getpass", answer("not the password"))
    shell.refused(shell.run("check", "--office", "office"), "wrong")


def test_a_new_password_is_typed_twice(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD + "!", PASSWORD, PASSWORD])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    words = ("init", "mine", "--name", "Mine", "--admin", "eva")
    shell.refused(shell.run(*words), "not the same")
    assert shell.run(*words).code == 0


def test_a_computer_keeps_its_name_in_the_settings_folder(shell: Shell) -> None:
    assert device_name() == device_name()
    assert (shell.folder / "config" / "device").read_text("ascii") == device_name()


def test_a_password_is_never_an_argument(shell: Shell) -> None:
    shell.wrong_usage(
        shell.run("check", "--office", "office", "--user", "dana", "--password", PASSWORD)
    )
    for verb in VERBS:
        assert "--password" not in shell.run(verb, "--help").out


def test_a_one_time_password_does_nothing_here(shell: Shell) -> None:
    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="x")
    given = add_member(office, NewMember(new_id(), "nora", "Nora", Role.ADMINISTRATOR))
    office.close()
    shell.patch.setenv("CASEROOM_PASSWORD", given)
    shell.refused(shell.run("backup", "--office", "office", "--user", "nora"), "changed first")


def test_the_recovery_code_sets_an_administrators_password(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORD)
    code = shell.run("init", "mine", "--name", "Mine", "--admin", "eva", "--json").json[
        "recovery_code"
    ]
    new = "granite willow teapot 82"
    shell.patch.setenv("CASEROOM_PASSWORD", new)
    words = ("recover", "--office", "mine", "--user", "eva", "--json")
    shell.patch.setenv("CASEROOM_RECOVERY_CODE", code[:-1] + ("0" if code[-1] != "0" else "1"))
    shell.refused(shell.run(*words), "recovery code")
    shell.patch.setenv("CASEROOM_RECOVERY_CODE", code)
    assert shell.run(*words).json["user"] == "eva"
    assert shell.run("check", "--office", "mine", "--user", "eva", "--json").json["ok"]


def test_the_recovery_code_is_tried_without_setting_a_password(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORD)
    code = shell.run("init", "mine", "--name", "Mine", "--admin", "eva", "--json").json[
        "recovery_code"
    ]
    words = ("recover", "--office", "mine", "--user", "eva", "--drill", "--json")
    shell.patch.setenv("CASEROOM_RECOVERY_CODE", code[:-1] + ("0" if code[-1] != "0" else "1"))
    shell.refused(shell.run(*words), "typing error")
    shell.patch.setenv("CASEROOM_RECOVERY_CODE", code)
    assert shell.run(*words).json["works"] is True
    assert shell.run("check", "--office", "mine", "--user", "eva", "--json").json["ok"]


def test_something_unforeseen_is_a_calm_sentence_with_a_report(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("Ada Lovelace")

    monkeypatch.setattr("desktop.cli.keeping.back_up_now", break_down)
    answer = shell.within("backup")
    shell.refused(answer, "went wrong inside")
    assert "Ada" not in answer.err
    (report,) = (shell.folder / "config" / "logs").glob("crash-*.txt")
    assert "Ada" not in report.read_text("utf-8")


def test_the_chosen_language_is_spoken(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    monkeypatch.setenv("CASEROOM_PASSWORD", "wrong")
    answer = shell.run("check", "--office", "office", "--user", "dana")
    assert answer.code == 1
    assert "contraseña" in answer.err


# ---- as a process of its own ----


def test_the_program_answers_from_a_real_shell(shell: Shell) -> None:
    office = shell.folder / "office"
    done = process("check", "--office", office, "--user", "dana", "--json",
                   CASEROOM_PASSWORD=PASSWORDS["dana"])  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ok"]
    wrong = process("check", "--office", office, "--user", "dana", CASEROOM_PASSWORD="wrong")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "The user name or the password is wrong.\n"
    usage = process("check")
    assert usage.returncode == 2
    assert "Traceback" not in usage.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens are always there")
def test_without_a_screen_the_window_is_a_sentence_and_no_core_dump() -> None:
    bare = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = process(**bare)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert os.environ.get("QT_QPA_PLATFORM")


def test_help_and_the_guide_name_every_verb() -> None:
    done = process("--help")
    assert done.returncode == 0
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    for verb in VERBS:
        assert verb in done.stdout
        assert f"caseroom {verb} " in page
