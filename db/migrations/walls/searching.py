"""Searching the index for somebody: it is asked as the tables' owner, and told is what they see.

Text search is not leakproof, so row-level security would keep its indexes from being used; these
functions filter by themselves instead. Nobody but them reads the index's words. What matches is
planned anew for what is sought, what it leads to is not.
"""

from db.migrations.walls.functions import Function

FINDS_NOTHING = "NOT coalesce(wall_role_of_me() = ANY ({finders}), false)"
_READS = "coalesce(wall_role_of_me() = ANY ({readers}), false)"
_SEEN_CLIENT = "(NOT {0}.restricted OR {0}.id NOT IN (SELECT wall_closed_clients()))"
_SEEN_CASE = "(NOT case_file.restricted OR case_file.id NOT IN (SELECT wall_closed_cases()))"

_NAMED = f"""
DECLARE
    reads boolean := {_READS};
BEGIN
    IF {FINDS_NOTHING} THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT 'client'::text, client.id::text, client.number::text, client.sort_name::text,
            client.first_name::text, client.last_name::text, client.suffix::text,
            client.preferred_name::text, client.birth_date::text, client.do_not_confirm
        FROM search_name
        JOIN search_entry ON search_entry.row = search_name.rowid
        JOIN client ON client.id = search_entry.record_id
        WHERE search_name.words @@ expression::tsquery AND search_name.rowid >= 0
            AND client.merged_into_id IS NULL AND {_SEEN_CLIENT.format("client")}
        LIMIT most;
    RETURN QUERY
        SELECT search_entry.kind::text, search_entry.record_id::text,
            coalesce(case_file.number, organization)::text,
            coalesce(of_case.sort_name, person.sort_name)::text,
            coalesce(of_case.first_name, person.first_name)::text,
            coalesce(of_case.last_name, person.last_name)::text,
            of_case.suffix::text, of_case.preferred_name::text,
            coalesce(case_file.status, usual_role)::text, of_case.do_not_confirm
        FROM search_name
        JOIN search_entry ON search_entry.row = search_name.rowid
        LEFT JOIN case_file ON case_file.id = search_entry.record_id
        LEFT JOIN client AS of_case ON of_case.id = case_file.client_id
        LEFT JOIN outside_person AS person ON person.id = search_entry.record_id
        WHERE search_name.words @@ expression::tsquery AND search_name.rowid < 0
            AND (person.id IS NOT NULL AND (reads OR NOT person.protected)
                OR case_file.id IS NOT NULL AND reads AND {_SEEN_CASE})
        LIMIT most;
END """
_NAMED_ROW = (
    "TABLE (kind text, id text, number text, sort_name text, first_name text, last_name text,"
    " suffix text, preferred_name text, told text, do_not_confirm boolean)"
)

# The text may be read: `db.queries.notes.readable`.
_READABLE_NOTE = f"""contact_note.status NOT IN ('entered_in_error', 'wrong_file')
            AND (contact_note.status <> 'draft' OR contact_note.author_id = me)
            AND {_SEEN_CASE}
            AND (contact_note.note_class = 'ordinary' OR contact_note.author_id = me
                OR contact_note.note_class IN ('substance_use', 'victim_service')
                    AND case_file.id IN (SELECT wall_my_cases())
                OR contact_note.note_class = 'psychotherapy' AND wall_role_of_me() = 'supervisor'
                    AND case_file.id IN (SELECT wall_my_cases()))"""
