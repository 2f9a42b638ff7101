"""What a server is told at once, and answers at once.

A cursor of the driver sends each statement by itself, and so the server is woken for each, and
whoever asks for each answer; where many work on few processors they wait for a turn each time. Here
several statements go in one letter, with the beginning of the transaction before them and, where
that is wanted, its commit behind them. One that fails is the end of all: what follows it is not
done, the commit neither.

Statements are prepared as the driver's own cursors do it, in the same memory of the connection, so
that they know of each other's, and forget them together where a rollback takes them away.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from psycopg import IsolationLevel, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.waiting import Ready, Wait

_Row = tuple[Any, ...]
_PLACE = re.compile(r"%%|%\(([^)]+)\)s")
_COMMIT, _COMMITTED = b"COMMIT", b"COMMIT"
_AS_IT_LIKES = PyFormat.AUTO
# As numbers, for so the driver says them.
_ROWS, _FAILED, _END = (
    int(one) for one in (ExecStatus.TUPLES_OK, ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_SYNC)
)


@dataclass(slots=True)
class Answer:
    """To one statement: its rows, how many it found or wrote, and the server's types of columns."""

    rows: Sequence[_Row]
    count: int
    types: Sequence[int]


@dataclass(slots=True)
class _Letter:
    """A statement as the server is told it; `query` and `types` are what the driver knows it by."""

    query: bytes
    types: tuple[int, ...]
    values: Sequence[Any]
    formats: Sequence[Any]


def answers(
    driver: Any,
    told: Sequence[tuple[str, Mapping[str, Any]]],
    way: Any = None,
    *,
    commit: bool = False,
) -> list[Answer]:
    """Tell a psycopg connection these statements with their values, in the words of its cursors.
    `way` turns values into the server's and back: `way_to`, kept for as long as the connection.

    With `commit` all is kept when this returns; an error of the connection may come after it was.
    Raises the driver's errors.
    """
    way = way or way_to(driver)
    letters = [_letter(way, words, values) for words, values in told]
    with driver.lock:
        results = _exchanged(driver, letters, commit)
    found = [_answer(way, one) for one in results]
    way.set_pgresult(None)  # or what was answered stays in memory
    return found


def way_to(driver: Any) -> Any:
    """What turns values into those of the server, and back; it learns each type once."""
    return Transformer(driver)


def _letter(way: Any, words: str, values: Mapping[str, Any]) -> _Letter:
    query, names = _numbered(words)
    dumped = way.dump_sequence([values[one] for one in names], [_AS_IT_LIKES] * len(names))
    return _Letter(query, way.types or (), dumped, way.formats or ())


@lru_cache(maxsize=1024)
def _numbered(words: str) -> tuple[bytes, tuple[str, ...]]:
    """The words with numbers for the names of values, and the names in the order of numbers."""
    names: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        if found.group(1) is None:
            return "%"
        return f"${names.setdefault(found.group(1), len(names) + 1)}"

    return _PLACE.sub(place, words).encode(), tuple(names)


def _exchanged(driver: Any, letters: Sequence[_Letter], commit: bool) -> list[Any]:
    """The server's answer to each letter."""
    connection, known = driver.pgconn, driver._prepared
    sent: list[tuple[_Letter | None, Any]] = []  # and by what it is known from now on
    connection.enter_pipeline_mode()
    try:
        if connection.transaction_status == TransactionStatus.IDLE and not driver.autocommit:
            connection.send_query_params(_begin(driver), None)
            sent.append((None, None))
        for one in letters:
            prepare, name = known.get(one, True)
            if not name:  # whoever connected wants nothing prepared
                connection.send_query_params(one.query, one.values, one.types, one.formats)
                sent.append((one, None))
                continue
            if prepare.name == "SHOULD":
                connection.send_prepare(name, one.query, one.types)
                sent.append((None, None))
            connection.send_query_prepared(name, one.values, one.formats)
            key = known.maybe_add_to_cache(one, prepare, name)
            sent.append((one, None if key is None else (key, prepare, name)))
        if commit:
            connection.send_query_params(_COMMIT, None)
            sent.append((None, None))
        connection.pipeline_sync()
        results = driver.wait(_conversation(connection))
    finally:
        _leave(driver)
    found: list[Any] = []
    learnt = False
    for (letter, new), result in zip(sent, results, strict=False):
        if new is not None:
            known.validate(*new, [result])
            learnt = True
        if letter is not None:
            found.append(result)
    _raise_what_failed(results, len(sent), commit)
    if learnt:
        driver.wait(known.maintain_gen(driver))
    return found


def _leave(driver: Any) -> None:
    """A connection that was left in the middle of its answers answers nothing else."""
    connection = driver.pgconn
    if connection.status == ConnStatus.BAD:
        return
    try:
        connection.exit_pipeline_mode()
    except errors.OperationalError:
        driver.close()


def _conversation(connection: Any) -> Generator[Wait, Ready, list[Any]]:
    """Send what is to be sent, and hear all that is answered."""
    while connection.flush():
        if (yield Wait.RW) & Ready.R:
            connection.consume_input()
    found: list[Any] = []
    silent = False
    while True:
        if connection.is_busy():
            while not (yield Wait.R):
                pass
            connection.consume_input()
            continue
        result = connection.get_result()
        if result is None:
            if silent:  # nothing comes any more: the connection is lost
                return found
            silent = True
            continue
        silent = False
        if result.status == _END:
            return found
        found.append(result)


def _raise_what_failed(results: Sequence[Any], expected: int, commit: bool) -> None:
    for one in results:
        if one.status == _FAILED:
            raise errors.error_from_result(one)
    if len(results) != expected:
        raise errors.OperationalError("the server has not answered everything")
    if commit and results[-1].command_status != _COMMITTED:  # it had been undone before
        raise errors.InFailedSqlTransaction("the transaction was undone")


def _begin(driver: Any) -> bytes:
    """How a transaction begins on this connection."""
    words = ["BEGIN"]
    if driver.isolation_level is not None:
        level = IsolationLevel(driver.isolation_level).name.replace("_", " ")
        words.append(f"ISOLATION LEVEL {level}")
    if driver.read_only is not None:
        words.append("READ ONLY" if driver.read_only else "READ WRITE")
    if driver.deferrable is not None:
        words.append("DEFERRABLE" if driver.deferrable else "NOT DEFERRABLE")
    return " ".join(words).encode()


def _answer(way: Any, result: Any) -> Answer:
    if result.status != _ROWS:
        count = result.command_tuples
        return Answer((), -1 if count is None else count, ())
    way.set_pgresult(result)
    types = [result.ftype(n) for n in range(result.nfields)]
    return Answer(way.load_rows(0, result.ntuples, tuple), result.ntuples, types)
