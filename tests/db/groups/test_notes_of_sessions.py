"""The notes of a session: the group's names nobody, each member's is a note of their own file."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.models.note import ContactNote
from db.operations.groups.notes import save_group_notes, sign_group_notes
from db.operations.notes.draft import discard_draft_note
from db.queries.groups.group_view import group_view
from db.queries.groups.notes import (
    GroupNotes,
    GroupNotesForm,
    LeftOut,
    MemberNoteForm,
    check_group_notes,
    group_note_is_as_signed,
    group_notes,
)
from db.queries.groups.session_view import session_view
from db.queries.notes.find import find_notes
from db.queries.notes.note import note_detail, note_is_as_signed
from db.rules.codes import Attended, NoteKind, NoteStatus, Role, Topic
from db.rules.findings import NeedsReason, Refused, Stale
from tests.db.bench import Bench
from tests.db.calendar.made import clock
from tests.db.cases_on_file import case_on_file
from tests.db.groups.made import a_group, a_session, attended, joined
from tests.db.people_on_file import on_file

GROUP = "We spoke about bedtimes. All had tried the plan of last week."


@pytest.fixture
def mara(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "mara")


@pytest.fixture
def session(bench: Bench, mara: Bench) -> UUID:
    """Ada and Rosa came, Joan did not; Grace, who came too, has no case."""
    group = a_group(mara, capacity=8)
    said = {}
    for number, name in enumerate(("Ada Lovelace", "Rosa Diaz", "Joan Clarke", "Grace Hopper")):
        client = on_file(bench, name)
        if name != "Grace Hopper":
            case_on_file(bench, client, f"2026-000{number}", worker=mara.user.id)
        joined(mara, group, client)
        said[client] = Attended.ABSENT if name == "Joan Clarke" else Attended.PRESENT
    session = a_session(mara, group)
    clock(bench, "16:30", 3)
    attended(mara, session, said)
    return session


def typed(notes: GroupNotes, group: str = GROUP, **own: str) -> GroupNotesForm:
    """The form, with what is typed for members by their first names."""
    return GroupNotesForm(
        appointment_id=notes.appointment_id,
        note_id=notes.note_id,
        text=group,
        topic=Topic.FAMILY,
        version=notes.version,
        members=tuple(
            MemberNoteForm(
                client_id=one.client_id,
                case_id=one.case_id,
                note_id=one.note_id,
                text=own.get(one.name.split()[0], one.text),
                version=one.version,
            )
            for one in notes.members
            if one.case_id is not None and one.status is not NoteStatus.SIGNED
        ),
    )


def test_who_came_gets_a_note_in_their_own_file_that_names_no_other_member(
    mara: Bench, session: UUID
) -> None:
    notes = mara.read(group_notes, session)
    assert [(one.name, one.left_out) for one in notes.members] == [
        ("Ada Lovelace", None),
        ("Grace Hopper", LeftOut.NO_CASE),
        ("Joan Clarke", None),
        ("Rosa Diaz", None),
    ]
    saved = mara.write(save_group_notes, typed(notes, Ada="She was tired."))
    assert len(saved.notes) == 2, "none of who was absent"
    again = mara.read(group_notes, session)
    assert {one.name: one.text for one in again.members if one.version} == {
        "Ada Lovelace": "She was tired.",
        "Rosa Diaz": "",
    }
    later = typed(again, f"{GROUP} And about school.", Rosa="She asked for a form.")
    saved = mara.write(save_group_notes, later)
    signed = mara.write(sign_group_notes, session, saved.version, saved.notes)
    texts = {}
    for note_id, _ in signed.notes:
        detail = mara.read(note_detail, note_id)
        assert mara.read(note_is_as_signed, note_id)
        assert (detail.kind, detail.minutes, detail.place) == (NoteKind.GROUP, 60, "Parenting")
        texts[detail.people[0].name] = detail.text
        assert [one.name for one in detail.people[1:]] == ["Mara"]
    assert texts == {
        "Ada Lovelace": f"{GROUP} And about school.\n\nShe was tired.",
        "Rosa Diaz": f"{GROUP} And about school.\n\nShe asked for a form.",
    }
    assert mara.read(group_note_is_as_signed, session)
    (line,) = mara.read(group_view, mara.read(session_view, session).group_id).sessions
    assert line.noted is NoteStatus.SIGNED
    found = mara.read(find_notes, "tired")
    assert [one.client_name for one in found] == ["Ada Lovelace"]


def test_a_name_that_would_stand_in_anothers_file_wants_a_reason(
    mara: Bench, session: UUID
) -> None:
    notes = mara.read(group_notes, session)
    wrong = typed(notes, "Rosa spoke of school.", Ada="Ada came with Diaz.", Joan="Ill.")
    found = mara.read(check_group_notes, wrong)
    assert [(one.code, one.params["name"]) for one in found] == [
        ("group.names_somebody", "Rosa"),
        ("group.names_another", "Diaz"),
    ]
    saved = mara.write(save_group_notes, wrong)
    assert len(saved.notes) == 3, "of who was absent there was something to say"
    with pytest.raises(NeedsReason):
        mara.write(sign_group_notes, session, saved.version, saved.notes)
    assert mara.read(group_notes, session).status is NoteStatus.DRAFT
    mara.write(sign_group_notes, session, saved.version, saved.notes, "Both agreed to it")
    assert mara.read(group_notes, session).status is NoteStatus.SIGNED


def test_what_is_signed_stays_and_who_comes_into_a_case_later_gets_a_note_still(
    bench: Bench, mara: Bench, session: UUID
) -> None:
    notes = mara.read(group_notes, session)
    saved = mara.write(save_group_notes, typed(notes))
    with pytest.raises(Stale):
        mara.write(save_group_notes, typed(notes))
    with pytest.raises(Stale):
        mara.write(save_group_notes, replace(typed(notes), version=saved.version))
    mara.write(sign_group_notes, session, saved.version, saved.notes)
    grace = next(one.client_id for one in notes.members if one.name == "Grace Hopper")
    case_on_file(bench, grace, "2026-0009", worker=mara.user.id)
    signed = mara.read(group_notes, session)
    with pytest.raises(Refused) as refused:
        mara.write(save_group_notes, typed(signed, "Something else."))
    assert refused.value.has("group.note_signed")
    later = mara.write(save_group_notes, typed(signed, Grace="Her first time."))
    assert len(later.notes) == 1
    mara.write(sign_group_notes, session, later.version, later.notes)
    statement = text("UPDATE group_note SET text = 'changed'")
    with pytest.raises(IntegrityError):
        bench.session.execute(statement)
    bench.session.rollback()


def test_a_draft_that_was_changed_in_its_own_file_stays_as_it_is_there(
    mara: Bench, session: UUID
) -> None:
    notes = mara.read(group_notes, session)
    saved = mara.write(save_group_notes, typed(notes, Ada="She was tired."))
    ada, rosa = (mara.session.get_one(ContactNote, one) for one, _ in saved.notes)
    ada.text = "Written anew."
    mara.session.commit()
    mara.write(discard_draft_note, rosa.id, 1)
    notes = mara.read(group_notes, session)
    mine = {one.name: (one.text, one.apart, one.version > 0) for one in notes.members}
    assert mine["Ada Lovelace"] == ("Written anew.", True, True)
    assert mine["Rosa Diaz"] == ("", False, False), "a draft that was discarded is begun anew"
    mara.write(save_group_notes, typed(notes, "Other words."))
    assert mara.session.get_one(ContactNote, saved.notes[0][0]).text == "Written anew."


def test_notes_are_one_authors_and_no_receptions(bench: Bench, mara: Bench, session: UUID) -> None:
    mara.write(save_group_notes, typed(mara.read(group_notes, session)))
    ben = bench.as_role(Role.CASEWORKER, "ben")
    seen = ben.read(group_notes, session)
    assert (seen.author, seen.mine, seen.text) == ("Mara", False, GROUP)
    assert all(one.version == 0 for one in seen.members), "drafts are their author's"
    with pytest.raises(Refused) as refused:
        ben.write(save_group_notes, typed(seen))
    assert refused.value.has("group.note_of_other")
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    with pytest.raises(Refused) as denied:
        rita.read(group_notes, session)
    assert denied.value.has("permission.denied")
    (line,) = rita.read(group_view, rita.read(session_view, session).group_id).sessions
    assert line.noted is None
