"""A report for one hearing of one case."""

from dataclasses import dataclass
from datetime import date, datetime

from db.queries.report_data.office import Letterhead
from db.rules.codes import HearingKind, NoteKind, OrderStatus, PartyRole, PlacementKind, Topic
from db.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class CourtCaption:
    """The head of the report. `hearing_at` is in the office's zone."""

    court: str
    county: str
    docket: str
    in_the_matter_of: str
    hearing: HearingKind
    hearing_at: datetime
    courtroom: str
    judge: str


@dataclass(frozen=True, slots=True)
class CourtPerson:
    """A client whom the report is about. `age` is on the day of the hearing, None if unknown."""

    name: str
    role: PartyRole
    birth_date: PartialDate | None
    age: int | None
    icwa: str = ""  # in words, empty if it was never asked
    school: str = ""


@dataclass(frozen=True, slots=True)
class CourtParty:
    """A party. Of a foster parent only the first name is here."""

    name: str
    role: PartyRole
    organization: str = ""


@dataclass(frozen=True, slots=True)
class CourtPlacement:
    """Where a child lives or lived; the provider of a foster home is left out."""

    kind: PlacementKind
    started_on: date
    ended_on: date | None
    with_siblings: bool | None = None
    original_school: bool | None = None


@dataclass(frozen=True, slots=True)
class PersonContacted:
    """Somebody who was spoken with since the last hearing. `attempts` reached nobody."""

    name: str
    role: PartyRole | None
    dates: tuple[date, ...]
    attempts: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order of the court and how far it has been carried out."""

    ordered_on: date
    text: str
    status: OrderStatus
    due_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a signed note says, with its source: who, how, and when (in the office's zone)."""

    on: datetime
    kind: NoteKind
    author: str
    text: str
    place: str = ""
    addenda: tuple[tuple[date, str, str], ...] = ()  # (day, author, text)
    with_whom: tuple[str, ...] = ()  # of a foster parent the first name only
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs on paper."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class CourtReportData:
    """Everything that a court report says.

    `facts` are in the order in which they are printed. `withheld` counts signed notes of the
    period whose confidentiality class keeps them out. `unsigned` counts drafts of the period.
    `protected` are strings that must not stand anywhere in the report: last names of foster
    parents, street lines, phone numbers and addresses that nobody may print. In what is quoted
    they are withheld; in the worker's own words they refuse the report.
    `draft` marks every page, whatever `unsigned` says. A rationale is a line of a recommendation
    that begins with "Rationale:" or "Reason:".
    """

    letterhead: Letterhead
    case_number: str
    caption: CourtCaption
    written_on: date
    since: date | None
    people: tuple[CourtPerson, ...]
    removed_on: date | None
    parties: tuple[CourtParty, ...]
    placements: tuple[CourtPlacement, ...]
    contacted: tuple[PersonContacted, ...]
    records_reviewed: str
    orders: tuple[OrderLine, ...]
    situation: str
    facts: tuple[tuple[Topic, tuple[Fact, ...]], ...]
    assessment: str
    recommendations: str
    worker: Signatory
    supervisor: Signatory | None
    withheld: int = 0
    unsigned: int = 0
    audit_head: str = ""
    protected: frozenset[str] = frozenset()
    background: str = ""
    draft: bool = False
