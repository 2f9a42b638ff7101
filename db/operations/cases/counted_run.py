"""What a funder's workbook counted is kept, so that a later difference can be explained."""

from uuid import UUID

from db.models.audit import CountedRun
from db.operations.work import Work
from db.rules.counts import FunderCounts
from db.rules.counts_record import counts_hash, counts_record
from db.rules.permissions import Action


def record_counted_run(work: Work, run_id: UUID, export: str, counts: FunderCounts) -> str:
    """Keep the ids behind every number of an export; returns their SHA-256 for the workbook.

    `export` is a key of `printing.catalog`.
    """
    work.require(Action.EXPORT_FUNDER)
    record = counts_record(counts)
    sha256 = counts_hash(record)
    work.session.add(
        CountedRun(
            id=run_id,
            export=export,
            first_day=counts.period.first_day,
            last_day=counts.period.last_day,
            at=work.now,
            user_id=work.user.id,
            sha256=sha256,
            counted={"record": record},
        )
    )
    work.session.flush()
    work.record("counted_run.kept", "counted_run", run_id, export=export, sha256=sha256)
    work.changed("counted_run", run_id)
    return sha256
