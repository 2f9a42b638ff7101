"""Files that other programs spoiled: nothing of them is lost in silence."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from db.rules.findings import Refused
from db.rules.importing.columns import recognise
from db.rules.importing.fields import ImportKind
from db.rules.importing.row_reader import RowReader
from db.sheets import Table, read_table
from db.sheets.rejected import save_rejected
from db.texts import explain

SHEET = "xl/worksheets/sheet1.xml"


def csv_file(folder: Path, content: str | bytes) -> Path:
    file = folder / "clients.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def workbook(
    folder: Path, *rows: tuple[object, ...], sheet: Callable[[bytes], bytes] = lambda part: part
) -> Path:
    """A workbook whose worksheet is changed as other programs would write it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    plain = io.BytesIO()
    book.save(plain)
    file = folder / "clients.xlsx"
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(file, "w") as changed:
        for name in parts.namelist():
            part = parts.read(name)
            changed.writestr(name, sheet(part) if name == SHEET else part)
    return file


def refusal(file: Path) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        read_table(file)
    return str(refused.value), explain(refused.value)


def codes(table: Table) -> list[str]:
    return [remark.code for remark in table.remarks]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    code, words = refusal(csv_file(tmp_path, 'A,B\nx,1\n"never closed,1\n2,3\n4,5\n'))
    assert code == "import.broken_line"
    assert "Line 3" in words


def test_a_quotation_mark_that_the_next_one_closes_is_seen_where_it_began(tmp_path: Path) -> None:
    code, words = refusal(csv_file(tmp_path, 'A,B\n"never closed,1\n"Ada",3\n4,5\n'))
    assert code == "import.broken_line"
    assert "Line 2" in words


def test_a_cell_without_end_is_named_by_its_line(tmp_path: Path) -> None:
    code, words = refusal(csv_file(tmp_path, "A,B\n1,2\n" + "x" * 6_000_001 + ",1\n"))
    assert code == "import.cell_too_long"
    assert "Line 3" in words


def test_letters_that_no_western_code_page_has_are_not_replaced(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, b"Name,City\nA\x81\x9d,\xe9\n"))[0] == "import.not_text"


def test_rows_with_more_cells_than_headings_are_named(tmp_path: Path) -> None:
    table = read_table(csv_file(tmp_path, "Case,Note\n7,Came in, all well\n8,Fine,,\n"))
    assert table.ragged == {2}


def test_headings_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    assert read_table(csv_file(tmp_path, "Name,Name\na,b\n")).headers == ("Name", "Name (B)")


def test_text_that_was_marked_for_a_spreadsheet_is_read_without_the_mark(tmp_path: Path) -> None:
    row = read_table(csv_file(tmp_path, "A,B,C\n'+1 555 0100,'t Hooft,'=x\n")).rows[0]
    assert row.cells == ("+1 555 0100", "'t Hooft", "=x")


def test_rejected_rows_keep_every_cell_and_no_spreadsheet_runs_them(tmp_path: Path) -> None:
    table = read_table(csv_file(tmp_path, "Last name,Note\n=cmd|'/c x'!A1,a,b\n"))
    save_rejected(tmp_path / "mend.csv", table, {2: "why"}, "Why it was rejected")
    saved = (tmp_path / "mend.csv").read_text("utf-8-sig").splitlines()
    assert saved == ["Last name,Note,,Why it was rejected", "'=cmd|'/c x'!A1,a,b,why"]
    again = read_table(tmp_path / "mend.csv")
    assert again.rows[0].cells[:3] == table.rows[0].cells
    assert again.ragged == {2}
    assert recognise(ImportKind.CLIENTS, again.headers) == {"last_name": 0}


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    file = tmp_path / "clients.xlsx"
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
    file.write_bytes(old + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(file)[0] == "import.workbook_password"
    file.write_bytes(old)
    assert refusal(file)[0] == "import.old_excel"


def test_a_last_cell_that_was_only_coloured_makes_no_million_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["First name", "Last name"])
    book.active.append(["Ada", "Lovelace"])
    book.active.cell(300_000, 1).font = Font(bold=True)
    book.save(tmp_path / "clients.xlsx")
    assert len(read_table(tmp_path / "clients.xlsx").rows) == 1


def test_a_sheet_that_is_wrong_about_its_size_loses_no_row(tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        ("Last name", "City"),
        ("Ada", "x"),
        ("Bob", "y"),
        sheet=lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A2"', part),
    )
    assert [row.cells for row in read_table(file).rows] == [("Ada", "x"), ("Bob", "y")]


@pytest.mark.parametrize(
    ("cell", "code", "value"),
    [
        (b'<c r="B2" t="str"><f>"a"</f><v>Cached</v></c>', "import.formulas", "Cached"),
        (b'<c r="B2"><f>"a"</f><v></v></c>', "import.unsaved_formulas", ""),
        (b'<c r="B2"><f>"a"</f></c>', "import.unsaved_formulas", ""),
    ],
)
def test_a_formula_counts_by_its_saved_value_or_is_named(
    tmp_path: Path, cell: bytes, code: str, value: str
) -> None:
    file = workbook(
        tmp_path,
        ("First name", "Last name"),
        ("Ada", "Lovelace"),
        sheet=lambda part: re.sub(rb'<c r="B2".*?</c>', cell, part),
    )
    table = read_table(file)
    assert codes(table) == [code]
    assert table.rows[0].text(1) == value


def test_an_error_of_a_formula_is_nobodys_name(tmp_path: Path) -> None:
    table = read_table(workbook(tmp_path, ("First name", "Last name"), ("Ada", "#REF!")))
    reader = RowReader(ImportKind.CLIENTS, table.rows[0], {"last_name": 1}, lambda kind: ())
    assert reader.text("last_name") == ""
    assert [(p.code, p.field) for p in reader.problems] == [("import.formula_error", "last_name")]


def test_cells_beyond_the_headings_of_a_sheet_are_told(tmp_path: Path) -> None:
    table = read_table(workbook(tmp_path, ("Last name", "City"), ("Ada", "x"), ("B", "y", "?")))
    assert codes(table) == ["import.cells_without_heading"]
    assert table.remarks[0].params == {"row": 3}


def test_dates_of_a_mac_workbook_are_not_four_years_off(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Last name", "Born"])
    book.active.append(["Ada", date(1980, 1, 2)])
    book.save(tmp_path / "clients.xlsx")
    assert read_table(tmp_path / "clients.xlsx").rows[0].cells[1] == date(1980, 1, 2)


def test_entities_that_multiply_are_not_unfolded(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    file = workbook(
        tmp_path,
        ("First name", "Last name"),
        ("Ada", "Lovelace"),
        sheet=lambda part: laughs + part.replace(b"Lovelace", b"&b;"),
    )
    assert refusal(file)[0] == "import.broken_workbook"


def test_a_workbook_that_asks_for_an_archive_of_the_future_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("First name", "Last name"), ("Ada", "Lovelace"))
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 84  # the version that unpacking it needs, in tenths
    file.write_bytes(content)
    assert refusal(file)[0] == "import.broken_workbook"
