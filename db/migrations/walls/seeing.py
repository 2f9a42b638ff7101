"""Who asks, and which records are closed to them: `db.queries.visibility` as functions.

Each is asked once a statement, for policies ask by sub-select, and answers with what is closed:
restricted records are few, and what is not among them costs one look into a small table. They run
as the tables' owner, whom no policy holds up.
"""

from db.migrations.walls.functions import Function

_ROLE = """
BEGIN
    RETURN (SELECT role FROM staff_login WHERE login = session_user AND active);
END """
_ME = """
BEGIN
    RETURN (SELECT staff_id FROM staff_login WHERE login = session_user AND active);
END """
_NOW = """
BEGIN
    RETURN floor(extract(epoch FROM now()))::bigint;
END """
# What may be written by whom it opens something to counts from the next transaction on, or one
# that is undone would have opened it and left no trace. It is at no age yet.
_KEPT = """
BEGIN
    RETURN age(written_by) > 0;
END """
# Each asks who asks by itself, and no other of these: a call of a function with rights of its own
# costs more than what it looks up, and policies call them in every statement.
_WHO_ASKS = """
DECLARE
    me uuid;
    my_role text;
BEGIN
    SELECT staff_id, role INTO me, my_role FROM staff_login
        WHERE login = session_user AND active;
    RETURN QUERY"""
_AGED = "wall_kept({0}.xmin)"
_IF_KEPT = f"(my_role <> 'administrator' OR {_AGED})"
# Named on it: assigned today, or on its access list.
_NAMED = f"""
        SELECT case_id FROM assignment WHERE staff_id = me AND ended_on IS NULL
            AND {_IF_KEPT.format("assignment")}
        UNION ALL SELECT case_id FROM case_access WHERE staff_id = me
            AND {_IF_KEPT.format("case_access")}"""
# Those, and the ones that an emergency access of whoever asks has open.
_OPENED = f"""{_NAMED}
        UNION ALL SELECT case_id FROM emergency_access
            WHERE user_id = me AND until > wall_now() AND my_role = ANY ({{readers}})
                AND {_AGED.format("emergency_access")}"""
