"""Which columns a narrow list shows."""

from collections.abc import Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """A column that somebody chose to see: its number, the pixels it takes, whether it leads."""

    number: int
    width: int
    leads: bool


def columns_with_room(wishes: Sequence[Wish], room: int) -> dict[int, int]:
    """The columns that `room` pixels hold, each with its width: those that lead (if none does, the
    first), narrowed alike if even they are too wide, then the others in order, as each still fits.
    """
    leading = [wish for wish in wishes if wish.leads] or list(wishes[:1])
    wanted = sum(wish.width for wish in leading)
    found = {
        wish.number: wish.width if wanted <= room else wish.width * room // wanted
        for wish in leading
    }
    left = room - wanted
    for wish in wishes:
        if wish.number not in found and wish.width <= left:
            found[wish.number] = wish.width
            left -= wish.width
    return found
