"""Made-up totals of a month, and a made-up audit log in numbers."""

from datetime import date, datetime

from db.queries.audit_log.last_verified import LastVerified
from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow
from db.queries.report_data.audit_shape import AuditShapeData
from db.queries.report_data.totals import TotalRow, TotalsData, TotalsGroup
from db.rules.codes import CloseReason
from db.rules.totals import Total, TotalsPart
from tests.printing.made import LETTERHEAD, ZONE

TOTALS = TotalsData(
    letterhead=LETTERHEAD,
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 31),
    made_on=date(2026, 4, 2),
    groups=(
        TotalsGroup(
            TotalsPart.CLIENTS, (TotalRow(Total.ON_FILE, 1240), TotalRow(Total.TAKEN_IN, 31))
        ),
        TotalsGroup(
            TotalsPart.CASES,
            (
                TotalRow(Total.CASES_CLOSED, 7),
                TotalRow(CloseReason.GOALS_MET, 5, within=True),
                TotalRow(Total.NO_REASON, 2, within=True),
            ),
        ),
        TotalsGroup(
            TotalsPart.ENROLLMENTS,
            (
                TotalRow(Total.ENROLLED, 44),
                TotalRow(Total.ENROLLED, 44, within=True, name="Family support"),
            ),
        ),
    ),
)

BEGAN, ENDED = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), datetime(2026, 3, 30, 16, 5, tzinfo=ZONE)
AUDIT_SHAPE = AuditShapeData(
    letterhead=LETTERHEAD,
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 31),
    made_on=date(2026, 4, 2),
    entries=1308,
    people=7,
    signing_keys=9,
    counts=(
        (CountedBy.ACT, (ShapeRow("client.viewed", 1300, 7, BEGAN, ENDED),)),
        (CountedBy.KIND, (ShapeRow("client", 1308, 7, BEGAN, ENDED),)),
        (CountedBy.ROLE, (ShapeRow("caseworker", 1308, 7, BEGAN, ENDED),)),
        (CountedBy.COMPUTER, ()),
        (CountedBy.WEEK, (ShapeRow("2026-03-02", 1308, 7, BEGAN, ENDED),)),
    ),
    chains=(Chain(1, 1308, 2, "6f" * 32, BEGAN, ENDED),),
    verified=LastVerified(ENDED, 0, 1308, 1310, backup=BEGAN, backup_within=True),
)
