"""Statements that are composed once and asked often.

Composing one costs more than asking it, most of all where it says who may see what: half of what a
booking cost was spent on words that are the same each time. So what is asked in every write is kept
as it was composed; what differs from one asking to the next is a bound parameter without a value,
which whoever asks must tell, and which the database refuses to do without.
"""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, Executable, bindparam

from db.queries.reading import Reading
from db.rules.codes import Role

S = TypeVar("S", bound=Executable)

# Stands for `Reading.now_seconds`, by which emergency accesses end; told as "now".
NOW = bindparam("now", type_=BigInteger)
_MOST = 100  # users; a program has one, and a sealed file's


def made_once(compose: Callable[[Reading], S]) -> Callable[[Reading], S]:
    """Keep what `compose` gives for each user in each of their roles.

    It may look at who asks and at nothing else of the `Reading`: neither at its moment nor at its
    session. So nothing ever makes it wrong, and it is let go only where there are too many.
    """
    made: dict[tuple[UUID, Role], S] = {}

    def statement(reading: Reading) -> S:
        who = reading.user.id, reading.user.role
        found = made.get(who)
        if found is None:
            if len(made) >= _MOST:
                made.clear()
            found = made[who] = compose(reading)
        return found

    return statement
