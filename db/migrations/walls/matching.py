"""Whether somebody is on file already, restricted or not: asked as the tables' owner.

Of a restricted client the program says that there is a record and whom to ask, and has to compare
names for it. So a restricted one's name is told to who shares two of their keys (who knows how
they are called and when they were born), or one that hardly anybody shares: the whole birth date,
a phone number, an e-mail address, the end of a social security number. What is protected of how
they are reached is told to who has it.
"""

from db.migrations.walls.functions import Function
from db.migrations.walls.searching import FINDS_NOTHING

# Nobody has two birth dates or numbers: who asks with all there are would be told of everybody.
_OF_MANY = (
    "cardinality({0}) > 1000 OR (SELECT count(*) FROM unnest({0}) AS one WHERE one ~ '^[ds]:') > 2"
)
_ALIKE = f"""
BEGIN
    IF {FINDS_NOTHING} THEN
        RETURN;
    ELSIF {_OF_MANY.format("keys")} THEN
        RAISE invalid_parameter_value USING MESSAGE = 'keys of more than one person';
    END IF;
    RETURN QUERY
        SELECT client_key.client_id FROM client_key
        JOIN client ON client.id = client_key.client_id
        WHERE key = ANY (keys) AND client_key.client_id IS DISTINCT FROM own
        GROUP BY client_key.client_id, client.restricted
        HAVING NOT client.restricted OR count(*) > 1
            OR bool_or(key ~ '^[dpes]:')
        ORDER BY count(*) DESC, client_key.client_id LIMIT most;
END """
# Those who are closed to the asker, as rules of matching see them.
_CLOSED = """
BEGIN
    RETURN QUERY
        SELECT client.id, client.first_name::text, client.last_name::text,
            client.middle_name::text, client.suffix::text, client.preferred_name::text,
            client.birth_date::text, client.ssn_last4::text,
            ARRAY(SELECT client_alias.name::text FROM client_alias WHERE client_id = client.id)
        FROM wall_alike(keys, own, most) AS alike
        JOIN client ON client.id = alike
        WHERE client.merged_into_id IS NULL AND client.restricted
            AND client.id IN (SELECT wall_closed_clients());
END """
# Of an address whoever asks has the whole first line and the postal code, or they would be told it
# letter by letter.
_REACHED = """
BEGIN
    IF cardinality(typed) > 100 THEN
        RAISE invalid_parameter_value USING MESSAGE = 'more than one person has';
    END IF;
    RETURN QUERY
        SELECT point.client_id, point.kind::text, point.value::text
        FROM wall_alike(keys, own, most) AS alike
        JOIN contact_point AS point ON point.client_id = alike
        WHERE point.matched = ANY (typed) OR street ~ '\\w \\w' AND postal_code ~ '^\\d{5}$'
            AND starts_with(point.matched || ' ', street || ' ')
            AND position(postal_code IN point.value) > 0
        ORDER BY point.position;
END """
_CALLED = """
BEGIN
    IF wall_role_of_me() = ANY ({readers}) AND cardinality(orders) <= 20 THEN
        RETURN QUERY
            SELECT client.id FROM client
            WHERE restricted AND merged_into_id IS NULL AND EXISTS (
                SELECT FROM unnest(orders) AS one
                WHERE position(' ' IN one) > 0
                    AND (sort_name = one OR starts_with(sort_name, one || ' ')));
    END IF;
END """
_CLOSED_ROW = (
    "TABLE (id uuid, first_name text, last_name text, middle_name text, suffix text,"
    " preferred_name text, birth_date text, ssn_last4 text, aliases text[])"
)
_KEYS = "keys text[], own uuid, most integer"

MATCHED = (
    Function("wall_alike", _KEYS, "SETOF uuid", _ALIKE),
    Function("wall_alike_closed", _KEYS, _CLOSED_ROW, _CLOSED),
    Function(
        "wall_alike_reached",
        f"{_KEYS}, typed text[], street text, postal_code text",
        "TABLE (client_id uuid, kind text, value text)",
        _REACHED,
    ),
    Function("wall_restricted_called", "orders text[]", "SETOF uuid", _CALLED),
)
