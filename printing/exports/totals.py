"""The office's totals of a period as a table."""

from db.queries.report_data.totals import TotalsData
from db.texts import label, t
from printing.exports.list_export import ListExport
from printing.titles import total_words


def totals(data: TotalsData) -> ListExport:
    """A row for each number, with the period that it is of."""
    columns = (t("Area"), t("What"), t("Number"), t("First day"), t("Last day"))
    rows = (
        (label(group.part), total_words(row), row.number, data.first_day, data.last_day)
        for group in data.groups
        for row in group.rows
    )
    return ListExport(t("Totals"), columns, rows)
