"""A note in the wrong place is hidden, never lost: its trace stays."""

from datetime import timedelta
from uuid import UUID

import pytest

from db.operations.notes.draft import save_draft_note
from db.operations.notes.sign import add_addendum
from db.operations.notes.wrong import carry_to_other_file, mark_entered_in_error
from db.queries.cases.timeline import timeline
from db.queries.notes.find import find_notes
from db.queries.notes.note import NoteDetail, note_detail, note_is_as_signed
from db.rules.codes import NoteStatus, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.timeline import TimelineKind
from tests.db.bench import Bench
from tests.db.cases.made import (
    a_case,
    a_client,
    a_draft,
    a_note_form,
    a_signed_note,
    the_case,
    version_of,
)


@pytest.fixture
def worker(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "mara")


@pytest.fixture
def case_id(worker: Bench) -> UUID:
    return a_case(worker, worker_id=worker.user.id)


def _assert_only_a_trace(detail: NoteDetail) -> None:
    assert not detail.readable
    assert (detail.text, detail.people, detail.place, detail.topic) == ("", (), "", None)
    assert detail.kind is not None


def test_a_note_entered_in_error_is_hidden_with_its_reason(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    with pytest.raises(Refused, match=r"note\.reason_missing"):
        worker.write(mark_entered_in_error, note_id, version_of(worker, note_id), " ")
    worker.write(
        mark_entered_in_error, note_id, version_of(worker, note_id), "It was next week's visit."
    )
    detail = worker.read(note_detail, note_id)
    _assert_only_a_trace(detail)
    assert detail.status is NoteStatus.ENTERED_IN_ERROR
    assert (detail.hidden_by, detail.hidden_reason) == ("Mara", "It was next week's visit.")
    assert worker.read(find_notes, "school") == ()
    entry = next(e for e in worker.read(timeline, case_id).entries if e.kind is TimelineKind.NOTE)
    assert entry.text == "" and entry.note is not None and not entry.note.readable
    assert entry.note.hidden_reason == "It was next week's visit."


def test_a_hidden_note_stays_hidden_and_signed(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    worker.write(mark_entered_in_error, note_id, version_of(worker, note_id), "Wrong day.")
    assert worker.read(note_is_as_signed, note_id)
    for again in (
        lambda: worker.write(mark_entered_in_error, note_id, version_of(worker, note_id), "Again."),
        lambda: worker.write(add_addendum, note_id, new_id(), "But it was true."),
        lambda: worker.write(save_draft_note, a_note_form(worker, case_id, id=note_id, version=3)),
    ):
        with pytest.raises(Refused, match=r"note\.hidden"):
            again()


def test_only_its_author_or_a_supervisor_marks_a_note_as_wrong(
    bench: Bench, worker: Bench, case_id: UUID
) -> None:
    note_id = a_signed_note(worker, case_id)
    colleague = bench.as_role(Role.CASEWORKER, "tom")
    with pytest.raises(Refused, match=r"note\.not_author"):
        colleague.write(mark_entered_in_error, note_id, version_of(worker, note_id), "Not mine.")
    bench.as_role(Role.SUPERVISOR).write(
        mark_entered_in_error, note_id, version_of(worker, note_id), "Reviewed."
    )


def test_a_stale_page_hides_nothing(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    seen = version_of(worker, note_id)
    worker.write(add_addendum, note_id, new_id(), "One more thing.")
    with pytest.raises(Stale):
        worker.write(mark_entered_in_error, note_id, seen, "Without the addendum.")


def test_a_note_in_the_wrong_file_is_carried_over(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    worker.write(add_addendum, note_id, new_id(), "He likes chess.")
    other = a_case(worker, a_client(worker, "Ben", "Okafor"), worker.user.id)
    worker.pass_time(hours=1)
    copy_id = worker.write(
        carry_to_other_file,
        note_id,
        version_of(worker, note_id),
        other,
        new_id(),
        "It was Ben whom I met.",
    )
    here, there = worker.read(note_detail, note_id), worker.read(note_detail, copy_id)
    _assert_only_a_trace(here)
    assert here.status is NoteStatus.WRONG_FILE
    assert (here.carried_to_id, there.carried_from_id) == (copy_id, note_id)
    assert (here.carried_case, there.carried_case) == (there.case_number, here.case_number)
    assert there.readable and there.status is NoteStatus.SIGNED
    assert there.text == "She read to me from her school book."
    assert [(p.name) for p in there.people] == ["Ada Lovelace"]
    assert [line.text for line in there.addenda] == ["He likes chess."]
    assert worker.read(note_is_as_signed, note_id)
    assert worker.read(note_is_as_signed, copy_id)
    assert [found.id for found in worker.read(find_notes, "chess")] == [copy_id]
    assert worker.last_changes.concerns("case", other)
    assert worker.last_changes.concerns("case", case_id)


def test_a_supervisor_who_carries_a_note_over_signs_for_its_author(
    bench: Bench, worker: Bench, case_id: UUID
) -> None:
    note_id = a_signed_note(worker, case_id)
    supervisor = bench.as_role(Role.SUPERVISOR)
    other = a_case(worker, a_client(worker, "Ben", "Okafor"), worker.user.id)
    copy_id = supervisor.write(
        carry_to_other_file, note_id, version_of(worker, note_id), other, new_id(), "Ben's."
    )
    detail = worker.read(note_detail, copy_id)
    assert (detail.author, detail.signed_by) == ("Mara", "Supervisor")
    assert worker.read(note_is_as_signed, copy_id)


def test_a_note_is_not_carried_into_its_own_file(worker: Bench, case_id: UUID) -> None:
    note_id = a_signed_note(worker, case_id)
    with pytest.raises(Refused, match=r"note\.same_file"):
        worker.write(
            carry_to_other_file, note_id, version_of(worker, note_id), case_id, new_id(), "Hm."
        )


def test_a_note_is_not_carried_into_a_file_that_one_may_not_read(
    bench: Bench, worker: Bench, case_id: UUID
) -> None:
    from db.operations.cases.restrict import restrict_case

    other = a_case(bench, a_client(bench, "Ben", "Okafor"))
    bench.write(restrict_case, other, 1, frozenset({bench.user.id}))
    note_id = a_signed_note(worker, case_id)
    with pytest.raises(Refused, match=r"case\.restricted"):
        worker.write(
            carry_to_other_file, note_id, version_of(worker, note_id), other, new_id(), "Ben's."
        )
    assert worker.read(note_detail, note_id).readable


def test_the_last_contact_goes_back_when_the_note_of_it_was_wrong(
    worker: Bench, case_id: UUID
) -> None:
    earlier = worker.now - timedelta(days=5)
    a_signed_note(worker, case_id, started_at=earlier)
    wrong = a_signed_note(worker, case_id)
    worker.write(mark_entered_in_error, wrong, version_of(worker, wrong), "It did not take place.")
    assert the_case(worker, case_id).last_contact_at == earlier


def test_a_draft_is_discarded_not_marked(worker: Bench, case_id: UUID) -> None:
    note_id = a_draft(worker, case_id)
    with pytest.raises(Refused, match=r"note\.not_signed"):
        worker.write(mark_entered_in_error, note_id, 1, "A draft.")
