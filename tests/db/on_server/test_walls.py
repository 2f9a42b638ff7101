"""What a server refuses to a member of staff who has their own password, and a script."""

from collections.abc import Iterator

import psycopg
import pytest

from db.migrations.walls.names import login_of
from tests.db.on_server.secrets import FOSTER, SECRET, furnish
from tests.db.on_server.walled import Walled
from tests.db.server import Server

REFUSED = "42501"  # insufficient privilege
CONTENT = (
    "assignment", "contact_note", "hearing", "disclosure", "document", "note_addendum",
    "note_person", "party", "task",
)  # fmt: skip
OF_CLIENT = (
    "appointment", "appointment_request", "client", "client_alias", "client_key", "contact_point",
)  # fmt: skip
CASEWORK = ("cas", "sup", "ana")  # who is not named on the restricted case
EVERYBODY = tuple(name for name, _ in Walled.STAFF)


@pytest.fixture(scope="module")
def walled(server: Server) -> Iterator[Walled]:
    made = Walled(server, "walls")
    made.plain, made.closed = furnish(made)
    yield made
    made.engine.dispose()


def everything(walled: Walled, name: str) -> dict[str, str]:
    """All that a script gets out of every table and view, as text; what is refused is not there."""
    asked = (
        "SELECT quote_ident(nspname) || '.' || quote_ident(relname) FROM pg_class"
        " JOIN pg_namespace AS space ON space.oid = relnamespace WHERE relkind IN ('r', 'v', 'm')"
        " AND nspname IN ('public', 'known', 'counted', 'log')"
    )
    columns = (
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s"
        "::regclass AND attnum > 0 AND NOT attisdropped"
        " AND has_column_privilege(attrelid, attnum, 'SELECT')"
    )
    told = {}
    with walled.script(name) as connection:
        connection.autocommit = True
        tables = [table for (table,) in connection.execute(asked)]
        for table in tables:
            try:
                (readable,) = connection.execute(columns, (table,)).fetchone() or (None,)
                if readable:
                    rows = connection.execute(f"SELECT {readable} FROM {table}").fetchall()
                    told[table] = repr(rows)
            except psycopg.errors.InsufficientPrivilege:
                continue
    return told


@pytest.mark.parametrize("name", ["rec", "cas", "sup", "ana", "aud"])
def test_no_table_and_no_view_tells_a_word_of_what_is_closed(walled: Walled, name: str) -> None:
    told = everything(walled, name)
    assert len(told) > 10
    assert [table for table, rows in told.items() if SECRET in rows.lower()] == []


def test_whose_case_it_is_reads_all_of_it(walled: Walled) -> None:
    told = everything(walled, "col")
    tables = {f"public.{table}" for table in (*CONTENT, *OF_CLIENT, "case_file")}
    assert {table for table, rows in told.items() if SECRET in rows} >= tables - {
        "public.assignment"
    }


@pytest.mark.parametrize("name", CASEWORK)
def test_casework_reads_what_is_not_restricted(walled: Walled, name: str) -> None:
    told = everything(walled, name)
    for table in ("case_file", *CONTENT, *OF_CLIENT):
        assert table == "assignment" or "plain" in told[f"public.{table}"], table


@pytest.mark.parametrize("table", [*CONTENT, "emergency_access", "court_report", "placement"])
def test_a_receptionist_reads_no_case_content(walled: Walled, table: str) -> None:
    if table == "assignment":
        return  # whom to put a call through to
    found = walled.try_("rec", f"SELECT * FROM {table}")
    assert found in (REFUSED, [])


@pytest.mark.parametrize("column", ["summary", "background", "court", "docket", "close_reason"])
def test_nor_what_is_told_of_the_case_itself(walled: Walled, column: str) -> None:
    assert walled.try_("rec", f"SELECT {column} FROM case_file") == REFUSED


