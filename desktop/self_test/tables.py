"""What goes to other programs: a workbook and a calendar file, made and read again."""

from pathlib import Path

from db.queries.report_data.gather import ReportRequest, gather
from db.sheets.calendar_file.reading import read_calendar
from db.sheets.workbook import read_workbook
from db.texts import t
from desktop.self_test.bench import LAST, USER, Bench
from desktop.self_test.running import Failed
from printing.catalog import entry
from printing.producing import write_document


def workbook(bench: Bench) -> str:
    """The list of clients."""
    table = read_workbook(_written(bench, "clients", "clients.xlsx", ReportRequest()))
    cells = [cell for row in table.rows for cell in row.cells]
    if not any(LAST in str(cell) for cell in cells):
        raise Failed(t("The workbook does not hold what was written into it."))
    return t("A workbook was made and read.")


def calendar(bench: Bench) -> str:
    """The tester's appointments."""
    begins = bench.booked_at()
    day = begins.date()
    asked = ReportRequest(worker=USER, first=day, last=day)
    file = _written(bench, "worker-calendar", "calendar.ics", asked)
    found = read_calendar(file, day, day, bench.opened().record.zone).found
    if [one.starts for one in found] != [begins]:
        raise Failed(t("The calendar file does not hold the appointment at its time."))
    return t("A calendar file was made and read.")


def _written(bench: Bench, name: str, called: str, asked: ReportRequest) -> Path:
    chosen = entry(name)
    gathered = bench.opened().read(gather, chosen.data, asked)
    return write_document(chosen, gathered.data, bench.folder / called).file
