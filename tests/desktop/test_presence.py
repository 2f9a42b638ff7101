"""Beside the window: who is here, what the locks are worth, and what is on record afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.afterwards import Afterwards
from db.office.looking_on import LookingOn
from db.operations.clients.intake import add_client
from db.operations.views import record_view
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.storage.presence import TRUSTED_AFTER, Presence
from db.storage.presence_file import Person
from db.storage.timing import Timing
from desktop.jobs import Jobs
from desktop.presence import PresenceKeeping
from tests.db.office.desk import Desk, Ready
from ui.office_state import OfficeState, OfficeWatch

EDITED = ("client", new_id())


@dataclass
class Program:
    """Ana's program, whose turns are taken by hand on a clock that goes by hand."""

    desk: Desk
    seconds: float = 1000.0

    def __post_init__(self) -> None:
        office = self.desk.ana
        self.timing = Timing(lambda: self.seconds, lambda pause: None)
        self.jobs, self.watch = Jobs(office), OfficeWatch()
        self.looking_on = LookingOn(office, Afterwards(office, self.desk.folder.parent / "later"))
        self.keeping = PresenceKeeping(
            office, self.jobs, self.watch, self.heart(office, "DESK-1"), self.looking_on
        )
        office.watchers.append(self.keeping._guard)

    def heart(self, office: Office, computer: str) -> Presence:
        me = Person(office.user.id, office.user.display_name, computer, self.desk.clock[0])
        return Presence(
            office.folder.presence,
            office.data_key,
            office.record.id,
            me,
            timing=self.timing,
        )

    def turn(self, seconds: float = 5.0) -> OfficeState:
        self.keeping.turn()
        self.seconds += seconds
        self.desk.pass_time(seconds=seconds)
        return self.watch.state

    def close(self) -> None:
        self.keeping._presence.end()
        self.jobs.close()


@pytest.fixture
def program(ready_shared: Ready, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    desk = ready_shared.copied(tmp_path / "Harbor House")
    made = Program(desk)
    yield made
    made.close()
    desk.close()


def codes(state: OfficeState) -> list[str]:
    return [finding.code for finding in state.found]


def acts(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.action)))


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def test_those_who_are_here_are_listed_with_what_they_edit(program: Program) -> None:
    maria = program.heart(program.desk.hire_and_settle("maria"), "RECEPTION-2")
    maria.beat([EDITED])
    people = {person.computer: person for person in program.turn().people}
    assert people["DESK-1"].own
    assert people["RECEPTION-2"].editing == (EDITED,)
    maria.end()
    assert [person.computer for person in program.turn().people] == ["DESK-1"]


def test_what_is_edited_here_is_told_with_the_next_beat(program: Program) -> None:
    program.watch.edit(*EDITED)
    (own,) = program.turn().people
    assert own.editing == (EDITED,)
    program.watch.leave(*EDITED)
    (own,) = program.turn().people
    assert own.editing == ()


class Closed:
    """A drive that grants one's own lock to a second descriptor, until it is mended."""

    proves_own = True

    def __init__(self) -> None:
        self.mended = False
        self._taken = 0

    def take(self, descriptor: int) -> bool:
        self._taken += 1
        return self._taken == 1 or not self.mended

    def give_back(self, descriptor: int) -> None:
        return


@pytest.fixture
def drive(program: Program) -> Closed:
    made = Closed()
    program.keeping._presence._locker = made
    return made


def test_without_real_locks_nothing_is_saved_and_looking_goes_on(
    program: Program, drive: Closed
) -> None:
    form = somebody()
    program.desk.ana.write(add_client, form)
    assert program.turn().why_readonly == hard("storage.locks_unreal")
    with pytest.raises(Refused) as refused:
        program.looking_on.write(add_client, somebody())
    assert refused.value.has("storage.locks_unreal")
    assert program.looking_on.write(record_view, "client", form.id).result
    assert "client.viewed" not in program.desk.ana.read(acts)


def test_writing_comes_back_by_itself_and_everything_is_on_record_then(
    program: Program, drive: Closed
) -> None:
    form = somebody()
    program.desk.ana.write(add_client, form)
    program.turn()
    program.looking_on.write(record_view, "client", form.id)
    drive.mended = True
    assert program.turn(TRUSTED_AFTER / 2).why_readonly is not None
    assert program.turn(TRUSTED_AFTER).why_readonly is not None
    state = program.turn()
    assert state.why_readonly is None
    assert codes(state) == ["guards.was_closed"]
    recorded = program.desk.ana.read(acts)
    assert recorded.count("office.locks_unreal") == 1
    assert recorded.count("client.viewed") == 1
    program.desk.ana.write(add_client, somebody())
    assert program.turn().found == state.found, "it stays to be read"


def test_what_cannot_be_put_on_record_at_once_is_put_there_later(
    program: Program, drive: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.turn()
    drive.mended = True
    program.turn(TRUSTED_AFTER + 1)
    with monkeypatch.context() as patch, pytest.raises(Refused):
        patch.setattr(program.desk.ana, "write", _refuses)
        program.turn()
    program.turn()
    assert program.desk.ana.read(acts).count("office.locks_unreal") == 1


def test_a_folder_that_cannot_be_written_is_told_and_the_others_are_still_seen(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria = program.heart(program.desk.hire_and_settle("maria"), "RECEPTION-2")
    maria.beat()
    with monkeypatch.context() as patch:
        patch.setattr(Presence, "beat", _refuses)
        state = program.turn()
        assert codes(state) == ["presence.unwritable"]
        assert [person.computer for person in state.people] == ["RECEPTION-2"]
    assert codes(program.turn()) == []
    maria.end()


def test_who_only_reads_leaves_no_file_and_sees_why(program: Program) -> None:
    office = program.desk.ana
    office.place = replace(office.place, why_only_read=hard("place.mount", kind="nfs"))
    assert program.turn().why_readonly == hard("place.mount", kind="nfs")
    assert not office.folder.presence.exists()


def _refuses(*_: object, **__: object) -> None:
    raise Refused(hard("storage.readonly"))
