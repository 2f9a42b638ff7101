"""The office's choice: whether its recovery code opens the sealed files that are made."""

from db.models.office import Fact
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.permissions import Action

_KEY = "recovery_opens_sealed"


def recovery_opens_sealed(reading: Reading) -> bool:
    """What the office chose; no unless it said yes."""
    fact = reading.session.get(Fact, _KEY)
    return fact is not None and fact.value == "yes"


def choose_recovery(work: Work, opens: bool) -> None:
    """Choose for the sealed files that are made from now on; those there are keep theirs."""
    work.require(Action.MANAGE_OFFICE)
    if recovery_opens_sealed(work) == opens:
        return
    work.session.merge(Fact(key=_KEY, value="yes" if opens else "no"))
    work.record("sealed.recovery_chosen", "office", None, opens=opens)
    work.changed("sealed")
