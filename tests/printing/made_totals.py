"""Made-up totals of a month."""

from datetime import date

from db.queries.report_data.totals import TotalRow, TotalsData, TotalsGroup
from db.rules.codes import CloseReason
from db.rules.totals import Total, TotalsPart
from tests.printing.made import LETTERHEAD

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
