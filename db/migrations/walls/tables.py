"""What each table is to each role of the program: one wall for each table.

Derived from what `db.rules.permissions` lets a role do. Which rows of a table somebody sees is
told by `db.migrations.walls.rows`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from db.models import Base
from db.rules.codes import Role
from db.rules.permissions import Action, allowed

EVERYBODY: frozenset[Role] = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()


def who(*actions: Action) -> frozenset[Role]:
    """The roles that may do one of these."""
    return frozenset(role for role in Role if any(allowed(role, one) for one in actions))


READERS = who(Action.READ_CASES)
EDITORS = who(Action.EDIT_CASES)
FINDERS = who(Action.FIND_CLIENTS)
INTAKE = who(Action.EDIT_CLIENTS)
BOOKERS = who(Action.BOOK)
MANAGERS = who(Action.MANAGE_OFFICE)
COUNTERS = who(Action.EXPORT_FUNDER)
RESTRICTERS = who(Action.RESTRICT_CASES)
IMPORTERS = who(Action.IMPORT)
RECEPTION = FINDERS - READERS
AUDITORS = who(Action.READ_AUDIT) - READERS
SEALERS = who(Action.SEAL_CASES)


@dataclass(frozen=True)
class Wall:
    """Who reads a table, adds to it, changes and deletes in it. `columns` are rights to some
    columns alone, by right and role.
    """

    table: str
    read: frozenset[Role] = NOBODY
    insert: frozenset[Role] = NOBODY
    update: frozenset[Role] = NOBODY
    delete: frozenset[Role] = NOBODY
    columns: Mapping[tuple[str, frozenset[Role]], str] = field(default_factory=dict)

    def grants(self) -> Iterator[tuple[str, frozenset[Role]]]:
        """Each right and who has it."""
        yield "SELECT", self.read
        yield "INSERT", self.insert
        yield "UPDATE", self.update
        yield "DELETE", self.delete
        for (right, roles), names in self.columns.items():
            yield f"{right} ({names})", roles


def _content(table: str, *, delete: bool = False) -> Wall:
    """What is told in a case."""
    return Wall(table, READERS, EDITORS, EDITORS, EDITORS if delete else NOBODY)


def _of_client(table: str, *, delete: bool = True) -> Wall:
    return Wall(table, FINDERS, INTAKE, INTAKE, INTAKE if delete else NOBODY)


def _managed(table: str) -> Wall:
    """What an administrator sets up, and everybody's program must know."""
    return Wall(table, EVERYBODY, MANAGERS, MANAGERS, MANAGERS)


def _own(table: str) -> Wall:
    return Wall(table, EVERYBODY, EVERYBODY, EVERYBODY, EVERYBODY)


def _columns(
    right: str, roles: frozenset[Role], names: str
) -> dict[tuple[str, frozenset[Role]], str]:
    return {(right, roles): names}


# All but its number and whether it is restricted, which follows its cases.
_OF_CLIENT = ", ".join(
    name
    for name in Base.metadata.tables["client"].columns.keys()  # noqa: SIM118 (no mapping to ruff)
    if name not in {"id", "number", "restricted", "created_at"}
)
_SHAPE = "device, n, at, user_id, action, kind, operation_id, hash"
_OF_ONESELF = "display_name, title, phone, email, version, changed_at"
_NUMBERED = "next_client_number, next_case_number, version, changed_at"
_WORDS = _columns("SELECT", FINDERS, "rowid")  # to replace them, and not to read them

