"""What was on its way into a sealed file when the program was killed, and is written on."""

import sys
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from db.models.note import ContactNote
from db.office.keeping import check
from db.office.sealed import SealedOffice
from db.office.sealed.arriving import matter_there
from db.office.sealed.matter import Matter
from db.office.sealed.rows import put_rows, unguarded
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.codes import NoteKind, Topic
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.killed import kill_while_sealing
from tests.db.office.sealed.moved import clients, counted, seal, touch_case
from tests.db.office.secrets_in import Entered

pytestmark = pytest.mark.only_in_folder("see on_server/test_sealing.py")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("changed_too", [False, True], ids=["as it was", "changed meanwhile"])
def test_what_is_written_into_a_copy_that_was_on_its_way_is_not_lost(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, changed_too: bool
) -> None:
    """Another window had the file open when the program that sealed was killed."""
    window = cabinet.open(inside.record.id, cabinet.maria)
    kill_while_sealing(cabinet, inside, entered.client, "committed inside")
    if changed_too:
        cabinet.sue.write(touch_case)
        before = counted(cabinet.sue)
        with pytest.raises(Refused) as refused:
            window.write(save_draft_note, a_note(entered.case))
        assert refused.value.has("case.unknown")  # and what was typed stays in the form
        assert counted(cabinet.sue) == before
    else:
        note = a_note(entered.case)
        window.write(save_draft_note, note)
        assert cabinet.sue.read(clients) == []
        again = cabinet.open(inside.record.id, cabinet.omar)
        assert again.read(has_note, note.id)
    assert check(cabinet.sue) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_copy_that_a_script_wrote_into_is_not_dropped(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    kill_while_sealing(cabinet, inside, entered.client, "committed inside")
    cabinet.sue.write(touch_case)
    with inside.engines.write() as session, session.begin():
        session.execute(text("UPDATE case_file SET county = 'Queens'"))
    again = cabinet.open(inside.record.id, cabinet.maria)
    with pytest.raises(Refused) as refused:
        again.write(save_draft_note, a_note(entered.case))
    assert refused.value.has("sealed.changed_twice")
    assert again.read(clients) == cabinet.sue.read(clients) == [entered.client]


def test_a_client_whom_the_file_has_already_stays_in_it(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    """The office was put back to what it was before the sealing."""
    rows = cabinet.sue.read(matter_there, entered.client)
    seal(inside, entered.client)
    stored = {path: path.read_bytes() for path in inside.folder.documents.rglob("*/*")}
    cabinet.sue.write(put_rows_back, rows)
    with pytest.raises(Refused) as refused:
        seal(inside, entered.client)
    assert refused.value.has("sealed.there_already")
    assert inside.read(clients) == [entered.client]
    assert stored == {path: path.read_bytes() for path in stored}


def a_note(case_id: UUID) -> NoteForm:
    started_at = datetime(2026, 3, 2, 14, tzinfo=UTC)
    return NoteForm(
        id=new_id(),
        case_id=case_id,
        started_at=started_at,
        kind=NoteKind.HOME_VISIT,
        topic=Topic.SAFETY,
        minutes=5,
        text="Written in between.",
    )


def has_note(reading: Reading, note_id: UUID) -> bool:
    return reading.session.get(ContactNote, note_id) is not None


def put_rows_back(work: Work, matter: Matter) -> None:
    stayed = ("appointment", "appointment_resource")  # of which the office keeps that it is busy
    rows = {name: rows for name, rows in matter.rows.items() if name not in stayed}
    with unguarded(work):
        put_rows(work, Matter(rows))
