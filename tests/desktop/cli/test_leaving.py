"""`caseroom report`, `export` and `list`."""

from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models.audit import Disclosure
from db.office import open_office
from db.queries.reading import Reading
from tests.desktop.cli.shell import PASSWORDS, Shell


def case_number(shell: Shell) -> str:
    """The case whose hearing comes next."""
    from desktop.cli.sample import _counted

    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="x")
    hearing = office.read(_counted).next_hearing
    office.close()
    assert hearing is not None
    return hearing["case"]


def disclosures(reading: Reading) -> list[tuple[str, str]]:
    rows = reading.session.scalars(select(Disclosure).order_by(Disclosure.id))
    return [(row.document, row.recipient) for row in rows]


def test_the_names_that_verbs_take_are_listed(shell: Shell) -> None:
    reports = {entry["name"] for entry in shell.run("list", "reports", "--json").json["reports"]}
    exports = {entry["name"] for entry in shell.run("list", "exports", "--json").json["exports"]}
    imports = {entry["name"] for entry in shell.run("list", "imports", "--json").json["imports"]}
    assert {"court", "caseload", "day-sheet"} <= reports
    assert {"funder", "clients", "cases", "contacts"} <= exports
    assert {"clients", "cases", "notes", "hearings"} <= imports
    assert "court" in shell.run("list", "reports").out
    shell.wrong_usage(shell.run("list", "secrets"), "secrets")


def test_a_court_report_is_written_and_recorded(shell: Shell) -> None:
    number = case_number(shell)
    answer = shell.within("report", "court", "--case", number, "--out", "court.pdf",
                          "--recipient", "Family court")  # fmt: skip
    assert answer.json["file"] == "court.pdf"
    assert answer.json["pages"] == len(PdfReader("court.pdf").pages) > 0
    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="x")
    assert office.read(disclosures)[-1] == ("court", "Family court")
    office.close()


@pytest.mark.parametrize(
    "words",
    [
        ("caseload",),
        ("day-sheet",),
        ("day-sheet", "--worker", "ana"),
        ("day-sheet", "--worker", "Ana Ruiz", "--date", "2026-11-24"),
        ("week-sheet", "--columns", "rooms", "--date", "2026-11-24"),
        ("reminder-calls",),
        ("reminder-letters", "--date", "2026-11-24"),
    ],
)
def test_other_reports_are_written(shell: Shell, words: tuple[str, ...]) -> None:
    answer = shell.within("report", *words, "--out", "r.pdf")
    assert answer.json["pages"] == len(PdfReader("r.pdf").pages)


def test_a_funders_workbook_is_written(shell: Shell) -> None:
    today = datetime.now(UTC).date()
    first = (today - timedelta(days=200)).isoformat()
    answer = shell.within(
        "export", "funder", "--from", first, "--to", today.isoformat(), "--out", "f.xlsx"
    )
    assert answer.json["sheets"] == len(openpyxl.load_workbook("f.xlsx").sheetnames) > 1


def test_an_auditor_writes_the_totals_and_no_list(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORDS["iris"])
    days = ("--office", "office", "--user", "iris", "--from", "2026-01-01", "--to", "2026-12-31")
    done = shell.run("report", "totals", *days, "--out", "t.pdf", "--json")
    assert done.json["pages"] == len(PdfReader("t.pdf").pages)
    done = shell.run("export", "totals-table", *days, "--out", "t.csv", "--json")
    assert done.json["rows"] > 20
    shell.refused(shell.run("export", "contacts", *days, "--out", "c.csv"), "Auditor")


@pytest.mark.parametrize("out", ["c.xlsx", "c.csv"])
def test_lists_are_exported(shell: Shell, out: str) -> None:
    assert shell.within("export", "clients", "--out", out).json["rows"] == 24
    assert (shell.folder / out).stat().st_size > 500


def test_the_same_list_is_the_same_file(shell: Shell) -> None:
    one = shell.within("export", "clients", "--out", "one.csv").json["sha256"]
    assert shell.within("export", "clients", "--out", "two.csv").json["sha256"] == one


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "no-such", "--out", "a.pdf"), "no-such"),
        (("report", "funder", "--out", "a.pdf"), "funder"),
        (("export", "court", "--out", "a.xlsx"), "court"),
        (("report", "court", "--out", "a.pdf"), "--case"),
        (("report", "court", "--case", "9999-1", "--out", "a.pdf"), "9999-1"),
        (("report", "caseload", "--out", "a.doc"), ".pdf"),
        (("report", "caseload", "--out", "nowhere/a.pdf"), "folder"),
        (("report", "caseload", "--worker", "nobody", "--out", "a.pdf"), "nobody"),
        (("report", "day-sheet", "--room", "Attic", "--out", "a.pdf"), "Attic"),
        (("report", "caseload", "--purpose", "fun", "--out", "a.pdf"), "fun"),
        (("export", "funder", "--out", "a.xlsx"), "--from"),
        (
            ("export", "funder", "--from", "2026-09-30", "--to", "2026-07-01", "--out", "a.xlsx"),
            "before",
        ),
        (("export", "funder", "--out", "a.pdf"), ".xlsx"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    before = set(shell.folder.iterdir())
    shell.refused(shell.within(*words), said)
    assert set(shell.folder.iterdir()) - before <= {shell.folder / "config"}


@pytest.mark.parametrize(
    "words",
    [
        ("report", "court", "--case", "1", "--hearing", "2026-13-01", "--out", "a.pdf"),
        ("report", "day-sheet", "--date", "tomorrow", "--out", "a.pdf"),
        ("export", "funder", "--from", "2026-02-30", "--to", "2026-03-01", "--out", "a.xlsx"),
        ("report", "caseload"),
        ("report", "--out", "a.pdf"),
    ],
)
def test_wrong_usage_is_told_apart(shell: Shell, words: tuple[str, ...]) -> None:
    shell.wrong_usage(shell.within(*words))


def test_what_a_role_may_not_see_it_does_not_print(shell: Shell) -> None:
    number = case_number(shell)
    answer = shell.within("report", "court", "--case", number, "--out", "a.pdf", user="rita")
    shell.refused(answer, "Receptionist")
    assert not (shell.folder / "a.pdf").exists()


def test_a_target_that_cannot_be_written_is_refused_and_nothing_is_recorded(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop.cli.leaving

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desktop.cli.leaving, "write_document", full)
    shell.refused(shell.within("report", "caseload", "--out", "a.pdf"), "No space left")
    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="x")
    assert office.read(disclosures) == []
    office.close()


def test_what_cannot_be_recorded_does_not_leave(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop.cli.leaving
    from db.rules.findings import Refused, hard

    def refuse(*_: object) -> None:
        raise Refused(hard("storage.full"))

    monkeypatch.setattr(desktop.cli.leaving, "_record", refuse)
    shell.refused(shell.within("report", "caseload", "--out", "a.pdf"), "full")
    assert not (shell.folder / "a.pdf").exists()
