"""An office's totals of a period."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.queries.report_data.office import Letterhead
from db.rules.totals import TotalsPart


@dataclass(frozen=True, slots=True)
class TotalRow:
    """How many there are of `what`, a code with words, or of a program with this `name`.

    A row that is `within` divides the last one above it that is not.
    """

    what: StrEnum
    number: int
    within: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class TotalsGroup:
    """The totals of one kind of record."""

    part: TotalsPart
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True, slots=True)
class TotalsData:
    """The totals of these days, both included. There is no place for a person's name in it."""

    letterhead: Letterhead
    first_day: date
    last_day: date
    made_on: date
    groups: tuple[TotalsGroup, ...]
