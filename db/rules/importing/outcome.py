"""What an import did, or would do, with each row of a table."""

from dataclasses import dataclass
from enum import StrEnum

from db.rules.findings import Finding


class Verdict(StrEnum):
    """What happens to a row."""

    ADDED = "added"
    ALREADY_THERE = "already_there"
    REJECTED = "rejected"
    LEFT_OUT = "left_out"  # a possible duplicate that was not wanted


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row. `title` is what to call it on the screen; `remarks` say why."""

    row: int
    verdict: Verdict
    title: str = ""
    remarks: tuple[Finding, ...] = ()

    @property
    def possible_duplicate(self) -> bool:
        """Whether the row may be somebody who is known already."""
        return any(finding.code.startswith("import.possible_duplicate") for finding in self.remarks)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Every row of a table with what became of it; the counts add up to the rows."""

    rows: tuple[RowOutcome, ...]
    dry_run: bool

    def count(self, verdict: Verdict) -> int:
        """How many rows ended this way."""
        return sum(outcome.verdict is verdict for outcome in self.rows)

    @property
    def possible_duplicates(self) -> int:
        """How many rows may be somebody who is known already, added or left out."""
        return sum(outcome.possible_duplicate for outcome in self.rows)

    @property
    def rejected(self) -> tuple[RowOutcome, ...]:
        """The rows that must be mended first."""
        return tuple(o for o in self.rows if o.verdict is Verdict.REJECTED)
