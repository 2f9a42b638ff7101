"""Made-up accesses to a client's file."""

from datetime import date, datetime

from db.queries.report_data.file_access import (
    AccessLine,
    DisclosureLine,
    DisclosuresData,
    FileAccessData,
)
from db.rules.codes import DisclosurePurpose, Role
from db.rules.disclosure import LeftAs
from tests.printing.made import LETTERHEAD, ZONE


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, 5, tzinfo=ZONE)


LEFT = (
    DisclosureLine(
        at(9, 10), "court", LeftAs.PRINTED, "Juvenile Court, Hampshire County",
        DisclosurePurpose.COURT, "Ana Ruiz", "2026-0042",
    ),
    DisclosureLine(
        at(12, 15), "client-sheet", LeftAs.SAVED, "Kept in the paper file",
        DisclosurePurpose.INTERNAL, "Sam Okafor", "", "For the home visit",
    ),
)  # fmt: skip
FILE_ACCESS = FileAccessData(
    letterhead=LETTERHEAD,
    client="Reyes, Noah",
    client_number="C-00012",
    cases=("2026-0042",),
    first=date(2026, 3, 1),
    last=date(2026, 3, 31),
    made_on=date(2026, 4, 2),
    made_by="Sam Okafor",
    lines=(
        AccessLine(at(2, 9), "Rita Bell", Role.RECEPTIONIST, "client.viewed"),
        AccessLine(at(2, 11), "Ana Ruiz", Role.CASEWORKER, "case.viewed", "2026-0042"),
        AccessLine(at(3, 11), "Ana Ruiz", Role.CASEWORKER, "note.signed", "2026-0042"),
        AccessLine(at(5, 22), "Noor Haddad", Role.CASEWORKER, "case.viewed_in_emergency",
                   "2026-0042"),
    ),
    disclosures=LEFT,
)  # fmt: skip
DISCLOSURES = DisclosuresData(
    letterhead=LETTERHEAD,
    client="Reyes, Noah",
    client_number="C-00012",
    first=date(2026, 3, 1),
    last=date(2026, 3, 31),
    made_on=date(2026, 4, 2),
    made_by="Sam Okafor",
    lines=LEFT,
)
