"""What can be printed beside the calendar: of cases, of clients, and in numbers."""

from db.texts import t
from printing import builders
from printing.catalog.calendar_sheets import calendar_sheets
from printing.catalog.entry import DocumentKind, Entry, Parameter, ParameterKind, period


def reports() -> tuple[Entry, ...]:
    """What can be printed, in the language in use."""
    case = Parameter("case", ParameterKind.CASE, t("Case number"), required=True)
    hearing = Parameter("hearing", ParameterKind.HEARING, t("Hearing"))
    worker = Parameter("worker", ParameterKind.WORKER, t("Worker"))
    days = period()
    client_and_days = (
        Parameter("client", ParameterKind.CLIENT, t("Client"), required=True),
        *days,
    )
    return (
        Entry(
            key="court",
            kind=DocumentKind.REPORT,
            title=t("Court report"),
            about=t("A case's report for one hearing, from signed notes."),
            parameters=(case, hearing),
            data="court_report_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.court_report,
        ),
        Entry(
            key="caseload",
            kind=DocumentKind.REPORT,
            title=t("Caseload"),
            about=t("Open cases by worker, with what is silent and what is due."),
            parameters=(worker,),
            data="caseload_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.caseload,
        ),
        *calendar_sheets(),
        Entry(
            key="file-access",
            kind=DocumentKind.REPORT,
            title=t("Who saw a client’s file"),
            about=t("Who opened, changed or gave out a client’s file, for the client who asks."),
            parameters=client_and_days,
            data="file_access_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.file_access,
        ),
        Entry(
            key="disclosures",
            kind=DocumentKind.REPORT,
            title=t("Accounting of disclosures"),
            about=t("What left of a client’s file: when, what, to whom and what for."),
            parameters=client_and_days,
            data="disclosures_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.disclosures,
        ),
        Entry(
            key="totals",
            kind=DocumentKind.REPORT,
            title=t("Totals of a period"),
            about=t("Clients, cases, contacts and appointments in numbers; nobody’s name."),
            parameters=days,
            data="totals_data",
            leaves=False,
            suffixes=(".pdf",),
            builder=builders.totals,
        ),
        Entry(
            key="audit-shape",
            kind=DocumentKind.REPORT,
            title=t("Shape of the log"),
            about=t(
                "The audit log in numbers, its chains and when it was verified; nobody’s name."
            ),
            parameters=days,
            data="audit_shape_data",
            leaves=False,
            suffixes=(".pdf",),
            builder=builders.audit_shape,
        ),
    )


def client_sheet() -> Entry:
    """A client's sheet, which is printed from the client's file only: no page asks for it."""
    return Entry(
        key="client-sheet",
        kind=DocumentKind.REPORT,
        title=t("Client sheet"),
        about=t("Who a client is and how they are reached, on one page."),
        parameters=(),
        data="",
        leaves=True,
        suffixes=(".pdf",),
        builder=builders.client_sheet,
    )
