"""The lists that the catalog offers as exports: which columns they have."""

from collections.abc import Iterable

from db.queries.report_data.lists import CaseLine, ClientLine, ContactLine
from db.texts import t
from printing.exports.list_export import ListExport


def clients(lines: Iterable[ClientLine]) -> ListExport:
    """Clients, a row each. `birth_date` stays text: it may be known in part only."""
    columns = (
        t("Number"),
        t("Last name"),
        t("First name"),
        t("Preferred name"),
        t("Born"),
        t("Sex"),
        t("Race and ethnicity"),
        t("Language"),
        t("Interpreter"),
        t("Household size"),
        t("Open cases"),
        t("Worker"),
        t("Last contact"),
        t("Client since"),
        t("Do not confirm as a client"),
    )
    return ListExport(
        t("Clients"),
        columns,
        (
            (
                line.number,
                line.last_name,
                line.first_name,
                line.preferred_name,
                line.birth_date,
                line.sex,
                line.races,
                line.language,
                line.interpreter,
                line.household_members,
                line.open_cases,
                line.worker,
                line.last_contact_on,
                line.created_on,
                line.do_not_confirm or None,
            )
            for line in lines
        ),
    )


def cases(lines: Iterable[CaseLine]) -> ListExport:
    """Cases, a row each."""
    columns = (
        t("Case"),
        t("Client number"),
        t("Client"),
        t("Status"),
        t("Programs"),
        t("Worker"),
        t("Opened"),
        t("Closed"),
        t("Court"),
        t("Docket number"),
        t("Last contact"),
        t("Next hearing"),
        t("Open tasks"),
        t("Overdue tasks"),
    )
    return ListExport(
        t("Cases"),
        columns,
        (
            (
                line.number,
                line.client_number,
                line.client,
                line.status,
                line.programs,
                line.worker,
                line.opened_on,
                line.closed_on,
                line.court,
                line.docket,
                line.last_contact_on,
                line.next_hearing_at,
                line.open_tasks,
                line.overdue_tasks,
            )
            for line in lines
        ),
    )


def contacts(lines: Iterable[ContactLine]) -> ListExport:
    """Signed contact notes without their text, a row each."""
    columns = (
        t("Case"),
        t("Client number"),
        t("Client"),
        t("Start"),
        t("Kind"),
        t("Topic"),
        t("Program"),
        t("Minutes"),
        t("Service units"),
        t("Miles"),
        t("Place"),
        t("Author"),
        t("Signed"),
    )
    return ListExport(
        t("Contacts"),
        columns,
        (
            (
                line.case_number,
                line.client_number,
                line.client,
                line.started_at,
                line.kind,
                line.topic,
                line.program,
                line.minutes,
                line.units,
                line.miles,
                line.place,
                line.author,
                line.signed_on,
            )
            for line in lines
        ),
    )
