"""Bringing an agency's records in from tables, all good rows in one transaction."""

from db.operations.imports.run import ImportJob, import_table
from db.rules.importing.outcome import ImportResult, RowOutcome, Verdict

__all__ = ["ImportJob", "ImportResult", "RowOutcome", "Verdict", "import_table"]
