"""Statements that are composed once and asked often.

Composing one costs more than asking it, most of all where it says who may see what: half of what a
booking cost was spent on words that are the same each time. So what is asked in every write is kept
as it was composed; what differs from one asking to the next is a bound parameter without a value,
which whoever asks must tell, and which the database refuses to do without. What is asked most of
all is told by heart as well (`db.queries.by_heart`).
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import BigInteger, Executable, bindparam

from db.queries.by_heart import ByHeart
from db.queries.reading import Reading

P = ParamSpec("P")
S = TypeVar("S", bound=Executable | ByHeart)

# Stands for `Reading.now_seconds`, by which emergency accesses end; told as "now".
NOW = bindparam("now", type_=BigInteger)
_MOST = 100  # of one kind; a program has one user, and those of sealed files


def made_once(
    compose: Callable[Concatenate[Reading, P], S],
) -> Callable[Concatenate[Reading, P], S]:
    """Keep what `compose` gives for each user in each of their roles, and for each shape of the
    question: what else it is told, which is hashable and of few values, a flag for example.

    It may look at who asks and at nothing else of the `Reading`: neither at its moment nor at its
    session. So nothing ever makes it wrong, and it is let go only where there are too many.
    """
    made: dict[tuple[object, ...], S] = {}

    def statement(reading: Reading, /, *args: P.args, **kwargs: P.kwargs) -> S:
        which = (reading.user.id, reading.user.role, args, *sorted(kwargs.items()))
        found = made.get(which)
        if found is None:
            if len(made) >= _MOST:
                made.clear()
            found = made[which] = compose(reading, *args, **kwargs)
        return found

    return statement
