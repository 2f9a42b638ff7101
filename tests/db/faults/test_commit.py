"""The drive fails at the very commit: whether it was kept is looked up, and nothing is doubled."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from db.models.case_file import Task
from db.models.note import ContactNote
from db.office import Office
from db.office.aside import Aside
from db.office.keeping import check
from db.office.local_copy import LocalCopy
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.clients.intake import add_client, change_client
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.sign import sign_note
from db.operations.tasks import TaskForm, add_task, change_task
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import NoteKind, TaskKind, Topic
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.storage import engine
from db.storage.snapshot import Copies
from db.storage.timing import Timing
from db.texts import explain
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")

AWAY = 30  # seconds


class Drive:
    """A drive that breaks at the next commit, before it is made or before its answer arrives."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.breaks: Callable[[], object] | None = None
        self.commits_first = False
        patiently = engine._patiently

        def step(do: Callable[[], object], seconds: float, timing: Timing) -> None:
            if self.breaks is not None and "COMMIT" in do.__code__.co_consts:
                breaks, self.breaks = self.breaks, None
                if self.commits_first:
                    patiently(do, seconds, timing)
                breaks()
                raise driver.OperationalError("disk I/O error")
            patiently(do, seconds, timing)

        monkeypatch.setattr(engine, "_patiently", step)


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    return Drive(monkeypatch)


@pytest.fixture(params=[False, True], ids=["local", "share"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "drive" / "Harbor House", shared=request.param)
    yield made
    made.close()


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "drive" / "Harbor House", shared=True)
    yield made
    made.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def refusal(office: Any, form: ClientForm, operation_id: Any) -> str:
    with pytest.raises(Refused) as refused:
        office.write(add_client, form, operation_id=operation_id)
    return str(refused.value)


def nothing() -> None:
    """The drive answers again at once."""


def test_a_commit_that_was_kept_though_the_drive_reported_an_error_counts(
    desk: Desk, drive: Drive
) -> None:
    drive.breaks, drive.commits_first = nothing, True
    written = desk.ana.write(add_client, somebody())
    assert written.result is not None
    assert written.changes.touches("client")
    assert desk.ana.read(clients) == 1
    assert check(desk.ana) == []


def test_a_commit_that_was_not_kept_is_refused_and_saves_once_when_it_is_tried_again(
    desk: Desk, drive: Drive
) -> None:
    form, operation_id = somebody(), new_id()
    drive.breaks = nothing
    assert refusal(desk.ana, form, operation_id) == "storage.input_output"
    assert desk.ana.read(clients) == 0
    assert not desk.ana.write(add_client, form, operation_id=operation_id).repeated
    assert desk.ana.read(clients) == 1
    assert check(desk.ana) == []


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_a_drive_that_is_gone_for_half_a_minute_in_the_middle_of_a_save_loses_and_doubles_nothing(
    share: Desk, drive: Drive, tmp_path: Path, kept: bool
) -> None:
    office: Office = share.ana
    aside = Aside(office, LocalCopy(office, Copies(tmp_path / "here", office.record.id)))
    aside.copy.renew()
    folder, away = share.folder.parent, tmp_path / "unplugged"
    drive.breaks, drive.commits_first = lambda: folder.rename(away), kept
    form, operation_id = somebody(), new_id()
    assert refusal(aside, form, operation_id) == "storage.unsure"

    assert not aside.look()
    share.pass_time(seconds=AWAY)
    assert aside.read(clients) == 0  # the copy knows nothing of it
    assert refusal(aside, form, operation_id) == "place.unreachable"

    away.rename(folder)
    assert aside.look()
    assert aside.write(add_client, form, operation_id=operation_id).repeated == kept
    assert aside.read(clients) == 1
    assert aside.read_long(clients) == 1
    assert check(office) == []
    aside.copy.close()


def tasks(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(Task.title)))


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_whoever_saves_the_same_again_without_knowing_has_saved_it_once(
    share: Desk, drive: Drive, tmp_path: Path, kept: bool
) -> None:
    """As a form does whose Save is pressed again; what is saved anew later is another thing."""
    office, folder, away = share.ana, share.folder.parent, tmp_path / "unplugged"
    task = TaskForm(new_id(), TaskKind.OTHER, "Ring the school")
    changed = replace(task, title="Ring the school at ten", version=1)
    for operation, form in ((add_task, task), (change_task, changed)):
        drive.breaks, drive.commits_first = lambda: folder.rename(away), kept
        assert unsure(office, operation, form)
        away.rename(folder)
        assert office.write(operation, form).repeated == kept
        assert office.read(tasks) == [form.title]
    with pytest.raises(Refused, match=r"record\.stale"):
        office.write(change_task, changed)
    assert check(office) == []


