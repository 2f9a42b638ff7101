"""The columns of the list of cases, for the screen and for what is exported of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from db.queries.cases.case_list import CaseRow
from db.rules.casework import SILENT_DAYS
from db.rules.codes import CaseStatus
from db.texts import label, t, tn
from db.texts.dates import date_short
from ui.item_models.columns import Column
from ui.theme.tokens import Tone

_STATUS_TONES = {
    CaseStatus.INTAKE: Tone.INFORMATION,
    CaseStatus.OPEN: Tone.OK,
    CaseStatus.ON_HOLD: Tone.WARNING,
    CaseStatus.CLOSED: Tone.NEUTRAL,
}


def case_columns(zone: ZoneInfo) -> list[Column[CaseRow]]:
    """The columns of the list of cases; moments are shown in the office's zone."""

    def day(moment: datetime | None) -> str:
        return date_short(moment.astimezone(zone).date()) if moment else ""

    return [
        Column("number", t("Case"), lambda row: row.number, 92, leads=True),
        Column("client", t("Client"), lambda row: row.client_name, 150, leads=True),
        Column(
            "mark",
            t("Safe contact"),
            _mark,
            112,
            sortable=False,
            tone=lambda _: Tone.DANGER,
            within=True,  # a warning to staff is none to a stranger
        ),
        Column("status", t("Status"), _status, 104, tone=_status_tone),
        Column("worker", t("Worker"), lambda row: row.worker, 124),
        Column(
            "last_contact",
            t("Last contact"),
            lambda row: day(row.last_contact_at),
            94,
            order=lambda row: row.last_contact_at,
        ),
        Column(
            "silent",
            t("Days silent"),
            _silent,
            86,
            numeric=True,
            sortable=False,
            tone=_silent_tone,
            order=lambda row: row.days_silent,
        ),
        Column(
            "next_hearing",
            t("Next hearing"),
            lambda row: day(row.next_hearing_at),
            94,
            order=lambda row: row.next_hearing_at,
        ),
        Column("tasks", t("Tasks"), _tasks, 108, sortable=False, tone=_tasks_tone),
        Column("programs", t("Programs"), lambda row: ", ".join(row.programs), 80, sortable=False),
        Column(
            "opened",
            t("Opened"),
            lambda row: date_short(row.opened_on),
            96,
            shown=False,
            order=lambda row: row.opened_on,
        ),
    ]


def _mark(row: CaseRow) -> str:
    if row.do_not_confirm:
        return t("Do not confirm")
    return t("Safety alert") if row.has_safety_alert else ""


def _status(row: CaseRow) -> str:
    words = label(row.status)
    return t("{status}, restricted", status=words) if row.restricted else words


def _status_tone(row: CaseRow) -> Tone:
    return Tone.WARNING if row.restricted else _STATUS_TONES[row.status]


def _silent(row: CaseRow) -> str:
    return "" if row.days_silent is None else str(row.days_silent)


def _silent_tone(row: CaseRow) -> Tone | None:
    silent = row.days_silent is not None and row.days_silent >= SILENT_DAYS
    return Tone.WARNING if silent else None


def _tasks(row: CaseRow) -> str:
    if row.overdue_tasks:
        return tn("{n} overdue", "{n} overdue", row.overdue_tasks)
    return tn("{n} open", "{n} open", row.open_tasks) if row.open_tasks else ""


def _tasks_tone(row: CaseRow) -> Tone | None:
    return Tone.DANGER if row.overdue_tasks else None
