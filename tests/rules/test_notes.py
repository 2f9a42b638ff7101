"""The life of a note, and what its signature covers."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import NoteClass, NoteKind, NoteStatus, PartyRole, Topic
from db.rules.findings import Severity
from db.rules.note_bytes import addendum_bytes, note_bytes
from db.rules.notes import (
    LONGEST_TEXT,
    NoteContent,
    NoteStep,
    PersonPresent,
    addendum_findings,
    carried_over,
    hidden,
    saving_findings,
    signing_findings,
    status_after,
    step_findings,
)

NOW = datetime(2026, 6, 15, 18, 0, tzinfo=UTC)
ANN, BOB = UUID(int=11), UUID(int=12)


def note(**changed: object) -> NoteContent:
    facts: dict[str, object] = {
        "id": UUID(int=1),
        "case_id": UUID(int=2),
        "author_id": ANN,
        "kind": NoteKind.HOME_VISIT,
        "topic": Topic.SCHOOL,
        "note_class": NoteClass.ORDINARY,
        "started_at": NOW - timedelta(hours=2),
        "minutes": 45,
        "text": "Saw the report card.",
        "people": (PersonPresent("Ada Lovelace", PartyRole.CHILD, client_id=UUID(int=3)),),
    }
    return NoteContent(**(facts | changed))  # type: ignore[arg-type]


def codes(found: tuple[object, ...]) -> list[str]:
    return [finding.code for finding in found]  # type: ignore[attr-defined]


def test_a_complete_note_can_be_signed() -> None:
    assert signing_findings(note(), NOW) == ()


@pytest.mark.parametrize(
    ("field", "empty", "code"),
    [
        ("kind", None, "note.kind_missing"),
        ("started_at", None, "note.start_missing"),
        ("minutes", None, "note.minutes_missing"),
        ("topic", None, "note.topic_missing"),
        ("note_class", None, "note.class_missing"),
        ("text", "  \n", "note.text_missing"),
    ],
)
def test_signing_names_the_field_that_is_missing(field: str, empty: object, code: str) -> None:
    found = signing_findings(note(**{field: empty}), NOW)
    assert [(f.code, f.field, f.severity) for f in found] == [(code, field, Severity.HARD)]
    assert saving_findings(note(**{field: empty})) == ()


def test_an_empty_draft_is_told_everything_at_once_in_form_order() -> None:
    empty = NoteContent(UUID(int=1), UUID(int=2), ANN)
    assert [finding.field for finding in signing_findings(empty, NOW)] == [
        "kind",
        "started_at",
        "minutes",
        "topic",
        "note_class",
        "text",
    ]
    assert saving_findings(empty) == ()


def test_a_contact_cannot_begin_in_the_future() -> None:
    found = signing_findings(note(started_at=NOW + timedelta(minutes=1)), NOW)
    assert codes(found) == ["note.in_the_future"]
    assert signing_findings(note(started_at=NOW), NOW) == ()


def test_only_an_attempt_a_letter_or_desk_work_may_take_no_time() -> None:
    takes_none = {
        kind for kind in NoteKind if not signing_findings(note(kind=kind, minutes=0), NOW)
    }
    assert takes_none == {
        NoteKind.ATTEMPTED,
        NoteKind.LETTER,
        NoteKind.TEXT_EMAIL,
        NoteKind.ADMINISTRATIVE,
    }


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"minutes": -1}, "note.minutes_out_of_range"),
        ({"minutes": 1441}, "note.minutes_out_of_range"),
        ({"miles": Decimal("-0.1")}, "note.miles_out_of_range"),
        ({"miles": Decimal("10000")}, "note.miles_out_of_range"),
        ({"units": Decimal("-1")}, "note.units_out_of_range"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "note.text_too_long"),
    ],
)
def test_what_cannot_be_is_refused_even_in_a_draft(changed: dict[str, object], code: str) -> None:
    assert codes(saving_findings(note(**changed))) == [code]
    assert codes(signing_findings(note(**changed), NOW)) == [code]


def test_a_visit_at_which_nobody_is_named_is_mentioned() -> None:
    (finding,) = signing_findings(note(people=()), NOW)
    assert (finding.code, finding.severity) == ("note.nobody_present", Severity.INFORMATION)
    assert signing_findings(note(kind=NoteKind.LETTER, people=()), NOW) == ()


def test_a_signed_note_can_only_be_added_to_or_marked() -> None:
    allowed = {
        (status, step)
        for status in NoteStatus
        for step in NoteStep
        if not step_findings(step, status, by_author=True, reason="typing error")
    }
    assert allowed == {
        (NoteStatus.DRAFT, NoteStep.SAVE),
        (NoteStatus.DRAFT, NoteStep.SIGN),
        (NoteStatus.DRAFT, NoteStep.DISCARD),
        (NoteStatus.SIGNED, NoteStep.ADD),
        (NoteStatus.SIGNED, NoteStep.ENTERED_IN_ERROR),
        (NoteStatus.SIGNED, NoteStep.WRONG_FILE),
    }


def test_a_draft_is_its_authors_alone_even_for_a_supervisor() -> None:
    for step in (NoteStep.SAVE, NoteStep.SIGN, NoteStep.DISCARD):
        found = step_findings(step, NoteStatus.DRAFT, by_author=False, may_mark_others=True)
        assert codes(found) == ["note.not_author"]


def test_somebody_elses_note_is_marked_by_a_supervisor_only_and_with_a_reason() -> None:
    def mark(**who: object) -> list[str]:
        return codes(
            step_findings(NoteStep.WRONG_FILE, NoteStatus.SIGNED, **who)  # type: ignore[arg-type]
        )

    assert mark(by_author=False, reason="other child") == ["note.not_author"]
    assert mark(by_author=False, may_mark_others=True, reason="other child") == []
    assert mark(by_author=True, reason=" ") == ["note.reason_missing"]


def test_anybody_who_writes_in_the_case_may_add_to_a_signed_note() -> None:
    assert step_findings(NoteStep.ADD, NoteStatus.SIGNED, by_author=False) == ()
    assert codes(addendum_findings(" ")) == ["note.text_missing"]
    assert codes(addendum_findings("x" * (LONGEST_TEXT + 1))) == ["note.text_too_long"]
    assert addendum_findings("The teacher called back.") == ()


def test_the_text_of_a_marked_note_is_hidden_for_good() -> None:
    for step in (NoteStep.ENTERED_IN_ERROR, NoteStep.WRONG_FILE):
        status = status_after(step)
        assert hidden(status)
        assert all(
            codes(step_findings(any_step, status, by_author=True, reason="x")) == ["note.hidden"]
            for any_step in NoteStep
        )
    assert not hidden(status_after(NoteStep.SIGN))


def test_a_note_of_another_file_is_carried_over_and_signed_again() -> None:
    wrong = note()
    right = carried_over(wrong, UUID(int=50), UUID(int=60))
    assert (right.id, right.case_id) == (UUID(int=50), UUID(int=60))
    assert (right.author_id, right.text, right.people) == (ANN, wrong.text, wrong.people)
    assert note_bytes(right, ANN, NOW) != note_bytes(wrong, ANN, NOW)


def test_the_signed_bytes_are_those_of_the_published_format() -> None:
    signed = note(
        started_at=datetime(2026, 6, 15, 10, 30, tzinfo=timezone(timedelta(hours=-4))),
        miles=Decimal("12.5"),
        units=Decimal("3"),
        place="École «B»",
        text='Line one\n"two"\t3',
    )
    assert note_bytes(signed, ANN, NOW).decode() == (
        "caseroom-note-1\n"
        '{"author":"00000000-0000-0000-0000-00000000000b",'
        '"case":"00000000-0000-0000-0000-000000000002",'
        '"class":"ordinary",'
        '"id":"00000000-0000-0000-0000-000000000001",'
        '"kind":"home_visit","miles":"12.5","minutes":45,'
        '"people":[{"client":"00000000-0000-0000-0000-000000000003","name":"Ada Lovelace",'
        '"person":null,"role":"child","staff":null}],'
        '"place":"École «B»","program":null,'
        '"signed_at":"2026-06-15T18:00:00.000000Z",'
        '"signed_by":"00000000-0000-0000-0000-00000000000b",'
        '"started_at":"2026-06-15T14:30:00.000000Z",'
        '"text":"Line one\\n\\"two\\"\\t3","topic":"school","units":"3.00"}'
    )


def test_an_addendum_holds_fast_to_the_note_as_it_was_signed() -> None:
    written = addendum_bytes(UUID(int=9), UUID(int=1), b"\x01\xff", BOB, "More.", NOW)
    assert written.decode() == (
        "caseroom-addendum-1\n"
        '{"author":"00000000-0000-0000-0000-00000000000c",'
        '"id":"00000000-0000-0000-0000-000000000009",'
        '"note":"00000000-0000-0000-0000-000000000001","note_signature":"01ff",'
        '"signed_at":"2026-06-15T18:00:00.000000Z","text":"More."}'
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"id": UUID(int=77)},
        {"case_id": UUID(int=77)},
        {"author_id": BOB},
        {"kind": NoteKind.PHONE},
        {"topic": Topic.HEALTH},
        {"note_class": NoteClass.PSYCHOTHERAPY},
        {"started_at": NOW},
        {"minutes": 46},
        {"miles": Decimal("0.1")},
        {"place": "x"},
        {"program_id": UUID(int=77)},
        {"units": Decimal("0.01")},
        {"text": "Saw the report card"},
        {"people": ()},
    ],
)
def test_every_fact_of_a_note_is_under_its_signature(changed: dict[str, object]) -> None:
    assert note_bytes(note(**changed), ANN, NOW) != note_bytes(note(), ANN, NOW)


def test_who_signed_and_when_is_under_the_signature_too() -> None:
    assert note_bytes(note(), BOB, NOW) != note_bytes(note(), ANN, NOW)
    later = NOW + timedelta(microseconds=1)
    assert note_bytes(note(), ANN, later) != note_bytes(note(), ANN, NOW)
    with pytest.raises(ValueError):
        note_bytes(note(), ANN, NOW.replace(tzinfo=None))


@given(st.text(), st.integers(-12, 14))
def test_the_bytes_do_not_depend_on_how_numbers_and_moments_were_written(
    text: str, hours: int
) -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=hours)))
    one = note(text=text, started_at=NOW, miles=Decimal("12.50"), units=Decimal("1"))
    other = note(text=text, started_at=elsewhere, miles=Decimal("12.5"), units=Decimal("1.00"))
    assert note_bytes(one, ANN, NOW) == note_bytes(other, ANN, elsewhere)
