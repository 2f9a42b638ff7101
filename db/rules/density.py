"""How full a day is, by the time taken of the time there is. Pure."""

from enum import IntEnum

_FULL, _BUSY = 0.9, 0.5


class Density(IntEnum):
    """In steps that can be told apart at a glance."""

    FREE = 0
    SOME = 1
    BUSY = 2
    FULL = 3


def density(taken: int, there: int, appointments: int) -> Density:
    """Of seconds taken and seconds there; a day with any appointment is not free.

    Full is nine tenths, busy a half. Where nobody is there, whatever is booked makes it full.
    """
    if not appointments:
        return Density.FREE
    if taken >= there * _FULL:
        return Density.FULL
    return Density.BUSY if taken >= there * _BUSY else Density.SOME
