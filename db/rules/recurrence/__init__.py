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

__all__ = [
    "MOST",
    "Every",
    "Repeats",
    "days_of",
    "last_day",
    "nth_of",
    "repeats_findings",
    "repeats_of",
    "rule_of",
    "spans_of",
]
