"""Plans that a server keeps from the first time on.

It plans a statement anew each time for what it is told, until it was asked often enough to see that
one plan does for all. Who may see what makes planning dearer than asking, and what is looked up by
its key has no better plan: so a transaction that asks nearly nothing else says first that plans are
kept. What seeks among many (a list, a report) never says so, for there another plan may be better.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.queries.by_heart import ByHeart, Question
from db.queries.openings import is_walled

_KEEP_PLANS = ByHeart(text("SET LOCAL plan_cache_mode = force_generic_plan"))


def keeping_plans(session: Session) -> tuple[Question, ...]:
    """What is asked first in such a transaction, together with what it asks first of records."""
    return ((_KEEP_PLANS, {}),) if is_walled(session) else ()
