"""The calendar on paper: sheets of a day, a week and a month, the agenda, and whom to remind."""

from dataclasses import replace

from db.texts import t
from printing import builders
from printing.catalog.entry import DocumentKind, Entry, Parameter, ParameterKind, period


def calendar_sheets() -> tuple[Entry, ...]:
    """What is printed of the calendar, in the language in use."""
    whose = (
        Parameter("worker", ParameterKind.WORKER, t("Worker"), choice="whose"),
        Parameter("room", ParameterKind.ROOM, t("Room"), choice="whose"),
    )
    sheet = (
        Parameter("columns", ParameterKind.COLUMNS, t("Columns")),
        Parameter("team", ParameterKind.TEAM, t("Team")),
        *(replace(one, choice="") for one in whose),
    )
    day = Parameter("day", ParameterKind.DAY, t("Day"))
    return (
        Entry(
            key="day-sheet",
            kind=DocumentKind.REPORT,
            title=t("Day sheet"),
            about=t("A worker's or a room's appointments of one day."),
            parameters=(*whose, day),
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
            parameters=(*sheet, day),
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
            parameters=(*sheet, day),
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
            parameters=(*sheet, *period()),
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
            parameters=(day,),
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
            parameters=(day,),
            data="reminder_letters_data",
            leaves=True,
            suffixes=(".pdf",),
            builder=builders.reminder_letters,
        ),
    )


def whom_to_tell_list() -> Entry:
    """Whom to tell of what a plan changed: it is offered when the plan is carried out."""
    return Entry(
        key="whom-to-tell",
        kind=DocumentKind.REPORT,
        title=t("Whom to tell"),
        about="",
        parameters=(),
        data="",
        leaves=True,
        suffixes=(".pdf",),
        builder=builders.change_calls,
    )
