"""Drafts: one a form and record, nobody's but the user's own, and without a trace in the log."""

from db.models.audit import AuditEvent
from db.operations.drafts import DraftForm, discard_draft, save_draft
from db.queries.drafts import own_drafts
from db.rules.codes import Role
from db.rules.ids import new_id
from tests.db.bench import Bench


def test_a_newer_draft_takes_the_place_of_an_older_one(bench: Bench) -> None:
    record = new_id()
    bench.write(save_draft, DraftForm("note", record, {"text": "Ada"}))
    bench.pass_time(seconds=10)
    bench.write(save_draft, DraftForm("note", record, {"text": "Ada said"}))
    (kept,) = bench.read(own_drafts)
    assert kept.body == {"text": "Ada said"}
    assert kept.saved_at == bench.now


def test_the_newest_draft_comes_first(bench: Bench) -> None:
    for form in ("note", "client"):
        bench.write(save_draft, DraftForm(form, new_id(), {}))
        bench.pass_time(minutes=1)
    assert [draft.form for draft in bench.read(own_drafts)] == ["client", "note"]


def test_nobody_reads_or_discards_the_drafts_of_others(bench: Bench) -> None:
    record = new_id()
    bench.write(save_draft, DraftForm("note", record, {"text": "Ada"}))
    other = bench.as_role(Role.SUPERVISOR)
    assert other.read(own_drafts) == ()
    other.write(discard_draft, "note", record)
    assert len(bench.read(own_drafts)) == 1
    bench.write(discard_draft, "note", record)
    bench.write(discard_draft, "note", record)
    assert bench.read(own_drafts) == ()


def test_keeping_a_draft_leaves_no_entry_in_the_audit_log(bench: Bench) -> None:
    bench.write(save_draft, DraftForm("note", new_id(), {"text": "Ada"}))
    assert bench.session.query(AuditEvent).count() == 0
