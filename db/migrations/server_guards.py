"""What PostgreSQL itself guards from the first schema on: search tables, triggers, double booking.

The counterpart of `first_guards`, rule for rule. Text is compared byte by byte (COLLATE "C"), as
SQLite does, so that lists stand in one order whatever the server's language is.
"""

from collections.abc import Iterator

from db.migrations.first_guards import DIFFERS

# Run after tables and columns are made, and before a trigger stands on them, which forbids it.
BYTE_BY_BYTE = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT class.oid::regclass AS of_table, attname,
            format_type(atttypid, atttypmod) AS of_type
        FROM pg_attribute
        JOIN pg_class AS class ON class.oid = attrelid AND relkind = 'r'
        JOIN pg_type AS kind ON kind.oid = atttypid AND typcollation <> 0
        JOIN pg_collation AS found ON found.oid = attcollation
        WHERE relnamespace = current_schema()::regnamespace AND attnum > 0
            AND NOT attisdropped AND collname <> 'C'
    LOOP
        EXECUTE 'ALTER TABLE ' || one.of_table || ' ALTER COLUMN ' || quote_ident(one.attname)
            || ' TYPE ' || one.of_type || ' COLLATE "C"';
    END LOOP;
END $$"""

_TSVECTOR = "CREATE TABLE {0} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)"
_GIN = "CREATE INDEX ix_{0}_words ON {0} USING gin (words) WITH (fastupdate = off)"
SEARCH = (
    _TSVECTOR.format("search_name"),
    _TSVECTOR.format("search_note"),
    _GIN.format("search_name"),
    _GIN.format("search_note"),
    "CREATE TABLE search_name_word (term text NOT NULL, rowid bigint NOT NULL,"
    " PRIMARY KEY (term, rowid))",
    "CREATE INDEX ix_search_name_word_rowid ON search_name_word (rowid)",
    "CREATE SEQUENCE search_entry_below INCREMENT -1 MAXVALUE -1 START -1",
    # Nobody counts to the end of these, after which nobody else could be indexed.
    "ALTER TABLE search_entry ALTER row TYPE bigint",
    "ALTER SEQUENCE search_entry_row_seq AS bigint",
)

# What leaves for a sealed file passes: within a function that acts as the tables' owner, which
# nobody on the staff is, and says that it is sealing (`db.migrations.walls.sealing`).
_LEAVING = """
    IF current_setting('caseroom.sealing', true) = 'on' AND current_user =
        (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
    THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;"""
_REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {leaving}
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0];
END $$"""

# A condition of a trigger may not ask another table, so this one asks by itself.
_REFUSE_OF_SIGNED = """
CREATE FUNCTION refuse_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_note uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.note_id ELSE OLD.note_id END;
BEGIN
    {leaving}
    IF EXISTS (SELECT 1 FROM contact_note WHERE id = of_note AND status <> 'draft') THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0];
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$"""


def _trigger(
    name: str, event: str, table: str, when: str, words: str, function: str = "refuse"
) -> str:
    condition = f" WHEN ({when})" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{condition}"
        f" EXECUTE FUNCTION {function}('{words}')"
    )


def _immutable() -> Iterator[str]:
    yield _trigger(
        "contact_note_signed",
        "UPDATE",
        "contact_note",
        f"OLD.status <> 'draft' AND ({DIFFERS.replace('IS NOT', 'IS DISTINCT FROM')})",
        "signed note",
    )
    yield _trigger(
        "contact_note_status",
        "UPDATE OF status",
        "contact_note",
        "OLD.status <> 'draft' AND NEW.status IS DISTINCT FROM OLD.status AND NOT"
        " (OLD.status = 'signed' AND NEW.status IN ('entered_in_error', 'wrong_file'))",
        "signed note",
    )
    yield _trigger(
        "contact_note_delete", "DELETE", "contact_note", "OLD.status <> 'draft'", "signed note"
    )
    for event in ("INSERT", "UPDATE", "DELETE"):
        yield _trigger(
            f"note_person_{event.lower()}",
            event,
            "note_person",
            "",
            "signed note",
            "refuse_of_signed",
        )
    for table, words in (("note_addendum", "signed addendum"), ("audit_event", "audit log")):
        for event in ("UPDATE", "DELETE"):
            yield _trigger(f"{table}_{event.lower()}", event, table, "", words)


# Two blocking rows of different appointments never take the same resource at the same time.
DOUBLE_BOOKING = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "ALTER TABLE appointment_resource ADD CONSTRAINT double_booking EXCLUDE USING gist"
    " (resource_id WITH =, appointment_id WITH <>, int8range(starts_at, ends_at) WITH &&)"
    " WHERE (blocks = 1)",
)

# What lies beside an office's database in a folder: key files, attached ones in parts, beats.
KEPT = (
    "CREATE TABLE kept_file (name text PRIMARY KEY, content bytea NOT NULL)",
    "CREATE TABLE kept_document (stored_as uuid, part integer, content bytea NOT NULL,"
    " PRIMARY KEY (stored_as, part))",
    # Sealed files, with nothing that says when each was made or by whom.
    "CREATE TABLE kept_sealed (id uuid PRIMARY KEY, state uuid NOT NULL, seal bytea NOT NULL,"
    " pages integer NOT NULL)",
    "CREATE TABLE kept_sealed_page (sealed_id uuid REFERENCES kept_sealed (id), page integer,"
    " content bytea NOT NULL, PRIMARY KEY (sealed_id, page))",
    "ALTER TABLE kept_sealed_page ALTER content SET STORAGE EXTERNAL",  # it shrinks no further
    "CREATE TABLE kept_sealed_document (sealed_id uuid REFERENCES kept_sealed (id),"
    " stored_as uuid, part integer, content bytea NOT NULL,"
    " kept_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (sealed_id, stored_as, part))",
    "CREATE TABLE kept_presence (instance text PRIMARY KEY, content bytea NOT NULL"
    " CHECK (octet_length(content) <= 65536), beat_at timestamptz NOT NULL,"
    " login name NOT NULL DEFAULT session_user)",
)

GUARDS = (
    BYTE_BY_BYTE,
    *KEPT,
    *SEARCH,
    *(one.replace("{leaving}", _LEAVING) for one in (_REFUSE, _REFUSE_OF_SIGNED)),
    *_immutable(),
    *DOUBLE_BOOKING,
)
