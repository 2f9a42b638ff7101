"""The numbers of a funder's workbook, with what is needed to defend them."""

from datetime import date

from db.queries.cases.served import funder_rows
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.funder import FunderData
from db.rules.counts import Period, funder_counts
from db.rules.demographics import AgeBands
from db.rules.findings import Refused, hard
from db.version import version


def funder_data(
    reading: Reading,
    first_day: date,
    last_day: date,
    ages_on: date | None = None,
    bands: AgeBands = AgeBands.CSBG,
) -> FunderData:
    """Counts of a period, both days included; ages are those on its last day unless said.

    Raises `Refused` with "permission.denied" or "period.ends_before_start".
    """
    if last_day < first_day:
        raise Refused(hard("period.ends_before_start", "last_day", day=first_day))
    period = Period(first_day, last_day, ages_on or last_day)
    rows = funder_rows(reading, period)
    return FunderData(
        office=letterhead(reading).name,
        time_zone=reading.zone.key,
        first_day=first_day,
        last_day=last_day,
        made_at=reading.now.astimezone(reading.zone),
        made_by=reading.user.display_name,
        program_version=version(),
        counts=funder_counts(period, rows.contacts, rows.clients, bands),
        program_names=tuple(sorted(rows.programs.items())),
    )
