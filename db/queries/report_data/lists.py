"""Rows of the lists that leave as spreadsheets.

Any iterable of rows will do: a generator is written as it comes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | datetime | bool | None


class CellKind(StrEnum):
    """What the cells of a column hold. A cell of another type is written as text."""

    TEXT = "text"  # also numbers with leading zeros, phone numbers, docket numbers
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"  # Decimal, whole cents
    DATE = "date"
    MOMENT = "moment"  # aware, in the office's zone; the zone is dropped in the sheet


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column. `width` is in characters; None means one that fits the kind."""

    title: str
    kind: CellKind = CellKind.TEXT
    width: int | None = None


@dataclass(frozen=True, slots=True)
class ListData:
    """Exactly the list on the screen: its columns in their order and its rows in theirs."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: Iterable[Sequence[Cell]]


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
