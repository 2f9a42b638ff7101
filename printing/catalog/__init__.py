"""Every report and export: its name on the command line, its title, and what it must be told.

A new one is an entry in the file here that it belongs to, a query under its `data` name in
`db.queries.report_data.gather`, and a file in `reports` or `exports` that lays the data out.
"""

from printing.catalog.calendar_files import one_appointment
from printing.catalog.calendar_sheets import whom_to_tell_list
from printing.catalog.entry import DocumentKind, Entry, Parameter, ParameterKind
from printing.catalog.exports import exports
from printing.catalog.reports import client_sheet, reports
from printing.catalog.shown_lists import shown_list, shown_lists

__all__ = [
    "DocumentKind",
    "Entry",
    "Parameter",
    "ParameterKind",
    "client_sheet",
    "entry",
    "exports",
    "one_appointment",
    "reports",
    "shown_list",
    "shown_lists",
    "whom_to_tell_list",
]


def entry(key: str) -> Entry:
    """The report or export with this name. Raises KeyError."""
    return {each.key: each for each in (*reports(), *exports())}[key]
