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
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BinaryExpression,
    BindParameter,
    CompoundSelect,
    Connection,
    Dialect,
    Select,
    TextClause,
    TextualSelect,
    UpdateBase,
    Uuid,
    all_,
    any_,
    bindparam,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import in_op, not_in_op
from sqlalchemy.sql.visitors import iterate, replacement_traverse
from sqlalchemy.types import TypeEngine

from db.queries.past_the_session import Told, tables_written, tell_of_writes
from db.queries.records import flat

Row = tuple[Any, ...]
_Selected = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | TextualSelect
Statement = _Selected | UpdateBase | TextClause
_Process = Callable[[Any], Any]
_Answer = tuple[Sequence[Row], int]

_KEPT = "by_heart"
_MOST = 64  # learnt of one statement: one for each number of values in its lists
_IDS = 16_384  # a few megabytes


class ByHeart:
    """A statement that selects, or one that writes; what is told each time are parameters without a
    value (`bindparam("name")`), lists among them (`expanding=True`), told as sequences. One in its
    own words that `writes` names the tables.
    """

    def __init__(self, statement: Statement, writes: Collection[str] = ()) -> None:
        self._statement = statement
        self.writes = frozenset(writes) or tables_written(statement)
        self._record: Callable[[Row], Any] | None = None
        self._lists: dict[str, tuple[str, ...]] = {}
        self._learnt: dict[tuple[object, ...], _Learnt] = {}

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

    def _ask(self, session: Session, told: Told) -> _Answer:
        connection = _ready(session)
        tell_of_writes(session, ((self.writes, told),))
        if _is_translated(connection):
            self._flatten()
            result = connection.execute(self._statement, dict(told))
            return (result.all() if result.returns_rows else ()), result.rowcount
        return _answers(connection, ((self, told),))[0]

    def _begun(self, connection: Connection, told: Told, cursor: Any) -> "_Asking":
        self._flatten()
        return _Asking(connection, self._learn(connection.dialect, told), told, cursor)

    def _flatten(self) -> None:
        if self._record is None and isinstance(self._statement, Select):
            self._statement, self._record = flat(self._statement)

    def _learn(self, dialect: Dialect, told: Told) -> "_Learnt":
        lists = self._lists.get(dialect.name)
        found = None
        if lists is not None:
            which = (dialect.name, *[len(told[one]) for one in lists])
            found = self._learnt.get(which)
        if found is None:
            statement = _with_arrays(self._statement) if _prepares(dialect) else self._statement
            compiler = statement.compile(dialect=dialect)
            assert isinstance(compiler, SQLCompiler)
            lists = self._lists[dialect.name] = tuple(
                name for name, one in compiler.binds.items() if one.required and one.expanding
            )
            found = _learn(self._statement, compiler, told)
            if len(self._learnt) >= _MOST:
                self._learnt.clear()
            self._learnt[dialect.name, *[len(told[one]) for one in lists]] = found
        return found


@dataclass(slots=True)
class _Place:
    """Where a value goes that is told: of which parameter, and the how manieth of a list."""

    at: Any
    name: str
    nth: int | None
    process: _Process | None


@dataclass(slots=True)
class _Learnt:
    """A statement in the words of one database, for lists of certain lengths."""

    words: str
    fixed: Any  # a list, or a dictionary, as the driver wants it
    places: list[_Place]
    types: list[TypeEngine[Any]]
    processes: list[tuple[int, _Process]] | None = field(default=None)


class _Asking:
    """One that the driver is told, and its answer."""

    def __init__(self, connection: Connection, learnt: _Learnt, told: Told, cursor: Any) -> None:
        values = learnt.fixed.copy()
        for one in learnt.places:
            value = told[one.name] if one.nth is None else told[one.name][one.nth]
            values[one.at] = value if one.process is None else one.process(value)
        self._connection, self._learnt = connection, learnt
        self.words = learnt.words
        self.values: Any = tuple(values) if isinstance(values, list) else values
        self.cursor = cursor

    def say_before(self) -> None:
        """To whoever listens, who may put other words or values in their place."""
        for heard in self._connection.dispatch.before_cursor_execute:
            self.words, self.values = heard(
                self._connection, self.cursor, self.words, self.values, None, False
            )

    def say_after(self) -> None:
        for heard in self._connection.dispatch.after_cursor_execute:
            heard(self._connection, self.cursor, self.words, self.values, None, False)

    def tell(self) -> _Answer:
        """Tell the cursor."""
        self.say_before()
        self.cursor.execute(self.words, self.values)
        self.say_after()
        rows = self.cursor.fetchall() if self._learnt.types else ()
        return self.read(rows, None), self.cursor.rowcount

    def read(self, rows: Sequence[Row], of_server: Sequence[int] | None) -> Sequence[Row]:
        """The rows as the columns' types give them; `of_server` are its own types of them."""
        learnt = self._learnt
        if not learnt.types:
            return ()
        if learnt.processes is None:
            own = [None] * len(learnt.types) if of_server is None else of_server
            learnt.processes = _processes(self._connection.dialect, learnt.types, own)
        return _processed(rows, learnt.processes)


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
    return _prepares(connection.dialect) and not _is_translated(connection)


