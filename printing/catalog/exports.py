"""What can be exported as a spreadsheet or a file for another calendar."""

from db.texts import t
from printing import builders
from printing.catalog.calendar_files import calendar_files
from printing.catalog.entry import DocumentKind, Entry, period


def exports() -> tuple[Entry, ...]:
    """What can be exported, in the language in use."""
    days = period()
    return (
        *calendar_files(),
        Entry(
            key="funder",
            kind=DocumentKind.EXPORT,
            title=t("Funder workbook"),
            about=t("Unduplicated clients served in a period; totals only, nobody's name."),
            parameters=days,
            data="funder_data",
            leaves=False,
            suffixes=(".xlsx",),
            builder=builders.funder,
        ),
        Entry(
            key="clients",
            kind=DocumentKind.EXPORT,
            title=t("Clients"),
            about=t("The list of clients whom you may see."),
            parameters=(),
            data="client_lines",
            leaves=True,
            suffixes=(".xlsx", ".csv"),
            builder=builders.clients,
        ),
        Entry(
            key="cases",
            kind=DocumentKind.EXPORT,
            title=t("Cases"),
            about=t("The list of cases that you may read."),
            parameters=(),
            data="case_lines",
            leaves=True,
            suffixes=(".xlsx", ".csv"),
            builder=builders.cases,
        ),
        Entry(
            key="contacts",
            kind=DocumentKind.EXPORT,
            title=t("Contacts"),
            about=t("Signed contact notes of a period, without their text."),
            parameters=days,
            data="contact_lines",
            leaves=True,
            suffixes=(".xlsx", ".csv"),
            builder=builders.contacts,
        ),
        Entry(
            key="totals-table",
            kind=DocumentKind.EXPORT,
            title=t("Totals (table)"),
            about=t("Clients, cases, contacts and appointments in numbers; nobody’s name."),
            parameters=days,
            data="totals_data",
            leaves=False,
            suffixes=(".xlsx", ".csv"),
            builder=builders.totals_table,
        ),
    )
