"""A verb of the command line is there like any other program while it works, and gone after."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office, open_office
from db.operations.preferences import keep_preference
from db.rules.findings import Refused
from db.storage import presence_file
from db.storage.presence import Presence
from db.storage.presence_file import Beat, Person, presence_key
from desktop.cli import being_here
from desktop.cli.being_here import be_here
from desktop.heart import presence_of
from tests.db.office.desk import Desk, new_desk
from tests.desktop.cli.shell import PASSWORDS, Shell


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=True)
    yield made
    made.close()


def files(office: Office) -> list[Path]:
    return list(office.folder.presence.iterdir())


def test_others_see_it_until_its_office_is_closed(desk: Desk) -> None:
    office = desk.sit()
    be_here(office)
    window = presence_of(desk.ana)
    assert [beat.person.name for beat in window.look().people] == ["Ana Ruiz"]
    office.close()
    assert files(office) == []
    assert window.look().people == ()


def test_it_writes_nothing_while_a_window_warns_that_locks_are_not_real(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = desk.sit()
    _warn(desk.ana, monkeypatch)
    be_here(office)
    with pytest.raises(Refused) as refused:
        office.write(keep_preference, "snippets", {})
    assert refused.value.has("storage.locks_unreal")
    office.close()


def _warn(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of another process, which holds its lock, warns."""
    me = Person(office.user.id, "Maria Lopez", "RECEPTION-2", office.clock())
    key = presence_key(office.data_key, office.record.id)
    office.folder.presence.mkdir()
    beat = Beat(4, me, (), "0123456789abcdef", alarm=True)
    path = office.folder.presence / "0123456789abcdef.json"
    path.write_bytes(presence_file.to_bytes(beat, "0123456789abcdef", key))
    real = presence_of

    class Holding:
        proves_own = False

        def take(self, descriptor: int) -> bool:
            return False

        def give_back(self, descriptor: int) -> None:
            return

    def holding(of: Office) -> Presence:
        heart = real(of)
        heart._locker = Holding()
        return heart

    monkeypatch.setattr(being_here, "presence_of", holding)


def test_what_the_command_line_was_refused_is_on_record(shell: Shell) -> None:
    shell.patch.setenv("CASEROOM_PASSWORD", PASSWORDS["rita"])
    shell.refused(shell.run("backup", "--office", "office", "--user", "rita"), "Receptionist")
    office = open_office(shell.folder / "office", "dana", PASSWORDS["dana"], device="tests")
    told = office.read(
        lambda reading: [
            (event.user_id, json.loads(event.details)["asked"])
            for event in reading.session.scalars(
                select(AuditEvent).where(AuditEvent.action == "access.refused")
            )
        ]
    )
    office.close()
    assert [asked for _, asked in told] == ["back_up"]
