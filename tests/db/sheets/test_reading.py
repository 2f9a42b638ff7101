"""Tables are read from whatever other programs saved, and bad files are refused by name."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.rules.findings import Refused
from db.sheets import read_table


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_common_separator_is_found(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(
        separator.join(("First name", "Last name", "City"))
        + "\n"
        + separator.join(("Ada", "Lovelace", "London"))
        + "\n",
        encoding="utf-8",
    )
    table = read_table(file)
    assert table.headers == ("First name", "Last name", "City")
    assert [table.rows[0].text(column) for column in range(3)] == ["Ada", "Lovelace", "London"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_with_accents_survive_every_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "clients.csv"
    file.write_bytes("Name,City\nJosé Muñoz,Córdoba\n".encode(encoding))
    table = read_table(file)
    assert table.rows[0].text(0) == "José Muñoz"
    assert bool(table.remarks) is (encoding == "cp1252")


def test_rows_keep_the_number_that_people_see(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text('\nA,B\n\n1,"two\nlines"\n\n3,4\n', encoding="utf-8")
    assert [row.number for row in read_table(file).rows] == [4, 6]


def test_a_note_of_five_megabytes_is_read(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("Case,Note\n7," + "word " * 1_000_000 + "\n", encoding="utf-8")
    assert len(read_table(file).rows[0].text(1)) == 4_999_999


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "import.empty"),
        ("header.csv", b"Name,City\n", "import.empty"),
        ("binary.csv", b"\x00\x01\x02" * 100, "import.not_text"),
        ("picture.png", b"\x89PNG", "import.file_kind"),
        ("old.xls", b"\xd0\xcf\x11\xe0", "import.old_excel"),
        ("broken.xlsx", b"not a workbook", "import.broken_workbook"),
    ],
)
def test_bad_files_are_refused_by_name(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_table(tmp_path / name)
    assert _codes(refusal) == [code]


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_table(tmp_path / "gone.csv")
    assert _codes(refusal) == ["import.file_unreadable"]


def test_a_workbook_keeps_dates_numbers_and_leading_zeros(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Born", "Zip", "Units"])
    book.active.append(["Ada", date(1815, 12, 10), "02134", 0.1])
    book.save(tmp_path / "clients.xlsx")
    row = read_table(tmp_path / "clients.xlsx").rows[0]
    assert row.cells == ("Ada", date(1815, 12, 10), "02134", Decimal("0.1"))


def test_merged_cells_and_formulas_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "City"])
    book.active.append(["Ada", "London"])
    book.active.append(["=A2", "London"])
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "merged.xlsx")
    table = read_table(tmp_path / "merged.xlsx")
    assert {finding.code for finding in table.remarks} == {
        "import.merged_cells",
        "import.unsaved_formulas",
    }
    assert table.rows[0].text(0) == "Ada"


def test_the_first_visible_sheet_with_rows_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Old")
    hidden.append(["Name", "City"])
    hidden.sheet_state = "hidden"
    wanted = book.create_sheet("Clients")
    wanted.append(["Name", "City"])
    wanted.append(["Ada", "London"])
    book.save(tmp_path / "sheets.xlsx")
    assert read_table(tmp_path / "sheets.xlsx").sheet == "Clients"
    with pytest.raises(Refused) as refusal:
        read_table(tmp_path / "sheets.xlsx", "Nowhere")
    assert _codes(refusal) == ["import.no_such_sheet"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    with pytest.raises(Refused) as refusal:
        read_table(file)
    assert _codes(refusal) == ["import.bomb"]
