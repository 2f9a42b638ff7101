"""`caseroom audit-shape`: an auditor's script."""

import json

from tests.desktop.cli.shell import PASSWORDS, Shell


def ask(shell: Shell, *more: str, user: str = "iris"):  # type: ignore[no-untyped-def]
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORDS[user])
    return shell.run("audit-shape", "--office", "office", "--user", user, *more)


def test_counts_and_chains_are_printed_for_the_auditor(shell: Shell) -> None:
    by_act, by_role = ask(shell, "--json").json, ask(shell, "--by", "role", "--json").json
    total = sum(one["entries"] for one in by_act["counts"])
    assert total <= sum(one["entries"] for one in by_role["counts"])  # signing in is an entry
    assert by_act["chains"][0]["missing"] == 0
    assert "entries, 0 missing" in ask(shell).out


def test_the_log_is_verified_when_asked_for(shell: Shell) -> None:
    done = ask(shell, "--verify", "--json")
    assert (done.code, done.json["ok"]) == (0, True)
    assert "The log is whole" in ask(shell, "--verify").out


def test_a_state_that_never_was_ends_with_one(shell: Shell) -> None:
    answer = ask(shell, "--state", "0000-0000-0000-0000", "--json")
    assert (answer.code, json.loads(answer.out)["at"]) == (1, None)


def test_a_receptionist_is_refused(shell: Shell) -> None:
    shell.refused(ask(shell, user="rita"), "Receptionist")
