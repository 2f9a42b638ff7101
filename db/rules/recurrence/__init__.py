"""Appointments that repeat: on which days, at which moments, and the rule as text (RFC 5545)."""

from db.rules.recurrence.moments import spans_of
from db.rules.recurrence.repeats import (
    MOST,
    Every,
    Repeats,
    days_of,
    last_day,
    nth_of,
    repeats_findings,
)
from db.rules.recurrence.rule_text import repeats_of, rule_of
from db.rules.recurrence.shifting import cut, days_stood_for, moved_day, moved_rule

__all__ = [
    "MOST",
    "Every",
    "Repeats",
    "cut",
    "days_of",
    "days_stood_for",
    "last_day",
    "moved_day",
    "moved_rule",
    "nth_of",
    "repeats_findings",
    "repeats_of",
    "rule_of",
    "spans_of",
]
