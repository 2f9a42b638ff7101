"""Openings in the walls: views that show of records what the program tells of them to everybody.

A file's program reads a restricted case to say that it is restricted, an appointment to say that
somebody is busy, and everything to count it for a funder. On a server it asks for that through a
schema in which tables of the same names show so much, and no more: what is not told is empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, LargeBinary, Uuid
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

from db.migrations.walls.names import identifier
from db.migrations.walls.rows import EMERGENCY, ENTRY
from db.migrations.walls.tables import COUNTERS, EVERYBODY, FINDERS, MANAGERS
from db.models import Base
from db.models.types import Code
from db.rules.codes import Role

_NIL = "'00000000-0000-0000-0000-000000000000'"
_EMPTY: tuple[tuple[type, str], ...] = (
    (Uuid, _NIL),
    (Boolean, "false"),
    (Integer, "0"),
    (DateTime, "'epoch'"),
    (Date, "'epoch'"),
    (LargeBinary, "''"),
    (JSON, "'[]'"),
)


@dataclass(frozen=True)
class View:
    """A table as an opening shows it: these columns, some `told` otherwise, the rest empty.

    `changed` is who has which rights to change something through it.
    """

    table: str
    shown: str
    told: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    where: str = ""

    def statements(self, schema: str, opening: str, owner: str) -> Iterator[str]:
        """Make it; `schema` has the tables."""
        table = Base.metadata.tables[self.table]
        shown = set(table.columns.keys()) if self.shown == "*" else set(self.shown.split(", "))
        if not shown <= set(table.columns.keys()):
            raise ValueError(f"{self.table} has no such column")
        columns = ", ".join(
            self.told.get(name) or (name if name in shown else f"{_nothing(column)} AS {name}")
            for name, column in table.columns.items()
        )
        view, source = f"{opening}.{self.table}", f"{identifier(schema)}.{self.table}"
        where = f" WHERE {self.where}" if self.where else ""
        # What is asked of rows comes after what keeps them back, or an error would tell of them.
        how = " WITH (security_barrier)" if where else ""
        yield f"CREATE VIEW {view}{how} AS SELECT {columns} FROM {source}{where}"
        yield f"ALTER VIEW {view} OWNER TO {identifier(owner)}"


@dataclass(frozen=True)
class Opening:
    """A schema of such views, and who looks through it."""

    name: str
    readers: frozenset[Role]
    views: tuple[View, ...]


_FOR_AUDITOR = "wall_role_of_me() = 'auditor'"
# Of what one was refused oneself one knows what was asked. Whoever is not on the staff keeps the
# whole database.
_OF_MINE = "action = 'access.refused' AND user_id = wall_me()"
_HIDDEN = (
    f"({ENTRY} OR action IN ('audit.verified', 'audit.details_sealed') OR {_OF_MINE}) IS FALSE"
)

OPENINGS = (
    # That there is such a record, and whom to ask.
    Opening(
        "known",
        FINDERS,
        (
            View(
                "case_file",
                "id, number, client_id, restricted, status, opened_on, closed_on, version,"
                " created_at, changed_at",
                changed={"UPDATE (restricted, version, changed_at)": MANAGERS},
            ),
            View(
                "client",
                "id, number, restricted, merged_into_id, version, created_at, changed_at",
            ),
            View("assignment", "*"),
            View("emergency_access", "*", where=EMERGENCY),
            View("case_access", "*", changed={"INSERT": MANAGERS, "DELETE": MANAGERS}),
            View("staff", "*"),
            View(
                "appointment",
                "id, version, kind, status, starts_at, ends_at, arrived_at, series_id, created_at,"
                " changed_at, client_id, case_id, booked_by_id",
                where="client_id IN (SELECT wall_closed_clients())"
                " OR case_id IN (SELECT wall_closed_cases())",
            ),
            View("appointment_resource", "*"),
            # How full a group is, and who is taken into its sessions.
            View(
                "group_member",
                "id, group_id, client_id, state, since, until, version, created_at, changed_at",
                where="client_id IN (SELECT wall_closed_clients())",
            ),
            View(
                "contact_point",
                "id, client_id, person_id, kind, rules, preferred, position, label",
                {
                    name: f"CASE WHEN rules::text LIKE '%protected%' THEN '' ELSE {name} END"
                    f" AS {name}"
                    for name in ("value", "matched")
                },
                where="(client_id IS NULL OR client_id NOT IN (SELECT wall_closed_clients())) AND"
                " (person_id IS NULL OR person_id NOT IN"
                " (SELECT id FROM outside_person WHERE protected))",
            ),
        ),
    ),
    # What is counted: nobody's name, and of what was said nothing.
    Opening(
        "counted",
        COUNTERS,
        (
            View("client", "id, birth_date, sex, merged_into_id, created_at"),
            View("client_race", "*"),
            View("household_member", "id, household_id, client_id, joined_on, left_on"),
            View("case_file", "id, client_id, status, opened_on, closed_on, close_reason"),
            View("enrollment", "id, program_id, started_on, ended_on, ended_because"),
            View(
                "contact_note",
                "id, case_id, program_id, kind, status, started_at, minutes, units",
            ),
            View("note_person", "id, note_id, client_id"),
            View("program", "*"),
            View("appointment", "id, kind, status, starts_at"),
            View("hearing", "id, starts_at, vacated"),
            View("disclosure", "id, at, purpose"),
            View("emergency_access", "id, began_at, reviewed_at"),
        ),
    ),
    # Every line of the log, without what a line about somebody closed would tell.
    Opening(
        "log",
        EVERYBODY,
        (
            View(
                "audit_event",
                "*",
                {
                    "record_id": f"CASE WHEN record_id IS NOT NULL AND {_HIDDEN}"
                    f" THEN {_NIL}::uuid ELSE record_id END AS record_id",
                    "details": f"CASE WHEN {_HIDDEN} THEN '{{}}' ELSE details END AS details",
                },
            ),
            View("audit_head", "*"),
            View("audit_key", "*"),
            View(
                "staff",
                "id, role, active, version, created_at, changed_at",
                {
                    name: f"CASE WHEN {_FOR_AUDITOR} THEN '' ELSE {name} END AS {name}"
                    for name in ("user_name", "display_name", "title")
                },
            ),
        ),
    ),
)


def _nothing(column: Column[object]) -> str:
    """An empty value that the program can read."""
    kind = column.type
    typed = kind.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    if column.nullable:
        return f"NULL::{typed}"
    if isinstance(kind, Code):
        codes: Any = kind.kind
        return f"'{next(iter(codes)).value}'::{typed}"
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    empty = next((text for of, text in _EMPTY if isinstance(plain, of)), "''")
    return f"{empty}::{typed}"
