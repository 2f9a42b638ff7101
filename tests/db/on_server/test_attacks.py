"""Ways around the walls that somebody on the staff might find, with a script and an afternoon."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.db.on_server.secrets import furnish
from tests.db.on_server.walled import Walled
from tests.db.server import Server

REFUSED = "42501"  # insufficient privilege


@pytest.fixture(scope="module")
def walled(server: Server) -> Iterator[Walled]:
    made = Walled(server, "attacks")
    made.plain, made.closed = furnish(made)
    yield made
    made.engine.dispose()


def refusal(walled: Walled, name: str, *statements: str) -> str | None:
    """The SQLSTATE of the first that is refused, in one transaction; all of it is undone."""
    of = {
        "{case}": walled.closed.case,
        "{client}": walled.closed.client,
        "{note}": walled.closed.note,
        "{plain}": walled.plain.case,
        "{plain_note}": walled.plain.note,
        **{f"{{{one}}}": id for one, id in walled.ids.items()},
    }
    with walled.script(name) as connection:
        try:
            for statement in statements:
                for place, value in of.items():
                    statement = statement.replace(place, str(value))
                connection.execute(statement)
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except psycopg.Error as error:
            return error.sqlstate
    return None


def test_an_opening_keeps_rows_back_before_anything_else_is_asked_of_them(walled: Walled) -> None:
    """Or what is asked might fail on them, and say so: the server's planner need not wait."""
    asked = (
        "SELECT format('%s.%s', nspname, relname) FROM pg_class"
        " JOIN pg_namespace AS space ON space.oid = relnamespace"
        " WHERE relkind = 'v' AND nspname IN ('known', 'sealing', 'counted', 'log')"
        " AND pg_get_viewdef(pg_class.oid) LIKE '% WHERE %'"
        " AND reloptions IS DISTINCT FROM ARRAY['security_barrier=true']"
    )
    with walled.as_owner() as connection:
        assert connection.execute(asked).fetchall() == []


_AS_PLAIN = (
    "INSERT INTO {0} SELECT (jsonb_populate_record({0}, jsonb_build_object('id',"
    " gen_random_uuid(), {1}))).* FROM {0} WHERE {2} LIMIT 1"
)
_EMERGENCY = (
    "INSERT INTO emergency_access VALUES ('{case}', wall_me(), 'why', now(), wall_now() + 60,"
    " NULL, NULL, NULL, '', gen_random_uuid())"
)
_NAMED = "INSERT INTO case_access VALUES ('{case}', wall_me())"
_PARTY = _AS_PLAIN.format("party", "'client_id', '{client}'", "case_id = '{plain}'")
_CASE = _AS_PLAIN.format("case_file", "'client_id', '{client}', 'number', 'x'", "id = '{plain}'")
_SELF = (
    "INSERT INTO assignment VALUES ('{plain}', wall_me(), 'primary', now(), NULL,"
    " gen_random_uuid())"
)
_OTHERS_WORDS = "DELETE FROM search_entry WHERE record_id = '{note}'"


@pytest.mark.parametrize("name", ["cas", "sup"])
@pytest.mark.parametrize("statement", [_PARTY, _CASE])
def test_nobody_ties_a_closed_client_to_a_case_of_theirs(
    walled: Walled, name: str, statement: str
) -> None:
    assert refusal(walled, name, statement) == REFUSED


def test_a_caseworker_takes_no_case_over_by_themselves(walled: Walled) -> None:
    assert refusal(walled, "cas", _SELF, _SELF.replace("primary", "secondary")) == REFUSED
    assert refusal(walled, "cas", _SELF, "UPDATE assignment SET staff_id = '{sup}'") == REFUSED


@pytest.mark.parametrize(
    "change",
    [
        "until = wall_now() + 864000",
        "reviewed_by_id = '{sup}', reviewed_at = now()",
        "reviewed_by_id = wall_me(), reviewed_at = now(), review = 'All was well'",
    ],
)
@pytest.mark.parametrize("name", ["cas", "sup"])
def test_nobody_lengthens_or_reviews_their_own_emergency(
    walled: Walled, name: str, change: str
) -> None:
    changed = f"UPDATE emergency_access SET {change} WHERE user_id = wall_me()"
    assert refusal(walled, name, _EMERGENCY, changed) == REFUSED


@pytest.mark.parametrize(("name", "opened"), [("cas", _EMERGENCY), ("ana", _NAMED)])
def test_a_case_is_opened_by_nothing_that_could_be_undone_and_leaves_an_entry(
    walled: Walled, name: str, opened: str
) -> None:
    opened = opened.replace("{case}", str(walled.closed.case))
    with walled.script(name) as connection:
        for savepoint in ("", "SAVEPOINT one"):
            connection.execute(savepoint or "SELECT 1")
            connection.execute(opened)
            read = "SELECT 1 FROM contact_note WHERE id = %s"
            assert connection.execute(read, (walled.closed.note,)).fetchall() == []
            connection.rollback()
        connection.execute(opened)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.commit()


@pytest.mark.parametrize("name", ["rec", "cas", "sup", "ana"])
def test_nobody_leads_the_words_of_a_closed_record_to_another(walled: Walled, name: str) -> None:
    with walled.script(name) as connection:
        ids = [walled.closed.client, walled.closed.case, walled.closed.note]
        gone = connection.execute("DELETE FROM search_entry WHERE record_id = ANY (%s)", (ids,))
        assert gone.rowcount == 0