def _answers(
    connection: Connection, asked: Sequence[Question], commit: bool = False
) -> list[_Answer]:
    if _prepares(connection.dialect):
        return _told_a_server(connection, asked, commit)
    return [_told_a_file(connection, one) for one in asked]


def _told_a_file(connection: Connection, asked: Question) -> _Answer:
    statement, told = asked
    cursor, askings = connection.connection.cursor(), list[_Asking]()
    try:
        askings.append(statement._begun(connection, told, cursor))
        return askings[0].tell()
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_elsewhere(connection, askings, error) from error
    finally:
        cursor.close()


def _told_a_server(
    connection: Connection, asked: Sequence[Question], commit: bool
) -> list[_Answer]:
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
        raise _as_elsewhere(connection, askings, error) from error


def _ready(session: Session) -> Connection:
    if session.autoflush:
        session.flush()
    return session.connection()


def _is_translated(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("schema_translate_map"))


def _learn(statement: Statement, compiler: SQLCompiler, told: Told) -> _Learnt:
    binds = compiler.binds
    if compiler.literal_execute_params or any(one.callable for one in binds.values()):
        raise ValueError("a value that is a part of the words, or made when asked, is not learnt")
    state = compiler.construct_expanded_state(told)
    dialect = compiler.dialect
    of_list = {
        name: (whole, n)
        for whole, names in state.parameter_expansion.items()
        for n, name in enumerate(names)
    }
    places, fixed = [], {}
    for at, name in enumerate(state.positiontup or state.parameters):
        whole, nth = of_list.get(name, (name, None))
        bind, process = binds[whole], _to_database(binds[whole], dialect)
        where = at if state.positiontup is not None else name
        if bind.required:
            places.append(_Place(where, whole, nth, process))
        elif whole in told:
            raise ValueError(f"{whole} has a value already")
        else:
            whole_value: Any = bind.effective_value
            value = whole_value if nth is None else whole_value[nth]
            fixed[where] = value if process is None else process(value)
    values: Any = fixed
    if state.positiontup is not None:
        values = [fixed.get(at) for at in range(len(state.positiontup))]
    return _Learnt(state.statement, values, places, _types(statement))


def _prepares(dialect: Dialect) -> bool:
    """Whether statements are prepared there: what is asked all day from the first time on, for who
    may see what is worked into each of them anew, which takes longer than the answer."""
    return dialect.name == "postgresql"


def _with_arrays(statement: Statement) -> Statement:
    """The same with each list as one value, so that it is one statement however long they are."""
    if not any(
        isinstance(one, BindParameter) and one.expanding and one.required
        for one in iterate(cast(Any, statement))
    ):
        return statement

    def replaced(element: Any, **_: Any) -> Any:
        if not isinstance(element, BinaryExpression) or element.operator not in (in_op, not_in_op):
            return None
        told = element.right
        if not isinstance(told, BindParameter) or not told.expanding or not told.required:
            return None
        whole = bindparam(told.key, type_=ARRAY(told.type))
        if element.operator is in_op:
            return element.left == any_(whole)
        return element.left != all_(whole)

    return cast(Statement, replacement_traverse(cast(Any, statement), {}, replaced))


def _types(statement: Statement) -> list[TypeEngine[Any]]:
    columns = getattr(statement, "selected_columns", ())
    return [column.type for column in columns]


def _to_database(bind: BindParameter[Any], dialect: Dialect) -> _Process | None:
    return bind.type.dialect_impl(dialect).bind_processor(dialect)


def _processes(
    dialect: Dialect, types: list[TypeEngine[Any]], of_driver: Sequence[Any]
) -> list[tuple[int, _Process]]:
    found: list[tuple[int, _Process]] = []
    for n, (type_, known) in enumerate(zip(types, of_driver, strict=True)):
        own = type_.dialect_impl(dialect)
        process = own.result_processor(dialect, known)
        if isinstance(own, Uuid) and own.as_uuid and process is not None:
            process = _id
        if process is not None:
            found.append((n, process))
    return found


@lru_cache(maxsize=_IDS)
def _id(value: str | None) -> UUID | None:
    """An id on a file. The same records are asked for again and again, and finding it costs less
    than reading it."""
    return None if value is None else UUID(value)


def _processed(rows: Sequence[Row], processes: list[tuple[int, _Process]]) -> Sequence[Row]:
    if not rows or not processes:
        return rows
    columns: list[Any] = list(zip(*rows, strict=True))
    for n, process in processes:
        columns[n] = map(process, columns[n])
    return list(zip(*columns, strict=True))


def _as_elsewhere(connection: Connection, askings: Sequence[_Asking], error: Any) -> BaseException:
    """The error that SQLAlchemy makes of the driver's. One that means that the connection is lost
    gives it up, as it does there."""
    dialect, driver = connection.dialect, connection.connection.dbapi_connection
    lost = dialect.is_disconnect(error, driver, None)
    words, values = "; ".join(one.words for one in askings), [one.values for one in askings]
    made: BaseException = DBAPIError.instance(
        words, values[0] if len(values) == 1 else values, error, dialect.loaded_dbapi.Error,
        hide_parameters=connection.engine.hide_parameters,
        connection_invalidated=lost, dialect=dialect,
    )  # fmt: skip
    if lost:
        connection.invalidate(error)
    return made
