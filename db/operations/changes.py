"""What a write changed: pages that show such records refresh, others do nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Changes:
    """Kinds of record with the ids that were added, changed or removed.

    Kinds are "client", "household", "case", "note", "task", "document", "hearing",
    "appointment", "request", "message", "staff", "room", "interpreter", "place",
    "calendar_rule", "program", "closure", "leave", "office", "preference", "draft",
    "disclosure", "audit", "emergency", "group". A whole kind may have changed (an
    import): then its ids are empty.
    """

    records: Mapping[str, frozenset[UUID]] = field(default_factory=dict)

    def touches(self, *kinds: str) -> bool:
        """Whether records of one of these kinds changed."""
        return any(kind in self.records for kind in kinds)

    def ids(self, kind: str) -> frozenset[UUID]:
        """Which records of this kind changed; empty means all of them, if it touches the kind."""
        return self.records.get(kind, frozenset())

    def concerns(self, kind: str, record_id: UUID) -> bool:
        """Whether this record may have changed."""
        return kind in self.records and (not self.ids(kind) or record_id in self.ids(kind))


class ChangesSoFar:
    """Collects changes while an operation runs."""

    def __init__(self) -> None:
        self._records: dict[str, set[UUID]] = {}

    def add(self, kind: str, record_ids: Iterable[UUID]) -> None:
        """Note that these records changed."""
        self._records.setdefault(kind, set()).update(record_ids)

    def frozen(self) -> Changes:
        """What has been collected."""
        return Changes({kind: frozenset(ids) for kind, ids in self._records.items()})
