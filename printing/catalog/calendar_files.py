"""Appointments for other calendars: a worker's, a client's own, and a single one."""

from db.texts import t
from printing import builders
from printing.catalog.entry import DocumentKind, Entry, Parameter, ParameterKind, period


def calendar_files() -> tuple[Entry, ...]:
    """A worker's appointments, and a client's own, in the language in use."""
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
            parameters=(who, *period()),
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