def test_a_receptionist_reads_names_and_how_people_are_reached(walled: Walled) -> None:
    assert walled.try_("rec", "SELECT last_name FROM client") == [("plain",)]
    assert walled.try_("rec", "SELECT value FROM contact_point") == [("555 plain",)]
    assert walled.try_("rec", "SELECT number FROM case_file") == [("2026-0001",)]
    assert FOSTER not in repr(everything(walled, "rec"))
    assert FOSTER in repr(everything(walled, "cas"))


def test_an_auditor_sees_the_shape_and_no_person(walled: Walled) -> None:
    shape = walled.try_("aud", "SELECT action, kind FROM audit_event ORDER BY n")
    assert shape == [("client.changed", "client")] * 2
    for refused in (
        "SELECT details FROM audit_event",
        "SELECT record_id FROM audit_event",
        "SELECT 1 FROM client",
        "SELECT 1 FROM case_file",
        "SELECT 1 FROM contact_note",
        "SELECT 1 FROM known.case_file",
    ):
        assert walled.try_("aud", refused) == REFUSED, refused
    assert walled.try_("aud", "SELECT display_name FROM staff") == [("Aud",)]
    told = everything(walled, "aud")
    assert [table for table, rows in told.items() if "plain" in rows or "Ada" in rows] == []


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET details = '{}'",
        "UPDATE audit_event SET user_id = wall_me()",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM audit_head",
        "DELETE FROM audit_key",
        "UPDATE audit_head SET n = 1, signed_by_id = wall_me()",
        "UPDATE log.audit_event SET details = '{}'",
        "DELETE FROM disclosure",
        "INSERT INTO audit_event SELECT device, n + 2, at, user_id, action, kind, NULL,"
        " gen_random_uuid(), '{}', hash, hash FROM audit_event WHERE n = 1",  # as somebody else
        "INSERT INTO audit_event VALUES ('old', 2000, now(), wall_me(), 'x', 'y', NULL,"
        " gen_random_uuid(), '{}', '', '')",  # with a gap
        "INSERT INTO audit_head VALUES ('new', 5, '', '{}', wall_me(), '');"
        " SET CONSTRAINTS ALL IMMEDIATE",  # of which there is no entry
        "CREATE RULE none AS ON INSERT TO audit_event DO INSTEAD NOTHING",
    ],
)
def test_nobody_rewrites_the_log(walled: Walled, name: str, statement: str) -> None:
    refused = walled.try_(name, statement)
    other = name == "col" and "user_id, action" in statement  # their own entry, and it is the next
    assert refused in ([[]] if other else [REFUSED, "0A000"])  # of a view: it cannot be changed


def test_everybody_adds_to_it_as_themselves(walled: Walled) -> None:
    for name in EVERYBODY:
        added = (
            "INSERT INTO audit_event VALUES ('old', 3, now(), wall_me(), 'x', 'y', NULL,"
            " gen_random_uuid(), '{}', 'h', 's');"
            "UPDATE audit_head SET n = 3, hash = 'h', signed_by_id = wall_me()"
            " WHERE device = 'old'; SET CONSTRAINTS ALL IMMEDIATE"
        )
        assert walled.try_(name, added) == [], name


def test_reception_reads_nothing_of_a_case_in_the_log_either(walled: Walled) -> None:
    added = (
        "INSERT INTO audit_event SELECT device, 3, at, user_id, 'task.changed', 'task',"
        ' gen_random_uuid(), gen_random_uuid(), \'{"title": "visit"}\', hash, signature'
        " FROM audit_event WHERE n = 1"
    )
    for name, seen in (("rec", 0), ("cas", 1)):
        with walled.as_owner() as connection:
            connection.execute(added)
            login = login_of(walled.database, name)
            connection.execute("SELECT set_config('session_authorization', %s, true)", (login,))
            for place in ("audit_event", "log.audit_event"):
                count = f"SELECT count(*) FROM {place} WHERE details LIKE '%visit%'"
                assert connection.execute(count).fetchone() == (seen,), (name, place)
            connection.rollback()