WALLS = (
    # Case content
    Wall(
        "case_file",
        READERS,
        EDITORS,
        RESTRICTERS,
        columns={
            ("SELECT", RECEPTION): "id, client_id, number, restricted, status, opened_on",
            ("UPDATE", EDITORS): "status, opened_on, closed_on, close_reason, summary, background,"
            " court, county, docket, in_the_matter_of, removed_on, last_contact_at, version,"
            " changed_at",
        },
    ),
    Wall("assignment", FINDERS, EDITORS, EDITORS),
    Wall("case_access", FINDERS, RESTRICTERS, NOBODY, RESTRICTERS),
    Wall(
        "party",
        READERS,
        EDITORS,
        EDITORS,
        EDITORS,
        _columns("SELECT", RECEPTION, "case_id, client_id, ended_on"),
    ),
    _content("enrollment"),
    Wall("task", FINDERS, FINDERS, FINDERS),  # a reminder without a case is anybody's own
    _content("document"),
    _content("hearing"),
    _content("court_order", delete=True),
    _content("court_report"),
    _content("placement", delete=True),
    _content("contact_note", delete=True),
    _content("note_addendum"),
    _content("note_person", delete=True),
    Wall("group_note", READERS, EDITORS, EDITORS),
    Wall("group_note_part", READERS, EDITORS, NOBODY, EDITORS),
    Wall(
        "emergency_access",
        READERS,
        READERS,
        columns=_columns("UPDATE", READERS, "until, ended_at, reviewed_by_id, reviewed_at, review"),
    ),
    # Clients
    Wall("client", FINDERS, INTAKE, columns=_columns("UPDATE", INTAKE, _OF_CLIENT)),
    _of_client("client_alias"),
    _of_client("client_key"),
    _of_client("client_race"),
    _of_client("contact_point"),
    _of_client("household"),
    _of_client("household_member"),
    _of_client("outside_person", delete=False),
    _of_client("relationship"),
    # The calendar and the desk
    Wall("appointment", FINDERS, BOOKERS, BOOKERS, BOOKERS),
    Wall("appointment_resource", FINDERS, BOOKERS, BOOKERS, BOOKERS),
    Wall("appointment_series", FINDERS, BOOKERS, BOOKERS, BOOKERS),
    Wall("appointment_reminder", FINDERS, BOOKERS, NOBODY, BOOKERS),
    Wall("appointment_request", FINDERS, BOOKERS, BOOKERS, BOOKERS),
    Wall("support_group", FINDERS, EDITORS, EDITORS),
    Wall("group_member", FINDERS, BOOKERS, BOOKERS),
    Wall("group_attendance", FINDERS, BOOKERS, BOOKERS, BOOKERS),
    Wall("resource", FINDERS, BOOKERS, MANAGERS, MANAGERS),
    Wall("leave", FINDERS, BOOKERS, BOOKERS, BOOKERS),
    Wall("outside_busy", FINDERS, BOOKERS, NOBODY, BOOKERS),
    Wall("phone_message", FINDERS, FINDERS, FINDERS),
    # The office
    Wall("office", EVERYBODY, MANAGERS, MANAGERS, columns=_columns("UPDATE", FINDERS, _NUMBERED)),
    Wall("fact", EVERYBODY, EVERYBODY, EVERYBODY, EVERYBODY),
    _managed("program"),
    _managed("office_hours"),
    _managed("closure"),
    _managed("calendar_rule"),
    _managed("kind_setting"),
    Wall("place", EVERYBODY, BOOKERS, MANAGERS, MANAGERS),
    _managed("travel_time"),
    _managed("room_part"),
    _managed("working_hours"),
    Wall(
        "staff",
        EVERYBODY,
        MANAGERS,
        columns={
            ("UPDATE", EVERYBODY): _OF_ONESELF,
            ("UPDATE", MANAGERS): "team, most_a_day",
        },
    ),
    Wall("staff_login", EVERYBODY),
    _own("preference"),
    _own("draft"),
    Wall("alembic_version", EVERYBODY),
    # What lies beside the database of an office in a folder
    Wall("kept_file", EVERYBODY, EVERYBODY, EVERYBODY, EVERYBODY),
    Wall("kept_presence", EVERYBODY, EVERYBODY, EVERYBODY, EVERYBODY),
    Wall("kept_document", READERS, EDITORS, NOBODY, EDITORS),
    # Nobody deletes a sealed file; who has no key to it cannot read it either.
    Wall(
        "kept_sealed",
        EVERYBODY,
        SEALERS,
        columns=_columns("UPDATE", READERS, "state, seal, pages"),
    ),
    Wall("kept_sealed_page", READERS, READERS, READERS),
    Wall("kept_sealed_document", READERS, READERS, NOBODY, READERS),
    # What was done, and what left
    Wall(
        "audit_event",
        FINDERS,
        EVERYBODY,
        columns=_columns("SELECT", AUDITORS, _SHAPE),
    ),
    Wall("audit_head", EVERYBODY, EVERYBODY, EVERYBODY),
    Wall("audit_key", EVERYBODY, EVERYBODY),
    Wall("disclosure", EVERYBODY, EVERYBODY),
    Wall("counted_run", COUNTERS, COUNTERS),
    Wall("import_batch", IMPORTERS, IMPORTERS, IMPORTERS),
    Wall("imported_row", IMPORTERS, IMPORTERS, IMPORTERS, IMPORTERS),
    # What records are found by
    Wall("search_entry", FINDERS, FINDERS, NOBODY, FINDERS),
    Wall("search_name", NOBODY, FINDERS, NOBODY, FINDERS, _WORDS),
    Wall("search_note", NOBODY, READERS, NOBODY, READERS, _WORDS),
    Wall("search_name_word", NOBODY, FINDERS, NOBODY, FINDERS, _WORDS),
)
SEQUENCES = ("search_entry_row_seq", "search_entry_below")
