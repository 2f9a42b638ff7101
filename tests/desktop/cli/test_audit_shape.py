"""`caseroom audit-shape`: an auditor's script."""

import json
import re

from pypdf import PdfReader

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
    assert done.json["verified"]["entries"] > 500
    assert "The log is whole" in ask(shell, "--verify").out
    assert "Last verified on" in ask(shell, "--by", "week").out


def test_a_state_on_paper_is_found_and_what_was_before_it_is_unchanged(shell: Shell) -> None:
    days = ("--from", "2026-01-01", "--to", "2026-12-31")
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORDS["iris"])
    asked = ("--office", "office", "--user", "iris", *days, "--out", "shape.pdf", "--json")
    assert shell.run("report", "audit-shape", *asked).json["pages"] > 0
    paper = " ".join(page.extract_text() for page in PdfReader("shape.pdf").pages)
    state = re.search(r"[0-9A-F]{4}(-[0-9A-F]{4}){3}", paper)
    assert state is not None
    answer = ask(shell, "--state", state[0], "--json")
    assert (answer.code, answer.json["ok"], answer.json["findings"]) == (0, True, [])
    assert answer.json["entries"] > 500
    assert "Up to then the log is unchanged" in ask(shell, "--state", state[0]).out


def test_a_state_that_never_was_ends_with_one(shell: Shell) -> None:
    answer = ask(shell, "--state", "0000-0000-0000-0000", "--json")
    assert (answer.code, json.loads(answer.out)["at"]) == (1, None)


def test_a_receptionist_is_refused(shell: Shell) -> None:
    shell.refused(ask(shell, user="rita"), "Receptionist")