@pytest.mark.parametrize("name", ["rec", "cas", "sup", "ana"])
@pytest.mark.parametrize("kind", ["client", "case", "note"])
def test_no_search_finds_what_is_closed(walled: Walled, name: str, kind: str) -> None:
    for word in (SECRET, f"{SECRET[:3]}:*", f"rosa | {SECRET}"):
        assert walled.try_(name, "SELECT wall_found(%s, %s)", kind, word) == []
        assert walled.try_(name, "SELECT wall_named(%s, 9)", word) == []
        assert walled.try_(name, "SELECT wall_found_notes(%s, NULL, 9, 9)", word) == []
    assert walled.try_(name, "SELECT wall_vocabulary('a', 'z', 1, 99)") != []
    words = walled.try_(name, "SELECT wall_vocabulary('s', 't', 1, 99)")
    assert words == []


def test_a_search_finds_what_may_be_read(walled: Walled) -> None:
    asked = "SELECT id FROM wall_found_notes('plain', NULL, 9, 9)"
    assert walled.try_("cas", asked) == [(walled.plain.note,)]
    assert walled.try_("rec", asked) == []
    assert walled.try_("aud", "SELECT wall_named('plain', 9)") == []
    found = "SELECT wall_found('note', %s)"
    assert walled.try_("col", found, SECRET) == [(walled.closed.note,)]


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT words FROM search_note",
        "SELECT words FROM search_name",
        "SELECT term FROM search_name_word",
        "SELECT most_common_vals FROM pg_stats WHERE tablename = 'contact_note'",
        "SELECT lo_import('/etc/passwd')",
    ],
)
def test_the_words_of_the_index_are_read_by_nobody(
    walled: Walled, name: str, statement: str
) -> None:
    assert walled.try_(name, statement) in (REFUSED, [])