def test_nobody_asks_for_everybody_who_is_on_file(walled: Walled) -> None:
    days = [f"d:1990{day:04d}" for day in range(101, 1232)]
    for asked in ("SELECT wall_alike(%s, NULL, 9999)", "SELECT wall_alike_closed(%s, NULL, 9999)"):
        assert walled.try_("rec", asked, days) == "22023"


def test_a_protected_address_is_told_to_who_has_its_whole_first_line(walled: Walled) -> None:
    with walled.as_owner() as connection:
        connection.execute(
            "INSERT INTO contact_point SELECT (jsonb_populate_record(contact_point,"
            " jsonb_build_object('id', gen_random_uuid(), 'kind', 'home', 'value',"
            " '12 Elm St, Harbor 04101', 'matched', '12 elm st harbor 04101', 'rules',"
            " '[\"protected\"]'::jsonb))).* FROM contact_point WHERE client_id = %s",
            (walled.plain.client,),
        )
    asked = "SELECT value FROM wall_alike_reached('{n:plain}', NULL, 9, '{}', %s, %s)"
    for street, code in (("1", "0"), ("12 e", "04101"), ("12 elm st", "0")):
        assert walled.try_("rec", asked, street, code) == []
    assert walled.try_("rec", asked, "12 elm st", "04101") == [("12 Elm St, Harbor 04101",)]


def _sealing(leaving: str) -> str:
    ours = '"client": [{"id": "{ours}"}]' if '"client"' not in leaving else '"fact": []'
    return f"SELECT wall_seal_take_out('{{{ours}, {leaving}}}', '[]')"


@pytest.mark.parametrize(
    "asked",
    [
        _sealing('"client": [{"id": "{CLIENT}"}]'),
        _sealing('"note_addendum": [{"id": "{addendum}"}]'),
        _sealing('"emergency_access": [{"id": "{emergency}"}]'),
    ],
)
def test_whoever_seals_takes_out_nothing_of_what_is_closed_to_them(
    walled: Walled, asked: str
) -> None:
    asked = asked.replace("{CLIENT}", str(walled.closed.client).upper())
    with walled.as_owner() as connection:
        told = "SELECT id FROM note_addendum WHERE note_id = %s"
        ((addendum,),) = connection.execute(told, (walled.closed.note,)).fetchall()
        told = "SELECT id FROM emergency_access WHERE case_id = %s"
        ((emergency,),) = connection.execute(told, (walled.closed.case,)).fetchall()
    for place, value in (("addendum", addendum), ("emergency", emergency)):
        asked = asked.replace(f"{{{place}}}", str(value))
    with walled.script("sup") as connection, pytest.raises(psycopg.Error) as error:
        connection.execute(asked.replace("{ours}", str(walled.plain.client)))
    assert "not theirs to seal" in str(error.value)


def test_nobody_stops_another_computers_chain(walled: Walled) -> None:
    entry = (
        "INSERT INTO audit_event VALUES ('old', 3, now(), wall_me(), 'x', 'y', NULL,"
        " gen_random_uuid(), '{}', 'h', 's')"
    )
    assert refusal(walled, "aud", entry) == REFUSED


def test_nobody_signs_for_somebody_else(walled: Walled) -> None:
    draft = _AS_PLAIN.format("contact_note", "'author_id', wall_me()", "id = '{plain_note}'")
    assert refusal(walled, "cas", draft) == REFUSED  # it is signed, by col
    signed = "UPDATE contact_note SET status = 'signed' WHERE author_id = wall_me()"
    as_draft = draft.replace("'author_id', wall_me()", "'author_id', wall_me(), 'status', 'draft'")
    assert refusal(walled, "cas", as_draft) is None
    for by in ("'{col}'", "NULL"):
        signing = signed.replace(" WHERE", f", author_id = '{{col}}', signed_by_id = {by} WHERE")
        assert refusal(walled, "cas", as_draft, signing) == REFUSED


@pytest.mark.parametrize("name", ["cas", "aud"])
def test_nobody_lets_another_program_seem_to_be_gone_or_to_stay(walled: Walled, name: str) -> None:
    here = "INSERT INTO kept_presence VALUES ('{0}', '{1}', {2}, '{3}')"
    with walled.as_owner() as connection:
        connection.execute("DELETE FROM kept_presence")
        connection.execute(here.format("one", "", "now()", "somebody"))
    with walled.script(name) as connection:
        for change in ("DELETE FROM kept_presence", "UPDATE kept_presence SET beat_at = 'epoch'"):
            assert connection.execute(change).rowcount == 0
    for instance, content, beat, login in (
        ("two", "", "now()", "somebody"),
        ("two", "", "'infinity'", "' || session_user || '"),
    ):
        assert refusal(walled, name, here.format(instance, content, beat, login)) == REFUSED


def test_nobody_but_an_administrator_takes_away_an_attached_file(walled: Walled) -> None:
    with walled.as_owner() as connection:
        connection.execute("DELETE FROM kept_document")
        connection.execute(
            "INSERT INTO kept_document SELECT stored_as, 0, ''::bytea FROM document"
            " UNION SELECT gen_random_uuid(), 0, ''::bytea"
        )
    for name, gone in (("cas", 1), ("sup", 1), ("ana", 3)):
        with walled.script(name) as connection:  # what belongs to no record is nobody's
            assert connection.execute("DELETE FROM kept_document").rowcount == gone, name
