"""What holds for sealed files of an office in a folder holds in one on a server: a choice of it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.office.sealed import (
    test_calendar,
    test_guards,
    test_matches,
    test_members,
    test_recovery,
    test_series,
)
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.on_server.ready import ReadyOnServer


@pytest.fixture
def cabinet(
    ready_on_server: ReadyOnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cabinet]:
    """Ana administers, Sue supervises, Maria and Omar do casework; nothing is sealed yet."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ready_on_server.desk() as desk:
        made = Cabinet(desk)
        yield made
        made.close()


test_busy = test_calendar.test_the_office_sees_that_the_worker_is_busy_and_no_more
test_booked = test_calendar.test_what_was_booked_between_the_question_and_the_write_is_refused
test_moving = test_calendar.test_moving_and_cancelling_follow
test_beside = test_calendar.test_members_see_the_offices_appointments_as_busy_beside_their_own
test_parts = test_calendar.test_a_file_that_is_open_while_a_room_is_given_parts_books_them_as_well
test_undone = test_guards.test_several_operations_that_are_undone_leave_nobody_busy_in_the_office
test_repeating = test_series.test_a_series_is_booked_moved_taken_back_and_cancelled_and_the_office_is_busy_with_it  # noqa: E501
test_removed = test_members.test_who_is_removed_opens_it_no_more_not_even_with_what_they_knew
test_told = test_matches.test_the_officer_is_told_who_entered_them_and_other_members_are_not
test_reset = test_members.test_a_password_reset_by_the_administrator_opens_no_sealed_file
test_at_once = test_members.test_two_who_change_the_members_at_once_do_not_undo_each_other
test_staying = test_members.test_who_stays_goes_on_working_under_the_new_key
test_code = test_recovery.test_where_chosen_the_code_makes_the_administrator_a_member
