"""From an entry of the catalog to the module that builds it, imported when it is used.

ReportLab and the writers of workbooks cost as much to import as a window takes to appear.
"""

from dataclasses import dataclass
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: how many pages, or sheets with their names and the rows of the list."""

    count: int
    sheets: tuple[str, ...] = ()
    rows: int = 0


def court_report(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CourtReportData` as a PDF."""
    from printing.reports import court_report as report

    return Made(report.build(data, out))


def caseload(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CaseloadData` as a PDF."""
    from printing.reports import caseload as report

    return Made(report.build(data, out))


def day_sheet(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`DaySheetData` as a PDF."""
    from printing.reports import day_sheet as report

    return Made(report.build(data, out))


def week_sheet(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CalendarSheetData` of a week as a PDF."""
    from printing.reports import week_sheet as report

    return Made(report.build(data, out))


def reminder_calls(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CallListData` as a PDF."""
    from printing.reports import reminder_calls as report

    return Made(report.build(data, out))


def month_sheet(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CalendarSheetData` of a month as a PDF."""
    from printing.reports import month_sheet as report

    return Made(report.build(data, out))


def agenda(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CalendarSheetData` as a PDF, day by day."""
    from printing.reports import agenda_sheet as report

    return Made(report.build(data, out))


def reminder_letters(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`LettersData` as a PDF."""
    from printing.reports import reminder_letters as report

    return Made(report.build(data, out))


def change_calls(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`ChangeCallsData` as a PDF."""
    from printing.reports import change_calls as report

    return Made(report.build(data, out))


def file_access(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`FileAccessData` as a PDF."""
    from printing.reports import file_access as report

    return Made(report.build(data, out))


def disclosures(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`DisclosuresData` as a PDF."""
    from printing.reports import disclosures as report

    return Made(report.build(data, out))


def audit_shape(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`AuditShapeData` as a PDF."""
    from printing.reports import audit_shape as report

    return Made(report.build(data, out))


def totals(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`TotalsData` as a PDF."""
    from printing.reports import totals as report

    return Made(report.build(data, out))


def calendar_file(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`CalendarFileData` as a calendar file."""
    from printing.exports import calendar_file as export

    return export.build(data, out)


def totals_table(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`TotalsData` as a workbook or delimited text."""
    from printing.exports.totals import totals as rows

    return _list(rows(data), out, suffix)


def client_sheet(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`ClientSheetData` as a PDF."""
    from printing.reports import client_sheet as report

    return Made(report.build(data, out))


def sign_in_sheet(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`SignInData` as a PDF."""
    from printing.reports import sign_in_sheet as report

    return Made(report.build(data, out))


def group_attendance(data: Any, out: BinaryIO, suffix: str) -> Made:
    """An `AttendanceGrid` as a workbook or delimited text."""
    from printing.exports.attendance import attendance

    return _list(attendance(data), out, suffix)


def funder(data: Any, out: BinaryIO, suffix: str) -> Made:
    """`FunderData` as a workbook."""
    from printing.exports.funder import write_funder

    sheets = write_funder(data, out)
    return Made(len(sheets), sheets)


def clients(data: Any, out: BinaryIO, suffix: str) -> Made:
    """Lines of clients as a workbook or delimited text."""
    from printing.exports import lists

    return _list(lists.clients(data), out, suffix)


def cases(data: Any, out: BinaryIO, suffix: str) -> Made:
    """Lines of cases as a workbook or delimited text."""
    from printing.exports import lists

    return _list(lists.cases(data), out, suffix)


def contacts(data: Any, out: BinaryIO, suffix: str) -> Made:
    """Lines of contacts as a workbook or delimited text."""
    from printing.exports import lists

    return _list(lists.contacts(data), out, suffix)


def shown_list(data: Any, out: BinaryIO, suffix: str) -> Made:
    """A `ListExport`, made of a list as it stands on the screen."""
    return _list(data, out, suffix)


def _list(data: Any, out: BinaryIO, suffix: str) -> Made:
    from printing.exports.list_export import write_list

    written = write_list(data, out, suffix)
    return Made(len(written.sheets), written.sheets, written.rows)
