"""What can be said of a report that has been gathered: in a sentence, and as a file's name."""

from datetime import date
from typing import Any

from db.queries.report_data.audit_shape import AuditShapeData
from db.queries.report_data.calendar_sheet import CalendarSheetData
from db.queries.report_data.court_report import CourtReportData
from db.queries.report_data.funder import FunderData
from db.queries.report_data.gather import Gathered
from db.queries.report_data.totals import TotalsData
from db.texts import t, tn
from printing.catalog import Entry


def summary(entry: Entry, gathered: Gathered) -> str:
    """What is in it, and what was left out."""
    data: Any = gathered.data
    if isinstance(data, CourtReportData):
        return " ".join(_left_out(data))
    if isinstance(data, FunderData):
        counts = data.counts
        return t(
            "{people} served: {new} new, {continuing} continuing. Save it to see every number.",
            people=tn("{n} person", "{n} people", counts.served.number),
            new=counts.new.number,
            continuing=counts.continuing.number,
        )
    if entry.suffixes[0] == ".xlsx":
        rows = tn("{n} row.", "{n} rows.", gathered.rows)
        return f"{rows} {t('Save it to open it in a spreadsheet.')}"
    return ""


def file_name(entry: Entry, gathered: Gathered, today: date) -> str:
    """A name for the file that says what it is and never about whom."""
    data: Any = gathered.data
    if isinstance(data, CourtReportData):
        day = data.caption.hearing_at.date()
        return f"{entry.key} {data.case_number} {day.isoformat()}"
    if isinstance(data, FunderData):
        period = data.counts.period
        return f"{entry.key} {period.first_day.isoformat()} {period.last_day.isoformat()}"
    if isinstance(data, CalendarSheetData):
        return f"{entry.key} {data.first.isoformat()} {data.last.isoformat()}"
    if isinstance(data, TotalsData | AuditShapeData):
        return f"{entry.key} {data.first_day.isoformat()} {data.last_day.isoformat()}"
    return f"{entry.key} {getattr(data, 'day', today).isoformat()}"


def usual_recipient(gathered: Gathered) -> str:
    """Who gets it as a rule: of a court report the court."""
    data: Any = gathered.data
    return data.caption.court if isinstance(data, CourtReportData) else ""


def _left_out(data: CourtReportData) -> list[str]:
    said = []
    if data.unsigned:
        left = tn(
            "{n} note is not signed and is left out.",
            "{n} notes are not signed and are left out.",
            data.unsigned,
        )
        said.append(left)
    if data.withheld:
        left = tn(
            "{n} note stays out because it needs a consent or an order.",
            "{n} notes stay out because they need a consent or an order.",
            data.withheld,
        )
        said.append(left)
    return said
