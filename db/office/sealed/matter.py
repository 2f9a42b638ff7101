"""Everything that belongs together with a client: what is sealed is sealed as a whole.

The tables' own references say what hangs together: whatever refers to a client, a case, a note, an
appointment, a household, and whatever these refer to. Staff, programs, rooms and the like are
shared; people outside (a judge, a school) come along, and stay as well where others know them.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from db.models.base import Base
from db.models.shared import SHARED
from db.queries.openings import SEALING, through
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard

PEOPLE = "outside_person"
_COMING_ALONG = (ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER)
# What ties somebody to a group, which stays: it goes, and is kept nowhere else. Their own notes of
# its sessions are their file's.
_TIES = frozenset({"group_member", "group_attendance", "group_note_part"})
MOST_CLIENTS = 25
Key = tuple[Any, ...]
Rows = dict[Key, dict[str, Any]]


@dataclass
class Matter:
    """The rows that belong together, by table, and the people outside who stay here as well. The
    `ties` to what stays are let go of, and go nowhere.
    """

    rows: dict[str, Rows] = field(default_factory=dict)
    stay: set[UUID] = field(default_factory=set)
    ties: dict[str, Rows] = field(default_factory=dict)

    def ids(self, table: str) -> list[UUID]:
        """The ids of the rows of a table."""
        return sorted(row["id"] for row in self.rows.get(table, {}).values())

    def all_ids(self) -> set[UUID]:
        """The ids of all records that leave."""
        return {
            row["id"]
            for some in (self.rows, self.ties)
            for table, rows in some.items()
            for row in rows.values()
            if "id" in row and not self._stays(table, row)
        }

    def leaving(self) -> Iterator[tuple[Table, Rows]]:
        """The rows that are only here: without people outside whom others know."""
        for name in dict.fromkeys((*self.ties, *self.rows)):
            rows = self.rows.get(name, {})
            staying = {key for key, row in rows.items() if self._stays(name, row)}
            going = {key: row for key, row in rows.items() if key not in staying}
            yield table_of(name), self.ties.get(name, {}) | going

    def digest(self) -> str:
        """The same for the same rows; the keys that attached files have are left out."""
        return _digest((name, row) for name, rows in self.rows.items() for row in rows.values())

    def own_digest(self) -> str:
        """The same, of the rows that nobody but this matter has: without staff's and rooms' own
        and without people outside, whom others may change."""
        return _digest(
            (name, row)
            for name, rows in self.rows.items()
            for row in rows.values()
            if name not in (PEOPLE, "resource") and row.get("person_id") is None
        )

    def _stays(self, name: str, row: dict[str, Any]) -> bool:
        if name == PEOPLE:
            return row["id"] in self.stay
        if name == "resource":
            return row["kind"] not in _COMING_ALONG
        return name == "contact_point" and row["person_id"] in self.stay


def _digest(rows: Iterable[tuple[str, dict[str, Any]]]) -> str:
    parts = [
        repr((name, sorted((k, v) for k, v in row.items() if (name, k) != ("document", "key"))))
        for name, row in rows
    ]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def matter_of(session: Session, client_id: UUID, most: int = MOST_CLIENTS) -> Matter:
    """What belongs together with a client; nothing if there is no such client.

    Raises `Refused` with "sealed.too_much_together" where too many clients hang on one another.
    """
    with through(session, SEALING):
        return _Gathering(session, most).of(client_id)


def table_of(name: str) -> Table:
    """A table by its name."""
    return Base.metadata.tables[name]


def key_of(table: Table, row: dict[str, Any]) -> Key:
    """The primary key of a row."""
    return tuple(row[column.key] for column in table.primary_key)


class _Gathering:
    def __init__(self, session: Session, most: int) -> None:
        self._session, self._most = session, most
        self._matter = Matter()
        self._waiting: list[tuple[str, UUID]] = []
        self._met: set[tuple[str, UUID]] = set()
        self._people: set[UUID] = set()
        self._personal = [
            table
            for table in Base.metadata.sorted_tables
            if table.name not in SHARED and table.name != PEOPLE
        ]

    def of(self, client_id: UUID) -> Matter:
        self._meet("client", client_id)
        while self._waiting:
            name, record_id = self._waiting.pop()
            self._take_itself(name, record_id)
            self._take_what_refers_to(name, record_id)
            if name == "client":
                self._take_bookings_of(record_id)
        self._take_people()
        self._take_bodies()
        return self._matter

    def _meet(self, name: str, record_id: UUID | None) -> None:
        if record_id is None or (name, record_id) in self._met:
            return
        self._met.add((name, record_id))
        self._waiting.append((name, record_id))
        if name == "client" and sum(1 for kind, _ in self._met if kind == name) > self._most:
            raise Refused(hard("sealed.too_much_together", most=self._most))

    def _take_itself(self, name: str, record_id: UUID) -> None:
        table = table_of(name)
        self._take(table, table.c.id == record_id)

    def _take_what_refers_to(self, name: str, record_id: UUID) -> None:
        for table in self._personal:
            columns = [c for c in table.columns for key in c.foreign_keys
                       if key.column.table.name == name]  # fmt: skip
            if not columns:
                continue
            condition = or_(*(column == record_id for column in columns))
            if table.name in _TIES:
                self._tie(table, condition)
            else:
                self._take(table, condition)

    def _take_bookings_of(self, client_id: UUID) -> None:
        table = table_of("appointment_resource")
        own = table.c.resource_id == client_id
        for row in self._rows(table, own):
            if row["kind"] != ResourceKind.MEMBER:
                self._meet("appointment", row["appointment_id"])
        self._tie(table, own & (table.c.kind == ResourceKind.MEMBER))

    def _take(self, table: Table, condition: Any) -> None:
        kept = self._matter.rows.setdefault(table.name, {})
        for row in self._rows(table, condition):
            key = key_of(table, row)
            if key in kept:
                continue
            kept[key] = row
            if "id" in row:
                self._meet(table.name, row["id"])
            self._follow(table, row)

    def _tie(self, table: Table, condition: Any) -> None:
        kept = self._matter.ties.setdefault(table.name, {})
        for row in self._rows(table, condition):
            kept[key_of(table, row)] = row

    def _follow(self, table: Table, row: dict[str, Any]) -> None:
        """Meet whatever the row refers to."""
        for column in table.columns:
            for reference in column.foreign_keys:
                name, value = reference.column.table.name, row[column.key]
                if name == PEOPLE and value is not None:
                    self._people.add(value)
                elif name not in SHARED and name != PEOPLE:
                    self._meet(name, value)
        if table.name == "appointment":
            self._meet("appointment_series", row["series_id"])
        if table.name == "appointment_resource" and row["kind"] in _COMING_ALONG:
            self._meet("client", row["resource_id"])

    def _take_people(self) -> None:
        people, points = table_of(PEOPLE), table_of("contact_point")
        for person_id in sorted(self._people):
            self._keep(people, people.c.id == person_id)
            self._keep(points, points.c.person_id == person_id)
            if self._known_to_others(person_id):
                self._matter.stay.add(person_id)

    def _known_to_others(self, person_id: UUID) -> bool:
        for table in self._personal:
            columns = [c for c in table.columns for key in c.foreign_keys
                       if key.column.table.name == PEOPLE]  # fmt: skip
            if not columns:
                continue
            kept = self._matter.rows.get(table.name, {})
            condition = or_(*(column == person_id for column in columns))
            if any(key_of(table, row) not in kept for row in self._rows(table, condition)):
                return True
        return False

    def _take_bodies(self) -> None:
        """Whatever was booked (workers and rooms stay as well), and what was being typed."""
        resources, drafts = table_of("resource"), table_of("draft")
        taken = self._matter.rows.get("appointment_resource", {}).values()
        for one in {*self._matter.ids("client"), *(row["resource_id"] for row in taken)}:
            self._keep(resources, resources.c.id == one)
        ids = self._matter.all_ids()
        words = {word for one in ids for word in (str(one), one.hex)}
        for row in self._rows(drafts, drafts.c.id.is_not(None)):
            body = str(row["body"])
            if row["record_id"] in ids or any(word in body for word in words):
                self._matter.rows.setdefault("draft", {})[(row["id"],)] = row

    def _keep(self, table: Table, condition: Any) -> None:
        kept = self._matter.rows.setdefault(table.name, {})
        for row in self._rows(table, condition):
            kept[key_of(table, row)] = row

    def _rows(self, table: Table, condition: Any) -> list[dict[str, Any]]:
        found = self._session.execute(select(table).where(condition)).mappings()
        return [dict(row) for row in found]
