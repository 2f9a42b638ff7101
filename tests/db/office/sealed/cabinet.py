"""An office with people who keep sealed files."""

from uuid import UUID, uuid4

from db.office import Office
from db.office.sealed import SealedOffice, make_sealed, open_sealed
from db.rules.codes import Role
from db.rules.sealed import NewSealed
from tests.db.office.desk import Desk


class Cabinet:
    """Maria is the officer of what `seal` makes; Omar belongs to it if asked."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ana = desk.ana
        self.sue = desk.hire_and_settle("sue", Role.SUPERVISOR)
        self.maria = desk.hire_and_settle("maria")
        self.omar = desk.hire_and_settle("omar")
        self._open: list[SealedOffice] = []

    def seal(self, *members: Office, label: str = "Aldous-label") -> UUID:
        """Let Sue make a sealed file for Maria and these members."""
        ids = frozenset({self.maria.user.id, *(member.user.id for member in members)})
        return make_sealed(self.sue, NewSealed(label, self.maria.user.id, ids, uuid4()))

    def open(self, sealed_id: UUID, who: Office | None = None) -> SealedOffice:
        """Open a sealed file, by Maria if nobody else is named."""
        inside = open_sealed(who or self.maria, sealed_id)
        self._open.append(inside)
        return inside

    def close(self) -> None:
        for inside in self._open:
            inside.close()
        self.desk.close()
