"""A made-up report for a hearing, and what is read back from paper."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from db.queries.report_data.court_report import (
    CourtCaption,
    CourtParty,
    CourtPerson,
    CourtPlacement,
    CourtReportData,
    Fact,
    OrderLine,
    PersonContacted,
    Signatory,
)
from db.queries.report_data.office import Letterhead
from db.rules.codes import HearingKind, NoteKind, OrderStatus, PartyRole, PlacementKind, Topic
from db.rules.partial_date import PartialDate
from printing.reports import court_report

ZONE = ZoneInfo("America/New_York")
LETTERHEAD = Letterhead(
    "Harbor House Family Services", ("12 Pier Street", "Milbrook, MA 01999", "(413) 555-0100")
)
SCHOOL_VISIT = Fact(
    on=datetime(2026, 9, 3, 14, 15, tzinfo=ZONE),
    kind=NoteKind.SCHOOL_VISIT,
    author="Ana Ruiz",
    text="His teacher said that he reads well. He missed six days.",
    place="Juniper Street School",
    addenda=((date(2026, 9, 5), "Ana Ruiz", "Corrected: seven days."),),
    with_whom=("Leila Haddad", "Noah Reyes"),
    signed_on=date(2026, 9, 4),
)
FULL = CourtReportData(
    letterhead=LETTERHEAD,
    case_number="2026-0042",
    caption=CourtCaption(
        court="Juvenile Court",
        county="Hampshire",
        docket="26-CP-0117",
        in_the_matter_of="Noah R.",
        hearing=HearingKind.PERMANENCY,
        hearing_at=datetime(2026, 11, 26, 9, 30, tzinfo=ZONE),
        courtroom="Courtroom 3",
        judge="Hon. Cordelia Mbeki",
    ),
    written_on=date(2026, 11, 23),
    since=date(2026, 8, 7),
    people=(
        CourtPerson(
            "Noah Reyes",
            PartyRole.CHILD,
            PartialDate(2016, 3, 14),
            10,
            "Does not apply",
            "Juniper Street School",
        ),
    ),
    removed_on=date(2025, 10, 19),
    parties=(
        CourtParty("Rosa Reyes", PartyRole.MOTHER),
        CourtParty("Gloria", PartyRole.FOSTER_PARENT),
        CourtParty("Leon Achebe", PartyRole.ATTORNEY_CHILD, "Achebe & Stahl"),
    ),
    placements=(
        CourtPlacement(PlacementKind.SHELTER, date(2025, 10, 19), date(2025, 11, 3), False, True),
        CourtPlacement(PlacementKind.FOSTER_FAMILY, date(2025, 11, 3), None, None, True),
    ),
    contacted=(
        PersonContacted(
            "Rosa Reyes",
            PartyRole.MOTHER,
            (date(2026, 8, 12), date(2026, 10, 1)),
            (date(2026, 9, 20),),
        ),
    ),
    records_reviewed="Attendance letter of October 2.",
    orders=(
        OrderLine(
            date(2026, 8, 7),
            "The mother shall complete a parenting course.",
            OrderStatus.PARTIAL,
            date(2026, 12, 1),
            "Six of eight sessions.",
        ),
    ),
    situation="Noah lives with a foster family.",
    facts=((Topic.SCHOOL, (SCHOOL_VISIT,)),),
    assessment="In my opinion he is safe.",
    recommendations="That the placement continue.\nRationale: he is settled.",
    worker=Signatory("Ana Ruiz", "MSW"),
    supervisor=Signatory("Samuel Okafor", "Supervisor"),
    background="He was removed in October 2025.",
)


def paper(data: Any = FULL, build: Any = court_report.build, **changes: Any) -> bytes:
    """The report as the bytes of a PDF, its data changed."""
    out = BytesIO()
    build(replace(data, **changes), out)
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    """What stands on each page, in single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    """What stands in the whole document, in single spaces."""
    return " ".join(pages(pdf))
