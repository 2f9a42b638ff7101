"""Every report and export: its name on the command line, its title, and what it must be told.

A new one is a line here, a branch in `gathering` that asks a query for its data, and a file in
`reports` or `exports` that lays the data out.
"""

from dataclasses import dataclass
from enum import StrEnum

from db.rules.findings import Refused, hard
from db.texts import t


class Kind(StrEnum):
    """Paper or spreadsheet."""

    REPORT = "report"
    EXPORT = "export"


class Parameter(StrEnum):
    """What a report or export must be told."""

    CASE = "case"
    HEARING = "hearing"
    WHOSE_DAY = "whose_day"  # a worker or a room
    WORKER = "worker"  # one worker, or everybody
    DAY = "day"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Entry:
    """One report or export.

    `client_data` says that it names clients, so that recipient and purpose are asked for.
    `suffixes` are the kinds of file it can be written to, the usual one first.
    """

    key: str
    kind: Kind
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    client_data: bool
    suffixes: tuple[str, ...]


def entries() -> tuple[Entry, ...]:
    """All of them, in the language in use."""
    pdf, lists = (".pdf",), (".xlsx", ".csv")
    report, export = Kind.REPORT, Kind.EXPORT
    return (
        Entry(
            "court",
            report,
            t("Court report"),
            t("A case's report for one hearing, from signed notes."),
            (Parameter.CASE, Parameter.HEARING),
            True,
            pdf,
        ),
        Entry(
            "caseload",
            report,
            t("Caseload"),
            t("Open cases by worker, with what is silent and what is due."),
            (Parameter.WORKER,),
            True,
            pdf,
        ),
        Entry(
            "day-sheet",
            report,
            t("Day sheet"),
            t("A worker's or a room's appointments of one day."),
            (Parameter.WHOSE_DAY, Parameter.DAY),
            True,
            pdf,
        ),
        Entry(
            "funder",
            export,
            t("Funder workbook"),
            t("Unduplicated clients served in a period; totals only, nobody's name."),
            (Parameter.PERIOD,),
            False,
            (".xlsx",),
        ),
        Entry(
            "clients",
            export,
            t("Clients"),
            t("The list of clients whom you may see."),
            (),
            True,
            lists,
        ),
        Entry(
            "cases",
            export,
            t("Cases"),
            t("The list of cases that you may read."),
            (),
            True,
            lists,
        ),
        Entry(
            "contacts",
            export,
            t("Contacts"),
            t("Signed contact notes of a period, without their text."),
            (Parameter.PERIOD,),
            True,
            lists,
        ),
    )


def reports() -> tuple[Entry, ...]:
    """What can be printed."""
    return tuple(entry for entry in entries() if entry.kind is Kind.REPORT)


def exports() -> tuple[Entry, ...]:
    """What can be exported."""
    return tuple(entry for entry in entries() if entry.kind is Kind.EXPORT)


def find(key: str, kind: Kind | None = None) -> Entry:
    """The entry with this name. Raises `Refused` with "report.unknown"."""
    for entry in entries():
        if entry.key == key and kind in (None, entry.kind):
            return entry
    raise Refused(hard("report.unknown", "name", name=key))
