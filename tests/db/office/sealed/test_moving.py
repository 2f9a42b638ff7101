"""What is in the office already is sealed as a whole: nothing is lost, nothing stays readable."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select, text

from db.models.audit import AuditEvent
from db.models.base import Base
from db.models.case_file import CaseFile
from db.models.client import OutsidePerson
from db.office.keeping import back_up, check
from db.office.sealed import SealedOffice
from db.office.sealed.moving import move_in, what_moves
from db.operations.audit_verifying import verify
from db.operations.audit_vouching import TAKEN_OUT
from db.operations.calendar.busy import busy_now
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.parties import PartyForm, add_party
from db.operations.clients.intake import add_client
from db.queries.drafts import my_drafts
from db.queries.notes.note import note_is_as_signed
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.clients.form import ClientForm
from db.rules.codes import PartyRole, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.storage.documents import DocumentStore
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.sealed.moved import clients, counted, seal, touch_case
from tests.db.office.sealed.test_walls import told
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import WORDS, Entered

pytestmark = pytest.mark.only_in_folder("see on_server/test_sealing.py")


def test_everything_is_in_the_file_and_nothing_in_the_office(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    here, there = counted(cabinet.sue), counted(inside)
    seal(inside, entered.client)
    after = counted(inside)
    moved = {table: after[table] - there[table] for table in after if after[table] - there[table]}
    assert {"client", "case_file", "contact_note", "document", "task", "party", "draft",
            "appointment", "appointment_request", "outside_person",
            "note_person"} <= moved.keys()  # fmt: skip
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
    assert cabinet.omar.read(clients) == [other]
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
    assert cabinet.sue.read(clients) == []
    assert set(inside.read(clients)) == {entered.client, other}


def test_what_was_changed_since_it_was_shown_is_not_moved(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    digest = cabinet.sue.read(what_moves, entered.client).digest
    cabinet.sue.write(touch_case)
    with pytest.raises(Stale):
        move_in(inside, entered.client, digest)
    assert inside.read(clients) == []
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

    monkeypatch.setattr("db.office.sealed.letting_go.take_out", fails)
    monkeypatch.setattr("db.office.sealed.arriving.take_out", fails)
    with pytest.raises(Refused):
        seal(inside, entered.client)
    monkeypatch.undo()
    assert counted(cabinet.sue) == before
    # The copy could not be taken back either; the next opening sees to it.
    again = cabinet.open(inside.record.id, cabinet.maria)
    assert again.read(clients) == [entered.client]
    assert cabinet.sue.read(clients) == []
    assert check(cabinet.sue) == []


def test_every_table_is_either_shared_or_can_be_reached_from_a_client() -> None:
    """A new table must be thought about: does it belong to clients, or to everybody?"""
    from db.models.shared import SHARED
    from db.office.sealed.matter import PEOPLE

    by_its_appointments = "appointment_series"  # whose number they have
    reached, grew = {"client", PEOPLE, by_its_appointments}, True
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


def _people(reading: Reading) -> list[UUID]:
    return list(reading.session.scalars(select(OutsidePerson.id)))


def _case(reading: Reading) -> CaseFile:
    return reading.session.scalars(select(CaseFile)).one()


def _delete_notes(work: Reading) -> None:
    work.session.execute(text("DELETE FROM contact_note"))
