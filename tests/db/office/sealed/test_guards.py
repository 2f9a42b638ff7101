"""What keeps the office from being written keeps its sealed files as well."""

from dataclasses import replace

import pytest

from db.office.guarding import Guard
from db.office.sealed import open_sealed
from db.operations.calendar.book import book
from db.operations.calendar.busy import busy_now
from db.operations.preferences import keep_preference
from db.rules.findings import Refused, hard
from db.storage.presence import Seen
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import appointment
from tests.db.office.secrets_in import enter


def test_nothing_goes_into_a_sealed_file_while_locks_are_not_real(cabinet: Cabinet) -> None:
    guard = Guard()
    inside = cabinet.open(cabinet.seal())
    cabinet.maria.watchers.append(guard)
    guard.heed(Seen((), False), cabinet.desk.clock[0])
    with pytest.raises(Refused, match="locks_unreal"):
        inside.write(keep_preference, "snippets", {})
    with pytest.raises(Refused, match="locks_unreal"), inside.together():
        pass
    guard.heed(Seen((), True), cabinet.desk.clock[0])
    inside.write(keep_preference, "snippets", {})


def test_where_the_office_is_only_read_no_sealed_file_is_opened(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    maria = cabinet.maria
    maria.place = replace(maria.place, why_only_read=hard("place.mount", kind="nfs"))
    with pytest.raises(Refused, match=r"place\.mount"):
        open_sealed(maria, sealed_id)


def test_several_operations_that_are_undone_leave_nobody_busy_in_the_office(
    cabinet: Cabinet,
) -> None:
    inside = cabinet.open(cabinet.seal())
    form = appointment(inside, enter(inside))
    with pytest.raises(ZeroDivisionError), inside.together() as both:
        both.write(inside, book, form)
        assert len(cabinet.ana.read(busy_now)) == 1
        both.write(inside, keep_preference, "snippets", {})
        raise ZeroDivisionError
    assert cabinet.ana.read(busy_now) == {}
    with inside.together() as both:
        both.write(inside, book, form)
    assert len(cabinet.ana.read(busy_now)) == 1
