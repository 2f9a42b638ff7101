"""What a document that left the office is called, of when it tells, and what totals count."""

from datetime import date

from db.queries.report_data.totals import TotalRow
from db.rules.disclosure import LeftAs
from db.texts import label, t
from db.texts.dates import date_long
from printing.catalog import client_sheet, exports, reports, shown_lists
from printing.groups import group_attendance, sign_in_sheet


def document_words(key: str) -> str:
    """The title of what left; a document that has no title is shown by its key."""
    papers = client_sheet(), sign_in_sheet(), group_attendance()
    known = (*reports(), *exports(), *shown_lists(), *papers)
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


def period_words(first: date, last: date) -> str:
    """Like "March 1, 2026 to March 31, 2026"."""
    return t("{first} to {last}", first=date_long(first), last=date_long(last))
