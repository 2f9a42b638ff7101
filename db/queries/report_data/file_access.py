"""Who saw, changed and gave out a client's file: what a client may ask to be told."""

from dataclasses import dataclass
from datetime import date, datetime

from db.queries.report_data.office import Letterhead
from db.rules.codes import DisclosurePurpose, Role
from db.rules.disclosure import LeftAs


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One thing that was done with the file. `at` is in the office's zone.

    `number` is that of the case it was done in, empty for the client's own page.
    """

    at: datetime
    staff: str
    role: Role
    act: str  # an action of the audit log
    number: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One time that something left. `at` is in the office's zone; `document` is a catalog key."""

    at: datetime
    document: str
    left_as: LeftAs
    recipient: str
    purpose: DisclosurePurpose
    staff: str
    number: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FileAccessData:
    """Everything in the period, the oldest first. `cases` are the numbers that it covers."""

    letterhead: Letterhead
    client: str
    client_number: str
    cases: tuple[str, ...]
    first: date
    last: date
    made_on: date
    made_by: str
    lines: tuple[AccessLine, ...]
    disclosures: tuple[DisclosureLine, ...]


@dataclass(frozen=True, slots=True)
class DisclosuresData:
    """The accounting of disclosures of one client in a period, the oldest first."""

    letterhead: Letterhead
    client: str
    client_number: str
    first: date
    last: date
    made_on: date
    made_by: str
    lines: tuple[DisclosureLine, ...]