def a_note(office: Office) -> NoteForm:
    client = somebody()
    office.write(add_client, client)
    case = CaseForm(id=new_id(), client_id=client.id, opened_on=date(2026, 1, 5))
    office.write(open_case, case)
    return NoteForm(
        id=new_id(),
        case_id=case.id,
        started_at=office.clock(),
        kind=NoteKind.PHONE,
        topic=Topic.OTHER,
        minutes=10,
        text="Ada called",
    )


def notes(reading: Reading) -> list[tuple[str, int]]:
    rows = reading.session.execute(select(ContactNote.text, ContactNote.version))
    return [(text, version) for text, version in rows]


def test_where_what_was_saved_stands_in_its_own_way_it_is_said_that_it_is_there(
    share: Desk, drive: Drive, tmp_path: Path
) -> None:
    office, folder, away = share.ana, share.folder.parent, tmp_path / "unplugged"
    note = a_note(office)
    office.write(save_draft_note, note)
    drive.breaks, drive.commits_first = lambda: folder.rename(away), True
    assert unsure(office, sign_note, note.id, 1)
    away.rename(folder)
    with pytest.raises(Refused, match=r"storage\.saved_after_all") as refused:
        office.write(sign_note, note.id, 1)
    assert explain(refused.value).startswith("This was saved")


@pytest.mark.parametrize("typed", ["Ada called", "Ada called and asked for bread"])
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_a_note_is_gone_on_with_whatever_was_typed_meanwhile(
    share: Desk, drive: Drive, tmp_path: Path, kept: bool, typed: str
) -> None:
    office, folder, away = share.ana, share.folder.parent, tmp_path / "unplugged"
    note = a_note(office)
    for words in (typed, "the end"):
        drive.breaks, drive.commits_first = lambda: folder.rename(away), kept
        assert unsure(office, save_draft_note, note)
        away.rename(folder)
        version = office.write(save_draft_note, replace(note, text=words)).result
        assert office.read(notes) == [(words, version)]
        note = replace(note, text=words, version=version)
    assert check(office) == []


@pytest.mark.parametrize("known", [None, new_id()], ids=["form", "form with an id of its own"])
def test_what_was_changed_before_it_is_saved_again_is_not_taken_for_saved(
    share: Desk, drive: Drive, tmp_path: Path, known: UUID | None
) -> None:
    """The first was kept, and a client's id is there already: nothing more would be saved."""
    office, folder, away = share.ana, share.folder.parent, tmp_path / "unplugged"
    form = somebody()
    drive.breaks, drive.commits_first = lambda: folder.rename(away), True
    assert unsure(office, add_client, form, operation_id=known)
    away.rename(folder)
    more = replace(form, preferred_name="Augusta")
    for operation_id in (known, new_id()):  # as the form of intake goes on
        with pytest.raises(Refused, match=r"storage\.saved_as_it_was") as refused:
            office.write(add_client, more, operation_id=operation_id)
        assert explain(refused.value).startswith("This was saved")
    assert office.write(add_client, form, operation_id=known).repeated == (known is not None)
    assert office.read(clients) == 1


def test_a_change_that_was_changed_again_is_compared_with_what_was_saved(
    share: Desk, drive: Drive, tmp_path: Path
) -> None:
    office, folder, away = share.ana, share.folder.parent, tmp_path / "unplugged"
    form, operation_id = somebody(), new_id()
    office.write(add_client, form)
    drive.breaks, drive.commits_first = lambda: folder.rename(away), True
    changed = replace(form, preferred_name="Augusta")
    assert unsure(office, change_client, changed, 1, operation_id=operation_id)
    away.rename(folder)
    with pytest.raises(Stale):
        again = replace(changed, middle_name="King")
        office.write(change_client, again, 1, operation_id=operation_id)
    assert office.write(change_client, changed, 1, operation_id=operation_id).repeated


def test_what_was_changed_is_saved_where_the_first_was_not_kept(
    share: Desk, drive: Drive, tmp_path: Path
) -> None:
    office, folder, away = share.ana, share.folder.parent, tmp_path / "unplugged"
    task = TaskForm(new_id(), TaskKind.OTHER, "Ring the school")
    drive.breaks = lambda: folder.rename(away)
    assert unsure(office, add_task, task)
    away.rename(folder)
    office.write(add_task, replace(task, title="Ring the clinic"))
    assert office.read(tasks) == ["Ring the clinic"]


def unsure(
    office: Office,
    operation: Callable[..., Any],
    *asked: object,
    operation_id: UUID | None = None,
) -> bool:
    with pytest.raises(Refused) as refused:
        office.write(operation, *asked, operation_id=operation_id)
    office.engines.dispose()
    return refused.value.has("storage.unsure")
