"""Appointments: what collides, what is outside hours, and what is free. Times are seconds UTC."""

from db.rules.scheduling.conflicts import HEARING_MOVED, conflicts, window_to_fetch
from db.rules.scheduling.free_time import free_span
from db.rules.scheduling.hours import Closure, Leave, OfficeTime, WeeklyHours, WorkerTime
from db.rules.scheduling.overlap import UNGUARDED
from db.rules.scheduling.proposal import (
    LONGEST,
    UNPROMISED,
    Proposal,
    Resource,
    Taken,
    excludes_others,
    takes_place,
)
from db.rules.scheduling.spans import Span
from db.rules.scheduling.wall_clock import day_span, is_skipped, local, local_date, to_seconds
from db.rules.scheduling.weights import AS_USUAL, RULES, Buffers, CalendarRules, Rule, RuleChoice

__all__ = [
    "AS_USUAL",
    "HEARING_MOVED",
    "LONGEST",
    "RULES",
    "UNGUARDED",
    "UNPROMISED",
    "Buffers",
    "CalendarRules",
    "Closure",
    "Leave",
    "OfficeTime",
    "Proposal",
    "Resource",
    "Rule",
    "RuleChoice",
    "Span",
    "Taken",
    "WeeklyHours",
    "WorkerTime",
    "conflicts",
    "day_span",
    "excludes_others",
    "free_span",
    "is_skipped",
    "local",
    "local_date",
    "takes_place",
    "to_seconds",
    "window_to_fetch",
]
