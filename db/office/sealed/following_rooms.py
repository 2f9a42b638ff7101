"""What rooms are made of may change in the office while a sealed file is open."""

from uuid import UUID

from db.office.sealed.reference import Rows, bring_up_to_date, pairs_of_rooms, reference_data
from db.office.sealed.standing import SealedOffice
from db.operations.work import Work


class RoomsFollowed:
    """To be called before each write into the file, with its writing lock held.

    Whoever books a room there then takes the parts that it has in the office by now.
    """

    def __init__(self, inside: SealedOffice) -> None:
        self._inside = inside
        self._known: frozenset[tuple[UUID, UUID]] | None = None

    def __call__(self) -> None:
        """Look, and bring the file up to date if they differ. Raises `Refused`."""
        now = self._inside.main.read(pairs_of_rooms)
        if now == self._known:
            return
        if now != self._inside.read(pairs_of_rooms):
            self._inside.write_held(_bring, self._inside.main.read(reference_data))
        self._known = now


def _bring(work: Work, data: dict[str, Rows]) -> None:
    bring_up_to_date(work, data)
