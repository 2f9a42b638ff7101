"""The funder's workbook says the numbers that were counted, and how."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from db.rules.counts_record import counts_hash, counts_record
from printing.exports.funder import write_funder
from tests.printing.made_lists import funder, sheets, table


@pytest.fixture(scope="module")
def workbook() -> bytes:
    out = BytesIO()
    write_funder(funder(), out)
    return out.getvalue()


def test_each_person_is_counted_once_in_every_table(workbook: bytes) -> None:
    read = sheets(workbook)
    summary = read["Summary"]
    assert dict(row[:2] for row in summary[4:7]) == {
        "New": 2,
        "Continuing": 1,
        "Served (new and continuing)": 3,
    }
    for name in ("Age", "Sex", "Race and ethnicity", "Household size"):
        rows = table(read[name])
        total = rows.pop("Total")
        assert total == sum(rows.values()) == 3, name


def test_the_workbook_says_for_whom_a_contact_counts(workbook: bytes) -> None:
    """By presence alone, who was talked about with a school would be missing from a count anew."""
    told = dict(row[:2] for row in sheets(workbook)["How counted"])
    assert "the client of its case, and for every client who was present" in told["Served"]


def test_each_table_says_who_is_in_which_group(workbook: bytes) -> None:
    read = sheets(workbook)

    def some(name: str) -> dict[str, int]:
        return {key: n for key, n in table(read[name]).items() if n and key != "Total"}

    assert some("Age") == {"5–17": 1, "35–44": 1, "Unknown/Not Reported": 1}
    assert some("Sex") == {"Male": 1, "Female": 1, "Unknown/Not Reported": 1}
    assert some("Race and ethnicity") == {
        "Asian": 1,
        "Multiracial or multiethnic (two or more of the above)": 1,
        "Unknown/Not Reported": 1,
    }
    assert some("Household size") == {"Two": 2, "Unknown/Not Reported": 1}


def test_contacts_minutes_and_units_stand_by_program_and_kind(workbook: bytes) -> None:
    rows = sheets(workbook)["Contacts and units"]
    assert [row for row in rows[3:] if row[0] is not None][:4] == [
        ("No program", "Home visit", 1, 1, 0, 0),
        ('=HYPERLINK("http://x")', "Phone call", 1, 1, 30, 0.25),
        ("Family support", "Home visit", 1, 2, 30, 0.5),
        ("Total", None, 3, None, 60, 0.75),
    ]
    assert dict(row[:2] for row in sheets(workbook)["Summary"][9:12]) == {
        "Contacts": 3,
        "Minutes": 60,
        "Service units": 0.75,
    }


def test_no_text_is_a_formula_and_no_cell_is_a_link(workbook: bytes) -> None:
    for sheet in load_workbook(BytesIO(workbook)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None


def test_a_sheet_explains_how_each_number_was_counted(workbook: bytes) -> None:
    told = {row[0]: row[1] for row in sheets(workbook)["How counted"] if row[0]}
    assert told["Period"] == "May 1, 2026 to May 31, 2026"
    assert told["Time zone"] == "America/New_York"
    assert "May 31, 2026" in told["Age"] and "May 31, 2026" in told["Household size"]
    digest = counts_hash(counts_record(funder().counts))
    assert told["Hash of the counted ids (SHA-256)"].startswith(digest)
    for name in ("Served", "New", "Continuing", "Sex", "Race and ethnicity", "Made by"):
        assert told[name]


def test_nobody_can_be_known_from_it(workbook: bytes) -> None:
    words = " ".join(
        str(value) for rows in sheets(workbook).values() for row in rows for value in row
    )
    for identity in funder().counts.served.ids:
        assert str(identity) not in words
    assert load_workbook(BytesIO(workbook)).properties.creator == "Caseroom"