_FOUND = f"""
DECLARE
    me uuid := wall_me();
    reads boolean := {_READS};
BEGIN
    IF {FINDS_NOTHING} THEN
        RETURN;
    ELSIF kind = 'client' THEN
        RETURN QUERY
            SELECT client.id FROM search_name
            JOIN search_entry ON search_entry.row = search_name.rowid
            JOIN client ON client.id = search_entry.record_id
            WHERE search_name.words @@ expression::tsquery AND search_name.rowid >= 0
                AND {_SEEN_CLIENT.format("client")};
    ELSIF kind = 'person' THEN
        RETURN QUERY
            SELECT person.id FROM search_name
            JOIN search_entry ON search_entry.row = search_name.rowid
            JOIN outside_person AS person ON person.id = search_entry.record_id
            WHERE search_name.words @@ expression::tsquery AND search_name.rowid < 0
                AND (reads OR NOT person.protected);
    ELSIF kind = 'case' AND reads THEN
        RETURN QUERY
            SELECT case_file.id FROM search_name
            JOIN search_entry ON search_entry.row = search_name.rowid
            JOIN case_file ON case_file.id = search_entry.record_id
            WHERE search_name.words @@ expression::tsquery AND search_name.rowid < 0
                AND {_SEEN_CASE};
    ELSIF kind = 'note' AND reads THEN
        RETURN QUERY
            SELECT contact_note.id FROM search_note
            JOIN search_entry ON search_entry.row = search_note.rowid
            JOIN contact_note ON contact_note.id = search_entry.record_id
            JOIN case_file ON case_file.id = contact_note.case_id
            WHERE search_note.words @@ expression::tsquery
                AND {_READABLE_NOTE};
    END IF;
END """
# Of one case all, of the office those that were written last. The columns are those of
# `db.queries.notes.find`, which are read without row-level security: they are filtered here.
_NOTES = f"""
DECLARE
    me uuid := wall_me();
    ids uuid[];
BEGIN
    IF NOT {_READS} THEN
        RETURN;
    ELSIF of_case IS NULL THEN
        EXECUTE 'SELECT array_agg(record_id) FROM (SELECT rowid FROM search_note'
            ' WHERE words @@ $1 ORDER BY rowid DESC LIMIT $2) AS newest'
            ' JOIN search_entry ON search_entry.row = newest.rowid'
            INTO ids USING expression::tsquery, looked_at;
    ELSE
        ids := ARRAY(
            SELECT contact_note.id FROM contact_note
            JOIN search_entry ON search_entry.kind = 'note'
                AND search_entry.record_id = contact_note.id
            JOIN search_note ON search_note.rowid = search_entry.row
            WHERE contact_note.case_id = of_case AND search_note.words @@ expression::tsquery);
    END IF;
    RETURN QUERY
        SELECT note.id, note.case_id, of_note.number::text, client.first_name::text,
            client.last_name::text, client.middle_name::text, client.suffix::text,
            client.preferred_name::text, note.kind::text, note.topic::text, note.status::text,
            note.started_at, staff.display_name::text, note.text
        FROM (
            SELECT contact_note.id, contact_note.started_at FROM unnest(ids) AS matching
            JOIN contact_note ON contact_note.id = matching
            JOIN case_file ON case_file.id = contact_note.case_id
            WHERE {_READABLE_NOTE}
            ORDER BY contact_note.started_at DESC, contact_note.id DESC
            LIMIT most) AS chosen
        JOIN contact_note AS note ON note.id = chosen.id
        JOIN case_file AS of_note ON of_note.id = note.case_id
        JOIN client ON client.id = of_note.client_id
        JOIN staff ON staff.id = note.author_id
        ORDER BY note.started_at DESC, note.id DESC;
END """
_NOTE_ROW = (
    "TABLE (id uuid, case_id uuid, number text, first_name text, last_name text,"
    " middle_name text, suffix text, preferred_name text, kind text, topic text, status text,"
    " started_at timestamptz, author text, words text)"
)
# Words of somebody's name whom the asker may know of; a slip is looked for among no others.
_VOCABULARY = f"""
DECLARE
    reads boolean := {_READS};
BEGIN
    IF {FINDS_NOTHING} THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT DISTINCT word.term FROM search_name_word AS word
        JOIN search_entry ON search_entry.row = word.rowid
        LEFT JOIN client ON client.id = search_entry.record_id
        LEFT JOIN case_file ON case_file.id = search_entry.record_id
        LEFT JOIN outside_person AS person ON person.id = search_entry.record_id
        WHERE word.term >= first AND word.term < before
            AND length(word.term) BETWEEN shortest AND longest
            AND (client.id IS NOT NULL AND {_SEEN_CLIENT.format("client")}
                OR person.id IS NOT NULL AND (reads OR NOT person.protected)
                OR case_file.id IS NOT NULL AND reads AND {_SEEN_CASE});
END """

SEARCHED = (
    Function("wall_named", "expression text, most integer", _NAMED_ROW, _NAMED, few=True),
    Function("wall_found", "kind text, expression text", "SETOF uuid", _FOUND),
    Function(
        "wall_found_notes",
        "expression text, of_case uuid, looked_at integer, most integer",
        _NOTE_ROW,
        _NOTES,
        few=True,
    ),
    Function(
        "wall_vocabulary",
        "first text, before text, shortest integer, longest integer",
        "SETOF text",
        _VOCABULARY,
    ),
)
