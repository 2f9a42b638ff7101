"""How often somebody did not come: of the latest appointments, and never of what was called off."""

from datetime import date

from db.rules.attendance import Attendance, attendance
from db.rules.codes import AppointmentStatus as S


def test_two_of_the_last_six_were_missed_and_the_last_of_them_is_named() -> None:
    past = [
        (date(2026, 5, 4), S.COMPLETED),
        (date(2026, 3, 3), S.NO_SHOW),
        (date(2026, 2, 2), S.COMPLETED),
        (date(2026, 1, 9), S.NO_SHOW),
        (date(2026, 1, 8), S.COMPLETED),
        (date(2026, 1, 7), S.COMPLETED),
        (date(2026, 1, 6), S.NO_SHOW),  # the seventh: long ago
    ]
    assert attendance(past) == Attendance(2, 6, date(2026, 3, 3))


def test_what_was_called_off_or_is_still_expected_counts_neither_way() -> None:
    past = [
        (date(2026, 5, 4), S.CANCELLED_BY_CLIENT),
        (date(2026, 5, 3), S.CANCELLED_BY_OFFICE),
        (date(2026, 5, 2), S.CONFIRMED),
        (date(2026, 5, 1), S.IN_PROGRESS),
    ]
    assert attendance(past) == Attendance(0, 1, None)


def test_of_somebody_new_nothing_is_told() -> None:
    assert attendance([]) == Attendance()
