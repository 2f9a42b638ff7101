"""What is in the office already is sealed as a whole: nothing is lost, nothing stays readable."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select, text

from db.models.audit import AuditEvent
from db.models.base import Base
from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.office import Office
from db.office.keeping import back_up, check
from db.office.sealed import SealedOffice
from db.office.sealed.moving import move_in, what_moves
from db.operations.audit import verify
from db.operations.audit_vouching import TAKEN_OUT
from db.operations.calendar.busy import busy_now
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.parties import PartyForm, add_party
from db.operations.clients.intake import add_client
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.sign import sign_note
from db.queries.drafts import my_drafts
from db.queries.notes.note import note_is_as_signed
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.clients.form import ClientForm
from db.rules.codes import NoteKind, PartyRole, Role, Topic
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.notes import PersonPresent
from db.storage.documents import DocumentStore
from development.environment import ROOT
from tests.db.office.desk import OWN
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.sealed.test_walls import told
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import WORDS, Entered


def counted(office: Office) -> dict[str, int]:
    """Rows by table, without what the office itself writes of everything it does."""
    own = {"audit_event", "audit_head", "audit_key", "fact", "search_entry", "resource"}
    return {table: n for table, n in office.read(_counted).items() if table not in own}


def _counted(reading: Reading) -> dict[str, int]:
    count = reading.session.scalar
    tables = [table.name for table in Base.metadata.sorted_tables]
    return {name: count(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in tables}


def seal(inside: SealedOffice, client: UUID) -> None:
    move_in(inside, client, inside.main.read(what_moves, client).digest)


@pytest.fixture
def entered(cabinet: Cabinet) -> Entered:
    """Sue's matter in the office, with everything that a matter can have, one note signed."""
    ids = enter_matter(cabinet.sue)
    note = NoteForm(
        id=new_id(),
        case_id=ids.case,
        started_at=datetime(2026, 3, 2, 13, tzinfo=UTC),
        kind=NoteKind.HOME_VISIT,
        topic=Topic.SAFETY,
        minutes=30,
        text=f"{WORDS[0]} and the {WORDS[3]}.",
        people=(PersonPresent(name=WORDS[0], client_id=ids.client),),
    )
    version = cabinet.sue.write(save_draft_note, note).result
    cabinet.sue.write(sign_note, note.id, version)
    ids = replace(ids, note=note.id)
    return ids


@pytest.fixture
def inside(cabinet: Cabinet) -> SealedOffice:
    """An empty sealed file that Sue, Maria and Omar can open."""
    return cabinet.open(cabinet.seal(cabinet.sue, cabinet.omar), cabinet.sue)


