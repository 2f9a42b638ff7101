"""What a document that left the office is called, and what is counted in totals."""

from db.queries.report_data.totals import TotalRow
from db.rules.disclosure import LeftAs
from db.texts import label, t
from printing.catalog import client_sheet, exports, reports, shown_lists


def document_words(key: str) -> str:
    """The title of what left; a document that has no title is shown by its key."""
    known = (*reports(), *exports(), *shown_lists(), client_sheet())
    titles = {entry.key: entry.title for entry in known}
    return titles.get(key, t("Attached document") if key == "attachment" else key)


def left_words(left: LeftAs) -> str:
    """How it left."""
    return {
        LeftAs.PRINTED: t("printed"),
        LeftAs.SAVED: t("saved"),
        LeftAs.EXPORTED: t("exported"),
    }[left]


def total_words(row: TotalRow) -> str:
    """What is counted; a part of what stands above says so."""
    words = row.name or label(row.what)
    return t("of these: {what}", what=words) if row.within else words
