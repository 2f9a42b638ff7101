"""Who reads which note, and what may leave the office by itself."""

from uuid import UUID

import pytest

from db.rules.codes import NoteClass, NoteStatus, Role
from db.rules.confidentiality import (
    PART_2_NOTICE,
    PART_2_NOTICE_SHORT,
    leaves_by_itself,
    may_read_note,
    needs_part_2_notice,
)
from db.rules.permissions import CurrentUser

AUTHOR, SOMEBODY = UUID(int=1), UUID(int=2)


def reads(
    role: Role, note_class: NoteClass, *, named: bool, author: bool = False, case: bool = True
) -> bool:
    user = CurrentUser(AUTHOR if author else SOMEBODY, "x", "X", role)
    return may_read_note(user, note_class, AUTHOR, reads_case=case, named=named)


def test_ordinary_notes_are_read_by_whoever_reads_the_case() -> None:
    assert reads(Role.CASEWORKER, NoteClass.ORDINARY, named=False)
    assert not reads(Role.CASEWORKER, NoteClass.ORDINARY, named=True, case=False)


@pytest.mark.parametrize("note_class", [NoteClass.SUBSTANCE_USE, NoteClass.VICTIM_SERVICE])
@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_part_2_and_victim_service_notes_are_for_named_staff(
    note_class: NoteClass, role: Role
) -> None:
    assert reads(role, note_class, named=True)
    assert not reads(role, note_class, named=False)
    assert reads(role, note_class, named=False, author=True)


def test_psychotherapy_notes_are_for_their_author_and_a_supervisor_of_the_case() -> None:
    assert reads(Role.CASEWORKER, NoteClass.PSYCHOTHERAPY, named=True, author=True)
    assert reads(Role.SUPERVISOR, NoteClass.PSYCHOTHERAPY, named=True)
    assert not reads(Role.SUPERVISOR, NoteClass.PSYCHOTHERAPY, named=False)
    assert not reads(Role.CASEWORKER, NoteClass.PSYCHOTHERAPY, named=True)
    assert not reads(Role.ADMINISTRATOR, NoteClass.PSYCHOTHERAPY, named=True)


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.AUDITOR])
def test_reception_and_auditors_read_no_note_at_all(role: Role) -> None:
    assert not any(reads(role, each, named=True, author=True) for each in NoteClass)


def test_only_ordinary_signed_notes_leave_by_themselves() -> None:
    leaving = {
        (each, status)
        for each in NoteClass
        for status in NoteStatus
        if leaves_by_itself(each, status)
    }
    assert leaving == {(NoteClass.ORDINARY, NoteStatus.SIGNED)}


def test_the_part_2_notice_is_the_current_one() -> None:
    notice = " ".join(PART_2_NOTICE)
    assert notice.startswith("This record which has been disclosed to you is protected by Federal")
    assert "unless authorized by the consent of the patient, except as provided at 42 CFR" in notice
    assert notice.endswith("further use or redisclose the record (see 42 CFR 2.31).")
    assert PART_2_NOTICE_SHORT == (
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    )


def test_no_superseded_wording_is_left() -> None:
    everything = " ".join((*PART_2_NOTICE, PART_2_NOTICE_SHORT))
    for superseded in (
        "prohibits unauthorized disclosure of these records",
        "prohibit you from making any further disclosure of this record",
        "restrict any use of the information to investigate or prosecute",
    ):
        assert superseded not in everything


def test_the_notice_goes_with_part_2_content() -> None:
    assert needs_part_2_notice(frozenset({NoteClass.ORDINARY, NoteClass.SUBSTANCE_USE}))
    assert not needs_part_2_notice(frozenset({NoteClass.ORDINARY, NoteClass.VICTIM_SERVICE}))