_CLOSED = f"SELECT id FROM case_file WHERE restricted AND id NOT IN ({_OPENED})"
_MINE = f"""{_WHO_ASKS}{_NAMED};
END """
_OPEN = f"""{_WHO_ASKS}{_OPENED};
END """
_CLOSED_CASES = f"""{_WHO_ASKS}
        {_CLOSED};
END """
# Open, if at all, by an emergency.
_TO_READ_ONLY = f"""{_WHO_ASKS}
        SELECT id FROM case_file WHERE restricted AND id NOT IN ({_NAMED});
END """
_CLOSED_NOTES = f"""{_WHO_ASKS}
        SELECT id FROM contact_note WHERE case_id IN ({_CLOSED})
        UNION ALL SELECT id FROM contact_note WHERE status = 'draft' AND author_id <> me;
END """
_CLOSED_FILES = """
BEGIN
    RETURN QUERY
        SELECT stored_as FROM document WHERE case_id IN (SELECT wall_closed_cases());
END """
# Of these files, the ones that belong to no record, also to none that is closed to who asks.
_UNATTACHED = """
BEGIN
    RETURN QUERY
        SELECT given.one FROM unnest(names) AS given (one)
        WHERE NOT EXISTS (SELECT FROM document WHERE stored_as = given.one);
END """
_MY_FILES = """
BEGIN
    RETURN QUERY
        SELECT user_name || '.json' FROM staff WHERE id = wall_me()
        UNION ALL SELECT '.' || user_name || '.json.next' FROM staff WHERE id = wall_me();
END """
_CLOSED_CLIENTS = f"""{_WHO_ASKS}
        WITH opened AS ({_OPENED})
        SELECT id FROM client WHERE restricted
            AND id NOT IN (SELECT client_id FROM case_file WHERE id IN (SELECT case_id FROM opened))
            AND id NOT IN (SELECT client_id FROM party
                WHERE client_id IS NOT NULL AND case_id IN (SELECT case_id FROM opened));
END """
# What stands in the log about what is closed: its records, and all that hangs on them.
_CLOSED_RECORDS = """
BEGIN
    RETURN QUERY
        WITH cases AS MATERIALIZED (SELECT wall_closed_cases() AS id),
            clients AS MATERIALIZED (SELECT wall_closed_clients() AS id)
        SELECT id FROM cases UNION ALL SELECT id FROM clients
        UNION ALL SELECT id FROM contact_note WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM task WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM document WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM hearing WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM court_order WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM court_report WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM placement WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM party WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM enrollment WHERE case_id IN (SELECT id FROM cases)
        UNION ALL SELECT id FROM appointment
            WHERE case_id IN (SELECT id FROM cases) OR client_id IN (SELECT id FROM clients)
        UNION ALL SELECT id FROM appointment_request
            WHERE case_id IN (SELECT id FROM cases) OR client_id IN (SELECT id FROM clients)
        UNION ALL SELECT id FROM disclosure
            WHERE case_id IN (SELECT id FROM cases) OR client_id IN (SELECT id FROM clients);
END """
# Tables with a row that refers to one which is not there: a server lets nobody write such a row,
# but whoever runs it can. No more is told than their names.
_DANGLING = """
DECLARE
    one record;
    found boolean;
BEGIN
    FOR one IN
        SELECT conrelid::regclass AS child, confrelid::regclass AS parent, relname::text AS named,
            string_agg(format('c.%I = p.%I', mine.attname, theirs.attname), ' AND ') AS same,
            string_agg(format('c.%I IS NOT NULL', mine.attname), ' AND ') AS given
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid,
            unnest(conkey, confkey) AS key (of_mine, of_theirs),
            pg_attribute AS mine, pg_attribute AS theirs
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            AND mine.attrelid = conrelid AND mine.attnum = of_mine
            AND theirs.attrelid = confrelid AND theirs.attnum = of_theirs
        GROUP BY pg_constraint.oid, conrelid, confrelid, relname
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s AS c WHERE %s'
            ' AND NOT EXISTS (SELECT FROM %s AS p WHERE %s))',
            one.child, one.given, one.parent, one.same) INTO found;
        IF found THEN
            RETURN NEXT one.named;
        END IF;
    END LOOP;
END """

_IDS = "SETOF uuid"
ASKED = (
    Function("wall_me", "", "uuid", _ME),
    Function("wall_role_of_me", "", "text", _ROLE),
    Function("wall_now", "", "bigint", _NOW),
    Function("wall_dangling", "", "SETOF text", _DANGLING),
    Function("wall_kept", "written_by xid", "boolean", _KEPT),
    Function("wall_my_cases", "", _IDS, _MINE),
    Function("wall_open_cases", "", _IDS, _OPEN),
    Function("wall_closed_cases", "", _IDS, _CLOSED_CASES),
    Function("wall_cases_to_read_only", "", _IDS, _TO_READ_ONLY),
    Function("wall_closed_notes", "", _IDS, _CLOSED_NOTES),
    Function("wall_closed_files", "", _IDS, _CLOSED_FILES),
    Function("wall_unattached", "names uuid[]", _IDS, _UNATTACHED),
    Function("wall_my_files", "", "SETOF text", _MY_FILES),
    Function("wall_closed_clients", "", _IDS, _CLOSED_CLIENTS),
    Function("wall_closed_records", "", _IDS, _CLOSED_RECORDS),
)
# So that what is closed is found without reading what is not.
INDEXES = (
    "CREATE INDEX IF NOT EXISTS ix_case_file_restricted ON case_file (id) WHERE restricted",
    "CREATE INDEX IF NOT EXISTS ix_client_restricted ON client (id) WHERE restricted",
    "CREATE INDEX IF NOT EXISTS ix_contact_note_draft ON contact_note (author_id, id)"
    " WHERE status = 'draft'",
)
