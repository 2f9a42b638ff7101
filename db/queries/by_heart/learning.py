"""Learning a statement: in the database's own words, where each value goes that is told, and what
makes a database's value of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BinaryExpression,
    BindParameter,
    CompoundSelect,
    Dialect,
    Select,
    TextClause,
    TextualSelect,
    UpdateBase,
    all_,
    any_,
    bindparam,
)
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import in_op, not_in_op
from sqlalchemy.sql.visitors import iterate, replacement_traverse
from sqlalchemy.types import TypeEngine

from db.queries.past_the_session import Told

_Selected = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | TextualSelect
Statement = _Selected | UpdateBase | TextClause
Process = Callable[[Any], Any]

_MOST = 64  # learnt of one statement: one for each number of values in its lists


@dataclass(slots=True)
class Place:
    """Where a value goes that is told: of which parameter, and the how manieth of a list."""

    at: Any
    name: str
    nth: int | None
    process: Process | None


@dataclass(slots=True)
class Learnt:
    """A statement in the words of one database, for lists of certain lengths."""

    words: str
    fixed: Any  # a list, or a dictionary, as the driver wants it
    places: list[Place]
    types: list[TypeEngine[Any]]
    processes: list[tuple[int, Process]] | None = field(default=None)


class Learning:
    """What was learnt of one statement: in the words of each database, and for each number of
    values in its lists."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[str, ...]] = {}
        self._learnt: dict[tuple[object, ...], Learnt] = {}

    def of(self, statement: Statement, dialect: Dialect, told: Told) -> Learnt:
        """Learn it, unless it is known for what is told."""
        lists = self._lists.get(dialect.name)
        found = None
        if lists is not None:
            which = (dialect.name, *[len(told[one]) for one in lists])
            found = self._learnt.get(which)
        if found is None:
            asked = _with_arrays(statement) if prepares(dialect) else statement
            compiler = asked.compile(dialect=dialect)
            assert isinstance(compiler, SQLCompiler)
            lists = self._lists[dialect.name] = tuple(
                name for name, one in compiler.binds.items() if one.required and one.expanding
            )
            found = _learn(statement, compiler, told)
            if len(self._learnt) >= _MOST:
                self._learnt.clear()
            self._learnt[dialect.name, *[len(told[one]) for one in lists]] = found
        return found


def _learn(statement: Statement, compiler: SQLCompiler, told: Told) -> Learnt:
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
            places.append(Place(where, whole, nth, process))
        elif whole in told:
            raise ValueError(f"{whole} has a value already")
        else:
            whole_value: Any = bind.effective_value
            value = whole_value if nth is None else whole_value[nth]
            fixed[where] = value if process is None else process(value)
    values: Any = fixed
    if state.positiontup is not None:
        values = [fixed.get(at) for at in range(len(state.positiontup))]
    return Learnt(state.statement, values, places, _types(statement))


def prepares(dialect: Dialect) -> bool:
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


def _to_database(bind: BindParameter[Any], dialect: Dialect) -> Process | None:
    return bind.type.dialect_impl(dialect).bind_processor(dialect)
