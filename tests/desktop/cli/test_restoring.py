"""`caseroom restore --show` and `--replace`, and `put-back`."""

import json
from pathlib import Path

from tests.desktop.cli.shell import PASSWORDS, Shell

NAME = "Harbor House Family Services"


def folders(shell: Shell) -> set[str]:
    return {path.name for path in shell.folder.iterdir()}


def made(shell: Shell) -> Path:
    return Path(shell.within("backup", "--to", "b.caseroom-backup").json["file"])


def replace(shell: Shell, *more: str, user: str = "dana"):  # type: ignore[no-untyped-def]
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORDS[user])
    words = ("b.caseroom-backup", "--replace", "--to", "office", "--user", user)
    return shell.run("restore", *words, *more)


def test_a_backup_says_what_it_holds_to_anybody_and_lays_nothing_out(shell: Shell) -> None:
    made(shell)
    before = folders(shell)
    shown = shell.run("restore", "b.caseroom-backup", "--show", "--json").json
    assert (shown["name"], shown["counts"]["client"]) == (NAME, 24)
    assert "dana" in shown["users"]
    assert shown["heads"]
    words = shell.run("restore", "b.caseroom-backup", "--show").out
    assert NAME in words
    assert "client: 24" in words
    assert folders(shell) == before


def test_what_would_be_lost_is_shown_without_replacing(shell: Shell) -> None:
    made(shell)
    shown = replace(shell, "--show", "--json").json
    assert shown["today"]["client"] == 24
    assert shown["entries_since"] >= 2  # the backup's own entry, and this sign-in
    assert shown["warnings"] == []
    assert "today 24" in replace(shell, "--show").out


def test_an_office_is_replaced_by_its_backup_and_kept_beside_it(shell: Shell) -> None:
    made(shell)
    done = replace(shell, "--confirm", NAME, "--json").json
    assert Path(done["aside"]).is_dir()
    old = shell.run("check", "--office", done["aside"], "--user", "dana", "--json")
    assert old.json == {"ok": True, "findings": []}
    new = json.loads(shell.run("check", "--office", "office", "--user", "dana", "--json").out)
    assert {one["code"] for one in new["findings"]} <= {"office.older_than_seen"}


def test_nothing_is_replaced_unless_the_name_is_typed_or_by_who_may_not(shell: Shell) -> None:
    made(shell)
    before = folders(shell)
    for more in ((), ("--confirm", "office")):
        answer = replace(shell, *more)
        assert answer.code == 1
        assert "was not typed" in answer.err.splitlines()[-1]
        assert f"“{NAME}”, made on" in answer.err  # shown first
    shell.refused(replace(shell, "--confirm", NAME, "--json", user="rita"), "Receptionist")
    shell.wrong_usage(shell.run("restore", "b.caseroom-backup", "--replace"), "--to DIR")
    assert folders(shell) == before


def put_back(shell: Shell, *more: str):  # type: ignore[no-untyped-def]
    return shell.run("put-back", "--office", "office", "--user", "dana", *more)


def test_the_office_that_was_set_aside_is_put_back(shell: Shell) -> None:
    made(shell)
    shell.refused(put_back(shell), "No office was set aside")
    aside = Path(replace(shell, "--confirm", NAME, "--json").json["aside"])
    shown = put_back(shell, "--show", "--json").json
    assert shown["folder"] == str(aside)
    assert shown["counts"]["client"] == shown["today"]["client"] == 24
    assert "was not typed" in put_back(shell, "--confirm", "office").err.splitlines()[-1]
    shell.refused(put_back(shell, "elsewhere", "--show"), "“elsewhere” is no office that was set")
    done = put_back(shell, str(aside), "--confirm", NAME, "--json").json
    assert not aside.exists()
    assert Path(done["aside"]).is_dir()
    answer = shell.run("check", "--office", "office", "--user", "dana", "--json")
    assert {one["code"] for one in json.loads(answer.out)["findings"]} <= {"office.older_than_seen"}
