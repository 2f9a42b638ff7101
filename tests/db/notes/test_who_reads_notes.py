"""Notes of protected classes leave a line for everybody and their text for a few."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.models.case_file import CaseFile
from db.models.note import ContactNote
from db.operations.cases.assign import AssignmentForm, assign_case
from db.operations.notes.draft import save_draft_note
from db.operations.notes.sign import add_addendum, sign_note
from db.queries.cases.timeline import timeline
from db.queries.notes.find import find_notes
from db.queries.notes.note import note_detail
from db.queries.notes.readable import readable_note
from db.queries.reading import Reading
from db.rules.codes import AssignmentRole, NoteClass, Role
from db.rules.confidentiality import may_read_note
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.permissions import Action, may_read_case
from db.rules.timeline import TimelineKind
from tests.db.bench import Bench
from tests.db.cases.made import (
    a_case,
    a_note_form,
    a_signed_note,
    an_ordinary_and_a_closed_note,
    version_of,
)


def _ids_readable(reading: Reading) -> set[object]:
    if not reading.may(Action.READ_CASES):  # a server does not let them ask
        return set()
    found = (
        select(ContactNote.id)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .where(readable_note(reading))
    )
    return set(reading.session.scalars(found))


def test_the_condition_in_sql_is_the_rule(bench: Bench) -> None:
    author = bench.as_role(Role.CASEWORKER, "mara")
    case_id = a_case(author, worker_id=author.user.id)
    notes = {
        note_class: a_signed_note(author, case_id, note_class=note_class)
        for note_class in NoteClass
    }
    for role, named in product(Role, (False, True)):
        reader = bench.as_role(role, f"{role}-{named}".lower())
        works = role not in (Role.RECEPTIONIST, Role.AUDITOR)
        if named and works:
            form = AssignmentForm(
                new_id(), reader.user.id, AssignmentRole.SECONDARY, bench.now.date()
            )
            bench.write(assign_case, case_id, form)
        reads_case = may_read_case(reader.user, restricted=False, named=named and works)
        expected = {
            note_id
            for note_class, note_id in notes.items()
            if may_read_note(
                reader.user,
                note_class,
                author.user.id,
                reads_case=reads_case,
                named=named and works,
            )
        }
        assert reader.read(_ids_readable) == expected, (role, named)
    assert author.read(_ids_readable) == set(notes.values())


def test_without_the_right_only_kind_and_date_are_seen(bench: Bench) -> None:
    author = bench.as_role(Role.CASEWORKER, "mara")
    case_id = a_case(author, worker_id=author.user.id)
    ordinary, closed = an_ordinary_and_a_closed_note(author, case_id)
    colleague = bench.as_role(Role.CASEWORKER, "tom")
    assert colleague.read(note_detail, ordinary).readable
    detail = colleague.read(note_detail, closed)
    assert not detail.readable and detail.text == "" and detail.people == ()
    assert detail.note_class is NoteClass.PSYCHOTHERAPY and detail.started_at is not None
    assert colleague.read(find_notes, "confidence") == ()
    entries = colleague.read(timeline, case_id).entries
    shown = {e.id: e.text for e in entries if e.kind is TimelineKind.NOTE}
    assert shown == {ordinary: "She read to me from her school book.", closed: ""}


def test_nobody_adds_to_a_note_that_they_may_not_read(bench: Bench) -> None:
    author = bench.as_role(Role.CASEWORKER, "mara")
    case_id = a_case(author, worker_id=author.user.id)
    _, closed = an_ordinary_and_a_closed_note(author, case_id)
    with pytest.raises(Refused, match=r"note\.not_readable"):
        bench.as_role(Role.CASEWORKER, "tom").write(add_addendum, closed, new_id(), "Blind.")


def test_search_is_folded_and_newest_first(bench: Bench) -> None:
    author = bench.as_role(Role.CASEWORKER, "mara")
    case_id, other = a_case(author), a_case(author)
    old = a_signed_note(author, case_id, text="Rafał fährt mit dem Zug.")
    bench.pass_time(days=1)
    new = a_signed_note(author, other, text="RAFAL took the train again.")
    assert [n.id for n in author.read(find_notes, "rafal")] == [new, old]
    assert [n.id for n in author.read(find_notes, "Rafał", case_id)] == [old]
    assert [n.id for n in author.read(find_notes, "raf zug")] == [old]
    assert len(author.read(find_notes, "rafal", limit=1)) == 1
    assert author.read(find_notes, "“”") == ()


def test_an_excerpt_stands_around_the_word_found(bench: Bench) -> None:
    author = bench.as_role(Role.CASEWORKER, "mara")
    case_id = a_case(author)
    a_signed_note(author, case_id, text="Much was said. " * 30 + "Then grandmother called.")
    excerpt = author.read(find_notes, "grandm")[0].excerpt
    assert excerpt.startswith("… ") and "grandmother called." in excerpt
    assert len(excerpt) < 250


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.AUDITOR])
def test_who_reads_no_cases_searches_no_notes(bench: Bench, role: Role) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(role).read(find_notes, "school")


def test_what_a_note_says_is_not_in_the_audit_log(bench: Bench) -> None:
    author = bench.as_role(Role.CASEWORKER, "mara")
    case_id = a_case(author, worker_id=author.user.id)
    form = a_note_form(author, case_id, text="Told in confidence.")
    author.write(save_draft_note, form)
    author.write(save_draft_note, replace(form, text="Told in trust.", version=1))
    author.write(sign_note, form.id, version_of(author, form.id))
    author.write(add_addendum, form.id, new_id(), "Told later.")
    logged = " ".join(bench.session.scalars(select(AuditEvent.details)))
    assert "Told" not in logged and "sha256" in logged
