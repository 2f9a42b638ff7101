"""Lists as spreadsheets: text stays text, numbers numbers, dates dates, and nothing is run."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from db.queries.report_data.lists import ClientLine
from printing.exports.cells import LONGEST_TEXT, Value, sheet_name
from printing.exports.list_export import ListExport, write_list
from printing.exports.lists import clients
from tests.printing.made import ZONE

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|cmd", "%0A", "＝1", "＋1", "－1", "＠1"]


def xlsx(*rows: tuple[Value, ...], columns: tuple[str, ...] = ("A",)) -> list[Any]:
    """The cells of the first sheet as openpyxl reads them."""
    out = BytesIO()
    write_list(ListExport("List", columns, rows), out, ".xlsx")
    return [list(row) for row in load_workbook(BytesIO(out.getvalue())).worksheets[0].iter_rows()]


def delimited(*rows: tuple[Value, ...], columns: tuple[str, ...] = ("A",)) -> list[list[str]]:
    """The lines as a program reads them that takes no apostrophe for a mark."""
    out = BytesIO()
    write_list(ListExport("List", columns, rows), out, ".csv")
    return list(csv.reader(StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("typed", FORMULAS)
def test_text_that_begins_like_a_formula_stays_text(typed: str) -> None:
    cell = xlsx((typed,))[1][0]
    assert (cell.value, cell.data_type) == (typed.replace("\r", "\n"), "s")
    assert delimited((typed,))[1][0] == f"'{typed}"
    assert delimited((1,), columns=(typed,))[0][0] == f"'{typed}"


def test_a_negative_number_is_a_number_in_both() -> None:
    cell = xlsx((Decimal("-12.50"),))[1][0]
    assert cell.data_type == "n" and cell.value == -12.5
    assert delimited((Decimal("-12.50"), -3), columns=("A", "B"))[1] == ["-12.50", "-3"]


def test_leading_zeros_stay() -> None:
    cell = xlsx(("00123",))[1][0]
    assert (cell.value, cell.data_type, cell.number_format) == ("00123", "s", "@")
    assert delimited(("00123",))[1] == ["00123"]


def test_dates_are_dates_and_moments_keep_the_clock_on_the_wall() -> None:
    row = (date(2026, 11, 26), datetime(2026, 11, 26, 9, 30, tzinfo=ZONE), None)
    cells = xlsx(row, columns=("A", "B", "C"))[1]
    assert cells[0].is_date and cells[0].value.date() == row[0]
    assert cells[1].value == datetime(2026, 11, 26, 9, 30)
    assert cells[2].value is None
    assert delimited(row, columns=("A", "B", "C"))[1] == ["2026-11-26", "2026-11-26 09:30", ""]


def test_a_date_before_the_calendar_of_spreadsheets_is_kept_as_text() -> None:
    cell = xlsx((date(1899, 5, 1),))[1][0]
    assert cell.value == "1899-05-01"


def test_lines_quotes_and_commas_stay_in_their_cell() -> None:
    typed = 'He said "no",\nthen left; 東京 Ørsted'
    assert xlsx((typed,))[1][0].value == typed
    assert delimited((typed, "x"), columns=("A", "B"))[1] == [typed, "x"]


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_text() -> None:
    assert xlsx((12345678901234567890,))[1][0].value == "12345678901234567890"


def test_what_is_too_long_for_a_cell_is_cut_with_a_mark() -> None:
    value = xlsx(("x" * 40_000,))[1][0].value
    assert len(value) <= LONGEST_TEXT and value.endswith(
        "(cut: the whole text is in the case file)"
    )


def test_text_that_looks_like_an_escape_of_the_format_is_read_back_as_typed() -> None:
    """openpyxl gives the text as it is written; Excel reads the escape."""
    assert unescape(xlsx(("_x000D_ a\x00b",))[1][0].value) == "_x000D_ ab"


def test_a_long_list_goes_on_with_its_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    from printing.exports import workbook_stream

    monkeypatch.setattr(workbook_stream, "_MOST_ROWS", 4)
    out = BytesIO()
    written = write_list(ListExport("Clients", ("N",), [(n,) for n in range(7)]), out, ".xlsx")
    assert (written.rows, written.sheets) == (7, ("Clients", "Clients (2)", "Clients (3)"))
    book = load_workbook(BytesIO(out.getvalue()))
    read = [[cell.value for cell in sheet["A"]] for sheet in book]
    assert read == [["N", 0, 1, 2], ["N", 3, 4, 5], ["N", 6]]


@pytest.mark.parametrize(
    ("title", "name"), [("Cases: 1/2 [all]?", "Cases  1 2  all"), ("'x'", "x"), ("", "List")]
)
def test_a_sheet_has_a_name_that_a_workbook_can_hold(title: str, name: str) -> None:
    assert sheet_name(title) == name
    assert len(sheet_name("x" * 40)) == 31


def test_the_clients_list_keeps_what_is_known_of_a_birth_date() -> None:
    line = ClientLine(
        number="C-00042",
        last_name="=Reyes",
        first_name="Noah",
        preferred_name="",
        birth_date="2016-03~",
        sex="Male",
        races="",
        language="es",
        interpreter="x",
        household_members=None,
        open_cases=1,
        worker="Ana Ruiz",
        last_contact_on=date(2026, 10, 12),
        created_on=None,
        do_not_confirm=True,
    )
    out = BytesIO()
    write_list(clients([line]), out, ".xlsx")
    heads, row = load_workbook(BytesIO(out.getvalue())).worksheets[0].iter_rows(values_only=True)
    read = dict(zip(heads, row, strict=True))
    assert (read["Number"], read["Last name"], read["Born"]) == ("C-00042", "=Reyes", "2016-03~")
    assert read["Household size"] is None and read["Open cases"] == 1
    assert read["Do not confirm as a client"] == "Yes"


def test_the_file_names_nobody_in_its_properties() -> None:
    out = BytesIO()
    write_list(ListExport("Clients", ("A",), [("Noah Reyes",)]), out, ".xlsx")
    properties = load_workbook(BytesIO(out.getvalue())).properties
    assert (properties.title, properties.creator) == ("Clients", "Caseroom")
