"""What leaves the office for a sealed file: shown whole to who seals, and taken out by functions.

Nobody on the staff may delete a case or a signed note. Who may seal cases lets the office go of a
whole matter, within the transaction in which a signed entry of the log says so; what is closed to
them stays. Of what is theirs to seal they see all that hangs on it, also what colleagues are typing
about it and the phone messages about it: it leaves together.
"""

from collections.abc import Iterator

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from db.migrations.walls.functions import Function
from db.migrations.walls.openings import Opening, View
from db.migrations.walls.rows import CASE, CLIENT, ROWS
from db.migrations.walls.tables import SEALERS
from db.models import Base
from db.models.shared import SHARED
from db.rules.codes import ResourceKind

_LEAVING = tuple(
    table
    for table in reversed(Base.metadata.sorted_tables)  # each before those that it refers to
    if table.name not in SHARED or table.name in ("draft", "resource")
)
_AN_ID = "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"
_BODIES = ", ".join(f"'{kind}'" for kind in (ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER))
_CLOSED = "(SELECT wall_closed_records())"
# What others than who seals do not see, and what is about something that is closed to them.
_WITHOUT_AUTHOR = {
    "contact_note": CASE,
    "note_person": f"note_id NOT IN {_CLOSED}",
    "note_addendum": f"note_id NOT IN {_CLOSED}",
    "phone_message": CLIENT,
    "draft": f"record_id NOT IN {_CLOSED} AND NOT EXISTS ("
    f"SELECT FROM regexp_matches(body::text, '{_AN_ID}', 'g') AS one"
    f" WHERE one[1]::uuid IN {_CLOSED})",
}
_SEEN = {rows.table: rows.seen for rows in ROWS} | _WITHOUT_AUTHOR

SEALING = Opening(
    "sealing",
    SEALERS,
    tuple(View(table.name, "*", where=_SEEN.get(table.name, "")) for table in _LEAVING),
)

_WHO = """
    IF wall_role_of_me() IS NULL OR NOT wall_role_of_me() = ANY ({sealers}) OR EXISTS (
        SELECT FROM jsonb_each(leaving) AS part, jsonb_array_elements(part.value) AS one,
            jsonb_each_text(one) AS key
        WHERE translate(lower(key.value), '-{}', '') IN (
            SELECT replace(closed::text, '-', '') FROM wall_closed_records() AS closed))
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'not theirs to seal';
    END IF;"""

_HANGING = {
    "case_id": "SELECT wall_closed_cases()",
    "note_id": "SELECT id FROM contact_note WHERE case_id IN (SELECT wall_closed_cases())",
    "client_id": "SELECT wall_closed_clients()",
}


def _these(table: Table) -> tuple[str, str]:
    """Rows of a table by the keys that were given, and that these are they."""
    keys = {
        column.name: column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
        for column in table.primary_key
    }
    typed = ", ".join(f"{name} {kind}" for name, kind in keys.items())
    given = f"jsonb_to_recordset(leaving -> '{table.name}') AS these ({typed})"
    return given, " AND ".join(f"one.{name} = these.{name}" for name in keys)


def _let_stay() -> Iterator[str]:
    """Refuse what hangs on something closed, under whatever key of its own."""
    for table in _LEAVING:
        on = next((one for one in _HANGING if one in table.columns), None)
        if on:
            given, same = _these(table)
            yield f"""
    IF EXISTS (
        SELECT FROM {table.name} AS one JOIN {given} ON {same} WHERE one.{on} IN ({_HANGING[on]}))
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'not theirs to seal';
    END IF;"""


def _held() -> Iterator[str]:
    for table in _LEAVING:
        given, same = _these(table)
        yield f"PERFORM FROM {table.name} AS one JOIN {given} ON {same} FOR UPDATE OF one;"


def _taken_out() -> Iterator[str]:
    for table in _LEAVING:
        given, same = _these(table)
        also = f" AND one.kind IN ({_BODIES})" if table.name == "resource" else ""
        yield f"""
    DELETE FROM {table.name} AS one USING {given} WHERE {same}{also};
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken <> coalesce(jsonb_array_length(leaving -> '{table.name}'), 0) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not there';
    END IF;"""


# Nobody changes one of these rows or adds one that refers to it before the transaction ends. A
# draft refers to nothing that the database knows of.
_HOLD = f"""
BEGIN
    {_WHO}
    LOCK TABLE draft IN SHARE ROW EXCLUSIVE MODE;
    {"".join(_held())}
END """
# The guards of what is signed let it pass (`db.migrations.server_guards`). Without a client nothing
# leaves, and of the log no details but those about what does.
_TAKE_OUT = f"""
DECLARE
    taken integer;
BEGIN
    {_WHO}
    IF NOT EXISTS (
        SELECT FROM client JOIN jsonb_to_recordset(leaving -> 'client') AS these (id uuid)
            ON client.id = these.id)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody leaves';
    END IF;
    {"".join(_let_stay())}
    PERFORM set_config('caseroom.sealing', 'on', true);
    {"".join(_taken_out())}
    UPDATE audit_event AS one SET details = '{{"sealed":true}}'
        FROM jsonb_to_recordset(events) AS these (device text, n integer)
        WHERE one.device = these.device AND one.n = these.n AND EXISTS (
            SELECT FROM jsonb_each(leaving) AS part, jsonb_array_elements(part.value) AS gone
            WHERE gone ->> 'id' = one.record_id::text
                OR position(gone ->> 'id' IN one.details) > 0
                OR position(replace(gone ->> 'id', '-', '') IN one.details) > 0);
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken <> jsonb_array_length(events) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not about what leaves';
    END IF;
    PERFORM set_config('caseroom.sealing', '', true);
END """
# When all is written, so an entry of this transaction is there, near the end of its chain.
_TOLD = """
BEGIN
    IF wall_role_of_me() IS NOT NULL AND NOT EXISTS (
        SELECT FROM audit_head AS head
        JOIN audit_event AS entry ON entry.device = head.device AND entry.n > head.n - 1000
        WHERE entry.user_id = wall_me() AND entry.action = 'audit.details_sealed'
            AND entry.xmin = pg_current_xact_id()::xid)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'taken out without a word';
    END IF;
    RETURN NULL;
END """

LETTING_GO = (
    Function("wall_seal_hold", "leaving jsonb", "void", _HOLD, stable=False),
    Function("wall_seal_take_out", "leaving jsonb, events jsonb", "void", _TAKE_OUT, stable=False),
    Function("wall_seal_told", "", "trigger", _TOLD, stable=False),
)
TOLD = (
    "DROP TRIGGER IF EXISTS wall_seal_told ON client",
    "CREATE CONSTRAINT TRIGGER wall_seal_told AFTER DELETE ON client"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall_seal_told()",
)
