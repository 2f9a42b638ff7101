"""The one statement of the search on a file: from what is sought in the index to what is shown.

Written out, and not composed, since it runs at every key press: composing and compiling it
would cost more than the search. Only the conditions of visibility come from their one place,
compiled once for each user.
"""

from uuid import UUID

from sqlalchemy import Integer, Select, literal_column, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.permissions import Action, CurrentUser

_SQL = """
SELECT * FROM (
    SELECT 'client', CAST(client.id AS text), client.number, client.sort_name, client.first_name,
        client.last_name, client.suffix, client.preferred_name, client.birth_date,
        client.do_not_confirm
    FROM search_name
    JOIN search_entry ON search_entry.row = search_name.rowid
    JOIN client ON client.id = search_entry.record_id
    WHERE search_name MATCH ?1 AND search_name.rowid >= 0
        AND client.merged_into_id IS NULL AND {visible_client}
    LIMIT {limit}) AS clients
UNION ALL SELECT * FROM (
    SELECT search_entry.kind, CAST(search_entry.record_id AS text),
        coalesce(case_file.number, organization),
        coalesce(of_case.sort_name, person.sort_name),
        coalesce(of_case.first_name, person.first_name),
        coalesce(of_case.last_name, person.last_name),
        of_case.suffix, of_case.preferred_name, coalesce(case_file.status, usual_role),
        of_case.do_not_confirm
    FROM search_name
    JOIN search_entry ON search_entry.row = search_name.rowid
    LEFT JOIN case_file ON case_file.id = search_entry.record_id
    LEFT JOIN client AS of_case ON of_case.id = case_file.client_id
    LEFT JOIN outside_person AS person ON person.id = search_entry.record_id
    WHERE search_name MATCH ?1 AND search_name.rowid < 0
        AND (
            (person.id IS NOT NULL AND {visible_person})
            OR (case_file.id IS NOT NULL AND {readable_case})
        )
    LIMIT {limit}) AS others
"""

_NOW = literal_column("?2", Integer)
_MADE: dict[tuple[CurrentUser, int], str] = {}


def search_statement(reading: Reading, limit: int) -> str:
    """SQL that finds at most `limit` clients and `limit` others.

    Its places are ?1 for the index's expression and, for who may read cases, ?2 for the moment in
    seconds, by which emergency accesses end.

    The limit stands in the text: as a parameter it makes SQLite prepare the statement anew each
    time, which takes twice as long as the search.
    """
    made = _MADE.get((reading.user, limit))
    if made is None:
        made = _SQL.format(
            limit=int(limit),
            visible_client=_where(reading, select(Client.id).where(visible_client(reading, _NOW))),
            visible_person="TRUE" if reading.may(Action.READ_CASES) else "NOT person.protected",
            readable_case=_where(reading, select(CaseFile.id).where(readable_case(reading, _NOW))),
        )
        _MADE[reading.user, limit] = made
    return made


def _where(reading: Reading, statement: Select[UUID]) -> str:
    """The condition of a compiled statement about one table."""
    dialect = reading.session.get_bind().dialect
    compiled = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    return "(" + compiled.partition("WHERE ")[2] + ")"
