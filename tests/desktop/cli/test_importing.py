"""`caseroom import`: what is added, what is rejected, and files that are not what they say."""

import io
import os
import zipfile

import openpyxl
import pytest

from db.office import open_office
from db.queries.reading import Reading
from tests.desktop.cli.shell import PASSWORDS, Shell

CSV = """First name,Last name,Birth date
José,Núñez,1980-01-02
Zoë,Müller,1981-02-30
Ada,Lovelace,1985-12-10
"""


def clients(shell: Shell) -> int:
    from sqlalchemy import func, select

    from db.models.client import Client

    def count(reading: Reading) -> int:
        return reading.session.scalar(select(func.count()).select_from(Client)) or 0

    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="x")
    try:
        return office.read(count)
    finally:
        office.close()


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_dry_run_says_what_would_happen_and_saves_nothing(shell: Shell) -> None:
    before = clients(shell)
    answer = shell.within("import", "clients", shell.file("c.csv", CSV), "--dry-run").json
    assert (answer["rows"], answer["added"], answer["already_there"]) == (3, 2, 0)
    (rejected,) = answer["rejected"]
    assert rejected["row"] == 3
    assert rejected["field"] == "birth_date"
    assert "1981-02-30" in rejected["reason"]
    assert clients(shell) == before


def test_a_file_that_is_imported_twice_adds_nothing_twice(shell: Shell) -> None:
    before, file = clients(shell), shell.file("c.csv", CSV)
    assert shell.within("import", "clients", file).json["added"] == 2
    assert clients(shell) == before + 2
    again = shell.within("import", "clients", file).json
    assert (again["added"], again["already_there"]) == (0, 2)
    assert clients(shell) == before + 2


def test_a_workbook_is_read_like_a_table(shell: Shell) -> None:
    content = workbook([["Last name", "First name"], ["Lovelace", "Ada"], ["Hopper", "Grace"]])
    assert shell.within("import", "clients", shell.file("c.xlsx", content)).json["added"] == 2


def test_rejected_rows_are_saved_to_be_mended(shell: Shell) -> None:
    file = shell.file("c.csv", CSV)
    shell.within("import", "clients", file, "--rejected", "mend.csv")
    saved = (shell.folder / "mend.csv").read_text("utf-8-sig")
    assert "Müller" in saved
    assert "Núñez" not in saved


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_names_survive_every_usual_encoding(shell: Shell, encoding: str) -> None:
    file = shell.file("c.csv", CSV, encoding)
    answer = shell.within("import", "clients", file).json
    assert answer["added"] == 2
    guessed = encoding in ("latin-1", "cp1252")
    assert bool(answer["remarks"]) == guessed
    out = shell.within("export", "clients", "--out", "all.csv")
    assert out.code == 0
    assert "Núñez" in (shell.folder / "all.csv").read_text("utf-8-sig")


def test_a_heading_can_be_mapped_by_hand(shell: Shell) -> None:
    file = shell.file("c.csv", "Who,Call\nLovelace,Ada\n")
    shell.refused(shell.within("import", "clients", file), "Last name")
    answer = shell.within(
        "import", "clients", file, "--map", "last_name=Who", "--map", "first_name=Call"
    )
    assert answer.json["added"] == 1
    shell.refused(shell.within("import", "clients", file, "--map", "foo=Who"), "foo")
    shell.refused(shell.within("import", "clients", file, "--map", "last_name=Nobody"), "Nobody")


def bomb() -> bytes:
    """A workbook of a few hundred kilobytes that unpacks to hundreds of megabytes."""
    plain = workbook([["Last name"], ["Lovelace"]])
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in source.namelist():
            if name.endswith("sheet1.xml"):
                with packed.open(name, "w", force_zip64=True) as sheet:
                    sheet.write(b"<worksheet><sheetData>")
                    for _ in range(300):
                        sheet.write(b" " * 1024 * 1024)
            else:
                packed.writestr(name, source.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("random.xlsx", os.urandom(3000), "damaged"),
        ("empty.xlsx", b"", "damaged"),
        ("empty.csv", b"", "no rows"),
        ("heading.csv", b"First name,Last name\n", "no rows"),
        ("binary.csv", b"\0\1\2\xff\0", "text"),
        ("other.csv", b"foo,bar\n1,2\n", "Last name"),
        ("letter.pdf", b"%PDF-1.4", ".xlsx"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    shell: Shell, name: str, content: bytes, said: str
) -> None:
    shell.refused(shell.within("import", "clients", shell.file(name, content)), said)


def test_a_workbook_that_would_fill_the_memory_is_not_opened(shell: Shell) -> None:
    shell.refused(shell.within("import", "clients", shell.file("b.xlsx", bomb())), "MB")


def test_a_missing_file_and_an_unknown_kind_are_refused(shell: Shell) -> None:
    shell.refused(shell.within("import", "clients", "no-such.csv"), "cannot be opened")
    shell.refused(shell.within("import", "poems", shell.file("c.csv", CSV)), "clients")
    shell.wrong_usage(shell.within("import", "clients"))


def test_one_who_may_not_import_is_refused(shell: Shell) -> None:
    file = shell.file("c.csv", CSV)
    shell.refused(shell.within("import", "clients", file, user="iris"), "Auditor")
