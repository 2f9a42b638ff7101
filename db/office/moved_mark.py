"""The mark of an office that moves, or has moved: beside its key files, where all look first."""

import json
from dataclasses import dataclass
from uuid import UUID

from db.rules.findings import Refused, hard
from db.storage.keys.encoding import LARGEST, Fields, uuid_of
from db.storage.shelf import Shelf

NAME = ".moved"
_CODE = "mark_changed"


@dataclass(frozen=True)
class Mark:
    """Where an office moves to, in which move, and whether it is there."""

    to: str
    move_id: UUID
    done: bool

    def write(self, keys: Shelf) -> None:
        """Put the mark there."""
        content = {"to": self.to, "move": str(self.move_id), "done": self.done}
        keys.write(NAME, json.dumps(content, ensure_ascii=False).encode())


def mark_on(keys: Shelf) -> Mark | None:
    """The mark, if there is one. Raises `StorageProblem`, "mark_changed" for one that is torn."""
    try:
        fields = Fields.parse(keys.read(NAME, LARGEST + 1), _CODE)
    except FileNotFoundError:
        return None
    return Mark(fields.text("to"), uuid_of(fields.text("move"), _CODE), fields.yes("done"))


def see_that_it_stays(keys: Shelf) -> None:
    """Raise `Refused` where the office has moved ("office.moved"), or moves ("office.moving")."""
    mark = mark_on(keys)
    if mark is not None:
        code = "office.moved" if mark.done else "office.moving"
        raise Refused(hard(code, to=mark.to))


def unmark(keys: Shelf) -> None:
    """Take the mark away."""
    keys.remove(NAME)
