"""The office's totals on paper and as a table."""

from io import BytesIO

from printing.catalog import entry
from printing.reports import totals
from tests.printing.made import paper, words
from tests.printing.made_totals import TOTALS


def test_each_number_stands_beside_what_it_counts() -> None:
    text = words(paper(TOTALS, totals.build))
    for expected in (
        "March 1, 2026 to March 31, 2026",
        "On file on the last day 1,240",
        "Cases closed 7 of these: Goals met 5 of these: Not said 2",
        "Enrolled on the last day 44 of these: Family support 44",
        "no person is named",
    ):
        assert expected in text, expected


def test_the_table_has_the_numbers_as_numbers_with_their_period() -> None:
    out = BytesIO()
    made = entry("totals-table").build(TOTALS, out, ".csv")
    lines = out.getvalue().decode("utf-8-sig").splitlines()
    assert made.rows == 7
    assert lines[1] == "Clients,On file on the last day,1240,2026-03-01,2026-03-31"
