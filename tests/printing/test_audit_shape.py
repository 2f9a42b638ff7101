"""The shape of the audit log on paper."""

from dataclasses import replace

from printing.reports import audit_shape
from tests.printing.made import paper, words
from tests.printing.made_totals import AUDIT_SHAPE


def test_counts_chains_and_the_last_verification_stand_there() -> None:
    text = words(paper(AUDIT_SHAPE, audit_shape.build))
    for expected in (
        "March 1, 2026 to March 31, 2026",
        "Keys that ever signed 9",
        "1,308 entries are as they were written, 1,310 signatures hold",
        "the log goes on from where it stood then",
        "Computer 1 1,308 2 " + "6f" * 16 + " " + "6f" * 16,
        "Client’s file opened 1,300 7",
        "Caseworker 1,308 7",
        "Week of Mar 2, 2026 1,308 7",
        "Nothing in this period.",
    ):
        assert expected in text, expected


def test_findings_and_a_backup_of_another_history_are_said() -> None:
    assert AUDIT_SHAPE.verified is not None
    bad = replace(AUDIT_SHAPE.verified, findings=2, backup_within=False)
    text = words(paper(AUDIT_SHAPE, audit_shape.build, verified=bad))
    assert "2 findings" in text and "whole" not in text
    assert "the log is not the one that it holds" in text
    never = words(paper(AUDIT_SHAPE, audit_shape.build, verified=None))
    assert "has not been verified yet" in never
    none = replace(AUDIT_SHAPE.verified, backup=None)
    assert "no backup" in words(paper(AUDIT_SHAPE, audit_shape.build, verified=none))
