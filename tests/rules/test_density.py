"""How full a day is."""

import pytest

from db.rules.density import Density, density

HOUR = 3600


@pytest.mark.parametrize(
    ("taken", "there", "appointments", "found"),
    [
        (0, 8, 0, Density.FREE),
        (1, 8, 1, Density.SOME),
        (4, 8, 4, Density.BUSY),
        (7, 8, 7, Density.BUSY),
        (7.2, 8, 8, Density.FULL),
        (12, 8, 9, Density.FULL),
        (1, 0, 1, Density.FULL),
        (0, 0, 0, Density.FREE),
    ],
)
def test_a_day_is_as_full_as_what_is_taken_of_it(
    taken: float, there: float, appointments: int, found: Density
) -> None:
    assert density(int(taken * HOUR), int(there * HOUR), appointments) is found