def test_everything_is_in_the_file_and_nothing_in_the_office(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    here, there = counted(cabinet.sue), counted(inside)
    seal(inside, entered.client)
    after = counted(inside)
    moved = {table: after[table] - there[table] for table in after if after[table] - there[table]}
    assert {"client", "case_file", "contact_note", "document", "task", "party", "draft",
            "appointment", "outside_person", "note_person"} <= moved.keys()  # fmt: skip
    left = {table: n - counted(cabinet.sue)[table] for table, n in here.items()}
    del left["appointment"], left["appointment_resource"]  # stand there as busy
    assert {table: n for table, n in left.items() if n} == {
        table: n for table, n in moved.items() if table in left
    }
    assert cabinet.sue.read(find, WORDS[0]) == ()
    assert [hit.id for hit in inside.read(find, WORDS[0])][:1] == [entered.client]
    assert inside.read(note_is_as_signed, entered.note)
    assert inside.read(my_drafts)
    for office in (cabinet.sue, cabinet.maria):
        assert check(office) == []


def test_the_offices_key_reads_not_a_word_of_it_any_more(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    assert told(everything(folder, key)) == set(WORDS)
    seal(inside, entered.client)
    back_up(cabinet.ana)
    assert told(everything(folder, key)) == set()


def test_the_attached_file_lies_under_a_new_key(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    before = DocumentStore(cabinet.desk.folder / "documents").path_of(entered.stored_as)
    old = before.read_bytes()
    seal(inside, entered.client)
    assert not before.exists()
    new = DocumentStore(inside.folder.documents).path_of(entered.stored_as)
    assert new.read_bytes() != old


def test_its_time_stays_taken_in_the_offices_calendar(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    seal(inside, entered.client)
    (busy,) = cabinet.ana.read(busy_now).values()
    assert {thing.id for thing in busy.taken} == {cabinet.sue.user.id}


def test_the_audit_log_keeps_its_shape_and_says_who_sealed_it(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    before = cabinet.sue.read(_events)
    seal(inside, entered.client)
    after = cabinet.sue.read(_events)
    shape = [event[:5] for event in before]
    assert [event[:5] for event in after][: len(shape)] == shape
    assert any(details == TAKEN_OUT for *_, details in after)
    assert "audit.details_sealed" in {action for _, _, action, *_ in after}
    kept = inside.read(_details)
    assert any(WORDS[2] in details and "from_the_office" in details for details in kept)


def test_an_event_whose_details_nobody_vouched_for_is_found(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    seal(inside, entered.client)
    for change in (
        "UPDATE audit_event SET details = '{\"sealed\":true}' WHERE action = 'signed_in'",
        "UPDATE audit_event SET action = 'client.viewed' WHERE details = '{\"sealed\":true}'",
    ):
        with cabinet.sue.engines.write() as session:
            session.execute(text("DROP TRIGGER audit_event_update"))
            session.connection().exec_driver_sql(change)
            session.flush()
            assert "audit.event_changed" in {finding.code for finding in verify(session)}
            session.rollback()
    assert check(cabinet.sue) == []


def test_the_guards_of_what_is_signed_stand_again(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    before = cabinet.sue.read(_guards)
    seal(inside, entered.client)
    assert cabinet.sue.read(_guards) == inside.read(_guards) == before
    with pytest.raises(Refused, match=r"record\.signed"):
        inside.write(_delete_notes)


def test_a_person_outside_whom_others_know_comes_along_and_stays(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    (person,) = cabinet.sue.read(_people)
    other, case = new_id(), new_id()
    cabinet.omar.write(add_client, ClientForm(other, first_name="Hugo", last_name="Vandergelt"))
    cabinet.omar.write(open_case, CaseForm(id=case, client_id=other, opened_on=date(2026, 3, 2)))
    party = PartyForm(new_id(), case, PartyRole.OTHER, person_id=person)
    cabinet.omar.write(add_party, party)
    seal(inside, entered.client)
    assert cabinet.omar.read(_people) == inside.read(_people) == [person]
    assert cabinet.omar.read(_clients) == [other]
    assert check(cabinet.sue) == []


def test_whoever_hangs_together_is_named_and_moves_together(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    """Another client is a party to the case, and has a case of their own."""
    other, case = new_id(), new_id()
    cabinet.sue.write(add_client, ClientForm(other, first_name="Hugo", last_name="Vandergelt"))
    cabinet.sue.write(open_case, CaseForm(id=case, client_id=other, opened_on=date(2026, 3, 2)))
    party = PartyForm(new_id(), entered.case, PartyRole.OTHER, client_id=other)
    cabinet.sue.write(add_party, party)
    together = cabinet.sue.read(what_moves, entered.client)
    assert len(together.clients) == len(together.cases) == 2
    seal(inside, other)  # from either end it is the same
    assert cabinet.sue.read(_clients) == []
    assert set(inside.read(_clients)) == {entered.client, other}


def test_what_was_changed_since_it_was_shown_is_not_moved(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    digest = cabinet.sue.read(what_moves, entered.client).digest
    cabinet.sue.write(_touch_case)
    with pytest.raises(Stale):
        move_in(inside, entered.client, digest)
    assert inside.read(_clients) == []
    assert not list(inside.folder.documents.rglob("*/*"))


def test_a_caseworker_moves_nothing(cabinet: Cabinet, inside: SealedOffice) -> None:
    ids = enter_matter(cabinet.omar)
    omars = cabinet.open(inside.record.id, cabinet.omar)
    for act in (lambda: cabinet.omar.read(what_moves, ids.client), lambda: seal(omars, ids.client)):
        with pytest.raises(Refused, match=r"permission\.denied"):
            act()


def test_what_one_may_not_read_is_not_moved_either(cabinet: Cabinet, entered: Entered) -> None:
    from db.operations.cases.restrict import restrict_case

    other = cabinet.desk.hire_and_settle("other", Role.SUPERVISOR)
    case = cabinet.sue.read(_case)
    cabinet.sue.write(restrict_case, case.id, case.version, frozenset({cabinet.sue.user.id}))
    with pytest.raises(Refused):
        other.read(what_moves, entered.client)


def test_a_failure_in_the_office_leaves_everything_where_it_was(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file has committed already when the office refuses."""
    before = counted(cabinet.sue)

    def fails(*_: object) -> None:
        raise Refused()

    monkeypatch.setattr("db.office.sealed.moving.take_out", fails)
    monkeypatch.setattr("db.office.sealed.moving.take_details_out", fails)
    with pytest.raises(Refused):
        seal(inside, entered.client)
    monkeypatch.undo()
    assert counted(cabinet.sue) == before
    # The copy could not be taken back either; the next opening sees to it.
    again = cabinet.open(inside.record.id, cabinet.maria)
    assert again.read(_clients) == [entered.client]
    assert cabinet.sue.read(_clients) == []
    assert check(cabinet.sue) == []


STOP = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
import db.office.sealed.moving as moving
from db.office import open_office
from db.office.sealed import open_sealed
from tests.db.office.desk import CHEAP
folder, password, sealed_id, client, where = sys.argv[1:]
now = lambda: datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
office = open_office(Path(folder), "sue", password, device="killed", cost=CHEAP, clock=now)
inside = open_sealed(office, UUID(sealed_id))
def stop(*args, **kwargs):
    os.kill(os.getpid(), 9)
def after(function):
    def both(*args, **kwargs):
        function(*args, **kwargs)
        stop()
    return both
def before(owner, name):
    setattr(owner, name, stop)
if where == "files":
    moving._encrypt_anew = after(moving._encrypt_anew)
elif where == "copied":
    moving.put_rows = after(moving.put_rows)
elif where == "committed inside":
    type(inside).write_held = after(type(inside).write_held)
elif where == "taken out":
    moving.keep_busy = after(moving.keep_busy)
elif where == "committed":
    moving._leave_nothing = stop
elif where == "files gone":
    moving._empty_journal = stop
digest = office.read(moving.what_moves, UUID(client)).digest
moving.move_in(inside, UUID(client), digest)
"""
STEPS = {
    "files": "office",
    "copied": "office",
    "committed inside": "both",
    "taken out": "both",
    "committed": "file",
    "files gone": "file",
}


def _killed(cabinet: Cabinet, inside: SealedOffice, client: UUID, where: str) -> None:
    folder, sealed_id = str(cabinet.desk.folder), str(inside.record.id)
    arguments = [folder, OWN, sealed_id, str(client), where]
    done = subprocess.run([sys.executable, "-c", STOP, *arguments], cwd=ROOT, check=False)
    assert done.returncode == -9


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("where", STEPS)
def test_killed_at_any_step_it_is_in_the_office_or_in_the_file_and_whole(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, where: str
) -> None:
    before = counted(cabinet.sue)
    _killed(cabinet, inside, entered.client, where)
    there = {
        "office": (True, False),
        "both": (True, True),
        "file": (False, True),
    }[STEPS[where]]
    assert (bool(cabinet.sue.read(_clients)), bool(inside.read(_clients))) == there
    again = cabinet.open(inside.record.id, cabinet.maria)  # whoever opens it next
    if STEPS[where] == "office":
        assert counted(cabinet.sue) == before
        assert again.read(_clients) == []
        seal(inside, entered.client)  # and it can be done after all
    assert cabinet.sue.read(_clients) == []
    assert again.read(_clients) == [entered.client]
    assert again.read(note_is_as_signed, entered.note)
    assert len(cabinet.sue.read(busy_now)) == 1
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    assert told(everything(folder, key)) == set()
    assert check(cabinet.sue) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_and_then_changed_in_the_office_the_copy_is_taken_back(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    _killed(cabinet, inside, entered.client, "committed inside")
    cabinet.sue.write(_touch_case)
    before = counted(cabinet.sue)
    again = cabinet.open(inside.record.id, cabinet.maria)
    assert again.read(_clients) == []
    assert counted(cabinet.sue) == before
    assert not list(inside.folder.documents.rglob("*/*"))
    assert check(cabinet.sue) == []


def test_every_table_is_either_shared_or_can_be_reached_from_a_client() -> None:
    """A new table must be thought about: does it belong to clients, or to everybody?"""
    from db.office.sealed.matter import PEOPLE, SHARED

    reached, grew = {"client", PEOPLE}, True
    tables = [table for table in Base.metadata.sorted_tables if table.name not in SHARED]
    while grew:
        grew = False
        for table in tables:
            for column in table.columns:
                for key in column.foreign_keys:
                    pair = {table.name, key.column.table.name}
                    if pair & reached and not pair <= reached and not pair & SHARED:
                        reached |= pair
                        grew = True
    assert {table.name for table in tables} == reached


def _events(reading: Reading) -> list[tuple[object, ...]]:
    event = AuditEvent
    columns = (event.device, event.n, event.action, event.record_id, event.hash, event.details)
    found = select(*columns).order_by(event.at, event.device, event.n)
    return [tuple(row) for row in reading.session.execute(found)]


def _details(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.details)))


def _guards(reading: Reading) -> list[tuple[str, str]]:
    found = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    return [(name, sql) for name, sql in reading.session.execute(found)]


def _clients(reading: Reading) -> list[UUID]:
    return list(reading.session.scalars(select(Client.id)))


def _people(reading: Reading) -> list[UUID]:
    return list(reading.session.scalars(select(OutsidePerson.id)))


def _case(reading: Reading) -> CaseFile:
    return reading.session.scalars(select(CaseFile)).one()


def _delete_notes(work: Reading) -> None:
    work.session.execute(text("DELETE FROM contact_note"))


def _touch_case(work: Reading) -> None:
    work.session.execute(text("UPDATE case_file SET county = 'Kings'"))
