"""Where somebody has been, for Alt+Left and Alt+Right."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A section, and the record that was in front there."""

    section: str
    kind: str = ""
    record_id: UUID | None = None


class History:
    """A list of places and where one stands in it."""

    def __init__(self, most: int = 100) -> None:
        self._places: list[Place] = []
        self._at = -1
        self._most = most

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at < len(self._places) - 1

    def visit(self, place: Place) -> None:
        """Go to a place; what lay ahead is forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-self._most :]
        self._at = len(self._places) - 1

    def update(self, place: Place) -> None:
        """Say more exactly where one is (the record that was opened)."""
        if self._at >= 0:
            self._places[self._at] = place

    def peek(self, step: int) -> Place | None:
        """The place one step back (-1) or ahead (1)."""
        at = self._at + step
        return self._places[at] if 0 <= at < len(self._places) else None

    def move(self, step: int) -> None:
        """Stand one step back or ahead."""
        if self.peek(step) is not None:
            self._at += step
