"""Every report and export: its name on the command line, its title, and what it must be told.

A new one is an entry here, a query under its `data` name in `db.queries.report_data.gather`, and
a file in `reports` or `exports` that lays the data out.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, BinaryIO

from db.rules.findings import Refused, hard
from db.texts import t
from printing import builders
from printing.builders import Made

_NAMES_NOBODY = frozenset({"shape", "chains", "period-totals"})  # of the lists on the screen


class DocumentKind(StrEnum):
    """Paper or spreadsheet."""

    REPORT = "report"
    EXPORT = "export"


class ParameterKind(StrEnum):
    """What kind of thing a parameter names."""

    CASE = "case"  # a case's number
    CLIENT = "client"  # a client's number
    HEARING = "hearing"  # the day of one of the case's hearings
    WORKER = "worker"  # a user name
    ROOM = "room"  # a room's or car's name
    DAY = "day"
    TEAM = "team"  # a team's name
    COLUMNS = "columns"  # workers, teams, rooms, cars or interpreters


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a report or export is told. `name` is that of the request's field.

    Of the parameters that share a `choice`, one must be given.
    """

    name: str
    kind: ParameterKind
    title: str
    required: bool = False
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report or export.

    `data` names its query. `leaves` says that client data leaves with it, so recipient and
    purpose are asked for and recorded. `suffixes` are the kinds of file it can be written as, the
    usual one first.
    """

    key: str
    kind: DocumentKind
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    data: str
    leaves: bool
    suffixes: tuple[str, ...]
    builder: Callable[[Any, BinaryIO, str], Made]

    def build(self, data: Any, out: BinaryIO, suffix: str = "") -> Made:
        """Write the data. Raises `Refused` for what must not print, and a wrong suffix."""
        suffix = suffix.lower() or self.suffixes[0]
        if suffix not in self.suffixes:
            raise Refused(hard("report.file_kind", "out", suffix=" / ".join(self.suffixes)))
        return self.builder(data, out, suffix)


def reports() -> tuple[Entry, ...]:
    """What can be printed, in the language in use."""
    case = Parameter("case", ParameterKind.CASE, t("Case number"), required=True)
    hearing = Parameter("hearing", ParameterKind.HEARING, t("Hearing"))
    worker = Parameter("worker", ParameterKind.WORKER, t("Worker"))
    client_and_days = (
        Parameter("client", ParameterKind.CLIENT, t("Client"), required=True),
        Parameter("first", ParameterKind.DAY, t("First day"), required=True),
        Parameter("last", ParameterKind.DAY, t("Last day"), required=True),
    )
    days = client_and_days[1:]
    whose = (
        Parameter("worker", ParameterKind.WORKER, t("Worker"), choice="whose"),
        Parameter("room", ParameterKind.ROOM, t("Room"), choice="whose"),
    )
    sheet = (
        Parameter("columns", ParameterKind.COLUMNS, t("Columns")),
        Parameter("team", ParameterKind.TEAM, t("Team")),
        *(replace(one, choice="") for one in whose),
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
        Entry(
            key="day-sheet",
            kind=DocumentKind.REPORT,
            title=t("Day sheet"),
            about=t("A worker's or a room's appointments of one day."),
            parameters=(*whose, Parameter("day", ParameterKind.DAY, t("Day"))),
            data="day_sheet_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.day_sheet,
        ),
        Entry(
            key="week-sheet",
            kind=DocumentKind.REPORT,
            title=t("Week sheet"),
            about=t("A week of a worker, a team, a room or everybody, day beside day."),
            parameters=(*sheet, Parameter("day", ParameterKind.DAY, t("Day"))),
            data="week_sheet_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.week_sheet,
        ),
        Entry(
            key="month-sheet",
            kind=DocumentKind.REPORT,
            title=t("Month sheet"),
            about=t("A month of a worker, a team, a room or everybody, week below week."),
            parameters=(*sheet, Parameter("day", ParameterKind.DAY, t("Day"))),
            data="month_sheet_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.month_sheet,
        ),
        Entry(
            key="agenda",
            kind=DocumentKind.REPORT,
            title=t("Agenda"),
            about=t("The appointments of some days as a list, with all that is to be known."),
            parameters=(*sheet, *days),
            data="agenda_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.agenda,
        ),
        Entry(
            key="reminder-calls",
            kind=DocumentKind.REPORT,
            title=t("Reminder list"),
            about=t("Whom to remind of the appointments of a day, how, and whom nobody contacts."),
            parameters=(Parameter("day", ParameterKind.DAY, t("Day")),),
            data="reminder_calls_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.reminder_calls,
        ),
        Entry(
            key="reminder-letters",
            kind=DocumentKind.REPORT,
            title=t("Reminder letters"),
            about=t("A letter for each who is reminded by letter, or was called and not reached."),
            parameters=(Parameter("day", ParameterKind.DAY, t("Day")),),
            data="reminder_letters_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.reminder_letters,
        ),
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


def exports() -> tuple[Entry, ...]:
    """What can be exported, in the language in use."""
    period = (
        Parameter("first", ParameterKind.DAY, t("First day"), required=True),
        Parameter("last", ParameterKind.DAY, t("Last day"), required=True),
    )
    return (
        *calendar_files(period),
        Entry(
            key="funder",
            kind=DocumentKind.EXPORT,
            title=t("Funder workbook"),
            about=t("Unduplicated clients served in a period; totals only, nobody's name."),
            parameters=period,
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
            parameters=period,
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
            parameters=period,
            data="totals_data",
            leaves=False,
            suffixes=(".xlsx", ".csv"),
            builder=builders.totals_table,
        ),
    )


def calendar_files(period: tuple[Parameter, ...]) -> tuple[Entry, ...]:
    """Appointments for other calendars: a worker's, and a client's own."""
    worker = Parameter("worker", ParameterKind.WORKER, t("Worker"), required=True)
    client = Parameter("client", ParameterKind.CLIENT, t("Client"), required=True)
    about = {
        "worker-calendar": t("A worker’s appointments for another calendar, in neutral words."),
        "client-calendar": t("A client’s own appointments for their calendar, in neutral words."),
    }
    title = {"worker-calendar": t("Worker’s calendar"), "client-calendar": t("Client’s calendar")}
    return tuple(
        Entry(
            key=key,
            kind=DocumentKind.EXPORT,
            title=title[key],
            about=about[key],
            parameters=(who, *period),
            data=f"{key.replace('-', '_')}_data",
            leaves=True,
            suffixes=(".ics",),
            builder=builders.calendar_file,
        )
        for key, who in (("worker-calendar", worker), ("client-calendar", client))
    )


def one_appointment() -> Entry:
    """One appointment for another calendar: no page asks for it."""
    return Entry(
        key="appointment",
        kind=DocumentKind.EXPORT,
        title=t("Appointment"),
        about="",
        parameters=(),
        data="",
        leaves=True,
        suffixes=(".ics",),
        builder=builders.calendar_file,
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


def shown_lists() -> tuple[Entry, ...]:
    """The lists that leave as they stand on the screen: their data is a `ListExport`."""
    titles = {
        "clients": t("Clients"),
        "cases": t("Cases"),
        "hearings": t("Hearings"),
        "audit": t("Audit log"),
        "disclosures": t("What left the office"),
        "shape": t("Shape of the log"),
        "chains": t("Chain of each computer"),
        "period-totals": t("Totals"),
    }
    return tuple(
        Entry(
            key=key,
            kind=DocumentKind.EXPORT,
            title=title,
            about="",
            parameters=(),
            data="",
            leaves=key not in _NAMES_NOBODY,
            suffixes=(".xlsx", ".csv"),
            builder=builders.shown_list,
        )
        for key, title in titles.items()
    )


def shown_list(key: str) -> Entry:
    """The list of that name as it stands on the screen. Raises KeyError."""
    return {each.key: each for each in shown_lists()}[key]


def entry(key: str) -> Entry:
    """The report or export with this name. Raises KeyError."""
    return {each.key: each for each in (*reports(), *exports())}[key]