@pytest.mark.parametrize("name", ["rec", "cas", "sup"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 / (length(text) - 8) FROM contact_note WHERE id = %(note)s",
        "SELECT text::int FROM contact_note WHERE id = %(note)s",
        "SELECT last_name::int FROM client WHERE id = %(client)s",
        "SELECT summary::int FROM case_file WHERE id = %(case)s",
    ],
)
def test_no_error_tells_of_it(walled: Walled, name: str, statement: str) -> None:
    closed = walled.closed
    with walled.script(name) as connection:
        told = {"note": closed.note, "client": closed.client, "case": closed.case}
        try:
            assert connection.execute(statement, told).fetchall() == []
        except psycopg.Error as error:
            assert error.sqlstate == REFUSED and SECRET not in str(error)


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("cas", "INSERT INTO assignment VALUES (%(case)s, wall_me(), 'primary', now(), NULL,"
         " gen_random_uuid())"),
        ("sup", "INSERT INTO case_access VALUES (%(case)s, wall_me())"),
        ("sup", "INSERT INTO known.case_access VALUES (%(case)s, wall_me())"),
        ("cas", "INSERT INTO case_access VALUES (%(case)s, wall_me())"),
        ("cas", "UPDATE case_file SET restricted = false"),
        ("sup", "UPDATE known.case_file SET restricted = false"),
        ("cas", "UPDATE client SET restricted = false"),
        ("rec", "UPDATE client SET restricted = false"),
        ("rec", "UPDATE known.client SET restricted = false"),
        ("rec", "INSERT INTO emergency_access VALUES (%(case)s, wall_me(), 'x', now(), 0, NULL,"
         " NULL, NULL, '', gen_random_uuid())"),
        ("cas", "INSERT INTO emergency_access VALUES (%(case)s, wall_me(), 'x', now(),"
         " wall_now() + 864000, NULL, NULL, NULL, '', gen_random_uuid())"),
        ("cas", "INSERT INTO emergency_access VALUES (%(case)s, '{sup}', 'x', now(),"
         " wall_now(), NULL, NULL, NULL, '', gen_random_uuid())"),
        ("cas", "INSERT INTO contact_note (id, case_id, author_id, note_class, status, started_at,"
         " place, text, hidden_reason, version, created_at, changed_at) SELECT gen_random_uuid(),"
         " %(plain)s, '{sup}', 'ordinary', 'draft', now(), '', 'x', '', 1, now(), now()"),
        ("cas", "INSERT INTO preference VALUES ('{sup}', 'k', '[]')"),
        ("cas", "INSERT INTO draft VALUES ('{sup}', 'f', gen_random_uuid(), '[]', now(),"
         " gen_random_uuid())"),
        ("cas", "UPDATE staff SET role = 'administrator'"),
        ("cas", "INSERT INTO staff (id) VALUES (gen_random_uuid())"),
        ("cas", "UPDATE office SET name = 'x'"),
        ("cas", "INSERT INTO fact VALUES ('manifest_anchor', 'x')"),
        ("cas", "INSERT INTO kept_file VALUES ('ana.json', '')"),
        ("rec", "INSERT INTO case_file (id) VALUES (gen_random_uuid())"),
        ("rec", "INSERT INTO contact_note (id) VALUES (gen_random_uuid())"),
        ("aud", "INSERT INTO client (id) VALUES (gen_random_uuid())"),
    ],
)  # fmt: skip
def test_nobody_gives_themselves_or_writes_what_is_not_theirs(
    walled: Walled, name: str, statement: str
) -> None:
    told = {"case": walled.closed.case, "plain": walled.plain.case}
    with walled.script(name) as connection:
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(statement.replace("{sup}", str(walled.ids["sup"])), told)
        assert refused.value.sqlstate == REFUSED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contact_note SET text = 'x' WHERE id = %s",
        "UPDATE client SET last_name = 'x' WHERE id = %s",
        "DELETE FROM party WHERE case_id = %s",
        "UPDATE staff SET display_name = 'x' WHERE id = %s",
    ],
)
@pytest.mark.parametrize("name", ["cas", "sup"])
def test_what_is_closed_is_not_changed_either(walled: Walled, name: str, statement: str) -> None:
    ids = {"contact_note": walled.closed.note, "client": walled.closed.client}
    ids |= {"party": walled.closed.case, "staff": walled.ids["col"]}
    with walled.script(name) as connection:
        of = next(one for key, one in ids.items() if key in statement)
        assert connection.execute(statement, (of,)).rowcount == 0


def test_an_emergency_opens_it_for_as_long_as_the_office_allows(walled: Walled) -> None:
    case_id, note_id = walled.closed.case, walled.closed.note
    for until, seen in (("wall_now() + 60", 1), ("wall_now() - 1", 0)):
        with walled.as_owner() as connection:
            connection.execute(
                "INSERT INTO emergency_access VALUES (%s, %s, 'why', now(),"
                f" {until}, NULL, NULL, NULL, '', gen_random_uuid())",
                (case_id, walled.ids["cas"]),
            )
        with walled.script("cas") as connection:
            count = "SELECT count(*) FROM contact_note WHERE id = %s"
            assert connection.execute(count, (note_id,)).fetchone() == (seen,)
            changed = connection.execute(
                "UPDATE party SET remark = 'x' WHERE case_id = %s", (case_id,)
            )
            assert changed.rowcount == 0  # it is read, and not changed
        with walled.as_owner() as connection:
            connection.execute("DELETE FROM emergency_access WHERE reason = 'why'")


def test_of_a_restricted_client_a_name_is_told_to_who_knows_more_than_a_name(
    walled: Walled,
) -> None:
    asked = "SELECT last_name FROM wall_alike_closed(%s, NULL, 60)"
    assert walled.try_("cas", asked, [f"n:{SECRET}"]) == []
    assert walled.try_("aud", asked, [f"n:{SECRET}", "n:rosa"]) == []
