"""What a person keeps for themselves: preferences and drafts, and no trace of them in the log."""

import pytest
from sqlalchemy import func, select

from db.models.audit import AuditEvent
from db.operations.drafts import drop_draft, save_draft
from db.operations.preferences import keep_preference
from db.queries.drafts import my_drafts
from db.queries.preferences import preference, preferences
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench


def test_preferences_are_each_persons_own(bench: Bench) -> None:
    otto = bench.as_role(Role.CASEWORKER, "otto")
    bench.write(keep_preference, "clients.columns", {"order": ["name", "born"]})
    bench.write(keep_preference, "clients.columns", {"order": ["name"]})
    bench.write(keep_preference, "cases.columns", {"order": []})
    assert bench.read(preference, "clients.columns") == {"order": ["name"]}
    assert list(bench.read(preferences, "clients.")) == ["clients.columns"]
    assert otto.read(preference, "clients.columns") is None


def test_too_much_is_not_remembered(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"preference\.too_large"):
        bench.write(keep_preference, "x", {"x": "y" * 70_000})


def test_a_draft_is_kept_once_for_each_form_and_record(bench: Bench) -> None:
    note, other = new_id(), new_id()
    bench.write(save_draft, "note", note, {"text": "A"})
    bench.pass_time(seconds=10)
    bench.write(save_draft, "note", other, {"text": "B"})
    bench.pass_time(seconds=10)
    bench.write(save_draft, "note", note, {"text": "A and more"})
    assert [(row.record_id, row.body["text"]) for row in bench.read(my_drafts)] == [
        (note, "A and more"),
        (other, "B"),
    ]
    assert bench.read(my_drafts, "client") == ()


def test_a_draft_is_its_writers_alone(bench: Bench) -> None:
    note = new_id()
    bench.write(save_draft, "note", note, {"text": "A"})
    otto = bench.as_role(Role.CASEWORKER, "otto")
    assert otto.read(my_drafts) == ()
    otto.write(drop_draft, "note", note)
    (found,) = bench.read(my_drafts)
    assert (found.record_id, found.saved_at) == (note, bench.now)
    bench.write(drop_draft, "note", note)
    assert bench.read(my_drafts) == ()


def test_neither_stands_in_the_audit_log(bench: Bench) -> None:
    bench.write(save_draft, "note", new_id(), {"text": "A"})
    bench.write(keep_preference, "x", {})
    assert bench.session.scalar(select(func.count()).select_from(AuditEvent)) == 0
