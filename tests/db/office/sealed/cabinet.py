"""An office with people who keep sealed files."""

from pathlib import Path
from uuid import UUID, uuid4

from db.office import Office
from db.office.sealed import SealedOffice, make_sealed, open_sealed
from db.rules.codes import Role
from db.rules.sealed import NewSealed
from tests.db.office.desk import OWN, Desk, People, Ready, new_desk

_STAFF = (("sue", Role.SUPERVISOR), ("maria", Role.CASEWORKER), ("omar", Role.CASEWORKER))


class Cabinet:
    """Maria is the officer of what `seal` makes; Omar belongs to it if asked."""

    desk: Desk

    def __init__(self, desk: People, *, hired: bool = False) -> None:
        self.desk = desk  # type: ignore[assignment] # whoever asks for its folder knows it has one
        self.ana = desk.ana
        self.sue, self.maria, self.omar = (
            desk.sit(name, OWN) if hired else desk.hire_and_settle(name, role)
            for name, role in _STAFF
        )
        self._open: list[SealedOffice] = []

    @classmethod
    def ready(cls, folder: Path) -> Ready:
        """The office with everybody hired, for as many cabinets as are wanted."""
        return Ready.of(cls(new_desk(folder)).desk)

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
