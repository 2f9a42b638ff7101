"""Telling the driver what was learnt, and what its answer means.

Whoever listens hears it as elsewhere, and what goes wrong is SQLAlchemy's error.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Dialect, Uuid
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from db.queries.by_heart.learning import Learnt, Process
from db.queries.past_the_session import Told

Row = tuple[Any, ...]
Answer = tuple[Sequence[Row], int]

_IDS = 16_384  # a few megabytes


class Asking:
    """One that the driver is told, and its answer."""

    def __init__(self, connection: Connection, learnt: Learnt, told: Told, cursor: Any) -> None:
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

    def tell(self) -> Answer:
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


def as_elsewhere(connection: Connection, askings: Sequence[Asking], error: Any) -> BaseException:
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


def _processes(
    dialect: Dialect, types: list[TypeEngine[Any]], of_driver: Sequence[Any]
) -> list[tuple[int, Process]]:
    found: list[tuple[int, Process]] = []
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


def _processed(rows: Sequence[Row], processes: list[tuple[int, Process]]) -> Sequence[Row]:
    if not rows or not processes:
        return rows
    columns: list[Any] = list(zip(*rows, strict=True))
    for n, process in processes:
        columns[n] = map(process, columns[n])
    return list(zip(*columns, strict=True))
