"""What the office keeps of a count, so that a later difference can be explained.

The record is canonical text: a line with the name of the format, then JSON with sorted keys and
no spaces. Its SHA-256 is printed in the workbook. It holds ids only, no names. The format never
changes; a new one gets a new name.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db.rules.counts import Count, FunderCounts
from db.rules.demographics import AgeBand

COUNTS_FORMAT = "caseroom-counts-1"


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row whose ids are no longer those that were reported."""

    table: str
    row: str
    added: tuple[UUID, ...]
    removed: tuple[UUID, ...]


def counts_record(counts: FunderCounts) -> str:
    """The canonical text of all counted ids, with the period and the sums."""
    period = counts.period
    content = {
        "ages_on": period.ages_on.isoformat(),
        "bands": counts.bands.value,
        "first_day": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat(),
        "sums": {
            f"{activity.program}/{activity.kind}": {
                "minutes": activity.minutes,
                "units": format(activity.units.normalize(), "f"),
            }
            for activity in counts.activities
        },
        "tables": {
            "age": _rows(counts.by_age),
            "household_size": _rows(counts.by_household_size),
            "people": _rows((counts.served, counts.new, counts.continuing)),
            "race": _rows(counts.by_race),
            "sex": _rows(counts.by_sex),
            "activity_clients": {
                f"{activity.program}/{activity.kind}": _ids(activity.client_ids)
                for activity in counts.activities
            },
            "activity_notes": {
                f"{activity.program}/{activity.kind}": _ids(activity.note_ids)
                for activity in counts.activities
            },
        },
    }
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{COUNTS_FORMAT}\n{body}"


def counts_hash(record: str) -> str:
    """The SHA-256 of a record, 64 hexadecimal digits."""
    return hashlib.sha256(record.encode("utf-8")).hexdigest()


def differences(reported: str, now: str) -> tuple[RowDifference, ...]:
    """The rows in which two records differ, in order of table and row.

    Raises ValueError if one of them is not such a record.
    """
    before, after = _tables(reported), _tables(now)
    found = []
    for table, row in sorted(before.keys() | after.keys()):
        then, since = before.get((table, row), frozenset()), after.get((table, row), frozenset())
        if then != since:
            added, removed = tuple(sorted(since - then)), tuple(sorted(then - since))
            found.append(RowDifference(table, row, added, removed))
    return tuple(found)


def _rows(rows: Iterable[Count[Any]]) -> dict[str, list[str]]:
    return {_name(row.key): _ids(row.ids) for row in rows}


def _name(key: object) -> str:
    if isinstance(key, AgeBand):
        if key.lowest is None:
            return "unknown"
        return f"{key.lowest:03d}-" + ("" if key.highest is None else f"{key.highest:03d}")
    return str(key)


def _ids(ids: Iterable[UUID]) -> list[str]:
    return [str(identity) for identity in sorted(ids)]


def _tables(record: str) -> dict[tuple[str, str], frozenset[UUID]]:
    name, _, body = record.partition("\n")
    if name != COUNTS_FORMAT:
        raise ValueError("not a record of counts")
    tables: Mapping[str, Mapping[str, list[str]]] = json.loads(body)["tables"]
    return {
        (table, row): frozenset(UUID(identity) for identity in ids)
        for table, rows in tables.items()
        for row, ids in rows.items()
    }
