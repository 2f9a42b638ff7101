"""A draft belongs to its author; a signed note never changes."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.models.note import ContactNote, NoteAddendum, NotePerson
from db.operations.notes.draft import discard_draft_note, save_draft_note
from db.operations.notes.sign import add_addendum, sign_note
from db.operations.work import Work
from db.queries.notes.find import find_notes
from db.queries.notes.lists import last_note, notes_to_sign
from db.queries.notes.note import note_detail, note_is_as_signed
from db.rules.codes import NoteKind, NoteStatus, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, a_note_form, a_signed_note, the_case, version_of


@pytest.fixture
def worker(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "mara")


@pytest.fixture
def case_id(worker: Bench) -> UUID:
    return a_case(worker, worker_id=worker.user.id)


def test_a_draft_may_lack_what_a_signed_note_needs(worker: Bench, case_id: UUID) -> None:
    note_id = a_draft(worker, case_id, kind=None, topic=None, minutes=None, text="")
    with pytest.raises(Refused) as refused:
        worker.write(sign_note, note_id, 1)
    fields = [finding.field for finding in refused.value.findings]
    assert fields == ["kind", "minutes", "topic", "text"]


def test_a_draft_is_saved_again_by_its_author(worker: Bench, case_id: UUID) -> None:
    form = a_note_form(worker, case_id)
    assert worker.write(save_draft_note, form) == 1
    changed = a_note_form(
        worker, case_id, id=form.id, text="More.", miles=Decimal("3.25"), version=1, people=()
    )
    assert worker.write(save_draft_note, changed) == 2
    detail = worker.read(note_detail, form.id)
    assert (detail.text, detail.miles, detail.people) == ("More.", Decimal("3.3"), ())


def test_a_draft_that_was_saved_elsewhere_meanwhile_is_stale(worker: Bench, case_id: UUID) -> None:
    form = a_note_form(worker, case_id)
    worker.write(save_draft_note, form)
    again = a_note_form(worker, case_id, id=form.id, version=1)
    worker.write(save_draft_note, again)
    with pytest.raises(Stale):
        worker.write(save_draft_note, again)
    with pytest.raises(Stale):
        worker.write(sign_note, form.id, 1)


def test_nobody_else_sees_a_draft(bench: Bench, worker: Bench, case_id: UUID) -> None:
    note_id = a_draft(worker, case_id)
    supervisor = bench.as_role(Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"note\.unknown"):
        supervisor.read(note_detail, note_id)
    with pytest.raises(Refused, match=r"note\.unknown"):
        supervisor.write(sign_note, note_id, 1)
    assert supervisor.read(find_notes, "school") == ()
    assert [note.id for note in worker.read(find_notes, "school")] == [note_id]


def test_a_discarded_draft_is_gone(worker: Bench, case_id: UUID) -> None:
    note_id = a_draft(worker, case_id)
    worker.write(discard_draft_note, note_id, 1)
    assert worker.read(find_notes, "school") == ()
    assert worker.session.query(NotePerson).count() == 0
    with pytest.raises(Refused, match=r"note\.unknown"):
        worker.read(note_detail, note_id)


def test_signing_holds_the_note_fast(worker: Bench, case_id: UUID) -> None:
    note_id = a_draft(worker, case_id, miles=Decimal("12.3"), units=Decimal("1.25"))
    signed = worker.write(sign_note, note_id, 1)
    assert signed.signed_at == worker.now
    assert worker.read(note_is_as_signed, note_id)
    again = a_note_form(worker, case_id, id=note_id, text="Else.", version=signed.version)
    with pytest.raises(Refused, match=r"note\.already_signed"):
        worker.write(save_draft_note, again)
    with pytest.raises(Refused, match=r"note\.already_signed"):
        worker.write(discard_draft_note, note_id, signed.version)


def test_a_signed_note_cannot_be_changed_by_an_operation_either(
    worker: Bench, case_id: UUID
) -> None:
    note_id = a_signed_note(worker, case_id)

    def rewrite(work: Work) -> None:
        note = work.session.get(ContactNote, note_id)
        assert note is not None
        work.touch(note).text = "Something else."
        work.session.flush()

    def take_back(work: Work) -> None:
        note = work.session.get(ContactNote, note_id)
        assert note is not None
        work.touch(note).status = NoteStatus.DRAFT
        work.session.flush()

    def rename_somebody(work: Work) -> None:
        person = work.session.query(NotePerson).one()
        person.name = "Somebody Else"
        work.session.flush()

    def throw_away(work: Work) -> None:
        work.session.delete(work.session.get(ContactNote, note_id))
        work.session.flush()

    for mischief in (rewrite, take_back, rename_somebody, throw_away):
        with pytest.raises(IntegrityError):
            worker.write(mischief)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE contact_note SET text = 'She did not read.'",
        "UPDATE contact_note SET started_at = '2020-01-01 00:00:00'",
        "UPDATE contact_note SET minutes = 90",
        "UPDATE note_person SET name = 'Nobody'",
        "UPDATE note_addendum SET text = 'Never mind.'",
    ],
)
def test_what_was_changed_around_the_program_no_longer_verifies(
    worker: Bench, case_id: UUID, tampering: str
) -> None:
    note_id = a_signed_note(worker, case_id)
    worker.write(add_addendum, note_id, new_id(), "She called afterwards.")
    assert worker.read(note_is_as_signed, note_id)
    worker.unguard("contact_note_signed", "note_person_update", "note_addendum_update")
    worker.session.execute(text(tampering))
    worker.session.commit()
    assert not worker.read(note_is_as_signed, note_id)


def test_a_signature_by_a_key_that_nobody_has_does_not_count(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    worker.session.execute(text("DELETE FROM audit_key"))
    worker.session.commit()
    assert not worker.read(note_is_as_signed, note_id)


def test_an_addendum_is_signed_and_stays(bench: Bench, worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    supervisor = bench.as_role(Role.SUPERVISOR)
    supervisor.write(add_addendum, note_id, new_id(), "Read and discussed.")
    detail = worker.read(note_detail, note_id)
    assert [(line.author, line.text) for line in detail.addenda] == [
        ("Supervisor", "Read and discussed.")
    ]
    assert worker.read(note_is_as_signed, note_id)
    assert [note.id for note in worker.read(find_notes, "discussed")] == [note_id]
    for statement in ("UPDATE note_addendum SET text = ''", "DELETE FROM note_addendum"):
        with pytest.raises(IntegrityError):
            bench.session.execute(text(statement))
        bench.session.rollback()
    assert bench.session.query(NoteAddendum).count() == 1


def test_half_a_character_from_the_clipboard_is_no_obstacle(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id, text="She said \ud83d\0 and smiled. \U0001f600")
    detail = worker.read(note_detail, note_id)
    assert detail.text == "She said \ufffd and smiled. \U0001f600"
    assert worker.read(note_is_as_signed, note_id)


def test_a_note_of_the_greatest_length_is_kept_whole(worker: Bench, case_id: UUID) -> None:
    longest = "Grüße " * 166_666
    note_id = a_signed_note(worker, case_id, text=longest)
    assert worker.read(note_detail, note_id).text == longest.strip()
    with pytest.raises(Refused, match=r"note\.text_too_long"):
        a_draft(worker, case_id, text="x" * 5_000_000)


def test_each_step_is_one_new_version(worker: Bench, case_id: UUID) -> None:
    form = a_note_form(worker, case_id)
    steps = [worker.write(save_draft_note, form)]
    steps.append(worker.write(save_draft_note, a_note_form(worker, case_id, id=form.id, version=1)))
    steps.append(worker.write(sign_note, form.id, 2).version)
    worker.write(add_addendum, form.id, new_id(), "More.")
    steps.append(version_of(worker, form.id))
    assert steps == [1, 2, 3, 4]


def test_a_draft_takes_no_addendum(worker: Bench, case_id: UUID) -> None:
    note_id = a_draft(worker, case_id)
    with pytest.raises(Refused, match=r"note\.not_signed"):
        worker.write(add_addendum, note_id, new_id(), "More.")


def test_the_case_knows_its_last_contact(worker: Bench, case_id: UUID) -> None:
    earlier = worker.now - timedelta(days=3)
    a_signed_note(worker, case_id, started_at=earlier)
    a_draft(worker, case_id)
    a_signed_note(worker, case_id, kind=NoteKind.ATTEMPTED, minutes=0)
    a_signed_note(worker, case_id, started_at=earlier - timedelta(days=1))
    case = the_case(worker, case_id)
    assert case.last_contact_at == earlier
    assert case.version == 1  # an open form of the case is not stale by it


def test_notes_wait_for_their_author_to_sign_them(
    bench: Bench, worker: Bench, case_id: UUID
) -> None:
    a_signed_note(worker, case_id)
    draft_id = a_draft(worker, case_id)
    assert [row.id for row in worker.read(notes_to_sign)] == [draft_id]
    assert bench.read(notes_to_sign) == ()


def test_the_last_entry_can_be_repeated(bench: Bench, worker: Bench, case_id: UUID) -> None:
    a_signed_note(worker, case_id, started_at=worker.now - timedelta(days=2))
    latest = a_signed_note(worker, case_id, kind=NoteKind.PHONE)
    other = a_case(worker)
    found = worker.read(last_note, case_id)
    assert found is not None and found.id == latest and found.kind is NoteKind.PHONE
    assert worker.read(last_note, other) is None
    assert bench.read(last_note) is None
