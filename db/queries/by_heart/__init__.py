"""Statements that the database's driver is told by heart.

To ask the same statement again SQLAlchemy looks up what it composed, fills it in and wraps the
answer each time, and for a few rows that costs several times what the database needs. What is asked
at every turn is therefore learnt once: its words in the database's own SQL, where each value goes
and what makes a database's value of it, and what is made of the values that come back. Then it is
told to the driver as it stands, in the session's transaction.

All else is as it is elsewhere: the statement and its values are the same, whoever listens to
"before_cursor_execute" and "after_cursor_execute" hears it, and what goes wrong is SQLAlchemy's
error, whose words hold no value where the engine hides them.

Of what is written so the session knows nothing, and its events say nothing of it. This is the one
door for such writes, and it tells whoever listens of each (`db.queries.past_the_session`).
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.orm import Session

from db.queries.by_heart.asking import Answer, Asking, Row, as_elsewhere
from db.queries.by_heart.learning import Learning, Statement, prepares
from db.queries.past_the_session import Told, tables_written, tell_of_writes
from db.queries.records import flat

__all__ = ["ByHeart", "Question", "Row", "ask_together", "commits_at_once"]

_KEPT = "by_heart"


class ByHeart:
    """A statement that selects, or one that writes; what is told each time are parameters without a
    value (`bindparam("name")`), lists among them (`expanding=True`), told as sequences. One in its
    own words that `writes` names the tables.
    """

    def __init__(self, statement: Statement, writes: Collection[str] = ()) -> None:
        self._statement = statement
        self.writes = frozenset(writes) or tables_written(statement)
        self._record: Callable[[Row], Any] | None = None
        self._learning = Learning()

    def rows(self, session: Session, told: Told | None = None) -> Sequence[Row]:
        """The rows of the answer, each value as its column's type gives it.

        What the session has not written yet is written first, where it does so by itself.
        """
        rows, _ = self._ask(session, told or {})
        return rows

    def records(
        self, session: Session, told: Told | None = None, *before: "Question"
    ) -> Sequence[Any]:
        """The rows with a name for each part, and mapped classes as `db.queries.records`; asked
        together with what comes `before`."""
        *_, rows = ask_together(session, *before, (self, told or {}))
        if self._record is None:
            raise TypeError("only what selects has records")
        return list(map(self._record, rows))

    def value(self, session: Session, told: Told | None = None) -> Any:
        """The first column of the first row; None where there is no row."""
        rows = self.rows(session, told)
        return rows[0][0] if rows else None

    def do(self, session: Session, told: Told | None = None) -> int:
        """Write; how many rows it was."""
        _, count = self._ask(session, told or {})
        return count

    def _ask(self, session: Session, told: Told) -> Answer:
        connection = _ready(session)
        tell_of_writes(session, ((self.writes, told),))
        if _is_translated(connection):
            self._flatten()
            result = connection.execute(self._statement, dict(told))
            return (result.all() if result.returns_rows else ()), result.rowcount
        return _answers(connection, ((self, told),))[0]

    def _begun(self, connection: Connection, told: Told, cursor: Any) -> Asking:
        self._flatten()
        learnt = self._learning.of(self._statement, connection.dialect, told)
        return Asking(connection, learnt, told, cursor)

    def _flatten(self) -> None:
        if self._record is None and isinstance(self._statement, Select):
            self._statement, self._record = flat(self._statement)


Question = tuple[ByHeart, Told]


def ask_together(session: Session, *asked: Question, commit: bool = False) -> list[Sequence[Row]]:
    """The rows that each of these statements gives, asked and written in this order; where there is
    a way to the database, in one way there and back.

    One that fails is the end of all, and the error does not say which of them it was. With `commit`
    the transaction is kept on the same way (`commits_at_once`): what the session does afterwards
    belongs to another one. Where that way breaks it is not known whether it was kept.
    """
    if not asked and not commit:
        return []
    connection = _ready(session)
    if _is_translated(connection):
        return [statement.rows(session, told) for statement, told in asked]
    tell_of_writes(session, [(one.writes, told) for one, told in asked])
    return [rows for rows, _ in _answers(connection, asked, commit)]


def commits_at_once(session: Session) -> bool:
    """Whether the last of a transaction is asked together with its commit."""
    connection = session.connection()
    return prepares(connection.dialect) and not _is_translated(connection)


def _answers(
    connection: Connection, asked: Sequence[Question], commit: bool = False
) -> list[Answer]:
    if prepares(connection.dialect):
        return _told_a_server(connection, asked, commit)
    return [_told_a_file(connection, one) for one in asked]


def _told_a_file(connection: Connection, asked: Question) -> Answer:
    statement, told = asked
    cursor, askings = connection.connection.cursor(), list[Asking]()
    try:
        askings.append(statement._begun(connection, told, cursor))
        return askings[0].tell()
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_elsewhere(connection, askings, error) from error
    finally:
        cursor.close()


def _told_a_server(connection: Connection, asked: Sequence[Question], commit: bool) -> list[Answer]:
    from db.queries import at_once  # the driver is an extra

    pooled = connection.connection
    driver, kept = pooled.driver_connection, pooled.info.get(_KEPT)
    if kept is None:  # the cursor is for whoever listens; the driver makes much for either
        kept = pooled.info[_KEPT] = pooled.cursor(), at_once.way_to(driver)
    cursor, way = kept
    askings = [statement._begun(connection, told, cursor) for statement, told in asked]
    try:
        for one in askings:
            one.say_before()
        said = [(one.words, one.values) for one in askings]
        found = at_once.answers(driver, said, way, commit=commit)
        for one in askings:
            one.say_after()
        return [
            (one.read(answer.rows, answer.types), answer.count)
            for one, answer in zip(askings, found, strict=True)
        ]
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_elsewhere(connection, askings, error) from error


def _ready(session: Session) -> Connection:
    if session.autoflush:
        session.flush()
    return session.connection()


def _is_translated(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("schema_translate_map"))
