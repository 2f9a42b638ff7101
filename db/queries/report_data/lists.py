"""Rows of the lists that leave as spreadsheets, in words and values ready to be written."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client in the export `clients`. `languages`, `races` and the like are in words."""

    number: str
    last_name: str
    first_name: str
    preferred_name: str
    birth_date: str  # as it is known: "1980", "1980-03", "1980-03-14~"
    sex: str
    races: str
    language: str
    interpreter: str
    household_members: int | None
    open_cases: int
    worker: str
    last_contact_on: date | None
    created_on: date | None
    do_not_confirm: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the export `cases`."""

    number: str
    client_number: str
    client: str
    status: str
    programs: str
    worker: str
    opened_on: date
    closed_on: date | None
    court: str
    docket: str
    last_contact_on: date | None
    next_hearing_at: datetime | None
    open_tasks: int
    overdue_tasks: int


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A signed contact note, without its text, in the export `contacts`."""

    case_number: str
    client_number: str
    client: str
    started_at: datetime
    kind: str
    topic: str
    program: str
    minutes: int | None
    units: Decimal | None
    miles: Decimal | None
    place: str
    author: str
    signed_on: date | None
