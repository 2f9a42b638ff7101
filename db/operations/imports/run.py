"""One import of one table: read every row, add what is good and new, say what became of each."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from db.models.importing import ImportBatch, ImportedRow
from db.operations.imports.adding import Added, Adder, adder_for
from db.operations.work import Work
from db.rules.findings import Finding, Refused, hard, information, raise_hard
from db.rules.importing.columns import ColumnMap, missing_columns
from db.rules.importing.fields import ImportKind
from db.rules.importing.outcome import ImportResult, RowOutcome, Verdict
from db.rules.importing.row_reader import RowReader
from db.rules.permissions import Action
from db.sheets import SheetRow, Table
from db.texts.labels import choices

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class ImportJob:
    """What to bring in. `id` is the caller's, so that a repeated call adds nothing twice."""

    id: UUID
    kind: ImportKind
    table: Table
    columns: ColumnMap
    day_first: bool = False
    leave_out_duplicates: bool = False
    dry_run: bool = False
    left_out_rows: frozenset[int] = field(default_factory=frozenset)


def import_table(work: Work, job: ImportJob, *, progress: Progress | None = None) -> ImportResult:
    """Add every good row that is not there yet; bad ones are in the result with their reasons.

    A dry run does the same and takes everything back, so it says what would really happen.
    Raises `Refused` when a required column is not mapped, or the role does not allow it.
    """
    work.require(Action.IMPORT)
    raise_hard(missing_columns(job.kind, job.columns))
    savepoint = work.session.begin_nested()
    entries = len(work.entries)
    work.session.add(_batch(work, job))
    work.session.flush()
    adder = adder_for(job.kind)(work)
    outcomes: list[RowOutcome] = []
    for number, row in enumerate(job.table.rows):
        outcomes.append(_one(work, job, adder, row))
        if progress and number % 50 == 0:
            progress(number, len(job.table.rows))
    result = ImportResult(tuple(outcomes), job.dry_run)
    if job.dry_run:
        savepoint.rollback()
        del work.entries[entries:]
        return result
    savepoint.commit()
    _keep_counts(work, job, result)
    work.record(
        "imported",
        job.kind.value,
        job.id,
        rows=len(result.rows),
        added=result.count(Verdict.ADDED),
    )
    work.changed("client")
    work.changed("case")
    work.changed("note")
    work.changed("hearing")
    return result


def _one(work: Work, job: ImportJob, adder: Adder, row: SheetRow) -> RowOutcome:
    reader = RowReader(job.kind, row, job.columns, choices, job.day_first)
    parsed = adder.read(reader)
    title = adder.title(parsed)
    fingerprint = _fingerprint(row, job.columns)
    key = adder.key(parsed) or f"sha256:{fingerprint}"
    known = work.session.get(ImportedRow, (job.kind.value, key))
    if known is not None:
        same = known.fingerprint == fingerprint
        remarks = () if same else (information("import.changed_since"),)
        return RowOutcome(row.number, Verdict.ALREADY_THERE, title, remarks)
    if row.number in job.table.ragged:
        reader.problems.append(hard("import.more_cells_than_headings"))
    if reader.problems:
        return _rejected(row, title, reader.problems)
    doubts = adder.doubts(parsed)
    if row.number in job.left_out_rows or (doubts and job.leave_out_duplicates):
        return RowOutcome(row.number, Verdict.LEFT_OUT, title, doubts)
    # A row is added whole or not at all, and a bad one spoils no other.
    savepoint, entries = work.session.begin_nested(), len(work.entries)
    try:
        added = adder.add(reader, parsed)
        if reader.problems:
            raise Refused(*reader.problems)
        work.session.add(
            ImportedRow(
                kind=job.kind.value,
                key=key,
                fingerprint=fingerprint,
                record_id=added.record_id,
                batch_id=job.id,
            )
        )
        work.session.flush()
    except Refused as refused:
        savepoint.rollback()
        del work.entries[entries:]
        return _rejected(row, title, list(refused.findings))
    savepoint.commit()
    adder.remember(row.number, parsed, added)
    return RowOutcome(row.number, _verdict(added), title, doubts)


def _verdict(added: Added) -> Verdict:
    return Verdict.ALREADY_THERE if added.was_there else Verdict.ADDED


def _rejected(row: SheetRow, title: str, findings: list[Finding]) -> RowOutcome:
    return RowOutcome(row.number, Verdict.REJECTED, title, tuple(findings))


def _fingerprint(row: SheetRow, columns: ColumnMap) -> str:
    """SHA-256 of what the mapped columns say, whatever their order in the file."""
    parts = [f"{key}={row.text(column)}" for key, column in sorted(columns.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _batch(work: Work, job: ImportJob) -> ImportBatch:
    lines = "\n".join(
        "\t".join(row.text(c) for c in range(len(row.cells))) for row in job.table.rows
    )
    return ImportBatch(
        id=job.id,
        kind=job.kind.value,
        sha256=hashlib.sha256(lines.encode()).hexdigest(),
        at=work.now,
        user_id=work.user.id,
        rows=len(job.table.rows),
        added=0,
        already_there=0,
        possible_duplicates=0,
        rejected=0,
    )


def _keep_counts(work: Work, job: ImportJob, result: ImportResult) -> None:
    batch = work.session.get_one(ImportBatch, job.id)
    batch.added = result.count(Verdict.ADDED)
    batch.already_there = result.count(Verdict.ALREADY_THERE)
    batch.possible_duplicates = result.possible_duplicates
    batch.rejected = result.count(Verdict.REJECTED)
