"""`caseroom import appointments`: a calendar file of another program, by the command line."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.desktop.cli.shell import Shell


def calendar(*lines: str) -> str:
    """An event on the next Wednesday but one, with these lines."""
    day = datetime.now(UTC) + timedelta(days=14)
    day += timedelta(days=(2 - day.weekday()) % 7)
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:school@example.org",
            f"DTSTART:{day:%Y%m%d}T120000", f"DTEND:{day:%Y%m%d}T123000", *lines, "END:VEVENT",
            "BEGIN:VEVENT", "UID:broken@example.org", "END:VEVENT", "END:VCALENDAR", "",
        ]
    )  # fmt: skip


@pytest.fixture
def file(shell: Shell) -> object:
    return shell.file("school.ics", calendar("SUMMARY:School meeting"))


def test_a_clients_commitments_come_in_once(shell: Shell, file: object) -> None:
    words = ("import", "appointments", file, "--client", "C-00001")
    would = shell.within(*words, "--dry-run").json
    assert (would["events"], would["added"], would["dry_run"]) == (1, 1, True)
    assert shell.within(*words).json["added"] == 1
    again = shell.within(*words).json
    assert (again["added"], again["already_there"]) == (0, 1)
    (broken,) = again["left_out"]
    assert broken["line"] == 9 and broken["verdict"] == "skipped"


def test_whose_they_are_must_be_said(shell: Shell, file: object) -> None:
    shell.refused(shell.within("import", "appointments", file), "one worker or one client")


def test_what_is_no_calendar_is_refused_in_a_sentence(shell: Shell) -> None:
    table = shell.file("clients.csv", "First name,Last name\n")
    shell.refused(shell.within("import", "appointments", table, "--worker", "mara"), "no calendar")


def test_they_are_among_what_can_be_imported(shell: Shell) -> None:
    listed = shell.run("list", "imports", "--json").json
    assert "appointments" in [one["name"] for one in listed["imports"]]
